"""Gates held at a value: what is held, and that everything else follows from it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import gru
from tests.cells.scalar_gru import step
from tests.cells.test_gru_properties import OPEN, SHUT, Run, always, forward, runs, variants


def hold(run: Run, gate: str, value: float, where: Any = np.s_[:]) -> gru.Hold:
    values = np.full((len(run[1]), len(run[2])), np.nan)
    values[where] = value
    return gru.Hold(**{gate: values})


def held_forward(run: Run, variant: gru.Variant, held: gru.Hold) -> gru.Trace:
    weights, x, h0 = run
    return gru.forward(gru.Params(**weights), x, h0, variant, held)


@given(runs(), variants, st.sampled_from("rz"), st.sampled_from([(1.0, OPEN), (0.0, SHUT)]))
def test_a_gate_held_at_an_end_is_a_gate_whose_bias_drives_it_there(run, variant, gate, end):
    value, bias = end
    held = held_forward(run, variant, hold(run, gate, value))
    driven = forward(run, variant, **always(gate, run, bias))
    assert_allclose(held.h, driven.h, rtol=0, atol=1e-14)


@given(runs(), variants, st.sampled_from("rz"), st.floats(0, 1), st.data())
def test_from_a_hold_on_everything_follows_by_the_equations(run, variant, gate, value, data):
    weights, x, h0 = run
    t = data.draw(st.integers(0, len(x) - 1))
    unit = data.draw(st.integers(0, len(h0) - 1))
    trace = held_forward(run, variant, hold(run, gate, value, (t, unit)))
    free = forward(run, variant)
    assert getattr(trace, gate)[t, unit] == value
    assert_array_equal(trace.h[: t + 1], free.h[: t + 1])  # nothing before it changes
    p = {name: array.tolist() for name, array in weights.items()}
    p |= {f"c_{gate}": [0.0] * len(h0) for gate in "rzn"}
    for s in range(len(x)):  # a held gate is computed all the same, and then not used
        expected = step(p, x[s].tolist(), trace.h[s].tolist(), variant.update, variant.reset)
        for name in ("a_r", "a_z"):
            assert_allclose(getattr(trace, name)[s], expected[name], rtol=1e-12, atol=1e-12)
    z = trace.z
    keep = 1 - z if variant.update == "renews" else z
    assert_array_equal(trace.keep, keep)
    assert_array_equal(trace.rq, trace.r * trace.q)
    assert_array_equal(trace.h[1:], trace.kept + trace.written)


@pytest.mark.parametrize("batch", [(), (3,)])
def test_it_tells_which_gates_were_held(batch: tuple[int, ...]) -> None:
    run = ({f"{m}_{g}": np.ones((2, 2)) for m in "WU" for g in "rzn"}, np.ones((4, 2)), np.ones(2))
    x = np.ones((4, *batch, 2))
    params = gru.Params(**run[0])
    trace = gru.forward(params, x, None, gru.Variant(), hold(run, "z", 0.5, np.s_[1:3, 0]))
    assert trace.held_z is not None
    assert trace.held_z.tolist() == [[False, False], [True, False], [True, False], [False, False]]
    assert trace.held_r is None
    assert (trace.z[1:3, ..., 0] == 0.5).all()


@pytest.mark.parametrize("value", [-0.1, 1.5, np.inf])
def test_a_gate_is_held_within_0_and_1(value: float) -> None:
    with pytest.raises(ValueError, match="within 0…1"):
        gru.Hold(z=[[value]])


def test_a_hold_of_another_shape_is_refused() -> None:
    params = gru.Params(**{f"{m}_{g}": np.ones((2, 2)) for m in "WU" for g in "rzn"})
    with pytest.raises(ValueError, match=r"hold.r: expected shape \(3, 2\), got \(3, 1\)"):
        gru.forward(params, np.ones((3, 2)), hold=gru.Hold(r=np.ones((3, 1))))
