"""The Study sheet page in a browser: on one page of A4, ticked, read without a mouse."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz.locales import LANGUAGES
from gru_viz.syllabus import CHECKLIST
from tests.browser.rig import PLAYER, open_app
from tests.browser.test_accessibility import expect_no_fault, turn_sidebar

NewPage = Callable[..., Page]
PATH = "/study"
SHEET = ".study"
BOXES = f"{SHEET} input[type=checkbox]"


def open_page(page: Page, **query: str) -> Locator:
    return open_app(page, query, PATH, ready=SHEET)


def box(page: Page, name: str) -> Locator:
    return page.locator(f"{BOXES}[value={name}]")


def ticked(address: str) -> set[str]:
    return set("".join(parse_qs(urlsplit(address).query).get("ticked", [])).split())


def expect_ticked(page: Page, *names: str) -> None:
    """In the address; which follows when the server has answered."""
    page.wait_for_function(
        """names => (new URLSearchParams(location.search).get("ticked") ?? "")
             .split(" ").filter(Boolean).sort().join() === names""",
        arg=",".join(sorted(names)),
    )


# --- on paper ------------------------------------------------------------------------------

LONGEST = ("own", "torch", "keras", "onnx", "onnx_after", "d2l_concise", "colah", "kr_exam")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_one_page(page: Page, language: str) -> None:
    for key in LONGEST:
        largest = {"study_d": "4096", "study_h": "4096"}
        open_page(page, lang=language, notation=key, **largest)
        pdf = page.pdf(prefer_css_page_size=True)
        page_objects = re.findall(rb"/Type\s*/Page\b(?!s)", pdf)
        assert len(page_objects) == 1, key


def test_on_paper_there_is_the_sheet_alone_within_its_margins(page: Page) -> None:
    open_page(page, notation="keras")
    page.set_viewport_size({"width": 680, "height": 1009})  # what the margins leave of A4
    page.emulate_media(media="print")
    expect(page.locator(".st-key-screen-study")).to_be_hidden()
    expect(page.locator(f"{SHEET} .checklist a").first).to_be_hidden()
    expect(box(page, "why")).to_be_visible()
    cut = page.locator(SHEET).evaluate(
        """sheet => [...sheet.querySelectorAll("p, li, td, th, math, svg, text")]
             .filter((part) => {
               const { left, right } = part.getBoundingClientRect();
               const frame = sheet.getBoundingClientRect();
               return right > frame.right + 1 || left < frame.left - 1;
             }).map((part) => part.textContent)"""
    )
    assert cut == []


# --- ticked --------------------------------------------------------------------------------


def test_a_tick_is_in_the_link_and_there_again_after_a_reload(page: Page) -> None:
    open_page(page)
    page.evaluate("() => { window.scrolled = document.querySelector('[data-testid=stMain]') }")
    box(page, "mix").scroll_into_view_if_needed()
    box(page, "mix").click()
    expect_ticked(page, "mix")
    page.locator(SHEET).evaluate("sheet => { sheet.kept = true }")
    top = page.evaluate("scrolled.scrollTop")
    box(page, "by_hand").focus()
    page.keyboard.press("Space")
    expect_ticked(page, "mix", "by_hand")
    expect(box(page, "by_hand")).to_be_focused()
    assert page.evaluate("scrolled.scrollTop") == pytest.approx(top, abs=1)
    assert page.locator(SHEET).evaluate("sheet => sheet.kept"), "built anew"
    page.reload()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(2)
    box(page, "mix").click()
    expect_ticked(page, "by_hand")


def test_what_is_ticked_stays_when_the_sheet_is_drawn_anew(page: Page) -> None:
    open_page(page, ticked="gates")
    box(page, "why").click()
    expect_ticked(page, "gates", "why")
    page.get_by_role("spinbutton", name="D (features)").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator(f"{SHEET} .compare")).to_contain_text("1,440")  # 3 · 20 · (3 + 20 + 1) …
    expect(page.locator(f"{BOXES}:checked")).to_have_count(2)


def test_a_link_takes_along_what_is_ticked_and_leads_to_what_it_claims(page: Page) -> None:
    open_page(page, notation="torch")
    box(page, "gates").click()
    expect_ticked(page, "gates")
    link = page.locator(f"{SHEET} .parts a").nth(1)
    expect(link).to_contain_text("kept for long")
    link.click()
    expect(page.locator(PLAYER)).to_be_visible()
    expect(page.locator(".place")).to_contain_text("t = 21")
    assert ticked(page.url) == {"gates"}
    page.go_back()
    expect(box(page, "gates")).to_be_checked()


def test_every_box_is_named_by_its_words(page: Page) -> None:
    open_page(page)
    expect(page.get_by_role("checkbox", name="draw the cell with every wire")).to_be_visible()
    expect(page.locator(BOXES)).to_have_count(len(CHECKLIST))


# --- for everybody -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("ko", "light", 1280), ("en", "dark", 1280), ("ko", "dark", 390), ("en", "light", 390)],
)
def test_axe_finds_nothing(new_page: NewPage, lang: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    open_page(page, lang=lang, notation="keras", ticked="why")
    expect_no_fault(page)
    open_page(page, lang=lang)
    turn_sidebar(page)
    expect_no_fault(page)
    turn_sidebar(page)  # back, as Streamlit remembers it for the next page of the same browser
    open_page(page, lang=lang, view="projector")
    expect_no_fault(page)


@pytest.mark.parametrize("key", ["own", "ng", "torch", "keras", "onnx", "d2l_concise", "kr_slides"])
def test_a_phone_shows_it_without_sideways_scrolling(new_page: NewPage, key: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    for lang in LANGUAGES:
        open_page(page, notation=key, lang=lang, study_d="4096", study_h="4096")
        wide = page.locator(SHEET).evaluate(
            """sheet => {
              const main = document.querySelector("[data-testid=stMain]");
              return [...sheet.querySelectorAll("math, p, li, td, th, svg, dd")]
                .filter((part) => part.getBoundingClientRect().right > innerWidth)
                .map((part) => part.textContent)
                .concat(main.scrollWidth > main.clientWidth ? ["the page"] : []);
            }"""
        )
        assert wide == []
