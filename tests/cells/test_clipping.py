"""Clipping by length, and what arrives at each timestep."""

from dataclasses import fields

import numpy as np
import pytest

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.clipping import arriving, factor
from tests.cells.test_reach import TRACES, T, each, product

MODULES = {rnn.Trace: rnn, lstm.Trace: lstm, gru.Trace: gru}


@each
def test_what_arrives_is_the_first_gradient_times_the_jacobians(trace):
    H = trace.params.H
    start = np.full(H, H**-0.5)  # ∂L/∂h_T
    if isinstance(trace, lstm.Trace):
        start = start * trace.o[-1] * (1 - np.tanh(trace.c[-1]) ** 2)  # ∂L/∂c_T
    found = arriving(trace).states
    assert found[T] == pytest.approx(np.linalg.norm(start))
    if isinstance(trace, lstm.Trace):
        return  # of the LSTM, h_T has ways of its own; its own tests have them
    for k in range(T):
        expected = np.linalg.norm(start @ product(trace, T, k))
        assert found[k] == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("name", [name for name in TRACES if name.startswith("lstm")])
def test_what_arrives_at_cell_states_is_what_a_small_change_does(name):
    trace = TRACES[name]
    H, step = trace.params.H, 1e-6

    def loss(k, c):
        h = trace.o[k - 1] * np.tanh(c) if k else trace.h[0]
        return lstm.forward(trace.params, trace.x[k:], h, c, trace.variant).h[-1].sum() / H**0.5

    found = arriving(trace).states
    for k in range(T):
        c = trace.c[k]
        slopes = [(loss(k, c + step * e) - loss(k, c - step * e)) / (2 * step) for e in np.eye(H)]
        assert found[k] == pytest.approx(np.linalg.norm(slopes), rel=1e-6)


@each
def test_the_length_is_that_of_all_weights_as_one_vector(trace):
    H = trace.params.H
    dh = np.zeros((T, H))
    dh[-1] = H**-0.5
    gradients = MODULES[type(trace)].backward(trace, dh)
    vector = np.concatenate(
        [
            getattr(gradients, f.name).ravel()
            for f in fields(trace.params)
            if getattr(trace.params, f.name) is not None
        ]
    )
    assert arriving(trace).weights == pytest.approx(np.linalg.norm(vector))


def test_lengths_whose_squares_are_beyond_the_largest_float():
    trace = rnn.forward(rnn.Params([[0.0]], [[1e4]]), np.zeros((60, 1)))
    assert arriving(trace).states[0] == pytest.approx(1e240)


def test_a_gradient_beyond_the_largest_float_is_refused():
    trace = rnn.forward(rnn.Params([[0.0]], [[1e4]]), np.zeros((100, 1)))
    with pytest.raises(OverflowError, match="timestep"):
        arriving(trace)


@pytest.mark.parametrize(
    ("U", "x"),
    [(10.065, 0.0), (10.0, 100.0)],  # of the state before timestep 1; of the weights alone
    ids=["state", "weights"],
)
def test_a_length_beyond_the_largest_float_is_refused_where_no_number_is(U, x):
    trace = rnn.forward(rnn.Params(np.zeros((64, 1)), U * np.eye(64)), np.full((308, 1), x))
    dh = np.zeros((308, 64))
    dh[-1] = 64**-0.5
    gradients = rnn.backward(trace, dh)
    assert np.isfinite(gradients.h0).all()
    assert np.isfinite(gradients.W).all()
    with np.errstate(all="raise"), pytest.raises(OverflowError, match="timestep 1$"):
        arriving(trace)


@pytest.mark.parametrize("length", [0.0, 1e-300, 0.5, 1.0, 7.0, 1e300])
@pytest.mark.parametrize("threshold", [1e-3, 1.0, 5.0])
def test_a_gradient_is_never_longer_than_the_threshold_nor_made_longer(length, threshold):
    by = factor(length, threshold)
    assert by * length == pytest.approx(min(length, threshold))
    assert 0 < by <= 1


def test_a_threshold_of_0_clips_nothing():
    assert factor(1e300, 0) == 1
