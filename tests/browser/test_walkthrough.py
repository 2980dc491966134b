"""The Walkthrough page in a browser: walked by keyboard, dragged, printed, on a phone."""

import math
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import links
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.ui.run import trace_of
from gru_viz.ui.walkthrough_example import example
from tests.browser.rig import open_app
from tests.browser.test_accessibility import expect_no_fault
from tests.figures.runs import holding

NewPage = Callable[..., Page]
STAGE = "[data-gru-walk] .stage.current"
EN = texts("en")


def open_page(page: Page, **query: str) -> Locator:
    return open_app(page, query, "/walkthrough", ready=STAGE)


def heading(page: Page) -> Locator:
    return page.locator(f"{STAGE} h2")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def shown_value(page: Page, stage: int) -> Locator:
    """What the list of the four formulas says of one of them."""
    return page.locator("[data-gru-walk] .steps button").nth(stage - 1).locator(".value")


def test_the_example_is_walked_by_keyboard_alone(page: Page) -> None:
    _, trace = trace_of(example(links.State()))
    open_page(page)
    # The reset gate: a right guess, a wrong number, the right one.
    press(page, "ArrowRight", "ArrowLeft")
    expect(heading(page)).to_be_focused()
    expect(shown_value(page, 1)).to_have_text("?")
    press(page, "Tab", "Enter")
    expect(page.locator(f"{STAGE} .verdict").first).to_have_text(EN("walk-direction-right"))
    page.keyboard.type("0.84")
    press(page, "Enter")
    expect(page.locator(f"{STAGE} .verdict").last).to_have_text(EN("walk-wrong"))
    expect(shown_value(page, 1)).to_have_text("?")
    r = 1 / (1 + math.exp(2 * 1 - 0.5 * 0.5 - 0.1))
    page.keyboard.type(f"{r:.3f}")
    press(page, "Enter")
    expect(shown_value(page, 1)).to_have_text(f"{r:.3f}")
    # The update gate: a wrong guess, and shown.
    press(page, "ArrowRight")
    expect(heading(page)).to_contain_text(EN("walk-title-z"))
    press(page, "Tab", "Enter")
    expect(page.locator(f"{STAGE} .verdict").first).to_have_text(EN("walk-direction-wrong"))
    expect(page.get_by_role("button", name=EN("walk-direction-is"))).to_have_count(1)
    press(page, "Escape", "Enter")
    expect(shown_value(page, 2)).to_have_text(f"{trace.z[0, 0]:.3f}")
    # From here on each value is shown, and Enter leads on too.
    for t in (1, 2, 3):
        for stage in range(3 if t == 1 else 1, 5):
            press(page, "ArrowRight" if stage % 2 else "Enter")
            expect(heading(page)).to_contain_text(EN(f"walk-title-{'rznh'[stage - 1]}"))
            expect(heading(page)).to_be_focused()
            expect(shown_value(page, stage)).to_have_text("?")
            press(page, "Enter")
            expect(shown_value(page, stage)).not_to_have_text("?")
        h = f"{trace.h[t, 0]:.3f}".replace("-", "−")
        expect(page.locator(f"{STAGE} .result")).to_contain_text(h)
    expect(page.locator(f"{STAGE} .done")).to_be_visible()
    # t = 3 and the mix are where a first visit stands, which an address doesn't say.
    expect(page).to_have_url(re.compile(r"\?unit=1(&lang=en)?$"))


def test_what_was_not_worked_out_is_not_given_away(page: Page) -> None:
    _, trace = trace_of(example(links.State()))
    open_page(page, t="1", unit="1", stage="4")
    hidden = [f"{abs(float(a[0, 0])):.3f}" for a in (trace.z, trace.n, trace.h[1:])]
    for value in hidden:
        assert value not in page.locator(STAGE).inner_text()
    press(page, "ArrowLeft", "ArrowRight", "Enter")  # what the mix takes, but not what it gives
    text = page.locator(STAGE).inner_text()
    assert [value in text for value in hidden] == [True, True, False]


def test_the_slider_shows_what_held_runs_give(page: Page) -> None:
    query = {"seq": "1, -2, 0.5", "units": "2", "t": "2", "unit": "2", "stage": "1"}
    _, trace = trace_of(links.read(query)[0])
    open_page(page, **query)
    slider = page.locator(f"{STAGE} input[type=range]")
    slider.focus()
    for key, value, end in (("End", 1.0, "one"), ("Home", 0.0, "zero"), ("ArrowUp", 0.05, "zero")):
        press(page, key)
        hold = holding(3, 2, r={(2, 2): value})
        held = gru.forward(trace.params, trace.x, trace.h[0], trace.variant, hold)
        wanted = [f"{v:.3f}".replace("-", "−") for v in (held.n[1, 1], held.h[2, 1])]
        assert page.locator(f"{STAGE} .outcomes strong").all_inner_texts() == wanted
        for text in wanted:
            expect(slider).to_have_attribute("aria-valuetext", re.compile(re.escape(text)))
        expect(page.locator(f"{STAGE} .said")).to_have_text(EN(f"walk-end-r-before-{end}"))
    expect(shown_value(page, 1)).to_have_text("?")


def test_on_paper_are_all_four_with_lines_for_what_is_hidden(page: Page) -> None:
    open_page(page)
    press(page, "ArrowRight", "ArrowLeft", "Enter")
    expect(shown_value(page, 1)).not_to_have_text("?")
    page.emulate_media(media="print")
    expect(page.locator("[data-gru-walk] .stage h2")).to_have_count(4)
    for k, name in enumerate("rznh"):
        stage = page.locator(f"[data-gru-walk] .stage.q-{name}")
        expect(stage).to_be_visible()
        expect(stage.locator(".rule >> visible=true")).to_have_count((0, 2, 2, 4)[k])
        expect(stage.locator("button >> visible=true")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-screen_walk")).to_be_hidden()


@pytest.mark.parametrize(
    ("lang", "scheme", "width", "query"),
    [
        ("ko", "light", 390, {"notation": "torch", "decimals": "6", "walk": "own", "stage": "3"}),
        ("en", "dark", 390, {"notation": "ng", "decimals": "6", "walk": "own", "stage": "4"}),
        ("ko", "dark", 1280, {"notation": "kr_exam"}),
        ("en", "light", 1280, {"walk": "own", "hold": "r.all.1.5 0.5", "stage": "3"}),
    ],
)
def test_every_size_shows_it_without_fault_or_sideways_scrolling(
    new_page: NewPage, lang: str, scheme: str, width: int, query: dict[str, str]
) -> None:
    height = 844 if width == 390 else 720
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": height})
    open_page(page, lang=lang, **query)
    if (show := page.locator(f"{STAGE} .needed button")).is_visible():
        show.click()
    heading(page).focus()
    press(page, "Enter")
    expect(page.locator(f"{STAGE} .result >> visible=true")).to_have_count(1)
    expect_no_fault(page)
    beyond = """(walk) => {
      const main = document.querySelector("[data-testid=stMain]");
      const ends = [...walk.querySelectorAll(".stage.current *, .bar *")]
        .filter((node) => node.getBoundingClientRect().width > 1)
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1);
      return [main.scrollWidth > main.clientWidth, ends.map((node) => node.outerHTML),
        walk.querySelector(".stage.current").getBoundingClientRect().bottom];
    }"""
    sideways, nodes, bottom = page.locator("[data-gru-walk]").evaluate(beyond)
    assert not sideways
    assert nodes == []
    if width == 1280:
        assert bottom <= height, "a formula is seen whole, without scrolling"
