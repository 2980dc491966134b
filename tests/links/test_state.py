"""The first visit: what is on screen before anybody has changed anything."""

import numpy as np

from gru_viz import sequences, weights
from gru_viz.cells import gru
from gru_viz.links import State
from gru_viz.variants import own


def test_the_first_screen_shows_all_that_gates_do():
    state = State()
    x = sequences.parse(state.seq).x
    drawn = weights.random(1, state.units, state.seed, state.scale, own(gru.Variant()))
    trace = gru.forward(drawn.params, x, drawn.h0)
    for gate in (trace.r, trace.z):
        assert gate.min() < 0.1
        assert gate.max() > 0.9
    assert trace.n.min() < -0.5
    assert trace.n.max() > 0.5
    assert (np.abs(np.diff(trace.h, axis=0)).max(axis=0) > 0.4).all()  # every unit moves
    u = state.unit - 1
    assert trace.z[1, u] < 0.2  # held at t = 2,
    assert abs(trace.h[2, u] - trace.h[1, u]) < 0.1 < abs(trace.n[1, u] - trace.h[1, u])
    assert trace.z[2, u] > 0.8  # replaced at t = 3, the one shown
    assert trace.r[2, u] < 0.1
    assert trace.h[2, u] < -0.4 < 0.4 < trace.h[3, u]
    assert state.t == 3
