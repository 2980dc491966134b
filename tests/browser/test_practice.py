"""The Practice page in a browser: the first checked answer, an exam that ends by itself, axe."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz.cells.gru import Variant
from gru_viz.locales import texts
from gru_viz.practice.exercise import Number
from gru_viz.practice.kinds import exercise
from gru_viz.variants import own
from tests.browser.rig import APP, open_app
from tests.browser.test_accessibility import expect_no_fault

NewPage = Callable[..., Page]
PATH = "/practice"
PROBLEM = "article.problem"
FIELDS = '[class*="st-key-screen-fields"] [data-testid=stTextInput] input'


def open_practice(page: Page, **query: str) -> Locator:
    open_app(page, query, PATH, ready=PROBLEM)
    return page.locator(FIELDS)


def settled(page: Page) -> None:
    expect(page.locator(APP)).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stElementContainer]')]"
        ".every((node) => node.dataset.stale !== 'true' && getComputedStyle(node).opacity === '1')"
    )


def right_answers(kind: str, problem: int = 1) -> list[str]:
    one = exercise(kind, problem, own(Variant()), 3)
    return [f"{one.right[b.name].value:.3f}" for b in one.blanks if isinstance(b, Number)]


def test_a_new_user_has_a_checked_answer_with_nothing_but_the_keyboard(page: Page) -> None:
    begun = time.monotonic()
    fields = open_practice(page, lang="en")
    for field, answer in zip(fields.all(), right_answers("gate"), strict=True):
        field.focus()
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
        expect(page.get_by_text(texts("en")("practice-mark-right")).first).to_be_visible()
    expect(page.get_by_text(texts("en")("practice-solved"))).to_be_visible()
    assert time.monotonic() - begun < 60
    expect(page).to_have_url(re.compile(r"done=gate\.1\.1"))


def test_the_record_is_there_again_from_the_link(new_page: NewPage) -> None:
    page = new_page()
    open_practice(page, lang="ko", done="gate.5.4 swapped.3")
    sidebar = page.locator("[data-testid=stSidebar]")
    expect(sidebar).to_contain_text("4 / 5")
    expect(sidebar).to_contain_text(texts("ko")("practice-mistake-name-swapped"))


def test_an_exam_is_over_when_its_time_is(new_page: NewPage) -> None:
    page = new_page()
    page.clock.install()
    open_app(page, {"lang": "en", "part": "exam"}, PATH, ready=".st-key-exam_length")
    say = texts("en")
    length, minutes = (
        page.get_by_label(say(f"practice-exam-{name}"), exact=True)
        for name in ("length", "minutes")
    )
    length.fill("1")
    length.press("Enter")
    expect(minutes).to_have_value("5")  # which goes by the number of problems
    minutes.fill("1")
    minutes.press("Enter")
    settled(page)
    page.get_by_role("button", name=say("practice-exam-start")).click()
    expect(page.get_by_role("timer")).to_contain_text("0:5")
    page.locator(FIELDS).first.fill("9")
    page.locator(FIELDS).first.press("Enter")
    settled(page)
    page.locator(FIELDS).nth(1).fill("0.5")  # and not entered: the bell takes it
    page.clock.fast_forward(61_000)
    score = say("practice-exam-score", points=0, of=2)
    expect(page.get_by_role("heading", name=score)).to_be_visible()
    expect(page.locator(FIELDS).first).to_be_disabled()
    expect(page.locator(FIELDS).first).to_have_value("9")
    expect(page.locator(FIELDS).nth(1)).to_have_value("0.5")


@pytest.mark.parametrize(
    ("lang", "scheme", "width", "kind"),
    [
        ("ko", "light", 1280, "graph"),
        ("en", "dark", 390, "matrices"),
        ("ko", "dark", 390, "effect"),
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    new_page: NewPage, lang: str, scheme: str, width: int, kind: str
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    open_practice(page, lang=lang, kind=kind, done="gate.2.1 swapped.1")
    page.locator(".st-key-practice_hint button").click()
    page.locator(".st-key-practice_solution button").click()
    expect(page.locator(".solution")).to_be_visible()
    settled(page)
    expect_no_fault(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
