"""The player in real Chromium: what it shows are the numbers of the trace, and keys step it."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import links, sequences, weights
from gru_viz.cells import gru
from tests.browser.rig import choose, open_app

CELLS = "td:not(.nothing, .first)"  # one for each timestep: the column of t = 0 is left out

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]


def trace_of(state: links.State) -> gru.Trace:
    """What NumPy makes of a state with random weights."""
    sequence = sequences.parse(state.seq, state.read, state.encode, state.size, state.draw)
    variant, features = state.variant, sequence.x.shape[1]
    drawn = weights.random(features, state.units, state.seed, state.scale, state.written)
    used = weights.edited(drawn, state.edits)
    x = weights.edited_input(sequence.x, state.edits)
    return gru.forward(used.params, x, used.h0, variant)


def row(page: Page, name: str) -> list[float]:
    """The numbers in the strip's row of a quantity."""
    found = page.locator("table.strip tbody tr", has=page.locator(f"th.q-{name}"))
    texts = found.locator(CELLS)
    return [float(text.replace("−", "-")) for text in texts.all_inner_texts()]


def place(page: Page) -> str:
    return page.locator(".place").inner_text()


def expect_place(page: Page, t: int, T: int) -> None:
    expect(page.locator(".place")).to_contain_text(f"t = {t} of {T}")


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_all_that_is_shown_is_the_trace(page: Page, variant: gru.Variant) -> None:
    state = links.State(update=variant.update, reset=variant.reset, decimals=6, unit=3, t=4)
    open_app(page, links.write(state))
    expect_strip_sums_and_check(page, trace_of(state))
    expect_diagram(page, trace_of(state), variant)


def expect_strip_sums_and_check(page: Page, trace: gru.Trace) -> None:
    """They are the numbers of unit 3, the sums those at t = 4."""
    for name, values in (("r", trace.r), ("z", trace.z), ("n", trace.n), ("h", trace.h[1:])):
        assert row(page, name) == pytest.approx(values[:, 2], abs=5.1e-7)
    for name in "rznh":
        shown = page.locator(f"section.q-{name} .value").last.text_content()
        expected = trace.h[4, 2] if name == "h" else getattr(trace, name)[3, 2]
        assert shown
        assert float(shown.replace("−", "-")) == pytest.approx(expected, abs=5.1e-7)
    check = page.locator(".check").inner_text()
    difference = re.search(r"at most ([\d.e−]+)", check)
    assert difference
    assert float(difference[1].replace("−", "-")) <= 1e-15


def expect_diagram(page: Page, trace: gru.Trace, variant: gru.Variant) -> None:
    """It is wired as the variant, and carries the values of unit 3 at t = 4."""
    t, j = 4, 2
    labels = page.locator("svg.cell .label").all_text_contents()
    shown = [
        float(m[0].replace("−", "-")) for text in labels if (m := re.search(r"−?\d\.\d{4}$", text))
    ]
    expected = [trace.h[t - 1], trace.h[t], trace.kept[t - 1], trace.written[t - 1]]
    expected += [
        trace.n[t - 1],
        trace.z[t - 1],
        1 - trace.z[t - 1],
        trace.r[t - 1],
        trace.rq[t - 1],
    ]
    expected += [trace.q[t - 1]] if variant.reset == "after" else []
    assert sorted(shown) == pytest.approx(sorted(value[j] for value in expected), abs=5.1e-5)
    # The recurrent product is a box of its own where the reset stands after it, and 1 − z stands
    # on the highway where z renews.
    expect(page.locator("svg.cell .product")).to_have_count(int(variant.reset == "after"))
    one_minus = page.locator("svg.cell .operator.q-z circle")
    highway = page.locator("svg.cell .operator circle").first
    same_column = one_minus.get_attribute("cx") == highway.get_attribute("cx")
    assert same_column == (variant.update == "renews")


def test_arrow_keys_step_without_a_click_and_the_address_follows(page: Page) -> None:
    open_app(page, {"t": "1"})
    page.keyboard.press("ArrowRight")
    expect_place(page, 2, 5)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect_place(page, 3, 5)
    page.wait_for_url(lambda url: "t" not in parse_qs(urlsplit(url).query))  # 3 is a first visit's
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"[?&]t=4\b"))


def test_keys_inside_the_player(page: Page) -> None:
    player = open_app(page)
    player.locator(".strip-window").focus()
    page.keyboard.press("Home")
    expect_place(page, 1, 5)
    page.keyboard.press("ArrowDown")  # after the mix of timestep 1: the reset gate of timestep 2
    expect_place(page, 2, 5)
    expect(page.locator("section.equation.active")).to_have_class(re.compile("q-r"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("section.equation.active")).to_have_class(re.compile("q-z"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect_place(page, 1, 5)
    expect(page.locator("section.equation.active")).to_have_class(re.compile("q-h"))
    page.keyboard.press("4")
    page.wait_for_url(re.compile("unit=4"))
    page.keyboard.press("End")
    expect_place(page, 5, 5)
    page.keyboard.press("Space")  # play begins anew at the end
    expect_place(page, 1, 5)
    expect_place(page, 2, 5)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_keys_typed_into_a_field_stay_there(page: Page) -> None:
    open_app(page, {"t": "2"})
    page.get_by_role("textbox", name="Numbers or words").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    expect_place(page, 2, 5)


def test_a_click_on_a_cell_goes_to_its_timestep_and_stage(page: Page) -> None:
    open_app(page, {"t": "1"})
    page.locator("table.strip tbody tr", has=page.locator("th.q-z")).locator(CELLS).nth(3).click()
    expect_place(page, 4, 5)
    expect(page.locator("section.equation.active")).to_have_class(re.compile("q-z"))


def test_the_future_stays_hidden_until_it_is_reached(page: Page) -> None:
    open_app(page, {"future": "hidden", "t": "2"})
    cells = page.locator("table.strip tbody tr", has=page.locator("th.q-h")).locator(CELLS)
    assert cells.all_inner_texts()[2:] == ["·"] * 3
    page.keyboard.press("ArrowRight")
    expect(cells.nth(2)).not_to_have_text("·")
    expect(cells.nth(3)).to_have_text("·")
    page.locator("table.strip tbody tr", has=page.locator("th.q-r")).locator(CELLS).nth(2).click()
    expect(cells.nth(2)).to_have_text("·")  # at the stage of the reset gate, h isn't known yet
    expect(page.locator("section.q-h .value").last).to_have_text("?")


def test_tokens_stand_at_their_timesteps_and_markup_is_text(page: Page) -> None:
    token = "<img/src=x/onerror=document.title='gone'>"
    open_app(page, {"seq": f"나는 {token} 갔다.", "t": "2"})
    cells = page.locator("td.token")
    assert cells.all_inner_texts() == ["나는", token, "갔다", "."]
    assert token in place(page)
    assert page.locator("[data-gru-player] img").count() == 0
    assert "gone" not in page.title()


def test_largest_size_steps_and_spells_out_the_chosen_unit(page: Page) -> None:
    values = np.random.default_rng(1).normal(size=512).round(1)
    state = links.State(
        seq=" ".join(map(str, values)), units=64, t=500, unit=40, decimals=6, scale=0.3
    )
    open_app(page, links.write(state))
    expect_place(page, 500, 512)
    trace = trace_of(state)
    assert row(page, "h") == pytest.approx(trace.h[1:, 39], abs=5.1e-7)
    page.keyboard.press("ArrowRight")
    expect_place(page, 501, 512)
    page.locator("section.q-r button.fold").click()
    expect(page.locator("section.q-r .weight")).to_have_count(1 + 64 + 1)
    unit = page.get_by_role("spinbutton", name="unit", exact=False).and_(
        page.locator(".units input")
    )
    unit.fill("64")
    unit.press("Enter")
    page.wait_for_url(re.compile("unit=64"))
    assert row(page, "h") == pytest.approx(trace.h[1:, 63], abs=5.1e-7)
    in_sight(page.locator("th.current"), page.locator(".strip-window"))


def in_sight(inner: Locator, outer: Locator) -> None:
    a, b = inner.bounding_box(), outer.bounding_box()
    assert a
    assert b
    assert b["x"] <= a["x"]
    assert a["x"] + a["width"] <= b["x"] + b["width"] + 1


def test_the_address_ends_where_the_player_ends_however_the_steps_fall(page: Page) -> None:
    """Steps that meet the answers to earlier ones, which arrive some 50 to 300 ms later."""
    open_app(page, {"series": "noise", "t": "1"})
    page.evaluate(
        """async () => {
          for (let i = 0; i < 16; i++) {
            const key = { key: "ArrowRight", bubbles: true };
            document.body.dispatchEvent(new KeyboardEvent("keydown", key));
            await new Promise((done) => setTimeout(done, 100 + 15 * i));
          }
        }"""
    )
    expect_place(page, 17, 40)
    page.wait_for_url(re.compile(r"[?&]t=17\b"))


def test_a_shorter_sequence_takes_the_address_along(page: Page) -> None:
    open_app(page, {"t": "5", "unit": "4"})
    field = page.get_by_role("textbox", name="Numbers or words")
    field.fill("1, 2")
    page.keyboard.press("Control+Enter")
    expect_place(page, 2, 2)
    page.wait_for_url(re.compile(r"[?&]t=2\b"))
    field.fill("1, 2, 3, 4, 5, 6")
    page.keyboard.press("Control+Enter")
    expect_place(page, 2, 6)
    assert re.search(r"[?&]t=2\b", page.url)


def test_a_place_is_told_again_after_the_page_has_moved_the_player(page: Page) -> None:
    open_app(page)
    cell = page.locator("table.strip tbody tr").first.locator(CELLS).nth(3)
    cell.click()
    page.wait_for_url(re.compile(r"[?&]t=4\b"))
    choose(page, "Where they come from", "Latch the first event")
    expect_place(page, 5, 12)
    cell.click()
    expect_place(page, 4, 12)
    page.wait_for_url(re.compile(r"[?&]t=4\b"))


def test_arrow_keys_work_after_a_click_anywhere_but_on_a_control(page: Page) -> None:
    open_app(page, {"t": "1"})
    for t, spot in enumerate(("svg.cell", "h1", ".gru-plot", "svg.mix"), start=2):
        page.locator(spot).first.click(position={"x": 5, "y": 5})
        page.keyboard.press("ArrowRight")
        expect_place(page, t, 5)


def test_the_stage_travels_in_the_link(page: Page) -> None:
    open_app(page, {"future": "hidden", "t": "4", "stage": "1"})
    expect(page.locator("section.equation.active")).to_have_class(re.compile("q-r"))
    expect(page.locator("section.q-h .value").last).to_have_text("?")
    page.locator(".strip-window").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile("stage=2"))


def test_the_frame_stays_round_its_column_when_the_window_changes(page: Page) -> None:
    open_app(page)
    page.set_viewport_size({"width": 1000, "height": 720})
    page.wait_for_function(
        """frame => {
          const head = frame.parentElement.querySelector("th.current").getBoundingClientRect();
          const { left, width } = frame.getBoundingClientRect();
          return Math.abs(left - head.left) < 5 && Math.abs(width - head.width) < 5;
        }""",
        arg=page.locator(".strip-window .frame").element_handle(),
    )


@pytest.mark.parametrize("seq", ["1", "1, 2, 3"])
def test_it_opens_at_the_last_timestep(page: Page, seq: str) -> None:
    open_app(page, {"seq": seq, "t": "9"})
    T = len(seq.split(","))
    expect_place(page, T, T)
    expect(page.get_by_role("button", name="One timestep on")).to_be_disabled()


def test_reduced_motion_switches_the_transitions_off(page: Page) -> None:
    open_app(page)
    for motion, expected in (("reduce", "0s"), ("no-preference", "0.12s")):
        page.emulate_media(reduced_motion=motion)
        duration = page.locator("svg.cell .wire").first.evaluate(
            "wire => getComputedStyle(wire).transitionDuration"
        )
        assert duration.split(",")[0] == expected


def test_the_height_of_an_equation_settles(page: Page) -> None:
    """A line that wraps at one timestep and not at another moves nothing, and grows nothing."""
    open_app(page, {"series": "sentence_ko", "t": "1", "lang": "ko"})
    equations = page.locator(".equation")
    heights = "nodes => nodes.map(node => node.offsetHeight)"
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    before = equations.evaluate_all(heights)
    page.evaluate(
        "async () => { for (let i = 0; i < 12; i++) await new Promise(requestAnimationFrame); }"
    )
    assert equations.evaluate_all(heights) == before
    assert max(before) < 300


def test_who_hears_three_cells_is_told_the_unit(page: Page) -> None:
    open_app(page, "t=2&unit=2", "/compare")
    expect(page.locator(".spoken")).to_contain_text(re.compile(r"t = 2 of \d+, unit 2: "))
