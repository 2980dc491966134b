"""Where gradients go, in a browser: seen, heard, by keyboard, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz.locales import texts
from tests.browser.rig import open_app
from tests.browser.test_accessibility import expect_no_fault, turn_sidebar

NewPage = Callable[..., Page]
PATH = "/backpropagation"
PLOTS = ".stPlotlyChart .main-svg:first-child"
CARDS = ".paper h2"


def open_page(page: Page, **query: str) -> Locator:
    shown = open_app(page, {"gradients": "reach", **query}, PATH, ready=f"{CARDS} >> nth=2")
    expect(page.locator(PLOTS)).to_have_count(5)
    return shown


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("ko", "light", 1280), ("en", "dark", 1280), ("ko", "dark", 390), ("en", "light", 390)],
)
def test_axe_finds_nothing(new_page: NewPage, lang: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    open_page(page, lang=lang, reach="exploding", clip="5")
    expect_no_fault(page)
    turn_sidebar(page)
    expect_no_fault(page)
    turn_sidebar(page)
    open_page(page, lang=lang, reach="own", view="projector")
    expect_no_fault(page)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("notation", ["own", "ng"])
def test_a_phone_shows_one_cell_below_the_other_without_sideways_scrolling(
    new_page: NewPage, lang: str, notation: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, lang=lang, notation=notation, reach="exploding", clip="5")
    wide = """() => {
      const deep = (root) => [...root.querySelectorAll("*")].flatMap(
        (node) => [node, ...(node.shadowRoot ? deep(node.shadowRoot) : [])]);
      const main = document.querySelector("[data-testid=stMain]");
      return [...deep(main)].filter((node) => node.matches("p, li, h2, math, .js-plotly-plot"))
        .filter((node) => node.getBoundingClientRect().right > innerWidth)
        .map((node) => node.outerHTML.slice(0, 200))
        .concat(main.scrollWidth > main.clientWidth ? ["the page"] : []);
    }"""
    assert page.evaluate(wide) == []
    tops = [box["y"] for plot in page.locator(PLOTS).all()[:3] if (box := plot.bounding_box())]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3


def test_the_first_screen_has_the_summary_and_the_triangles(page: Page) -> None:
    open_page(page, lang="en")
    summary = page.locator(".paper").first.bounding_box()
    boxes = [box for plot in page.locator(PLOTS).all()[:3] if (box := plot.bounding_box())]
    assert summary
    assert len({box["y"] for box in boxes}) == 1, "side by side"
    assert summary["y"] + summary["height"] <= boxes[0]["y"]
    assert boxes[0]["y"] + boxes[0]["height"] <= 720


def test_another_run_is_chosen_by_keyboard_and_the_address_follows(page: Page) -> None:
    open_page(page, lang="en")
    expect(page.locator(".paper").first).to_contain_text("RNN’s gradient vanishes")
    page.get_by_role("radio", name=texts("en")("reach-usual")).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".paper").first).to_contain_text("RNN’s gradient explodes")
    expect(page).to_have_url(re.compile("reach=exploding"))
    page.reload()
    expect(page.locator(".paper").first).to_contain_text("RNN’s gradient explodes")


def test_print_has_the_verdict_and_no_chart_wider_than_its_page(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 2560, "height": 1300})
    open_page(page, lang="en", reach="exploding")
    expect(page.get_by_role("button", name=texts("en")("page-print"))).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".paper").first).to_contain_text("RNN’s gradient explodes")
    expect(page.locator(".paper").first).to_be_visible()
    expect(page.locator("[class*=st-key-screen_reach]").first).to_be_hidden()
    between_margins = (210 - 15 - 15) / 25.4 * 96  # millimetres of A4, as pixels
    for plot in page.locator(PLOTS).all():
        box = plot.bounding_box()
        assert box
        assert box["width"] <= between_margins


@pytest.mark.parametrize("reach", ["own", "usual"])
def test_no_mark_stands_on_a_number_of_an_axis(page: Page, reach: str) -> None:
    open_page(page, lang="en", reach=reach)
    covered = """() => [...document.querySelectorAll(".stPlotlyChart")].flatMap((plot) => {
      const marks = [...plot.querySelectorAll(".points path")];
      const numbers = [...plot.querySelectorAll(".xtick text, .ytick text")];
      const box = (node) => node.getBoundingClientRect();
      const meet = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return numbers.filter((number) => marks.some((mark) => meet(box(mark), box(number))))
        .map((number) => number.textContent);
    })"""
    assert page.evaluate(covered) == []


def test_a_hover_has_the_number(page: Page) -> None:
    open_page(page, lang="en", reach="raised")
    plot = page.locator(".stPlotlyChart .nsewdrag").nth(2)
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 0.75 * box["height"])
    told = page.locator(".stPlotlyChart .hovertext").first
    expect(told).to_contain_text("k = 25")
    expect(told).to_contain_text("t = 75")
