"""From page to page: nothing on screen is lost on the way, and each page has what it had."""

import re

from playwright.sync_api import Page, expect

from tests.browser.rig import PLAYER, choose, open_app

SIDES = "[data-gru-compare]:has(.verdict)"
FIELD = "[data-testid=stFileUploader]"
PLOT = ".gru-plot .main-svg"


def test_the_gates_page_is_whole_again_after_a_visit_to_the_others(page: Page) -> None:
    open_app(page, {"lang": "en", "notation": "kr_exam", "decimals": "4", "t": "2"})
    expect(page.locator(PLOT).last).to_be_visible()
    plots = page.locator(PLOT).count()
    notation = page.get_by_role("combobox", name="Notation")
    written = notation.input_value() or notation.inner_text()
    for other, ready in (("Conventions", SIDES), ("Trained weights", FIELD)):
        page.get_by_role("link", name=other).click()
        expect(page.locator(ready)).to_be_visible()
        page.get_by_role("link", name="GRU gates").click()
        expect(page.locator(f"{PLAYER} .place")).to_contain_text("t = 2 of 5")
        expect(page.locator(PLOT)).to_have_count(plots)
        expect(page.locator(".matrix").first).to_be_visible()
        expect(notation).to_have_value(written)
        expect(page.get_by_role("spinbutton", name="Decimals")).to_have_value("4")
        page.wait_for_url(re.compile(r"/\?.*notation=kr_exam"))


def test_two_clicks_lead_to_ones_own_formulas(page: Page) -> None:
    open_app(page, {"lang": "ko"})
    choose(page, "표기법", "시험 노트 1")
    expect(page.locator(f"{PLAYER} .equation.q-z .formula")).to_contain_text("u")
    expect(page.locator(f"{PLAYER} .equation.q-z .formula")).not_to_contain_text("z")


def test_in_another_language_the_lists_show_their_choices_in_it(page: Page) -> None:
    open_app(page, {"lang": "en", "weights": "latch"})
    page.get_by_role("radio", name="한국어").click()
    notation = page.get_by_role("combobox", name="표기법")
    expect(notation.or_(page.get_by_text("기본: r, z, h̃", exact=True)).first).to_be_visible()
    expect(page.get_by_text("Ours: r, z, h̃", exact=True)).to_have_count(0)
    labels = "nodes => nodes.map(node => node.querySelector('input')?.value || node.innerText)"
    page.wait_for_function("!document.body.innerText.includes('Type or paste')")
    shown = " ".join(page.locator("[data-testid=stSelectbox]").evaluate_all(labels))
    assert "Latch the first event" not in shown
    assert "기본" in shown
