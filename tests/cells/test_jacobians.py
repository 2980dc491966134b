"""The Jacobian of each timestep: against the way back, and against finite differences."""

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gru_viz.cells import gru, lstm, rnn
from tests.cells.test_lstm_and_rnn import inputs, weights

T, B, D, H = 4, 3, 2, 4
STEP = 1e-5

GRU = [
    (gru, {"variant": gru.Variant(update, reset)})
    for update in ("renews", "keeps")
    for reset in ("before", "after")
]
LSTM = [
    (lstm, {"variant": lstm.Variant(i, o), "forget_bias": 1.0})
    for i in ("own", "tied")
    for o in ("gate", "open")
]
EACH = pytest.mark.parametrize(("cell", "options"), [*GRU, *LSTM, (rnn, {})])


def held(t: Any = np.s_[:]) -> gru.Hold:
    """In each timestep another gate of each kind."""
    values = np.where(np.eye(T, H, dtype=bool), 0.3, np.nan)
    return gru.Hold(values[t], values[t, ::-1])


def traced(cell: Any, options: dict[str, Any], *batch: int) -> Any:
    x, h0 = inputs(T, *batch, D), np.tanh(inputs(*batch, H))
    return cell.forward(cell.Params(**weights(cell)), x, h0, **options)


def state(trace: Any, t: int) -> np.ndarray:
    """What a timestep hands on: h_t, of an LSTM with c_t behind it."""
    return np.concatenate([trace.h[t], trace.c[t]]) if hasattr(trace, "c") else trace.h[t]


def step(cell: Any, options: dict[str, Any], trace: Any, t: int, before: np.ndarray) -> Any:
    """Timestep t alone, from another state before."""
    return cell.forward(
        trace.params, trace.x[t - 1 : t], *np.split(before, before.size // H), **options
    )


@EACH
def test_each_row_is_what_the_way_back_makes_of_one_unit(
    cell: Any, options: dict[str, Any]
) -> None:
    trace = traced(cell, options)
    jacobians = cell.jacobians(trace)
    for t in range(1, T + 1):
        here = step(cell, options, trace, t, state(trace, t - 1))
        for row, unit in enumerate(np.eye(len(state(trace, t)))):
            ends = [end[None] for end in np.split(unit, unit.size // H)]
            grads = cell.backward(here, *ends)
            back = np.concatenate([grads.h0, grads.c0]) if cell is lstm else grads.h0
            assert_allclose(jacobians[t - 1, row], back, rtol=0, atol=1e-13)


@EACH
def test_each_column_is_a_finite_difference(cell: Any, options: dict[str, Any]) -> None:
    trace = traced(cell, options)
    jacobians = cell.jacobians(trace)
    for t in range(1, T + 1):
        before = state(trace, t - 1)
        for column, unit in enumerate(np.eye(before.size)):
            there, back = (
                state(step(cell, options, trace, t, before + sign * STEP * unit), 1)
                for sign in (1, -1)
            )
            difference = (there - back) / (2 * STEP)
            assert_allclose(jacobians[t - 1, :, column], difference, rtol=0, atol=1e-8)


@pytest.mark.parametrize(("cell", "options"), GRU)
def test_a_gate_that_is_held_has_no_slope(cell: Any, options: dict[str, Any]) -> None:
    trace = traced(cell, options | {"hold": held()})
    jacobians = gru.jacobians(trace)
    for t in range(1, T + 1):
        at = options | {"hold": held(np.s_[t - 1 : t])}
        for column, unit in enumerate(np.eye(H)):
            there, back = (
                step(gru, at, trace, t, trace.h[t - 1] + sign * STEP * unit).h[1]
                for sign in (1, -1)
            )
            difference = (there - back) / (2 * STEP)
            assert_allclose(jacobians[t - 1, :, column], difference, rtol=0, atol=1e-8)


@EACH
def test_a_batch_has_those_of_its_sequences(cell: Any, options: dict[str, Any]) -> None:
    trace = traced(cell, options, B)
    jacobians = cell.jacobians(trace)
    for b in range(B):
        alone = cell.forward(trace.params, trace.x[:, b], trace.h[0, b], **options)
        assert_allclose(jacobians[:, b], cell.jacobians(alone), rtol=0, atol=1e-13)


@EACH
def test_they_are_read_only_of_the_type_of_the_run_and_none_without_timesteps(
    cell: Any, options: dict[str, Any]
) -> None:
    params, N = cell.Params(**weights(cell)), 2 * H if cell is lstm else H
    jacobians = cell.jacobians(cell.forward(params, inputs(T, D, dtype=np.float32), **options))
    assert jacobians.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        jacobians[...] = 0
    assert cell.jacobians(cell.forward(params, np.zeros((0, D)), **options)).shape == (0, N, N)


def test_a_slope_beyond_floats_is_refused_with_its_timestep() -> None:
    zero, column = np.zeros((2, 2)), np.zeros((2, 1))
    params = gru.Params(column, column, column, zero, [[0, 1e308], [0, 0]], zero)
    trace = gru.forward(params, np.zeros((3, 1)), [100, 0])
    with (
        np.errstate(all="raise"),
        pytest.raises(OverflowError, match="largest float at timestep 3"),
    ):
        gru.jacobians(trace)
