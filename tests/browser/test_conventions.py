"""The Conventions page in a browser: what is drawn, what is marked, and from notes to formulas."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz.locales import texts
from gru_viz.variants import PUBLISHED
from tests.browser.rig import open_app
from tests.browser.test_accessibility import expect_no_fault, turn_sidebar

NewPage = Callable[..., Page]
PATH = "/conventions"
SIDES = "[data-gru-compare]:has(.verdict)"
CARDS = "[data-gru-compare]:has(.cards)"
PLOT = ".stPlotlyChart .main-svg"


def open_page(page: Page, **query: str) -> Locator:
    return open_app(page, query, PATH, ready=SIDES)


def marked(page: Page, side: int) -> list[str]:
    """The marked parts of the formulas of one side, without what is invisible in them."""
    parts = page.locator(f"{SIDES} .formulas").nth(side).locator(".differs").all_text_contents()
    return ["".join(part.split()) for part in parts]


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("ko", "light", 1280), ("en", "dark", 1280), ("ko", "dark", 390), ("en", "light", 390)],
)
def test_axe_finds_nothing(new_page: NewPage, lang: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    open_page(page, lang=lang, notation="keras", other="ng")
    expect(page.locator(PLOT).first).to_be_visible()
    page.get_by_text(texts(lang)("conventions-unknown"), exact=True).first.click()
    expect(page.locator(f"{CARDS} li")).to_have_count(len(PUBLISHED))
    expect_no_fault(page)
    turn_sidebar(page)
    expect_no_fault(page)
    turn_sidebar(page)  # back, as Streamlit remembers it for the next page of the same browser
    open_page(page, lang=lang, view="projector", mode="converted")
    expect(page.locator(".cases")).to_be_visible()
    expect_no_fault(page)


WIDEST = ("ng", "torch", "keras", "onnx", "d2l_concise", "kr_slides")


@pytest.mark.parametrize("key", WIDEST)
def test_a_phone_shows_wide_formulas_without_sideways_scrolling(
    new_page: NewPage, key: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    for mode in ("same", "converted"):
        open_page(page, notation=key, other="onnx_after", mode=mode)
        wide = """() => {
          const deep = (root) => [...root.querySelectorAll("*")].flatMap(
            (node) => [node, ...(node.shadowRoot ? deep(node.shadowRoot) : [])]);
          const main = document.querySelector("[data-testid=stMain]");
          return [...deep(main)].filter((node) => node.matches(".line math, .piece, table, p"))
            .filter((node) => node.getBoundingClientRect().right > innerWidth)
            .map((node) => node.outerHTML)
            .concat(main.scrollWidth > main.clientWidth ? ["the page"] : []);
        }"""
        assert page.evaluate(wide) == []


def test_the_first_screen_has_the_choice_the_formulas_and_the_difference(page: Page) -> None:
    open_page(page)
    expect(page.get_by_role("combobox")).to_have_count(2)
    for part in (".formulas >> nth=1", ".verdict"):
        box = page.locator(f"{SIDES} {part}").bounding_box()
        assert box
        assert box["y"] + box["height"] < 720
    cell = page.locator(f"{SIDES} svg.cell").first.bounding_box()
    assert cell
    assert cell["y"] < 600, "the top of the diagrams can be seen"


def test_marked_are_the_mix_the_place_of_r_and_the_biases_but_no_letters(page: Page) -> None:
    open_page(page, notation="kr_exam", other="torch", t="3")
    assert marked(page, 0) == ["Wh(r3∗h2)", "(1−u3)", "u3"]
    assert marked(page, 1) == [
        *("bir", "bhr", "biz", "bhz", "bin"),
        *("r3⊙(Whnh2+bhn)", "(1−z3)", "z3"),
    ]
    open_page(page, notation="torch", other="mxnet")
    assert marked(page, 0) == marked(page, 1) == []
    expect(page.locator(f"{SIDES} .band")).to_have_count(0)


def test_the_cells_mark_what_is_wired_otherwise(page: Page) -> None:
    def banded(side: int) -> set[str]:
        """What stands in the middle of the bands around nodes."""
        cell = page.locator(f"{SIDES} svg.cell").nth(side)
        return set(
            cell.evaluate(
                """(cell) => [...cell.querySelectorAll(".band.around")].map((band) => {
                  const place = ({ x, y, width, height }) => `${x} ${y} ${width} ${height}`;
                  const over = [...cell.querySelectorAll(".operator, .product")].find((node) =>
                    place(node.firstElementChild.getBBox()) === place(band.getBBox()));
                  return over.classList.contains("product") ? "product" : over.textContent;
                })"""
            )
        )

    open_page(page, notation="colah", other="kr_twin")
    assert banded(0) == banded(1) == {"1−"}
    open_page(page, notation="cho_v3", other="cho_v1")
    assert (banded(0), banded(1)) == (set(), {"product"})


def test_from_notes_to_formulas(page: Page) -> None:
    open_page(page)
    for words in ("(1 − z) ⊙ hₜ₋₁ + z ⊙ h̃ₜ", "none", "U x + W h"):
        page.get_by_text(words, exact=True).click()
    card = page.locator(f"{CARDS} li")
    expect(card).to_have_count(1)
    card.get_by_role("button").click()
    expect(page.locator(f"{SIDES} .formulas").first).to_contain_text("u")
    expect(card.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    page.wait_for_url("**notation=kr_exam**")
    page.get_by_role("link", name="See it on the Gates page").click()
    expect(page.locator("[data-gru-player] .equations")).to_contain_text("u")
    page.wait_for_url("**notation=kr_exam**")


def test_the_timestep_and_the_unit_are_those_of_the_gates_page(page: Page) -> None:
    open_page(page, t="2", unit="1")
    expect(page.locator(f"{SIDES} svg.cell").first).to_contain_text("h2")
    page.get_by_role("spinbutton", name="t", exact=True).fill("5")
    page.keyboard.press("Enter")
    expect(page.locator(f"{SIDES} svg.cell").first).to_contain_text("h5")
    page.get_by_role("link", name="GRU gates").click()
    expect(page.locator("[data-gru-player] .place")).to_contain_text("t = 5")


def test_the_counterexample_is_worked_with_its_numbers(page: Page) -> None:
    open_page(page, mode="converted")
    worked = page.locator("[data-gru-compare]:has(.cases)")
    sums = worked.locator(".equation.q-n")
    expect(sums).to_have_count(2)
    values = sums.locator(".value")
    expect(values.nth(0)).to_have_text("0.0173")
    expect(values.nth(1)).to_have_text("0.7383")
    # The same sums in another order: what is left is a last bit, or on most machines nothing.
    differences = worked.locator(".cases tbody td").all_inner_texts()
    assert len(differences) == 5
    assert all(float(text) < 1e-15 for text in differences), differences
