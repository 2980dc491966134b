"""What holds for the gradients of every run: the slopes that finite differences find, above all."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose

from gru_viz.cells import gru, lstm, rnn

Arrays = dict[str, np.ndarray]

STEP = 5e-4
NUMBERS = st.floats(-1.5, 1.5)

gru_variants = st.builds(
    gru.Variant, st.sampled_from(["renews", "keeps"]), st.sampled_from(["before", "after"])
)
lstm_variants = st.builds(
    lstm.Variant, st.sampled_from(["own", "tied"]), st.sampled_from(["gate", "open"])
)


@st.composite
def runs(draw: st.DrawFn, cell: Any) -> Arrays:
    """All that a run depends on, by name: weights, some biases missing, x, and states before."""
    T, D, H = draw(st.integers(0, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    batch = draw(st.sampled_from([(), (1,), (3,)]))
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    names = [field.name for field in fields(cell.Params)]
    missing = draw(st.sets(st.sampled_from([name for name in names if name[0] in "bc"])))
    every = {name: shapes[name[0]] for name in names if name not in missing}
    every |= {"x": (T, *batch, D), "h0": (*batch, H)}
    if cell is lstm:
        every["c0"] = (*batch, H)
    return {
        name: draw(hnp.arrays(np.float64, shape, elements=NUMBERS)) for name, shape in every.items()
    }


def rng(draw: st.DataObject) -> np.random.Generator:
    return np.random.default_rng(draw.draw(st.integers(0, 2**32 - 1)))


def run(cell: Any, at: Arrays, **options: Any) -> Any:
    names = {field.name for field in fields(cell.Params)}
    params = cell.Params(**{name: array for name, array in at.items() if name in names})
    return cell.forward(params, **{n: a for n, a in at.items() if n not in names}, **options)


def slope(loss: Callable[[Arrays], float], at: Arrays, direction: Arrays) -> float:
    """The central finite difference of fourth order along a direction."""

    def moved(steps: int) -> float:
        return loss({name: a + steps * STEP * direction[name] for name, a in at.items()})

    return (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * STEP)


def expect_slopes(cell: Any, at: Arrays, random: np.random.Generator, **options: Any) -> None:
    """Along a direction in which all moves at once, gradients are finite differences."""
    trace = run(cell, at, **options)
    losses = {"dh": random.normal(size=trace.h[1:].shape)}
    if cell is lstm:
        losses["dc"] = random.normal(size=trace.c[1:].shape)
    grads = cell.backward(trace, **losses)
    direction = {name: random.uniform(-1, 1, array.shape) for name, array in at.items()}

    def loss(there: Arrays) -> float:
        moved = run(cell, there, **options)
        return sum(
            float((moved_to[1:] * d).sum())
            for moved_to, d in zip(
                (moved.h, moved.c) if cell is lstm else (moved.h,), losses.values(), strict=True
            )
        )

    found = sum(float((getattr(grads, name) * direction[name]).sum()) for name in at)
    assert_allclose(found, slope(loss, at, direction), rtol=1e-7, atol=1e-7)
    for field in fields(trace.params):
        assert (getattr(grads, field.name) is None) == (field.name not in at)


@given(runs(gru), gru_variants, st.data())
def test_gradients_of_a_gru_are_finite_differences(at, variant, data):
    expect_slopes(gru, at, rng(data), variant=variant)


@given(runs(gru), gru_variants, st.data())
def test_gradients_of_a_gru_with_gates_held_are_finite_differences(at, variant, data):
    random = rng(data)
    T, H = len(at["x"]), at["h0"].shape[-1]

    def values() -> np.ndarray | None:
        held = np.where(random.random((T, H)) < 0.5, random.random((T, H)), np.nan)
        return None if random.random() < 0.2 else held

    expect_slopes(gru, at, random, variant=variant, hold=gru.Hold(values(), values()))


@given(runs(lstm), lstm_variants, st.sampled_from([0.0, 1.0, -0.5]), st.data())
def test_gradients_of_an_lstm_are_finite_differences(at, variant, forget_bias, data):
    expect_slopes(lstm, at, rng(data), variant=variant, forget_bias=forget_bias)


@given(runs(rnn), st.data())
def test_gradients_of_an_rnn_are_finite_differences(at, data):
    expect_slopes(rnn, at, rng(data))


@given(runs(gru), gru_variants, st.data())
def test_a_state_has_its_own_gradient_and_that_of_a_run_that_starts_from_it(at, variant, data):
    trace = run(gru, at, variant=variant)
    dh = rng(data).normal(size=trace.h[1:].shape)
    grads = gru.backward(trace, dh)
    for t in range(1, trace.T + 1):
        rest = gru.forward(trace.params, at["x"][t:], trace.h[t], variant)
        expected = dh[t - 1] + gru.backward(rest, dh[t:]).h0
        assert_allclose(grads.h[t - 1], expected, rtol=0, atol=1e-12)


@given(runs(lstm), lstm_variants, st.data())
def test_states_of_an_lstm_have_that_too(at, variant, data):
    trace, random = run(lstm, at, variant=variant, forget_bias=1), rng(data)
    dh, dc = (random.normal(size=trace.h[1:].shape) for _ in range(2))
    grads = lstm.backward(trace, dh, dc)
    for t in range(1, trace.T + 1):
        rest = lstm.forward(trace.params, at["x"][t:], trace.h[t], trace.c[t], variant, 1)
        later = lstm.backward(rest, dh[t:], dc[t:])
        delta = dh[t - 1] + later.h0
        through_h = delta * trace.o[t - 1] * (1 - np.tanh(trace.c[t]) ** 2)
        assert_allclose(grads.h[t - 1], delta, rtol=0, atol=1e-12)
        assert_allclose(grads.c[t - 1], dc[t - 1] + later.c0 + through_h, rtol=0, atol=1e-12)


@given(runs(gru), gru_variants, st.data())
def test_what_built_up_to_a_timestep_is_the_gradient_of_a_run_that_starts_there(at, variant, data):
    trace = run(gru, at, variant=variant)
    dh = rng(data).normal(size=trace.h[1:].shape)
    grads = gru.backward(trace, dh)
    for first in range(1, trace.T + 2):
        rest = gru.forward(trace.params, at["x"][first - 1 :], trace.h[first - 1], variant)
        alone = gru.backward(rest, dh[first - 1 :])
        built_up = gru.weight_gradients(trace, grads, first)
        names = {f.name for f in fields(trace.params)} & at.keys()
        assert built_up.keys() == names
        for name, gradient in built_up.items():
            assert_allclose(gradient, getattr(alone, name), rtol=0, atol=1e-12, err_msg=name)


@given(runs(gru), gru_variants, st.data())
def test_the_branches_are_the_way_back_and_those_of_free_gates_alone(at, variant, data):
    """Where a gate is held at the value that it has, its branch is closed and no other."""
    trace = run(gru, at, variant=variant)
    grads = gru.backward(trace, rng(data).normal(size=trace.h[1:].shape))
    ways = gru.branches(trace, grads)
    together = ways.kept + ways.by_z + ways.by_r + ways.by_n
    assert_allclose(together, grads.back, rtol=0, atol=1e-12)
    for t in range(1, trace.T + 1):
        for b in np.ndindex(trace.h.shape[1:-1]):
            here = (t - 1, *b)
            z, r = trace.z[here][None], trace.r[here][None]
            for hold, closed in (
                (gru.Hold(z=z), ("by_z",)),
                (gru.Hold(r=r), ("by_r",)),
                (gru.Hold(r=r, z=z), ("by_z", "by_r")),
            ):
                step = gru.forward(trace.params, at["x"][here][None], trace.h[here], variant, hold)
                rest = [name for name in ("kept", "by_z", "by_r", "by_n") if name not in closed]
                expected = sum(getattr(ways, name)[here] for name in rest)
                back = gru.backward(step, grads.h[here][None]).h0
                assert_allclose(back, expected, rtol=0, atol=1e-12)
