"""The Backpropagation page: its gradients are checked against finite differences."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gru_viz import links
from gru_viz.cells import gru
from gru_viz.layouts import stack
from gru_viz.locales import LANGUAGES, texts
from gru_viz.ui.backpropagation_check import check
from gru_viz.ui.backpropagation_way import Way, made
from gru_viz.variants import PUBLISHED, WEIGHTS
from gru_viz.weights import Weights
from tests.backpropagation.page import papers, player, shown, visit, way_of
from tests.test_given import STACKED, given, state


def test_all_numbers_are_checked_while_they_are_few() -> None:
    way = way_of("example")
    rows = way.differences.rows(links.State().written)
    assert sum(row.count for row in rows) == sum(row.checked for row in rows) == 26
    assert max(row.by for row in rows) < 1e-9
    said = papers(visit())
    assert "26" in said
    assert texts("en")("backprop-check-all", count=26, checked=26) in said


@pytest.mark.parametrize("notation", ["torch", "ng", "d2l"])
def test_of_many_numbers_the_largest_gradients_are_checked(notation: str) -> None:
    state = links.State(notation=notation, back="own", units=16, hold=())
    way = made(state)
    rows = way.differences.rows(state.written)
    assert sum(row.checked for row in rows) == 60 < sum(row.count for row in rows)
    assert max(row.by for row in rows if row.checked) < 1e-8
    magnitudes = sorted(
        abs(value) for array in way.differences.backward.values() for value in array.flat
    )
    checked = [
        abs(value)
        for name, array in way.differences.backward.items()
        for value in array[way.differences.checked[name] > 0]
    ]
    assert min(checked) >= magnitudes[-60]


def test_a_wrong_gradient_is_found() -> None:
    way = way_of("example")
    wrong = {name: array + 0.01 for name, array in way.differences.backward.items()}
    differences = replace(way.differences, backward=wrong)
    assert max(row.by for row in differences.rows(links.State().written)) > 0.009


def test_the_check_says_whether_the_two_agree() -> None:
    assert texts("en")("backprop-check-agrees") in papers(visit())
    way = way_of("example")
    wrong = replace(way.grads, U_n=way.grads.U_n + 0.01)
    assert check(way.trace, way.loss, wrong).verdict == "differs"


def exploding(H: int, T: int, seed: int = 2) -> Way:
    """The default weights on a sine; of 32 units the gradient grows a millionfold in 100 steps."""
    sine = ", ".join(f"{np.sin(i / 5):.3f}" for i in range(T))
    return made(links.read({"back": "own", "units": str(H), "seq": sine, "seed": str(seed)})[0])


def test_a_right_gradient_that_explodes_is_no_wrong_one() -> None:
    """The usual step is a long way there; with one fine enough, the differences are the gradient.

    Counted apart from the page's check: its own loss, one number, steps of 10⁻¹⁰ and 10⁻¹¹.
    """
    way = exploding(32, 100)
    name = max(way.differences.backward, key=lambda n: abs(way.differences.backward[n]).max())
    array = way.differences.backward[name]
    place = np.unravel_index(abs(array).argmax(), array.shape)
    assert abs(array[place]) > 1e6

    def loss(step: float) -> float:
        params, h0 = way.trace.params, way.trace.h[0].copy()
        if name == "h0":
            h0[place] += step
        else:
            moved = getattr(params, name).copy()
            moved[place] += step
            params = replace(params, **{name: moved})
        return float(((gru.forward(params, way.trace.x, h0).h[-1] - 1) ** 2).sum() / 2)

    for step in (1e-10, 1e-11):
        by_hand = (loss(step) - loss(-step)) / (2 * step)
        assert by_hand == pytest.approx(array[place], rel=1e-2)
    assert way.differences.verdict == "finer"
    rows = way.differences.rows(links.State().written)
    assert max(row.by for row in rows) < 1e-3 * way.differences.largest


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize(("H", "T"), [(32, 100), (32, 200), (64, 60)])
def test_no_right_gradient_is_called_wrong(H: int, T: int, seed: int) -> None:
    assert exploding(H, T, seed).differences.verdict in ("agrees", "finer", "coarse")


@pytest.mark.parametrize("part", [0.02, 0.5])
@pytest.mark.parametrize("name", ["U_n", "h0"])
def test_a_wrong_gradient_that_explodes_is_not_said_to_agree(name: str, part: float) -> None:
    way = exploding(32, 100)
    wrong_by = part * way.differences.largest
    wrong = replace(way.grads, **{name: getattr(way.grads, name) + wrong_by})
    assert check(way.trace, way.loss, wrong).verdict in ("differs", "coarse")


@pytest.mark.parametrize("part", [1e-5, 1e-3, 0.1])
def test_a_slightly_wrong_gradient_of_a_usual_run_differs(part: float) -> None:
    way = way_of("own")
    wrong = replace(way.grads, U_n=way.grads.U_n * (1 + part))
    assert check(way.trace, way.loss, wrong).verdict == "differs"


def test_what_never_settles_is_no_evidence() -> None:
    """Of 64 units the gradient explodes beyond what any step could measure."""
    way = exploding(64, 100, seed=1)
    assert max(row.by for row in way.differences.rows(links.State().written)) > 1e6
    assert way.differences.verdict == "coarse"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_with_how_fine_a_step_the_two_agree(language: str) -> None:
    way = exploding(32, 100)
    sine = ", ".join(f"{np.sin(i / 5):.3f}" for i in range(100))
    said = papers(visit(back="own", units="32", seq=sine, seed="2", lang=language))
    assert texts(language)("backprop-check-finer", times=way.differences.finer) in said


def test_the_place_of_a_number_is_that_of_the_notation() -> None:
    """Ng has one matrix for both, [c, x] first the state: W of the input is in its last column."""
    way = way_of("example", "ng")
    rows = {row.name: row for row in way.differences.rows(PUBLISHED["ng"])}
    assert rows["U_r"].count == 2 * 3
    assert {"W_r", "W_z", "W_n"}.isdisjoint(rows)


def test_held_gates_stay_held_in_the_check() -> None:
    way = way_of("own", hold=links.read({"hold": "z.all.1.5 0.25 r.2.2.4 1"})[0].hold)
    assert max(row.by for row in way.differences.rows(links.State().written)) < 1e-8


@pytest.mark.parametrize("loss_at", ["last", "every"])
def test_large_numbers_are_checked_as_well_as_small_ones(loss_at: str) -> None:
    inputs = "W_z.1.1 .0005 W_n.1.1 .001 W_r.1.1 .001"
    for query in (
        {"target": "1000000"},
        {"seq": "1000, -500, 800", "units": "1", "edits": inputs},
        {"seq": "1000, -500, 800", "units": "1", "edits": inputs, "target": "1000000"},
        {"units": "1", "edits": "h0.1 1000000", "target": "-1000000"},
    ):
        way = made(links.read({"back": "own", "loss_at": loss_at, **query})[0])
        rows = way.differences.rows(links.State().written)
        assert max(row.by for row in rows) < 1e-8 * way.differences.largest, query


def test_the_difference_is_said_beside_the_largest_gradient() -> None:
    page = visit(target="1000000")
    said = papers(page)[papers(page).index(texts("en")("backprop-check")) :]
    (share,) = re.findall(r"That is ([\d.]+)\s*·\s*10\s*(\S+) times", said)
    assert float(f"{share[0]}e{share[1].replace(chr(8722), '-')}") < 1e-8


def wide(T: int, H: int = 512) -> links.State:
    """A given layer of many units."""
    rng, D = np.random.default_rng(0), 1
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    names = (*WEIGHTS, *PUBLISHED["torch"].biases)
    params = gru.Params(**{name: rng.normal(size=shapes[name[0]]) * 0.05 for name in names})
    layer = stack.Layer(Weights(params, np.zeros(H)))
    return state(stack.Stack("torch", (layer,)), np.full((T, D), 0.5), back="own")


def test_of_a_wide_layer_as_much_is_checked_as_there_is_time_for() -> None:
    """Two runs of 64 timesteps with 512 units make some 10⁸ multiplications."""
    way = made(wide(64))
    checked = sum(int(array.sum()) for array in way.differences.checked.values())
    assert 1 <= checked <= 5
    rows = way.differences.rows(PUBLISHED["torch"])
    assert max(row.by for row in rows) < 1e-8 * way.differences.largest


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_that_is_too_large_for_any_check_opens_and_says_so(language: str) -> None:
    page = visit(lang=language)
    page.session_state["visit"].state = replace(wide(512), lang=language)
    page.run()
    assert not page.exception
    assert texts(language)("backprop-check-none", count=0).split(":")[0][:20] in papers(page)


@pytest.mark.parametrize("layer", [1, 2])
@pytest.mark.parametrize("direction", ["forward", "reverse"])
def test_each_layer_of_given_weights_is_gone_back_through(layer: int, direction: Any) -> None:
    there = state(given(STACKED), np.array([[1.0], [-1.0], [2.0]]), back="own")
    page = visit()
    page.session_state["visit"].state = replace(there, layer=layer, direction=direction, t=1)
    page.run()
    assert not page.exception
    header, arrays = player(page)
    assert (header["T"], header["H"]) == (3, 64)
    way = made(shown(page))
    np.testing.assert_array_equal(arrays["d_back"][0], way.grads.h0)
    rows = way.differences.rows(shown(page).written)
    assert max(row.by for row in rows) < 1e-6 * way.differences.largest
