"""What holds for every GRU, whatever its weights, its input and its first state."""

import math
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import gru

updates = st.sampled_from(["renews", "keeps"])
resets = st.sampled_from(["before", "after"])
variants = st.builds(gru.Variant, updates, resets)

ORDINARY = st.floats(-8, 8)
SMALL = st.floats(-1, 1)
UP_TO_4, UP_TO_5 = st.integers(1, 4), st.integers(1, 5)
OPEN, SHUT = 1000.0, -1000.0  # biases at which σ is 1 and 0 exactly

Run = tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]


@st.composite
def runs(
    draw: st.DrawFn,
    numbers: st.SearchStrategy[float] = ORDINARY,
    T: st.SearchStrategy[int] = UP_TO_5,
    H: st.SearchStrategy[int] = UP_TO_4,
    dtype: Any = np.float64,
) -> Run:
    """(weights by name, x, h0); no c is among the weights."""
    steps, D, units = draw(T), draw(st.integers(1, 3)), draw(H)
    shapes = {f"W_{g}": (units, D) for g in "rzn"}
    shapes |= {f"U_{g}": (units, units) for g in "rzn"}
    shapes |= {f"b_{g}": (units,) for g in "rzn"}
    shapes |= {"x": (steps, D), "h0": (units,)}
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    drawn = draw(hnp.arrays(dtype, int(ends[-1]), elements=numbers, fill=st.nothing()))
    parts = zip(shapes.items(), np.split(drawn, ends[:-1]), strict=True)
    weights = {name: part.reshape(shape) for (name, shape), part in parts}
    return weights, weights.pop("x"), weights.pop("h0")


def forward(run: Run, variant: gru.Variant, **changed: Any) -> gru.Trace:
    weights, x, h0 = run
    return gru.forward(gru.Params(**(weights | changed)), x, h0, variant)


def arrays(trace: gru.Trace) -> dict[str, np.ndarray]:
    values = {f.name: getattr(trace, f.name) for f in fields(trace)}
    return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}


def always(gate: str, run: Run, bias: float) -> dict[str, np.ndarray]:
    """The weights that hold a gate where its bias alone puts it."""
    W, U, b = (np.zeros_like(run[0][f"{m}_{gate}"]) for m in "WUb")
    return {f"W_{gate}": W, f"U_{gate}": U, f"b_{gate}": b + bias}


# --- ranges --------------------------------------------------------------------------------


@given(variants, runs())
def test_gates_lie_within_0_and_1_and_the_candidate_within_minus_1_and_1(
    variant: gru.Variant, run: Run
) -> None:
    trace = forward(run, variant)
    for gate in (trace.r, trace.z, trace.keep):
        assert gate.min() >= 0
        assert gate.max() <= 1
    assert np.abs(trace.n).max() <= 1


@given(variants, runs())
def test_h_lies_between_the_state_before_and_the_candidate(variant: gru.Variant, run: Run) -> None:
    # Not exactly: 1 − z, the two products and their sum are each rounded, which can carry h_t
    # past an end, by three ulps of the larger end at most.
    trace = forward(run, variant)
    before = trace.h[:-1]
    slack = 3 * np.spacing(np.maximum(np.abs(before), np.abs(trace.n)))
    assert (trace.h[1:] >= np.minimum(before, trace.n) - slack).all()
    assert (trace.h[1:] <= np.maximum(before, trace.n) + slack).all()


@given(variants, runs())
def test_kept_and_written_are_the_terms_of_the_mix_to_the_last_bit(
    variant: gru.Variant, run: Run
) -> None:
    trace = forward(run, variant)
    keep, write = trace.z, 1 - trace.z
    if variant.update == "renews":
        keep, write = write, keep
    assert_array_equal(trace.keep, keep)
    assert_array_equal(trace.kept, keep * trace.h[:-1])
    assert_array_equal(trace.written, write * trace.n)
    assert_array_equal(trace.kept + trace.written, trace.h[1:])


# --- gates at their ends -------------------------------------------------------------------


@given(variants, runs())
def test_z_at_one_end_copies_the_state(variant: gru.Variant, run: Run) -> None:
    bias = SHUT if variant.update == "renews" else OPEN
    trace = forward(run, variant, **always("z", run, bias))
    assert_array_equal(trace.h, np.broadcast_to(trace.h[0], trace.h.shape))


@given(variants, runs())
def test_z_at_the_other_end_replaces_the_state(variant: gru.Variant, run: Run) -> None:
    bias = OPEN if variant.update == "renews" else SHUT
    trace = forward(run, variant, **always("z", run, bias))
    assert_array_equal(trace.h[1:], trace.n)


@given(variants, runs(), st.data())
def test_with_r_at_0_the_candidate_does_not_depend_on_the_state(
    variant: gru.Variant, run: Run, data: st.DataObject
) -> None:
    weights, x, h0 = run
    other = data.draw(hnp.arrays(np.float64, h0.shape, elements=ORDINARY))
    shut = always("r", run, SHUT)
    one, two = (forward((weights, x, state), variant, **shut) for state in (h0, other))
    assert_array_equal(one.n, two.n)


# --- two ways to say the same --------------------------------------------------------------


@given(resets, runs(SMALL))
def test_flipping_z_by_negating_its_weights_leaves_h_unchanged(reset: gru.Reset, run: Run) -> None:
    renews = forward(run, gru.Variant("renews", reset))
    negated = {name: -run[0][name] for name in ("W_z", "U_z", "b_z")}
    keeps = forward(run, gru.Variant("keeps", reset), **negated)
    assert_allclose(keeps.h, renews.h, rtol=0, atol=1e-12)
    assert_allclose(keeps.z, 1 - renews.z, rtol=0, atol=1e-12)


def before_and_after(run: Run, update: gru.Update, **changed: Any) -> tuple[gru.Trace, gru.Trace]:
    before = forward(run, gru.Variant(update, "before"), **changed)
    return before, forward(run, gru.Variant(update, "after"), **changed)


@given(updates, runs(SMALL, H=st.just(1)))
def test_before_equals_after_with_one_unit(update: gru.Update, run: Run) -> None:
    before, after = before_and_after(run, update)
    assert_allclose(before.h, after.h, rtol=0, atol=1e-12)


@given(updates, runs(SMALL))
def test_before_equals_after_with_a_diagonal_recurrence(update: gru.Update, run: Run) -> None:
    diagonal = np.diag(np.diag(run[0]["U_n"]))
    before, after = before_and_after(run, update, U_n=diagonal)
    assert_allclose(before.h, after.h, rtol=0, atol=1e-12)


@given(updates, runs(SMALL))
def test_before_equals_after_with_one_reset_for_all_units(update: gru.Update, run: Run) -> None:
    names = ("W_r", "U_r", "b_r")
    tied = {name: np.broadcast_to(run[0][name][:1], run[0][name].shape) for name in names}
    before, after = before_and_after(run, update, **tied)
    assert_allclose(before.h, after.h, rtol=0, atol=1e-12)


@given(updates, runs(T=st.just(1)))
def test_before_equals_after_at_the_first_step_from_zero(update: gru.Update, run: Run) -> None:
    weights, x, h0 = run
    before, after = before_and_after((weights, x, 0 * h0), update)
    assert_allclose(before.h, after.h, rtol=0, atol=1e-12)


@given(updates, runs(SMALL))
def test_before_equals_after_with_r_at_1(update: gru.Update, run: Run) -> None:
    before, after = before_and_after(run, update, **always("r", run, OPEN))
    assert_allclose(before.h, after.h, rtol=0, atol=1e-12)


@given(updates, runs(SMALL, T=st.just(1)))
def test_before_and_after_differ_by_the_resets_of_units_that_feed_each_other(
    update: gru.Update, run: Run
) -> None:
    """By Σ_j U_ij (r_j − r_i) h_j in unit i, which is 0 in the cases above and in no others."""
    before, after = before_and_after(run, update)
    r, h0 = before.r[0], before.h[0]
    difference = [
        sum(U_ij * (r_j - r[i]) * h_j for U_ij, r_j, h_j in zip(row, r, h0, strict=True))
        for i, row in enumerate(run[0]["U_n"])
    ]
    assert_allclose((before.a_n - after.a_n)[0], difference, rtol=0, atol=1e-12)


@pytest.fixture
def one_open_reset() -> Run:
    """Two units, one step: unit 1 reads unit 2, whose state is 1; r = ½ and 1; z = ½."""
    zero, column = np.zeros((2, 2)), np.zeros((2, 1))
    weights = {
        "W_r": column, "W_z": column, "W_n": column,
        "U_r": zero, "U_z": zero, "U_n": np.array([[0.0, 1.0], [0.0, 0.0]]),
        "b_r": np.array([0.0, OPEN]), "b_z": np.zeros(2), "b_n": np.zeros(2),
    }  # fmt: skip
    return weights, np.zeros((1, 1)), np.array([0.0, 1.0])


@pytest.mark.parametrize("update", ["renews", "keeps"])
def test_before_differs_from_after_in_the_smallest_counterexample(
    update: gru.Update, one_open_reset: Run
) -> None:
    before, after = before_and_after(one_open_reset, update)
    assert before.h[1] == pytest.approx([np.tanh(1) / 2, 0.5], abs=1e-15)
    assert after.h[1] == pytest.approx([np.tanh(0.5) / 2, 0.5], abs=1e-15)


def test_a_bias_inside_the_bracket_cannot_be_moved_out() -> None:
    """One unit, one step, r = ½: tanh(½ c_n) is not tanh(b_n)."""
    zero = [[0.0]]
    none = dict.fromkeys(("W_r", "W_z", "W_n", "U_r", "U_z", "U_n"), zero)
    inside = gru.forward(gru.Params(**none, c_n=[1.0]), zero, None, gru.Variant(reset="after"))
    outside = gru.forward(gru.Params(**none, b_n=[1.0]), zero)
    assert inside.n[0] == pytest.approx(np.tanh(0.5), abs=1e-15)
    assert outside.n[0] == pytest.approx(np.tanh(1), abs=1e-15)


@given(variants, runs(SMALL), st.integers(0, 3))
def test_a_batch_is_its_sequences_run_one_by_one(variant: gru.Variant, run: Run, B: int) -> None:
    weights, x, h0 = run
    scales = 1 - np.arange(B)[:, None] / 2
    xs, h0s = x[:, None] * scales, h0 * scales
    batch = arrays(forward((weights, xs, h0s), variant))
    assert batch["h"].shape == (len(x) + 1, B, len(h0))
    for b in range(B):
        for name, expected in arrays(forward((weights, xs[:, b], h0s[b]), variant)).items():
            assert_allclose(batch[name][:, b], expected, rtol=0, atol=1e-12, err_msg=name)


# --- the largest numbers -------------------------------------------------------------------


@pytest.mark.parametrize(("dtype", "width"), [(np.float64, 64), (np.float32, 32)])
@given(variant=variants, data=st.data())
def test_whatever_is_finite_gives_finite_results_without_a_warning(
    dtype: Any, width: int, variant: gru.Variant, data: st.DataObject
) -> None:
    largest = float(np.finfo(dtype).max)
    tiny = float(np.finfo(dtype).smallest_subnormal)
    finite = st.floats(allow_nan=False, allow_infinity=False, width=width)
    run = data.draw(runs(finite | st.sampled_from([largest, -largest, tiny, 0.0]), dtype=dtype))
    recurrent = {f"c_{gate}": run[0][f"b_{gate}"] for gate in "rzn"}
    with np.errstate(all="raise"):
        trace = forward(run, variant, **recurrent)
    for name, array in arrays(trace).items():
        assert np.isfinite(array).all(), name
        assert array.dtype == dtype, name
    assert_array_equal(trace.kept + trace.written, trace.h[1:])


LARGE = st.sampled_from([0.0, 1.0, -1.0, 0.3, -2e-3, 3e154, -3e154, 1e200, -1e200])


def assert_exact(a: np.ndarray, *products: tuple[np.ndarray, np.ndarray]) -> None:
    """a is the sum of matrix · vector, in exact arithmetic held within floats.

    But for rounding: 2e-15 of the sum of the sizes of all terms.
    """
    largest = Fraction(np.finfo(np.float64).max)
    matrix, vector = (np.concatenate(side, axis=-1) for side in zip(*products, strict=True))
    for got, row in zip(a.tolist(), matrix.tolist(), strict=True):
        terms = [Fraction(w) * Fraction(v) for w, v in zip(row, vector.tolist(), strict=True)]
        exact = max(min(sum(terms), largest), -largest)
        assert abs(Fraction(got) - exact) <= Fraction(2e-15) * sum(map(abs, terms))


@given(resets, runs(LARGE, T=st.just(1)))
def test_large_sums_are_those_of_exact_arithmetic_held_within_floats(
    reset: gru.Reset, run: Run
) -> None:
    """Also where the parts of a sum go beyond floats and the whole does not."""
    weights, (x,), h0 = run
    trace = forward(run, gru.Variant(reset=reset))
    W, U, b = ({g: weights[f"{m}_{g}"] for g in "rzn"} for m in "WUb")
    bias = {g: (b[g][:, None], np.ones(1)) for g in "rzn"}
    assert_exact(trace.a_r[0], (W["r"], x), (U["r"], h0), bias["r"])
    assert_exact(trace.a_z[0], (W["z"], x), (U["z"], h0), bias["z"])
    r = trace.r[0]
    if reset == "before":
        assert_exact(trace.a_n[0], (W["n"], x), (U["n"], r * h0), bias["n"])
    else:
        assert_exact(trace.q[0], (U["n"], h0))
        assert_exact(trace.a_n[0], (W["n"], x), (r[:, None] * U["n"], h0), bias["n"])


def test_weights_too_large_for_the_float32_of_the_input_are_held_at_its_largest() -> None:
    huge, zero = [[1e300]], [[0.0]]
    params = gru.Params(huge, zero, huge, zero, zero, zero)
    x = np.array([[1.0], [-1.0], [0.0]], np.float32)
    largest = np.finfo(np.float32).max
    with np.errstate(all="raise"):
        trace = gru.forward(params, x, h0=[1e300])
        assert gru.forward(params, x, h0=[1e-300]).h[0] == 0
    assert trace.h[0] == largest
    assert_array_equal(trace.a_r[:, 0], [largest, -largest, 0])
    assert_array_equal(trace.n[:, 0], [1, -1, 0])


def test_replacing_weights_gives_params_of_their_own() -> None:
    """A change of one number must not meet what was computed with the old one."""
    zero, one = [[0.0]], [[1.0]]
    params = gru.Params(zero, zero, one, zero, zero, zero)
    assert gru.forward(params, one).a_n[0] == 1
    assert gru.forward(replace(params, W_n=[[2.0]]), one).a_n[0] == 2
