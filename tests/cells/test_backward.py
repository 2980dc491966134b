"""What a caller of the ways back relies on, and what each part of a GRU's gradients means."""

import doctest
import re
import sys
from dataclasses import FrozenInstanceError, fields
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import by_hand, gru, lstm, rnn
from tests.cells.test_lstm_and_rnn import arrays, inputs, weights

T, B, D, H = 5, 3, 2, 4
STEP = 1e-6
VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
EACH_VARIANT = pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.update}-{v.reset}")
CELLS = pytest.mark.parametrize("cell", [gru, lstm, rnn], ids=["gru", "lstm", "rnn"])
BATCHES = pytest.mark.parametrize("batch", [(), (B,)], ids=["sequence", "batch"])
ZERO, ONE = [[0.0]], [[1.0]]


def traced(cell: Any, *batch: int, steps: int = T, dtype: Any = np.float64, **options: Any) -> Any:
    x, h0 = inputs(steps, *batch, D, dtype=dtype), np.tanh(inputs(*batch, H))
    return cell.forward(cell.Params(**weights(cell)), x, h0, **options)


def losses(trace: Any) -> np.ndarray:
    return np.random.default_rng(2).normal(size=trace.h[1:].shape)


def test_the_example_in_the_docstring_is_true() -> None:
    result = doctest.testmod(sys.modules[gru.backward.__module__])
    assert result.attempted > 0
    assert result.failed == 0


# --- shapes, types, results that stay ------------------------------------------------------


@CELLS
@BATCHES
@pytest.mark.parametrize("steps", [0, 1, T])
def test_gradients_have_the_shapes_of_what_they_are_at(
    cell: Any, steps: int, batch: tuple[int, ...]
) -> None:
    trace = traced(cell, *batch, steps=steps)
    grads = cell.backward(trace, losses(trace))
    weighted = {field.name for field in fields(trace.params)}
    for name, array in arrays(grads).items():
        if name in weighted and not (cell is lstm and name == "c"):
            assert array.shape == getattr(trace.params, name).shape, name
        elif name in ("h0", "c0"):
            assert array.shape == (*batch, H)
        else:
            assert array.shape == (steps, *batch, D if name == "x" else H), name


@CELLS
def test_without_timesteps_nothing_depends_on_anything(cell: Any) -> None:
    trace = traced(cell, steps=0)
    grads = cell.backward(trace, np.zeros((0, H)))
    assert not any(array.any() for array in arrays(grads).values())


@CELLS
@BATCHES
def test_results_stay_and_are_of_the_type_of_the_run(cell: Any, batch: tuple[int, ...]) -> None:
    for dtype in (np.float32, np.float64):
        trace = traced(cell, *batch, dtype=dtype)
        dh = losses(trace)
        grads = cell.backward(trace, dh)
        kept = {name: array.copy() for name, array in arrays(grads).items()}
        dh[...] = 7
        for name, array in arrays(grads).items():
            assert array.dtype == dtype, name
            assert_array_equal(array, kept[name], err_msg=name)
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0
            with pytest.raises(FrozenInstanceError):
                setattr(grads, name, None)


@CELLS
def test_what_has_no_bias_has_no_gradient_there(cell: Any) -> None:
    given = {name: array for name, array in weights(cell).items() if name[0] in "WU"}
    trace = cell.forward(cell.Params(**given), inputs(T, D))
    grads = cell.backward(trace, losses(trace))
    for field in fields(trace.params):
        assert (getattr(grads, field.name) is None) == (field.name[0] in "bc")


@CELLS
def test_a_batch_is_as_each_of_its_sequences(cell: Any) -> None:
    trace = traced(cell, B)
    dh = losses(trace)
    together = arrays(cell.backward(trace, dh))
    alone = [
        arrays(cell.backward(cell.forward(trace.params, trace.x[:, b], trace.h[0, b]), dh[:, b]))
        for b in range(B)
    ]
    weighted = {field.name for field in fields(trace.params)}
    for name, array in together.items():
        if name in weighted:
            expected = sum(grads[name] for grads in alone)
        else:
            axis = 0 if name in ("h0", "c0") else 1
            expected = np.stack([grads[name] for grads in alone], axis)
        assert_allclose(array, expected, rtol=0, atol=1e-12, err_msg=name)


@CELLS
def test_the_order_of_dh_in_memory_does_not_matter(cell: Any) -> None:
    trace = traced(cell, B)
    dh = losses(trace)
    one, other = (cell.backward(trace, np.array(dh, order=order)) for order in "CF")
    for name, array in arrays(one).items():
        assert_array_equal(getattr(other, name), array, err_msg=name)


@CELLS
def test_gradients_add_as_their_losses_do(cell: Any) -> None:
    trace = traced(cell)
    dh = losses(trace)
    both = cell.backward(trace, dh)
    early, late = dh.copy(), dh.copy()
    early[3:], late[:3] = 0, 0
    one, two = cell.backward(trace, early), cell.backward(trace, late)
    for name, array in arrays(both).items():
        summed = getattr(one, name) + getattr(two, name)
        assert_allclose(array, summed, rtol=0, atol=1e-13, err_msg=name)


# --- the parts of a GRU's gradients --------------------------------------------------------


@EACH_VARIANT
@BATCHES
def test_a_state_gets_the_losses_own_part_and_what_comes_back(variant, batch):
    trace = traced(gru, *batch, variant=variant)
    dh = losses(trace)
    grads = gru.backward(trace, dh)
    assert_array_equal(grads.dh, dh)
    assert_array_equal(grads.h[-1], dh[-1])
    assert_array_equal(grads.h[:-1], dh[:-1] + grads.back[1:])
    assert_array_equal(grads.h0, grads.back[0])


@EACH_VARIANT
@pytest.mark.parametrize("gate", ["r", "z"])
def test_a_gate_gets_the_finite_differences_of_its_held_value(variant, gate):
    values = np.random.default_rng(3).uniform(0.1, 0.9, (T, H))
    trace = traced(gru, variant=variant, hold=gru.Hold(**{gate: values}))
    dh = losses(trace)
    grads = gru.backward(trace, dh)
    found = getattr(grads, gate)
    for place in np.ndindex(values.shape):
        ends = []
        for sign in (1, -1):
            moved = values.copy()
            moved[place] += sign * STEP
            ends.append(
                (traced(gru, variant=variant, hold=gru.Hold(**{gate: moved})).h[1:] * dh).sum()
            )
        assert found[place] == pytest.approx((ends[0] - ends[1]) / (2 * STEP), abs=1e-8)


@EACH_VARIANT
@BATCHES
@pytest.mark.parametrize("gate", ["r", "z"])
def test_nothing_goes_back_through_a_gate_that_is_held(variant, batch, gate):
    values = np.full((T, H), np.nan)
    values[:, :2] = 0.3
    trace = traced(gru, *batch, variant=variant, hold=gru.Hold(**{gate: values}))
    grads = gru.backward(trace, losses(trace))
    assert (getattr(grads, f"a_{gate}")[..., :2] == 0).all()
    assert (getattr(grads, f"a_{gate}")[..., 2:] != 0).all()
    assert (getattr(grads, gate) != 0).all()


def test_a_run_rounded_by_hand_is_taken_back_by_its_own_numbers():
    """δ = 2, σ(0.5) = 0.62, tanh(0.5) = 0.46, h_{t-1} = 0.5, and z renews."""
    p = gru.Params(W_r=ZERO, W_z=ONE, W_n=ONE, U_r=ZERO, U_z=ZERO, U_n=ZERO)
    trace = by_hand.forward(p, [[0.5]], [0.5], decimals=2)
    back = gru.backward(trace, [[2.0]])
    assert back.n.item() == pytest.approx(2 * 0.62)
    assert back.a_n.item() == pytest.approx(2 * 0.62 * (1 - 0.46**2))
    assert back.a_z.item() == pytest.approx(2 * (0.46 - 0.5) * 0.62 * 0.38)
    assert back.h0.item() == pytest.approx(2 * 0.38)
    assert back.W_n.item() == pytest.approx(2 * 0.62 * (1 - 0.46**2) * 0.5)
    assert gru.branches(trace, back).kept.item() == pytest.approx(2 * 0.38)


@pytest.mark.parametrize("first", [0, -1, T + 2])
def test_a_first_timestep_that_is_not_there_is_refused(first):
    trace = traced(gru)
    grads = gru.backward(trace, losses(trace))
    with pytest.raises(ValueError, match=re.escape(f"first: expected 1…6, got {first}")):
        gru.weight_gradients(trace, grads, first)


def test_what_built_up_by_the_first_timestep_is_the_whole_and_before_the_last_nothing():
    trace = traced(gru)
    grads = gru.backward(trace, losses(trace))
    for name, gradient in gru.weight_gradients(trace, grads).items():
        assert_allclose(gradient, getattr(grads, name), rtol=0, atol=1e-14, err_msg=name)
        assert not gru.weight_gradients(trace, grads, T + 1)[name].any()


# --- the parts of an LSTM's ----------------------------------------------------------------


@pytest.mark.parametrize("batch", [(), (B,)], ids=["sequence", "batch"])
def test_no_dc_is_one_of_zeros(batch):
    trace = traced(lstm, *batch)
    without, zeros = (lstm.backward(trace, losses(trace), dc) for dc in (None, 0 * losses(trace)))
    for name, array in arrays(without).items():
        assert_array_equal(getattr(zeros, name), array, err_msg=name)


def test_what_a_variant_does_not_use_has_gradient_0():
    for variant, gate in ((lstm.Variant("tied"), "i"), (lstm.Variant(output="open"), "o")):
        trace = traced(lstm, variant=variant)
        grads = lstm.backward(trace, losses(trace))
        for name in (f"a_{gate}", f"W_{gate}", f"U_{gate}", f"b_{gate}", f"c_{gate}"):
            assert not getattr(grads, name).any()
        assert getattr(grads, gate).all()  # the gate itself is used, at 1 − f or at 1


@pytest.mark.parametrize("variant", [lstm.Variant(), lstm.Variant("tied")], ids=str)
def test_pre_activations_of_an_lstm_follow_from_the_gates(variant):
    trace = traced(lstm, variant=variant)
    grads = lstm.backward(trace, losses(trace), losses(trace)[::-1])
    for gate in "fo" if variant.input == "tied" else "ifo":
        value = getattr(trace, gate)
        expected = getattr(grads, gate) * value * (1 - value)
        assert_allclose(getattr(grads, f"a_{gate}"), expected, rtol=0, atol=1e-14)
    assert_allclose(grads.a_g, grads.g * (1 - trace.g**2), rtol=0, atol=1e-14)
    assert_allclose(grads.i, grads.c * trace.g, rtol=0, atol=1e-14)


# --- refusals ------------------------------------------------------------------------------


@CELLS
@pytest.mark.parametrize(
    ("dh", "message"),
    [
        (np.ones((T, H + 1)), "dh: expected shape (5, 4), got (5, 5)"),
        (np.ones((T + 1, H)), "dh: expected shape (5, 4), got (6, 4)"),
        (1.0, "dh: expected shape (5, 4), got ()"),
        ([[np.nan] * H] * T, "dh: expected finite numbers, got nan at (0, 0)"),
        ("words", "dh: expected an array of numbers, got 'words'"),
    ],
    ids=["units", "timesteps", "number", "nan", "words"],
)
def test_a_gradient_that_does_not_fit_is_refused(cell, dh, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        cell.backward(traced(cell), dh)


def test_a_gradient_at_the_cell_state_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match=re.escape("dc: expected shape (5, 4), got (4,)")):
        lstm.backward(traced(lstm), np.zeros((T, H)), np.zeros(H))


def grown(cell: Any, dtype: Any = np.float64) -> Any:
    """Five timesteps at 0, each of which multiplies the gradient by about 1e200 (1e25)."""
    size = 1e200 if dtype == np.float64 else 1e25
    names = [field.name for field in fields(cell.Params) if field.name[0] in "WU"]
    given = dict.fromkeys(names, ZERO) | {
        "U" if cell is rnn else f"U_{'n' if cell is gru else 'g'}": [[size]]
    }
    return cell.forward(cell.Params(**given), np.zeros((5, 1), dtype))


@CELLS
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_gradient_that_grows_beyond_floats_is_refused_with_its_timestep(cell, dtype):
    trace = grown(cell, dtype)
    dh = np.zeros((5, 1))
    dh[-1] = 8  # at h_5; about 1e200 at h_4, which sends what is beyond floats to h_3
    message = "the gradient grows beyond the largest float at timestep 4"
    with np.errstate(all="raise"), pytest.raises(OverflowError, match=message):
        cell.backward(trace, dh)
    dh[-1], dh[2] = 0, 8
    with np.errstate(all="raise"), pytest.raises(OverflowError, match="timestep 2"):
        cell.backward(trace, dh)
    dh[2], dh[0] = 0, 8
    assert np.isfinite(cell.backward(trace, dh).h0).all()


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.update}-{v.reset}")
def test_a_gradient_at_a_gate_alone_that_grows_beyond_floats_is_refused(variant):
    p = gru.Params(*[ZERO] * 6)
    trace = gru.forward(p, np.zeros((2, 1)), [1e200], variant)
    with np.errstate(all="raise"), pytest.raises(OverflowError, match="timestep 2"):
        gru.backward(trace, [[0], [1e200]])


@pytest.mark.parametrize(
    ("cell", "x", "t"),  # gradients at the candidate: ½, ¾, … ; ¼, ⅜, 7⁄16, …; 1, 1, …
    [(gru, 1.5e308, 3), (lstm, 1.75e308, 2), (rnn, 1.2e308, 3)],
    ids=["gru", "lstm", "rnn"],
)
def test_a_sum_over_timesteps_beyond_floats_is_refused_with_its_timestep(cell, x, t):
    names = [field.name for field in fields(cell.Params) if field.name[0] in "WU"]
    trace = cell.forward(cell.Params(**dict.fromkeys(names, ZERO)), np.full((4, 1), x))
    with np.errstate(all="raise"), pytest.raises(OverflowError, match=f"timestep {t}"):
        cell.backward(trace, np.ones((4, 1)))


def test_a_gradient_too_large_for_the_float32_of_the_run_is_refused():
    trace = traced(gru, dtype=np.float32)
    dh = np.zeros((T, H))
    dh[1, 2] = 1e300
    with np.errstate(all="raise"), pytest.raises(OverflowError, match="timestep 2"):
        gru.backward(trace, dh)
