"""The Backpropagation page in a browser: stepped by keyboard, on a phone, carried away."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz.locales import texts
from tests import backward_by_hand as hand
from tests.browser.rig import PLAYER, choose, open_app, watch
from tests.browser.test_accessibility import expect_no_fault

NewPage = Callable[..., Page]
EN = texts("en")
PLOT = ".gru-plot .main-svg"
CELLS = ".gru-plot .heatmap-label"
STEPS, SUMS = hand.renews_before()
NAMES = [
    *("W_r1", "W_r2", "U_r11", "U_r12", "U_r21", "U_r22", "b_r1", "b_r2"),
    *("W_z1", "W_z2", "U_z11", "U_z12", "U_z21", "U_z22", "b_z1", "b_z2"),
    *("W_n1", "W_n2", "U_n11", "U_n12", "U_n21", "U_n22", "b_n1", "b_n2"),
]  # as the heatmaps have them, row by row


def open_page(page: Page, **query: str) -> Locator:
    player = open_app(page, query, "/backpropagation")
    expect(page.locator(PLOT).first).to_be_visible()
    return player


def expect_built_up(page: Page, t: int) -> None:
    """The cells of the heatmaps have the numbers of the derivation by hand."""
    numbers = sorted(shown(STEPS[t - 1][f"built_{name}"]) for name in NAMES)
    page.wait_for_function(
        """([cells, numbers]) => JSON.stringify(numbers) === JSON.stringify(
          [...document.querySelectorAll(cells)].map((cell) => cell.textContent.trim()).sort())""",
        arg=[CELLS, numbers],
    )


def shown(value: float) -> str:
    """Three decimals, four below 0.01, and below 0.001 two digits with their power of ten."""
    mantissa, exponent = f"{value:.1e}".split("e")
    if 0 < abs(value) < 0.001:
        text = f"{mantissa}·10⁻{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(exponent[1:])]}"
    else:
        text = f"{value:.{4 if 0 < abs(value) < 0.01 else 3}f}"
    return text.replace("-", "\N{MINUS SIGN}")


def test_the_heatmaps_follow_the_player_and_are_not_built_anew(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})  # they are drawn where they are seen
    player = open_page(page)
    expect_built_up(page, 3)
    page.locator(PLOT).first.evaluate("plot => { plot.marked = true }")
    player.focus()
    for t in (2, 1):
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_text(f"t = {t} … 3")).to_be_visible()
        expect_built_up(page, t)
    assert page.locator(PLOT).first.evaluate("plot => plot.marked"), "it flickers otherwise"
    expect(page).to_have_url(re.compile("t=1"))


def test_a_place_is_found_again_by_its_address(page: Page) -> None:
    player = open_page(page, back="keep")
    player.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("t=2.*stage=2"))
    url = page.url
    page.goto("about:blank")
    page.goto(url)
    expect(page.locator(PLAYER)).to_contain_text("t = 2 of 3")
    expect(page.get_by_text("t = 2 … 3")).to_be_visible()


def test_a_wrong_loss_is_said_and_can_be_mended(page: Page) -> None:
    open_page(page)
    field = page.get_by_role("textbox", name=EN("backprop-target"))
    field.fill("half")
    field.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("half")
    expect(page.locator(PLAYER)).to_be_visible()
    expect(field).to_have_value("half")
    field.fill("0.5")
    field.press("Enter")
    expect(page.locator(PLAYER)).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def save(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_text("utf-8")


def test_what_is_carried_away_has_the_numbers_of_the_page(page: Page, tmp_path: Path) -> None:
    open_page(page, t="2", unit="2", stage="1")
    page.get_by_role("button", name=EN("page-exports")).click()
    expect(page.get_by_role("button", name="LaTeX")).to_be_visible()
    data = json.loads(save(page, EN("page-export-json")))
    assert data["d_back"][1] == pytest.approx([STEPS[1]["d_back1"], STEPS[1]["d_back2"]])
    assert data["h0"] == pytest.approx([SUMS["h01"], SUMS["h02"]])
    assert "d_by_z" in save(page, EN("page-export-csv"))
    here = save(page, "Markdown")
    assert re.findall(r"## Back: (.*)", here) == ["t = 2, unit 2"]
    assert f"{STEPS[1]['d_back2']:.3f}" in here
    for what in ("timesteps", "units"):
        radio = page.get_by_role("radio", name=EN(f"page-export-{what}-all"), exact=True)
        radio.click()
        expect(radio).to_be_checked()
    counts = (save(page, "LaTeX").count(r"\subsection*{Back: t") for _ in range(10))
    assert 6 in counts, "once the server knows of the choice, which nothing on screen tells"
    script = tmp_path / "backward.py"
    script.write_text(save(page, EN("page-export-numpy")), "utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    printed = [float(n) for n in re.findall(r"-?\d+\.\d+", done.stdout)]
    for name in NAMES:
        assert np.isclose(printed, SUMS[name], atol=1e-7).any(), name


def test_the_walk_is_one_file_that_opens_where_one_stands(page: Page, tmp_path: Path) -> None:
    open_page(page, t="2", unit="2", stage="5")
    page.get_by_role("button", name=EN("page-exports")).click()
    walk = tmp_path / "walk.html"
    walk.write_text(save(page, EN("page-export-html")), "utf-8")
    alone = page.context.new_page()
    try:
        faults = watch(alone, walk.as_uri())
        alone.goto(walk.as_uri())
        expect(alone.get_by_role("heading", name=EN("menu-backpropagation"))).to_be_visible()
        expect(alone.locator(PLAYER)).to_contain_text("t = 2 of 3")
        alone.locator(PLAYER).focus()
        alone.keyboard.press("ArrowLeft")
        expect(alone.locator(PLAYER)).to_contain_text("t = 1 of 3")
        assert not faults
    finally:
        alone.close()


def test_a_place_that_the_gates_page_opens_at_is_found_again_too(page: Page) -> None:
    player = open_page(page, back="own", t="4", unit="2", stage="4")
    player.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("t=3&unit=2&stage=4"))
    url = page.url
    page.goto("about:blank")
    page.goto(url)
    expect(page.locator(PLAYER)).to_contain_text("t = 3 of 5")


def test_on_paper_is_the_lesson_without_its_controls(page: Page) -> None:
    open_page(page)
    page.emulate_media(media="print")
    expect(page.locator(".st-key-screen_back")).to_be_hidden()
    expect(page.locator(".st-key-screen_check")).to_be_hidden()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(PLAYER)).to_be_visible()
    expect(page.locator(PLOT).first).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "scheme", "width", "query"),
    [
        ("ko", "light", 390, {"notation": "torch", "decimals": "6", "back": "own"}),
        ("en", "dark", 390, {"notation": "d2l", "loss": "given", "loss_at": "every"}),
        ("ko", "dark", 1280, {"notation": "kr_exam", "back": "saturated", "t": "2"}),
        ("en", "light", 1280, {"notation": "ng", "back": "own", "hold": "r.all.1.5 0.5"}),
    ],
)
def test_every_size_shows_it_without_fault_or_sideways_scrolling(
    new_page: NewPage, lang: str, scheme: str, width: int, query: dict[str, str]
) -> None:
    height = 844 if width == 390 else 720
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": height})
    open_page(page, lang=lang, **query)
    page.get_by_text(texts(lang)("backprop-check-table")).click()
    expect(page.locator(".paper table")).to_be_visible()
    expect_no_fault(page)
    main = page.get_by_test_id("stMain")
    assert not main.evaluate("main => main.scrollWidth > main.clientWidth")


def test_the_branch_that_carries_most_is_seen_at_once(page: Page) -> None:
    """Without scrolling, on a screen of 1280 × 720."""
    player = open_page(page, back="own")
    most = player.locator(".main-branch")
    expect(most).to_be_visible()
    box = most.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 720


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ko", "dark")])
def test_a_lecturer_goes_everywhere_from_the_projector_view(
    new_page: NewPage, lang: str, scheme: str
) -> None:
    """With nothing of it on the first screen but a button in the first line."""
    page = new_page(color_scheme=scheme)
    says = texts(lang)
    player = open_page(page, lang=lang, view="projector")
    page.get_by_role("button", name=says("page-controls")).click()
    expect_no_fault(page)
    choose(page, says("backprop-run"), says("backprop-run-own"))
    page.wait_for_url(re.compile("back=own"))
    expect(player).to_contain_text("t = 5")
    page.get_by_role("radio", name=says("backprop-loss-at-every")).click()
    expect(player.locator(".strip .loss")).to_have_count(5)
    page.get_by_role("radio", name=says("backprop-gradients-reach")).click()
    expect(page.get_by_role("radio", name=says("reach-raised"))).to_be_visible()
    page.get_by_role("radio", name=says("backprop-gradients-steps")).click()
    expect(player).to_contain_text("t = 5")
    page.keyboard.press("Escape")
    expect(page.locator("svg.cell")).to_be_in_viewport(ratio=1)


NUMBERS_APART = """([cells, least]) => {
  const boxes = [...document.querySelectorAll(cells)].map((cell) => cell.getBoundingClientRect())
    .filter(({ width }) => width);
  return boxes.every((one, i) => boxes.slice(i + 1).every((other) =>
    one.right + least <= other.left || other.right + least <= one.left
    || one.bottom <= other.top || other.bottom <= one.top));
}"""


@pytest.mark.parametrize("run", ["example", "own"])
@pytest.mark.parametrize(("width", "view"), [(390, ""), (1280, ""), (1280, "projector")])
def test_numbers_in_the_heatmaps_keep_apart(
    new_page: NewPage, run: str, width: int, view: str
) -> None:
    """PyTorch’s matrices are the most beside each other. What doesn't fit isn't written."""
    page = new_page(viewport={"width": width, "height": 3200})
    open_page(page, notation="torch", back=run, view=view)
    cells = page.locator(CELLS)
    expect(cells).to_have_count(84 if run == "own" else 30)
    assert page.evaluate(NUMBERS_APART, [CELLS, 2])
    fits = run == "example" or (width, view) == (1280, "")
    expect(cells.first).to_be_visible(visible=fits)
