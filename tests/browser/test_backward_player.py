"""The player in reverse in a browser: it shows the gradients, and which branch carries most."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import gradients, links, sequences
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.losses import WayBack
from gru_viz.player import source, style
from gru_viz.player.backward import pack_backward
from gru_viz.player.page import page as walk
from gru_viz.player.payload import Seek
from gru_viz.ui.backpropagation_way import made
from gru_viz.variants import Notation
from gru_viz.whatif import ALL, Hold
from tests.browser.rig import open_app, watch
from tests.browser.test_accessibility import expect_no_fault

NewPage = Callable[..., Page]
Slopes = Mapping[str, np.ndarray]
EN = texts("en")
VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
OWN = links.State(back="own", loss_at="every", target="0.5", decimals=6)


def open_page(page: Page, state: links.State) -> Locator:
    place = {"t": str(state.t), "unit": str(state.unit), "stage": str(state.stage)}
    return open_app(page, links.write(state) | place, "/backpropagation")


def packed(state: links.State, number: int = 0) -> bytes:
    """What the player is given of a state. number: of the seek."""
    way = made(state)
    return pack_backward(
        way.trace, way.grads, way.sequence, texts(state.lang or "en").written_in(state.written),
        seek=Seek(number, state.t, state.unit, state.stage), notation=state.written,
        decimals=state.decimals,
    )  # fmt: skip


MOUNTED = """async ([script, data]) => {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  if (!window.player) {
    const module = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    window.player = (await import(module)).default;
  }
  window.player({ parentElement: document.body, data: bytes, setStateValue() {} });
}"""


class Fed:
    """The player by itself in an empty page, which is fed one run after the other."""

    def __init__(self, page: Page) -> None:
        self.page, self.fed = page, 0
        root = '<div class="gru" data-gru-player></div>'
        page.set_content(f"<style>{style('backward')}</style>{root}")

    def feed(self, state: links.State) -> None:
        self.fed += 1
        self.give(packed(state, self.fed))

    def give(self, data: bytes) -> None:
        self.page.evaluate(MOUNTED, [source("backward"), b64encode(data).decode()])


RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text: str | None) -> float:
    assert text
    return float(text.replace("−", "-"))


def row(page: Page, name: str) -> Locator:
    """The cells of a gradient in the strip, one a timestep."""
    return page.locator(f"table.strip td.slope.q-{name}:not(.first)")


def reached(cells: Locator, t: int) -> Locator:
    """The number at a timestep, which is on screen once the gradient has come there."""
    return cells.nth(t - 1).locator(".number")


def expect_place(page: Page, t: int, T: int, stage: int) -> None:
    expect(page.locator(".place")).to_contain_text(f"t = {t} of {T}")
    expect(page.locator(".stage-name")).to_contain_text(f"stage {stage} of 5")


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_all_that_is_shown_are_the_gradients(page: Page, variant: gru.Variant) -> None:
    state = replace(OWN, update=variant.update, reset=variant.reset, t=1, unit=3, stage=5)
    open_page(page, state)
    way = made(state)
    slopes = gradients.by_name(way.trace, way.grads)
    expect_strip(page, way)
    expect_sums(page, way, slopes)
    expect_diagram(page, variant, slopes)


def expect_strip(page: Page, way: WayBack) -> None:
    """All of the run has been reached, and what arrives at h₀ too."""
    for name in "hnzr":
        shown = [number(text) for text in row(page, name).all_inner_texts()]
        assert shown == pytest.approx(getattr(way.grads, name)[:, 2], abs=5.1e-7)
    first = page.locator("table.strip td.slope.first").inner_text()
    assert number(first) == pytest.approx(way.grads.h0[2], abs=5.1e-7)
    expect(page.locator("table.strip th .loss")).to_have_count(way.trace.T)


def expect_sums(page: Page, way: WayBack, slopes: Slopes) -> None:
    """Each line ends with the value of its equation, and the check finds the same."""
    values = page.locator(".equations .line .value").all_text_contents()
    for equation, shown in zip(
        gradients.equations(way_notation(way), way.trace.params), values, strict=True
    ):
        at = way.trace.q if equation.result == "q" else slopes[equation.result]
        assert number(shown) == pytest.approx(at[0, 2], abs=5.1e-7)
    assert off_by(page) <= 1e-15


def off_by(page: Page) -> float:
    """What the check says: a number with its power of ten, or that there is no difference."""
    said = page.locator(".check").inner_text()
    if texts("en")("backward-check-exact") in said:
        return 0.0
    check = re.search(r"at most (\d)·10(⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+) times", said)
    assert check, said
    return float(f"{check[1]}e{check[2].translate(RAISED)}")


def way_notation(way: WayBack) -> Notation:
    return links.State(update=way.trace.variant.update, reset=way.trace.variant.reset).written


def expect_diagram(page: Page, variant: gru.Variant, slopes: Slopes) -> None:
    """Every wire carries the gradient that goes back along it."""
    labels = page.locator("svg.cell .label:not(.forward) .number").all_text_contents()
    names = ["d_back", "d_h", "d_kept", "d_n", "d_z", "d_r", "d_rq", "d_by_n", "d_by_z", "d_by_r"]
    names += ["d_q"] if variant.reset == "after" else []
    shown = [number(text) for text in labels]
    for name in names:
        assert min(abs(value - slopes[name][0, 2]) for value in shown) <= 5.1e-5
    # Of the two ways into z, one is there twice: before and behind the node 1−.
    assert len(shown) == len(names) + 3


def test_the_gradient_travels_from_the_last_timestep_to_the_first(page: Page) -> None:
    state = links.State(back="example", t=3, unit=1, stage=1, decimals=6)
    open_page(page, state)
    arrives = made(state).grads.h[:, 0]
    expect_place(page, 3, 3, 1)
    cells = row(page, "h")
    assert [text == "" for text in cells.all_inner_texts()] == [True, True, False]
    page.locator(".strip-window").focus()
    for stage in (2, 3, 4, 5):
        expect(reached(cells, 2)).not_to_be_visible()
        page.keyboard.press("ArrowDown")
        expect_place(page, 3, 3, stage)
        expect(page.locator("section.equation.active")).to_have_count(1)
    # Added up, the branches are what arrives at the timestep before, as its loss has no part.
    expect(reached(cells, 2)).to_be_visible()
    assert number(cells.nth(1).inner_text()) == pytest.approx(arrives[1], abs=5.1e-7)
    expect(reached(row(page, "z"), 2)).not_to_be_visible()
    page.keyboard.press("ArrowDown")
    expect_place(page, 2, 3, 1)
    page.keyboard.press("ArrowUp")
    expect_place(page, 3, 3, 5)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect_place(page, 1, 3, 5)
    expect(page.locator("table.strip td.slope.first .number")).to_be_visible()
    page.keyboard.press("Space")  # plays from the end, backwards
    expect_place(page, 3, 3, 5)
    expect_place(page, 1, 3, 5)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_it_says_through_which_branch_most_of_the_gradient_goes(page: Page) -> None:
    open_page(page, links.State(back="example", t=3, unit=1, stage=1))
    way = made(links.State(back="example"))
    branches = gru.branches(way.trace, way.grads)
    sentence = page.locator(".main-branch")
    for unit in (1, 2):
        page.locator(".strip-window").focus()
        page.keyboard.press("End")
        page.keyboard.press(str(unit))
        for t in (3, 2, 1):
            expect_place(page, t, 3, 1)
            sizes = {
                name: abs(getattr(branches, name)[t - 1, unit - 1])
                for name in ("kept", "by_n", "by_z", "by_r")
            }
            main = max(sizes, key=lambda name: sizes[name])
            share = sizes[main] / sum(sizes.values())
            by = main.removeprefix("by_")
            expect(sentence).to_contain_text(EN(f"backward-by-{by}"))
            expect(sentence).to_contain_text(f"{share * 100:.0f} %")
            expect(sentence).to_contain_text(f"to unit {unit} of h")
            expect(page.locator(".branch.main .number")).to_have_count(1)
            page.keyboard.press("ArrowLeft")
    # It is on screen without scrolling.
    box = sentence.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 720


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "from h₁ to unit 1 of h₀ are equal, by size 50 % each: direct and candidate."),
        (
            "ko",
            "h₀의 유닛 1 쪽으로 가는 기울기는 직접 및 후보 상태 경로로 가장 많이, 똑같이 갑니다",
        ),
    ],
)
def test_branches_of_one_size_are_all_named(page: Page, lang: str, said: str) -> None:
    """From 0, all gates are ½ and the candidate is 0, so that U_n = 2 makes the two halves."""
    zero, two = np.zeros((1, 1)), np.array([[2.0]])
    trace = gru.forward(gru.Params(*[zero] * 5, two), zero)
    data = pack_backward(
        trace, gru.backward(trace, [[1.0]]), sequences.parse("0"), texts(lang), seek=Seek(0, 1, 1)
    )
    Fed(page).give(data)
    expect(page.locator(".main-branch")).to_contain_text(said)
    shares = [f"{n} %" if lang == "en" else f"{n}%" for n in (50, 50, 0, 0)]
    assert page.locator(".share").all_text_contents()[:4] == shares


def test_a_loss_without_a_gradient_sends_nothing_back(page: Page) -> None:
    open_page(page, links.State(back="example", loss="given", delta="0", t=3))
    sentence = EN("backward-nothing-arrives", **{"from": "h₃", "to": "h₂"})
    expect(page.locator(".main-branch")).to_have_text(sentence)
    expect(page.locator("table.strip th .loss")).to_have_count(0)


def test_a_gate_at_its_end_leaves_one_branch_alone(page: Page) -> None:
    """With a gate held at 1 − z = 1, all goes straight through the mix; its σ gets nothing."""
    free = replace(OWN, decimals=3, t=2, unit=1, stage=3)
    player = Fed(page)
    player.feed(free)
    line = page.locator("section.equation.active .line").nth(1).locator(".sums")
    expect(line).to_contain_text("(1−")
    assert not page.get_by_text("·0", exact=True).locator("visible=true").count()
    # Also where the run before it, drawn alike, had no gate held.
    player.feed(replace(free, hold=(Hold("z", ALL, 1, 5, 0.0),)))
    expect(page.locator(".main-branch")).to_contain_text("All of the gradient")
    held = page.locator("section.equation.active .note")
    expect(held).to_have_text(EN("backward-held", gate="z₂"))
    assert re.search(r"\)·0\s*=\s*0\.000$", line.inner_text().strip())


def test_the_marks_of_the_loss_are_where_it_is_now(page: Page) -> None:
    state = links.State(back="own", target="0.5", t=3, unit=1)
    player = Fed(page)
    marks = page.locator("table.strip th .loss")
    for loss_at, count in (("last", 1), ("every", made(state).trace.T), ("last", 1)):
        player.feed(replace(state, loss_at=loss_at))
        expect(marks).to_have_count(count)


@pytest.mark.parametrize("size", ["1000000", "1e-100"])
def test_the_check_is_measured_by_the_gradients(page: Page, size: str) -> None:
    Fed(page).feed(replace(OWN, loss="given", delta=size, t=2, unit=1))
    assert off_by(page) <= 1e-15
    assert "the last digits may differ" in page.locator(".check").inner_text()


def test_the_factors_shown_come_to_the_result(page: Page) -> None:
    """Of saturated gates too, where three decimals would say 0.000 or 1 − 1.000."""
    state = links.State(back="own", seq="9, -8, 12", units=2, scale=1.5, target="0.5")
    player = Fed(page)
    tiny = 0
    for t, unit, stage in product((1, 2, 3), (1, 2), (3, 4)):
        player.feed(replace(state, t=t, unit=unit, stage=stage))
        line = page.locator("section.equation.active .line").nth(1).locator(".sums").inner_text()
        factors, result = re.sub(r"\s", "", line).replace("−", "-").removeprefix("=").split("=")
        worked = page.evaluate(factors.replace("·", "*"))
        assert worked == pytest.approx(float(result), rel=0.1), line
        tiny += "e-" in factors
    assert tiny > 6


# --- the walk as one file ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_walk_back_is_a_page_of_its_own(page: Page, tmp_path: Path, lang: str) -> None:
    """Opened from disk without a network, it stands where its address says, and steps."""
    state = replace(OWN, t=3, unit=2, stage=1, lang=lang)
    way = made(state)
    file = tmp_path / "back.html"
    file.write_bytes(walk(packed(state), texts(lang), "GRU", lesson="backward"))
    browser = page.context.browser
    assert browser
    offline = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    try:
        alone = offline.new_page()
        faults = watch(alone, file.as_uri())
        alone.goto(file.as_uri())
        expect(alone.locator(".place")).to_contain_text("t = 3" if lang == "en" else "3")
        alone.goto("about:blank")
        alone.goto(f"{file.as_uri()}#t=2&unit=3&stage=5")
        blocks = alone.locator("section.equation")
        expect(blocks.nth(4)).to_have_class(re.compile("active"))
        shown = [number(text) for text in row(alone, "h").all_inner_texts()[1:]]
        assert shown == pytest.approx(way.grads.h[1:, 2], abs=5.1e-7)
        alone.keyboard.press("ArrowDown")  # on to the timestep before
        expect(blocks.nth(0)).to_have_class(re.compile("active"))
        expect(alone).to_have_url(re.compile("#t=1&unit=3&stage=1$"))
        expect(reached(row(alone, "z"), 1)).to_be_visible()
        assert not faults
    finally:
        offline.close()


def test_a_step_back_is_printed_without_what_is_pressed(page: Page) -> None:
    values = ", ".join(str(n % 5 / 2 - 1) for n in range(40))
    player = Fed(page)
    player.feed(replace(OWN, decimals=3, seq=values, units=6, t=20, unit=2, stage=3))
    pressed = page.locator(":is(.keys, .speeds, .commands) button")
    expect(pressed.first).to_be_visible()
    page.emulate_media(media="print")
    for one in (*pressed.all(), page.locator(".frame")):
        expect(one).not_to_be_visible()
    columns = page.locator("thead th:not(.before):visible")
    assert [text.removesuffix("L").strip() for text in columns.all_inner_texts()] == [
        str(t) for t in range(16, 25)
    ]
    expect(page.locator(".back .lines:visible")).to_have_count(5)


# --- sizes, screens, screen readers ----------------------------------------------------------


def test_the_largest_size_steps_and_spells_out_a_column(page: Page) -> None:
    values = np.random.default_rng(1).normal(size=512).round(1)
    state = links.State(
        back="own", seq=" ".join(map(str, values)), units=64, t=500, unit=40, stage=3, scale=0.3,
        loss_at="every",
    )  # fmt: skip
    open_page(page, state)
    grads = made(state).grads
    page.locator(".strip-window").focus()
    page.keyboard.press("ArrowLeft")
    expect_place(page, 499, 512, 3)
    shown = [number(text) for text in row(page, "h").all_inner_texts()[498:]]
    assert shown == pytest.approx(grads.h[498:, 39], abs=5.1e-4)
    lines = page.locator("section.equation.active .line")
    lines.locator("button.fold").click()
    expect(lines.last.locator(".weight")).to_have_count(64)
    # The diagram stays beside them.
    lines.last.evaluate("line => line.scrollIntoView()")
    expect(page.locator("svg.cell")).to_be_in_viewport(ratio=0.95)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_projector_shows_all_of_the_diagram(new_page: NewPage, size: tuple[int, int]) -> None:
    width, height = size
    page = new_page(viewport={"width": width, "height": height})
    open_page(page, replace(OWN, view="projector", t=3, decimals=3))
    expect(page.locator("svg.cell")).to_be_in_viewport(ratio=1)


WORDS_OF_THE_DIAGRAM = """labels => labels.map(label => {
  const { left, right, top, bottom } = label.getBoundingClientRect();
  return [label.textContent, left, right, top, bottom];
})"""


@pytest.mark.parametrize("notation", ["own", "keras", "torch"])
@pytest.mark.parametrize("unit", [1, 2])
def test_long_numbers_of_the_diagram_keep_apart(page: Page, notation: str, unit: int) -> None:
    """Gradients as small as −1.2e−10 are the longest: none on another, or on the left wire."""
    Fed(page).feed(links.State(back="saturated", notation=notation, t=3, unit=unit))
    labels = page.locator("svg.cell .label").evaluate_all(WORDS_OF_THE_DIAGRAM)
    assert len(labels) > 14
    for (one, left, right, top, bottom), (other, *box) in combinations(labels, 2):
        beside = right + 2 <= box[0] or box[1] + 2 <= left
        # A line box is taller than its figures.
        assert beside or bottom - 5 <= box[2] or box[3] - 5 <= top, (one, other)
    # The wire at the left, from the highway down to the boxes.
    wire = page.locator("svg.cell .back-wire.q-h .wire[d*=' V']").bounding_box()
    assert wire
    for label, left, right, top, bottom in labels:
        beside = right + 2 <= wire["x"] or wire["x"] + 2 <= left
        below = wire["y"] + wire["height"] <= bottom - 5
        assert beside or below or top < wire["y"], label


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_on_a_phone_all_of_it_is_within_the_page(new_page: NewPage, lang: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    state = links.State(back="example", t=2, stage=2, lang=lang)
    open_page(page, state)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    width = "nodes => Math.max(...nodes.map(node => node.getBoundingClientRect().right))"
    within = page.locator(".branch, .main-branch, .equation, svg.cell, .line .piece")
    assert within.evaluate_all(width) <= 390
    for stage in range(2, 6):
        expect_stage_uncut(page, stage, lang)
        page.locator(".strip-window").focus()
        page.keyboard.press("ArrowDown")


def expect_stage_uncut(page: Page, stage: int, lang: str) -> None:
    name = page.locator(".stage-name")
    expect(name).to_contain_text(f"{stage} of 5" if lang == "en" else f"{stage}/5")
    assert name.evaluate("name => name.scrollWidth <= name.clientWidth")


def test_nothing_is_at_fault_for_those_who_hear_it(page: Page) -> None:
    state = links.State(back="example", t=2, unit=1, stage=4)
    open_page(page, state)
    expect_no_fault(page)
    branches = gru.branches(made(state).trace, made(state).grads)
    spoken = page.locator(".spoken")
    expect(spoken).to_contain_text("t = 2 of 3, unit 1: through the reset gate")
    page.locator(".branch .what").first.focus()
    page.keyboard.press("Enter")  # to the stage of this branch
    expect_place(page, 2, 3, 1)
    expect(spoken).to_contain_text(f"direct branch {branches.kept[1, 0]:.3f}".replace("-", "−"))
    heads = page.locator("section.equation .head")
    opened = [head.get_attribute("aria-expanded") for head in heads.all()]
    assert opened == ["true", *["false"] * 4]


def test_pictures_of_both_ways_are_told_apart(page: Page) -> None:
    Fed(page).feed(replace(OWN, t=3))
    with page.expect_download() as saved:
        page.get_by_role("button", name=EN("player-picture")).click()
    assert saved.value.suggested_filename == "gru-back-t3.svg"
