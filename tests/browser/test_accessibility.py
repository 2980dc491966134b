"""The Gates page for people who don't use a mouse, or who hear it instead of seeing it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gru_viz import palette
from tests.browser.rig import (
    APP,
    EXCEPTION,
    PLAYER,
    AccessibilityFault,
    accessibility_faults,
    open_app,
)

NewPage = Callable[..., Page]
ALERT = "[data-testid=stAlert]"
PLOT = ".gru-plot .main-svg"

# What axe-core has against elements that Streamlit draws, and why the page can't mend it.
OF_STREAMLIT = {
    "heading-order": "st.subheader is an h3, and no h2 of Streamlit's is as small",
    "presentation-role-conflict": "the drop zone of st.file_uploader has a tabindex",
}

# A page with as much on it as a link can ask for: words, changes, holds, the future hidden.
FULL = {
    "seq": "so it goes. so it went.",
    "encode": "vectors",
    "weights": "random",
    "edits": "W_r.1.2 0.5 x.2.1 0.25 h0.1 0.5",
    "hold": "z.2.1.2 0.5",
    "off": "h3",
    "update": "keeps",
    "reset": "after",
    "t": "2",
    "stage": "3",
    "future": "hidden",
}
BROKEN = {"seq": "1, abc, 3", "units": "99", "seed": "x"}  # an error and two warnings


def faults_in_both_schemes(page: Page) -> dict[str, list[AccessibilityFault]]:
    """Those against what we draw, and the new ones against what Streamlit draws.

    They stand under the colour scheme in which they were found: "light" or "dark".
    """
    found = {}
    for scheme, theme in (("light", palette.LIGHT), ("dark", palette.DARK)):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IN_COLOURS_OF, arg=theme.surface.lower())
        expect(page.locator(APP)).to_have_attribute("data-test-script-state", "notRunning")
        expect(page.locator(EXCEPTION)).to_have_count(0)
        if faults := unexpected(accessibility_faults(page)):
            found[scheme] = faults
    return found


# The page has taken a scheme's colours, and nothing is on its way to them.
IN_COLOURS_OF = """surface => {
  const app = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
  const parts = app.backgroundColor.match(/\\d+/g).slice(0, 3);
  const colour = "#" + parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
  return colour === surface &&
    document.getAnimations().every((one) => one.playState !== "running");
}"""


def expect_no_fault(page: Page) -> None:
    """Nothing against what we draw, and nothing new against what Streamlit draws."""
    expect(page.locator(EXCEPTION)).to_have_count(0)
    assert unexpected(accessibility_faults(page)) == []


def unexpected(faults: list[AccessibilityFault]) -> list[AccessibilityFault]:
    return [fault for fault in faults if fault.is_ours or fault.rule not in OF_STREAMLIT]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_axe_finds_nothing(new_page: NewPage, lang: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    found = {}
    open_app(page, FULL | {"lang": lang})
    expect(page.locator(PLOT).first).to_be_visible()
    found["full"] = faults_in_both_schemes(page)
    turn_sidebar(page)
    found["full, sidebar turned"] = faults_in_both_schemes(page)
    open_app(page, {"lang": lang, "view": "projector"})
    expect(page.locator(PLOT).first).to_be_visible()
    found["projector"] = faults_in_both_schemes(page)
    open_app(page, BROKEN | {"lang": lang}, ready=f"{ALERT} >> nth=2")
    found["broken link"] = faults_in_both_schemes(page)
    wrong = [f"{state}: {faults}" for state, faults in found.items() if faults]
    assert not wrong, "\n".join(wrong)


def turn_sidebar(page: Page) -> None:
    """Open the sidebar where it is closed, which it is on a phone, or close it."""
    opener = page.locator("[data-testid=stExpandSidebarButton]")
    if is_open := opener.count() == 0:
        page.locator("[data-testid=stSidebar]").hover()
        page.locator("[data-testid=stSidebarCollapseButton] button").click()
    else:
        opener.click()
    expect(opener).to_have_count(1 if is_open else 0)
    page.wait_for_function(  # until it has slid to where it stands
        "() => document.getAnimations().every((one) => one.playState !== 'running')"
    )


def test_a_fault_of_ours_would_be_found(page: Page) -> None:
    open_app(page, {"hide": "plots tables"})
    page.locator(PLAYER).evaluate("player => player.append(document.createElement('button'))")
    found = {(f.rule, f.impact, f.is_ours) for f in unexpected(accessibility_faults(page))}
    assert ("button-name", "critical", True) in found


# The element in focus, through shadow roots, and every one that Tab has to reach.
DEEP = """
const active = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
const stops = (root = document) => [...root.querySelectorAll("*")].flatMap((element) => [
  ...(isStop(element) ? [element] : []),
  ...(element.shadowRoot ? stops(element.shadowRoot) : []),
]);
const isStop = (element) =>
  element.matches("a[href], button, input, select, textarea, summary, [tabindex]") &&
  element.tabIndex >= 0 &&
  !element.disabled &&
  !element.closest("[inert], [aria-hidden=true]") &&
  element.checkVisibility({ visibilityProperty: true }) &&
  element.getBoundingClientRect().width > 1;
const name = (element) =>
  `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent.slice(0, 30)} ` +
  (element.getAttribute("class") ?? "");
"""


@pytest.mark.parametrize("query", [{"hide": "tables"}, {"view": "projector", "hide": "tables"}])
def test_tab_reaches_every_control_and_leaves_it_again(page: Page, query: dict[str, str]) -> None:
    open_app(page, query)
    expect(page.locator(PLOT).last).to_be_visible()
    page.evaluate(f"{DEEP} window.stops = stops(); window.reached = new Set();")
    note = f"() => {{ {DEEP} const at = active(); reached.add(at); return at === document.body }}"
    most = 2 * page.evaluate("stops.length")
    for presses in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(note) and presses:
            break
    else:
        pytest.fail(f"after {most} presses of Tab the focus has not left the page")
    missed = page.evaluate(
        f"""() => {{ {DEEP}
          // Tab reaches one of a group of radio buttons, and the arrow keys the others.
          const groupOf = (element) => element.closest("[role=radiogroup]") ?? element;
          const groups = new Set([...reached].map(groupOf));
          return window.stops.filter((element) => !groups.has(groupOf(element))).map(name);
        }}"""
    )
    assert missed == []


def test_what_has_the_focus_is_seen_to_have_it(page: Page) -> None:
    open_app(page, {"hide": "tables"})
    expect(page.locator(PLOT).last).to_be_visible()
    page.locator(PLAYER).focus()
    unseen = []
    look = f"""() => {{ {DEEP}
      const element = active();
      if (!element.getRootNode().host?.closest('[data-testid^="stBidiComponent"]')) return null;
      const looks = () => {{
        const {{ outline, boxShadow, backgroundColor, borderColor }} = getComputedStyle(element);
        return [outline, boxShadow, backgroundColor, borderColor].join();
      }};
      const focused = looks();
      element.blur();
      const blurred = looks();
      element.focus();
      return [name(element), focused !== blurred];
    }}"""
    seen = 0
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(look)
        if stop is None:
            break
        seen += 1
        if not stop[1]:
            unseen.append(stop[0])
    assert seen > 10
    assert unseen == []


def test_arrow_keys_stay_with_a_control_that_needs_them(page: Page) -> None:
    open_app(page, {"t": "2"})
    field = page.get_by_role("textbox", name="Numbers or words")
    field.focus()
    for key in ("ArrowLeft", "ArrowRight", "Home", "End", "Space", "3"):
        page.keyboard.press(key)
    expect(page.locator(".place")).to_contain_text("t = 2 of 5")


def test_without_motion_the_page_is_still(new_page: NewPage) -> None:
    page = new_page(reduced_motion="reduce")
    open_app(page, {"t": "1"})
    page.keyboard.press("ArrowRight")
    expect(page.locator(".place")).to_contain_text("t = 2")
    moving = page.locator(PLAYER).evaluate(
        "player => player.getAnimations({ subtree: true }).map((one) => one.id || String(one))"
    )
    assert moving == []
