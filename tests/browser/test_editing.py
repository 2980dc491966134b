"""Changing numbers where they stand: by dragging, keys and typing, in the player and the tables."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import links
from tests.browser.rig import open_app
from tests.browser.test_player import row, trace_of

NewPage = Callable[..., Page]


def number(page: Page, place: str, inside: str = ".equations") -> Locator:
    return page.locator(f'{inside} [data-place="{place}"]').first


def value(found: Locator) -> float:
    """What a screen reader is told, which has the number's sign with it."""
    return float(found.get_attribute("aria-valuenow") or "")


def middle(found: Locator) -> tuple[float, float]:
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, found: Locator, pixels: int) -> None:
    x, y = middle(found)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels / 2, y)
    page.mouse.move(x + pixels, y)
    page.mouse.up()


def expect_edits(page: Page, edits: links.Edits) -> None:
    """Wait until exactly these numbers are changed, and the strip shows the run with them."""
    written = links.write(links.State(edits=edits, lang="en", unit=2)).get("edits")
    pattern = re.escape(written.replace(" ", "+")) if written else None
    page.wait_for_url(
        re.compile(rf"[?&]edits={pattern}(&|$)") if pattern else lambda url: "edits=" not in url
    )
    h = trace_of(links.State(edits=edits)).h[1:, 1]
    assert row(page, "h") == pytest.approx(h, abs=5.1e-4)


def test_a_dragged_weight_is_computed_with_and_marked(page: Page) -> None:
    open_app(page, {"lang": "en"})
    weight = number(page, "W_r.2.1")
    assert value(weight) == -1.23
    drag(page, weight, 150)
    expect_edits(page, {("W_r", 1, 0): 0.27})
    expect(weight).to_have_class(re.compile("changed"))
    expect(weight).to_have_attribute("aria-label", "W_r 2, 1, was −1.23")
    expect(weight).to_have_text("0.27")
    # The drag was no click: the stage is still the mix.
    expect(page.locator(".equation.active")).to_have_class(re.compile("q-h"))


def test_an_input_is_dragged_in_the_strip_and_in_the_sums(page: Page) -> None:
    open_app(page, {"lang": "en"})
    drag(page, number(page, "x.3.1", ".strip"), -50)
    expect_edits(page, {("x", 2, 0): 2.0})
    drag(page, number(page, "x.3.1", ".equations"), 100)
    expect_edits(page, {("x", 2, 0): 3.0})
    # Another timestep's can be dragged without going there.
    drag(page, number(page, "x.5.1", ".strip"), 20)
    expect_edits(page, {("x", 2, 0): 3.0, ("x", 4, 0): 1.2})
    expect(page.locator(".place")).to_contain_text("t = 3")


def test_the_first_state_can_be_changed_in_the_strip_and_at_the_first_timestep(page: Page) -> None:
    open_app(page, {"lang": "en", "t": "1"})
    drag(page, number(page, "h0.2", ".strip"), 30)
    expect_edits(page, {("h0", 1, 0): 0.3})
    drag(page, number(page, "h0.2", "section.q-h"), -10)
    expect_edits(page, {("h0", 1, 0): 0.2})
    page.keyboard.press("ArrowRight")  # from t = 2 on, the state before is computed
    expect(page.locator('.equations [data-place^="h0"]')).to_have_count(0)


def test_nudging_and_typing_with_the_keyboard_alone(page: Page) -> None:
    open_app(page, {"lang": "en"})
    weight = number(page, "b_z.2")
    weight.focus()
    page.keyboard.press("ArrowUp")
    expect_edits(page, {("b_z", 1, 0): 0.09})
    page.keyboard.press("Shift+ArrowDown")
    expect_edits(page, {("b_z", 1, 0): -0.91})
    expect(weight).to_be_focused()
    page.keyboard.type("-2.125")
    page.keyboard.press("Enter")
    expect_edits(page, {("b_z", 1, 0): -2.125})
    expect(weight).to_be_focused()
    page.keyboard.press("Delete")
    expect_edits(page, {})
    page.keyboard.press("ArrowRight")  # the arrows to the side still step
    expect(page.locator(".place")).to_contain_text("t = 4")


def test_what_is_typed_and_is_no_number_stays_with_the_reason(page: Page) -> None:
    open_app(page, {"lang": "en"})
    number(page, "b_z.2").dblclick()
    box = page.locator(".type-over")
    box.fill("1.2.3")
    box.press("Enter")
    expect(box).to_have_value("1.2.3")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert box.evaluate("box => box.validationMessage") == "Write a number such as 0.5 or -1.2."
    box.fill("7")  # beyond what dragging reaches
    box.press("Enter")
    expect_edits(page, {("b_z", 1, 0): 7.0})


def test_typing_the_first_number_again_is_no_change(page: Page) -> None:
    open_app(page, {"lang": "en", "edits": "b_z.2 0.5"})
    weight = number(page, "b_z.2")
    weight.dblclick()
    page.locator(".type-over").fill("-0.01")
    page.keyboard.press("Enter")
    expect_edits(page, {})
    expect(weight).not_to_have_class(re.compile("changed"))


def test_undo_redo_and_back_to_the_start(page: Page) -> None:
    open_app(page, {"lang": "en"})
    undo, redo = (page.get_by_role("button", name=re.compile(name)) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    drag(page, number(page, "W_r.2.1"), 150)
    expect_edits(page, {("W_r", 1, 0): 0.27})
    drag(page, number(page, "b_r.2"), -17)
    both = {("W_r", 1, 0): 0.27, ("b_r", 1, 0): 1.0}
    expect_edits(page, both)
    page.keyboard.press("Control+z")  # a whole drag is one step back
    expect_edits(page, {("W_r", 1, 0): 0.27})
    undo.click()
    expect_edits(page, {})
    expect(undo).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    redo.click()
    expect_edits(page, both)
    page.get_by_role("button", name="Back to the start").click()
    expect_edits(page, {})
    page.keyboard.press("Control+z")
    expect_edits(page, both)


def test_undo_brings_back_what_the_sidebar_changed_and_shows_it_there(page: Page) -> None:
    open_app(page, {"lang": "en", "edits": "x.1.1 2"})
    field = page.get_by_role("textbox", name="Numbers or words")
    field.fill("1, 2, 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".place")).to_contain_text("of 3")
    page.wait_for_url(lambda url: "edits" not in url)  # a changed input belongs to its sequence
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(field).to_have_value("0.3, -1.2, 2.5, 0, 1")
    expect_edits(page, {("x", 0, 0): 2.0})


def test_present_numbers_become_the_start(page: Page) -> None:
    open_app(page, {"lang": "en", "edits": "b_z.2 0.5"})
    expect(page.locator(".mix .ghost").first).to_be_visible()
    page.get_by_role("button", name="Take these numbers as the start").click()
    expect(page.locator(".mix .ghost:not(.unknown)")).to_have_count(0)
    page.wait_for_url(re.compile(r"start=b_z\.2\+0\.5"))
    drag(page, number(page, "b_z.2"), 50)
    expect_edits(page, {("b_z", 1, 0): 1.0})
    page.get_by_role("button", name="Back to the start").click()
    expect_edits(page, {("b_z", 1, 0): 0.5})


def test_the_mix_says_how_far_the_state_was_moved(page: Page) -> None:
    open_app(page, {"lang": "en", "edits": "b_z.2 -3", "decimals": "6"})
    state = links.State(edits={("b_z", 1, 0): -3.0})
    h, untouched = trace_of(state).h[3, 1], trace_of(links.State()).h[3, 1]
    said = page.locator(".moved").inner_text().replace("−", "-")
    assert [float(n) for n in re.findall(r"[-+]?\d\.\d{6}", said)] == pytest.approx(
        [h - untouched, untouched], abs=5.1e-7
    )


def test_many_changes_in_a_drag_all_end_in_the_last(page: Page) -> None:
    """Never more than one change is under way; what the pointer does meanwhile is merged."""
    open_app(page, {"lang": "en"})
    page.evaluate(
        "addEventListener('gru-run', ({ detail }) => (window.sent = detail.run.editing.answered))"
    )
    weight = number(page, "U_r.2.1")
    x, y = middle(weight)
    page.mouse.move(x, y)
    page.mouse.down()
    for pixels in range(1, 121):
        page.mouse.move(x + pixels, y)
    page.mouse.move(x + 17, y)
    page.mouse.up()
    expect_edits(page, {("U_r", 1, 0): 0.2})
    assert 2 <= page.evaluate("window.sent") <= 122


def table(page: Page, place: str) -> Locator:
    """A number in the tables, with the focus."""
    found = page.locator(f'.matrix [data-place="{place}"]')
    found.click()
    expect(found).to_be_focused()
    return found


def test_a_number_typed_into_a_table(page: Page) -> None:
    open_app(page, {"lang": "en"})
    table(page, "b_r.2")
    page.keyboard.type("0.125")
    page.keyboard.press("Enter")
    expect_edits(page, {("b_r", 1, 0): 0.125})
    expect(number(page, "b_r.2")).to_have_text("0.125")
    page.keyboard.press("ArrowUp")  # in a table the arrows go from number to number
    page.keyboard.type("-2")
    page.keyboard.press("Enter")
    expect_edits(page, {("b_r", 0, 0): -2.0, ("b_r", 1, 0): 0.125})
    page.keyboard.press("Delete")
    expect_edits(page, {("b_r", 1, 0): 0.125})


def test_a_table_of_another_gate_is_dragged(page: Page) -> None:
    open_app(page, {"lang": "en", "reset": "after", "update": "keeps"})
    expect(page.locator(".gru-plot .main-svg").last).to_be_visible()  # which move the table down
    page.get_by_role("button", name="candidate", exact=True).click()
    number_in_table = page.locator('.matrix [data-place="c_n.3"]')
    before = float(number_in_table.inner_text().replace("−", "-"))
    drag(page, number_in_table, 40)
    page.wait_for_url(re.compile(r"edits=c_n\.3\+"))
    after = float(number_in_table.inner_text().replace("−", "-"))
    assert after == pytest.approx(before + 0.4)


def test_a_block_pasted_from_a_spreadsheet_fills_the_table(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_app(page, {"lang": "en"})
    table(page, "U_r.2.3")
    page.evaluate("navigator.clipboard.writeText('0.5\\t-0.5\\t9\\nx\\t1.5\\n')")
    page.keyboard.press("Control+v")  # the 9 lies beyond the table, the x is no number
    pasted = {("U_r", 1, 2): 0.5, ("U_r", 1, 3): -0.5, ("U_r", 2, 3): 1.5}
    expect_edits(page, pasted)
    page.keyboard.press("Control+z")
    expect_edits(page, {})


def test_on_a_phone_a_number_is_typed_over(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_app(page, {"lang": "en"})
    weight = number(page, "b_r.2")
    weight.tap()
    weight.tap()
    box = page.locator(".type-over")
    box.fill("0.5")
    box.press("Enter")
    expect_edits(page, {("b_r", 1, 0): 0.5})


def test_one_hot_words_have_no_numbers_to_change_but_their_weights_do(page: Page) -> None:
    open_app(page, {"lang": "en", "seq": "a b a", "t": "3"})
    expect(page.locator('[data-place^="x."]')).to_have_count(0)
    expect(number(page, "W_r.2.1")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(number(page, "W_r.2.2")).to_be_visible()
    expect(page.locator('.equations [data-place="W_r.2.1"]')).to_have_count(0)


def test_after_a_drag_everything_comes_to_rest(page: Page) -> None:
    """The last run is there within a moment, the plots with it, and nothing is sent any more."""
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_app(page, {"lang": "en"})
    page.set_viewport_size({"width": 1280, "height": 1600})
    expect(page.locator(".gru-plot .main-svg").nth(1)).to_be_visible()
    found = number(page, "x.3.1", ".strip")
    x, y = middle(found)
    page.mouse.move(x, y)
    page.mouse.down()
    for pixels in range(1, 81):
        page.mouse.move(x + pixels, y)
    page.mouse.up()
    h = trace_of(links.State(edits={("x", 2, 0): 3.3})).h
    shown = "plot => [...plot._fullData.at(-2).z[1]].map(h => h.toFixed(6)).join()"
    page.wait_for_function(
        f"([plot, h]) => ({shown})(plot) === h",
        arg=[
            page.locator(".gru-plot").first.element_handle(),
            ",".join(f"{value:.6f}" for value in h[:, 1]),
        ],
        timeout=5000,
    )
    assert row(page, "h") == pytest.approx(h[1:, 1], abs=5.1e-4)
    page.wait_for_timeout(1000)  # the longest pause that anything here makes is half of it
    before = len(sent)
    page.wait_for_timeout(1500)
    assert len(sent) == before


def test_a_key_held_down_is_undone_at_once(page: Page) -> None:
    open_app(page, {"lang": "en"})
    number(page, "b_z.2").focus()
    for _ in range(12):
        page.keyboard.down("ArrowUp")
    page.keyboard.up("ArrowUp")
    expect_edits(page, {("b_z", 1, 0): 1.19})
    page.keyboard.press("Control+z")
    expect_edits(page, {})


def test_what_cannot_be_computed_leaves_the_page_as_it_was(page: Page) -> None:
    open_app(page, {"lang": "en", "rounding": "steps"})
    weight = number(page, "b_z.2")
    weight.focus()
    page.keyboard.type("2000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("works with numbers up to 1000")).to_be_visible()
    expect(weight).to_have_text("0.01")
    assert "edits" not in page.url


def test_the_focus_goes_along_with_a_step(page: Page) -> None:
    open_app(page, {"lang": "en"})
    number(page, "x.3.1", ".strip").focus()
    page.keyboard.press("ArrowRight")
    expect(number(page, "x.4.1", ".strip")).to_be_focused()


def test_a_hidden_gate_tells_nothing(page: Page) -> None:
    open_app(page, {"lang": "en", "future": "hidden", "t": "2", "stage": "1"})
    page.get_by_text("What if …").click()
    z = trace_of(links.State()).z[1:, 1]
    markup = page.locator("[data-gru-player]").inner_html()
    assert not [value for value in z if f"{value:.3f}" in markup or str(value) in markup]


def test_changes_work_after_an_error_and_only_once(page: Page) -> None:
    """The player that an error took away neither listens nor sends any more."""
    open_app(page, {"lang": "en"})
    field = page.get_by_role("textbox", name="Numbers or words")
    field.fill("1, 2\n3")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    field.fill("0.3, -1.2, 2.5, 0, 1")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".place")).to_be_visible()
    table(page, "b_r.2")
    page.keyboard.type("0.125")
    expect(page.locator(".type-over")).to_have_count(1)
    page.keyboard.press("Enter")
    expect_edits(page, {("b_r", 1, 0): 0.125})
