"""The Gates page in real Chromium: links, languages, controls, tables, files, phone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, expect

from gru_viz import links
from tests.browser.rig import Server, choose, open_app

NewPage = Callable[..., Page]
FreshServer = Callable[..., Server]
HANGUL = re.compile(r"[가-힣]")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

STATE = links.State(
    seq="1, -0.5; 2, 0.25; -1, 3; 0, 0",
    units=5,
    seed=42,
    scale=2.5,
    edits={("W_r", 0, 1): 0.1 + 0.2, ("b_z", 4, 0): -1 / 3, ("h0", 2, 0): 0.75},
    update="keeps",
    reset="after",
    t=3,
    unit=5,
    lang="ko",
    decimals=6,
    future="hidden",
)


def strip(page: Page) -> str:
    return page.locator("table.strip").inner_text()


def sums(page: Page) -> list[str]:
    return page.locator(".equation").all_text_contents()


def test_a_copied_link_opens_to_the_same_numbers_on_another_server(
    new_page: NewPage, fresh_server: FreshServer
) -> None:
    first = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_app(first, links.write(STATE))
    first.keyboard.press("ArrowRight")
    first.wait_for_url(re.compile(r"[?&]t=4\b"))
    first.get_by_role("button", name="링크 복사").click()
    expect(first.get_by_role("button", name="복사됨")).to_be_visible()
    link = first.evaluate("navigator.clipboard.readText()")
    query = link.partition("?")[2]
    state, messages = links.read(dict(parse_qsl(query)))
    assert not messages
    assert state.t == 4

    second = new_page(server=fresh_server())  # its very first visitor comes by this link
    open_app(second, query)
    assert strip(second) == strip(first)
    assert sums(second) == sums(first)
    assert second.locator("svg.cell").text_content() == first.locator("svg.cell").text_content()


def test_parameters_of_others_stay_in_the_address(page: Page) -> None:
    open_app(page, {"embed_options": "light_theme", "t": "1"})
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"[?&]t=2\b"))
    assert "embed_options=light_theme" in page.url


def test_stepping_leaves_the_browsers_history_alone(page: Page) -> None:
    page.goto("about:blank")
    open_app(page, {"t": "1"})
    for t in (2, 4, 5):
        page.keyboard.press("ArrowRight")
        if t > 2:
            page.keyboard.press("ArrowRight") if t == 4 else None
        page.wait_for_url(re.compile(rf"[?&]t={t}\b"))
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize(("locale", "korean"), [("ko-KR", True), ("en-GB", False), ("fr", False)])
def test_the_browsers_language_is_spoken_at_first_and_kept_in_the_link(
    new_page: NewPage, locale: str, korean: bool
) -> None:
    page = new_page(locale=locale)
    open_app(page)
    expect(page).to_have_title("GRU 게이트" if korean else "GRU gates")
    assert bool(HANGUL.search(page.locator(".bar").inner_text())) == korean
    expect(page.locator("html")).to_have_attribute("lang", "ko" if korean else "en")
    if korean:
        page.wait_for_url(re.compile("lang=ko"))


def test_the_switch_changes_every_text_and_nothing_else(page: Page) -> None:
    open_app(page, links.write(STATE) | {"lang": "en"})
    before = page.locator(".sums").all_text_contents()
    assert not HANGUL.search(
        page.locator("[data-testid=stMain]").inner_text().replace("한국어", "")
    )
    page.get_by_role("radio", name="한국어").click()
    expect(page.locator(".bar")).to_contain_text("시점")
    expect(page.get_by_role("heading", name="모든 가중치")).to_be_visible()
    assert page.locator(".sums").all_text_contents() == before
    page.wait_for_url(re.compile("lang=ko"))


@pytest.mark.parametrize(
    "seq", ["0.3, -1.2, 2.5, 0, 1", "나는 오늘 아침에 학교에 갔다. 비가 왔다."]
)
def test_a_phone_scrolls_down_and_never_sideways(new_page: NewPage, seq: str) -> None:
    page = new_page(**PHONE)
    open_app(page, {"seq": seq})
    expect(page.locator(".gru-plot .main-svg").first).to_be_visible()
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="One timestep on").tap()
    expect(page.locator(".place")).to_contain_text("t = 4")


def test_the_first_screen_holds_strip_cell_sums_and_the_top_of_the_plots(page: Page) -> None:
    open_app(page)
    expect(page.locator(".gru-plot .main-svg").first).to_be_visible()
    bottom = lambda locator: (box := locator.bounding_box()) and box["y"] + box["height"]  # noqa: E731
    for part in (".strip-window", "svg.cell", ".equations"):
        assert bottom(page.locator(part)) <= 720
    box = page.locator(".gru-plot").first.bounding_box()
    assert box
    assert box["y"] < 690


def test_projector_mode_shows_the_page_alone_and_all_keys_work(page: Page) -> None:
    open_app(page, {"view": "projector", "t": "1"})
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator(".place")).to_contain_text("t = 5 of 5")
    page.keyboard.press("3")
    page.wait_for_url(re.compile("unit=3"))
    page.get_by_role("button", name="Leave projector").click()
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


def test_a_phone_can_leave_projector_mode(new_page: NewPage) -> None:
    page = new_page(**PHONE)
    open_app(page, {"view": "projector"})
    page.get_by_role("button", name="Leave projector").tap()
    page.wait_for_url(lambda url: "projector" not in url)


def test_a_lecturers_link_hides_what_it_names(page: Page) -> None:
    open_app(page, {"hide": "weights tables plots language"})
    sidebar = page.locator("[data-testid=stSidebar]")
    expect(sidebar.get_by_role("heading", name="Sequence")).to_be_visible()
    expect(sidebar.get_by_role("heading", name="Weights")).to_have_count(0)
    expect(page.get_by_role("heading", name="Every weight")).to_have_count(0)
    expect(page.get_by_role("radio", name="한국어")).to_have_count(0)
    expect(page.locator(".gru-plot")).to_have_count(0)


def test_a_broken_link_says_what_was_broken_and_opens_the_rest(page: Page) -> None:
    open_app(page, {"seq": "1, 2, 3", "units": "1000", "seed": "x<img src=x>", "t": "2"})
    warnings = page.locator("[data-testid=stAlert]")
    expect(warnings).to_have_count(2)
    expect(warnings.filter(has_text="units")).to_contain_text("64")
    expect(warnings.filter(has_text="seed")).to_contain_text("x<img src=x>")
    expect(page.locator(".place")).to_contain_text("t = 2 of 3")
    page.get_by_role("radio", name="z keeps").click()
    expect(warnings).to_have_count(0)


def test_what_a_message_quotes_never_becomes_a_link(page: Page) -> None:
    quoted = {"units": "https://evil.example/x", "seed": "www.evil.example", "t": "a@evil.example"}
    open_app(page, {name: f"{text} **bold** <b>x</b>" for name, text in quoted.items()})
    warnings = page.locator("[data-testid=stAlert]")
    expect(warnings.filter(has_text="**bold** <b>x</b>")).to_have_count(len(quoted))
    expect(warnings.locator("a, b, strong, img")).to_have_count(0)


def test_an_error_is_one_sentence_and_keeps_what_was_typed(page: Page) -> None:
    open_app(page)
    field = page.get_by_role("textbox", name="Numbers or words")
    field.fill("1, abc, 3")
    page.keyboard.press("Control+Enter")
    alert = page.locator("[data-testid=stAlert]")
    expect(alert).to_contain_text("abc")
    expect(field).to_have_value("1, abc, 3")
    page.wait_for_url(re.compile("abc"))
    field.fill("1, 2, 3")
    page.keyboard.press("Control+Enter")
    expect(alert).to_have_count(0)
    expect(page.locator(".place")).to_contain_text("of 3")


CSV = "date,temp,rain\n2024-01-01,1.5,0\n2024-01-02,-2.5,3\n2024-01-03,0.5,1\n"


def upload(page: Page, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    page.get_by_role("button", name="Open a CSV or text file").click()
    page.locator("input[type=file]").first.set_input_files(tmp_path / name)


def test_a_file_of_ones_own_with_a_chosen_column(page: Page, tmp_path: Path) -> None:
    open_app(page)
    upload(page, tmp_path, "weather.csv", CSV.encode("utf-16"))
    page.get_by_role("button", name="Use these columns").click()
    expect(page.locator(".place")).to_contain_text("of 3")
    assert "standardised" in page.locator("[data-testid=stSidebar]").inner_text()


def test_a_binary_file_named_csv_is_refused_in_a_sentence(page: Page, tmp_path: Path) -> None:
    open_app(page)
    upload(page, tmp_path, "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    expect(page.get_by_text("This file is not text")).to_be_visible()


def test_a_saved_file_opens_to_the_same_state(page: Page, tmp_path: Path) -> None:
    open_app(page)
    page.get_by_role("button", name="Save or open as a file").click()
    path = tmp_path / "state.json"
    path.write_bytes(links.save(STATE))
    page.locator("input[type=file]").last.set_input_files(path)
    expect(page.locator(".place")).to_contain_text("t = 3 (총 4시점)")
    page.wait_for_url(re.compile("seed=42"))
    state, _ = links.load(path.read_bytes())
    assert state == STATE


def test_what_a_link_cannot_hold_is_said_and_offered_as_a_file(page: Page, tmp_path: Path) -> None:
    seq = " ".join(["0.123456789012345"] * 512)
    open_app(page)
    page.get_by_role("textbox", name="Numbers or words").fill(seq)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("leaves out: the sequence")).to_be_visible()
    assert len(page.url) < 8000
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is on screen").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["seq"] == seq


def test_a_preset_shows_its_point_at_its_place(page: Page) -> None:
    open_app(page)
    choose(page, "Where they come from", "Keep for twenty steps")
    expect(page.locator(".place")).to_contain_text("t = 21 of 24")
    expect(page.get_by_text("Twenty timesteps after the impulse")).to_be_visible()
