"""The player in reverse in a browser: it shows the gradients, and which branch carries most."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import gradients, links
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.losses import WayBack
from gru_viz.ui.backpropagation_way import made
from gru_viz.variants import Notation
from gru_viz.whatif import ALL, Hold
from tests.browser.rig import open_app
from tests.browser.test_accessibility import expect_no_fault

NewPage = Callable[..., Page]
Slopes = Mapping[str, np.ndarray]
EN = texts("en")
VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
OWN = links.State(back="own", loss_at="every", target="0.5", decimals=6)


def open_page(page: Page, state: links.State) -> Locator:
    return open_app(page, links.write(state), "/backpropagation")


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
    check = re.search(r"at most ([\d.e−]+)", page.locator(".check").inner_text())
    assert check
    assert number(check[1]) <= 1e-15


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
            expect(page.locator(".branch.main .number")).to_have_count(1)
            page.keyboard.press("ArrowLeft")
    # It is on screen without scrolling.
    box = sentence.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 720


def test_a_loss_without_a_gradient_sends_nothing_back(page: Page) -> None:
    open_page(page, links.State(back="example", loss="given", delta="0", t=3))
    sentence = EN("backward-nothing-arrives", **{"from": "h₃", "to": "h₂"})
    expect(page.locator(".main-branch")).to_have_text(sentence)
    expect(page.locator("table.strip th .loss")).to_have_count(0)


def test_a_gate_at_its_end_leaves_one_branch_alone(page: Page) -> None:
    """With a gate held at 1 − z = 1, all goes straight through the mix; its σ gets nothing."""
    state = replace(OWN, decimals=3, hold=(Hold("z", ALL, 1, 5, 0.0),), t=2, unit=1, stage=3)
    open_page(page, state)
    expect(page.locator(".main-branch")).to_contain_text("All of the gradient")
    held = page.locator("section.equation.active .note")
    expect(held).to_have_text(EN("backward-held", gate="z₂"))
    lines = page.locator("section.equation.active .line")
    expect(lines.nth(1)).to_contain_text("·0")


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


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_on_a_phone_all_of_it_is_within_the_page(new_page: NewPage, lang: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    state = links.State(back="example", t=2, stage=2, lang=lang)
    open_page(page, state)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    width = "nodes => Math.max(...nodes.map(node => node.getBoundingClientRect().right))"
    within = page.locator(".branch, .main-branch, .equation, svg.cell, .line .piece")
    assert within.evaluate_all(width) <= 390


def test_nothing_is_at_fault_for_those_who_hear_it(page: Page) -> None:
    open_page(page, links.State(back="example", t=2, unit=1, stage=4))
    expect_no_fault(page)
    spoken = page.locator(".spoken")
    expect(spoken).to_contain_text("t = 2 of 3, unit 1: through the reset gate")
