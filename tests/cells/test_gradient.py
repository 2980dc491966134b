"""One step back: against finite differences of the run itself, and against torch where it is."""

import doctest
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gru_viz.cells import by_hand, gradient, gru
from gru_viz.cells.gradient import step_back

T, D, H = 4, 3, 5
STEP = 1e-6
VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
EACH_VARIANT = pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.update}-{v.reset}")
GATES = ("r", "z", "n")


def params(seed: int = 0, H: int = H) -> gru.Params:
    rng = np.random.default_rng(seed)
    shapes = {
        **{f"W_{g}": (H, D) for g in GATES},
        **{f"U_{g}": (H, H) for g in GATES},
        **{f"{b}_{g}": (H,) for b in "bc" for g in GATES},
    }
    return gru.Params(**{name: rng.normal(size=shape) for name, shape in shapes.items()})


def drawn(*shape: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


def slopes(loss: Any, at: np.ndarray) -> np.ndarray:
    """The central finite differences of a number, one for each entry of what it depends on."""
    found = np.empty_like(at)
    for place in np.ndindex(at.shape):
        there, back = at.copy(), at.copy()
        there[place] += STEP
        back[place] -= STEP
        found[place] = (loss(there) - loss(back)) / (2 * STEP)
    return found


def held_at(gate: str, value: np.ndarray) -> gru.Hold:
    return gru.Hold(**{gate: value[None]})


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(gradient).attempted > 0
    assert doctest.testmod(gradient).failed == 0


@EACH_VARIANT
@pytest.mark.parametrize("t", range(1, T + 1))
def test_the_state_before_and_the_input_get_their_finite_differences(variant, t):
    p, x, h0, delta = params(t), drawn(T, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    trace = gru.forward(p, x, h0, variant)
    back = step_back(trace, t, delta)

    def loss(h_prev: np.ndarray, x_t: np.ndarray) -> float:
        return float(gru.forward(p, x_t[None], h_prev, variant).h[1] @ delta)

    h_prev, x_t = np.array(trace.h[t - 1]), x[t - 1]
    assert_allclose(back.h, slopes(lambda h: loss(h, x_t), h_prev), atol=1e-8)
    assert_allclose(back.x, slopes(lambda x: loss(h_prev, x), x_t), atol=1e-8)


@EACH_VARIANT
@pytest.mark.parametrize("gate", GATES)
def test_a_pre_activation_gets_the_finite_differences_of_its_bias(variant, gate):
    """b only adds to a, so a slope in b_g is one in a_g."""
    p, x, h0, delta = params(), drawn(1, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    names = [f"{kind}_{g}" for kind in "WUbc" for g in GATES]

    def loss(b: np.ndarray) -> float:
        moved = gru.Params(**{**{name: getattr(p, name) for name in names}, f"b_{gate}": b})
        return float(gru.forward(moved, x, h0, variant).h[1] @ delta)

    back = step_back(gru.forward(p, x, h0, variant), 1, delta)
    expected = slopes(loss, np.array(getattr(p, f"b_{gate}")))
    assert_allclose(getattr(back, f"a_{gate}"), expected, atol=1e-8)


@EACH_VARIANT
@pytest.mark.parametrize("gate", ["r", "z"])
def test_a_gate_gets_the_finite_differences_of_its_held_value(variant, gate):
    p, x, h0, delta = params(), drawn(1, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    value = np.linspace(0.1, 0.9, H)
    back = step_back(gru.forward(p, x, h0, variant, held_at(gate, value)), 1, delta)

    def loss(v: np.ndarray) -> float:
        return float(gru.forward(p, x, h0, variant, held_at(gate, v)).h[1] @ delta)

    assert_allclose(getattr(back, gate), slopes(loss, value), atol=1e-8)


@EACH_VARIANT
@pytest.mark.parametrize("gate", ["r", "z"])
def test_nothing_goes_back_through_a_gate_that_is_held(variant, gate):
    p, x, h0, delta = params(), drawn(1, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    value = np.full(H, np.nan)
    value[:2] = 0.3
    held = held_at(gate, value)
    back = step_back(gru.forward(p, x, h0, variant, held), 1, delta)

    def loss(h: np.ndarray) -> float:
        return float(gru.forward(p, x, h, variant, held).h[1] @ delta)

    assert (getattr(back, f"a_{gate}")[:2] == 0).all()
    assert (getattr(back, f"a_{gate}")[2:] != 0).all()
    assert_allclose(back.h, slopes(loss, h0), atol=1e-8)


@EACH_VARIANT
def test_several_steps_back_are_the_slope_over_several_steps(variant):
    p, x, h0, delta = params(), drawn(T, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    trace = gru.forward(p, x, h0, variant)
    back = delta
    for t in range(T, 0, -1):
        back = step_back(trace, t, back).h
    expected = slopes(lambda h: float(gru.forward(p, x, h, variant).h[-1] @ delta), h0)
    assert_allclose(back, expected, atol=1e-8)


@EACH_VARIANT
def test_a_batch_is_as_each_of_its_sequences(variant):
    p, x, delta = params(), drawn(T, 2, D), drawn(2, H, seed=3)
    together = step_back(gru.forward(p, x, variant=variant), 3, delta)
    for b in range(2):
        alone = step_back(gru.forward(p, x[:, b], variant=variant), 3, delta[b])
        for name in ("n", "z", "r", "q", "a_n", "a_z", "a_r", "h", "x"):
            assert_allclose(getattr(together, name)[b], getattr(alone, name), atol=1e-14)


def test_a_run_rounded_by_hand_is_taken_back_by_its_own_numbers():
    """δ = 2, σ(0.5) = 0.62, tanh(0.5) = 0.46, h_{t-1} = 0.5, and z renews."""
    zero, one = [[0.0]], [[1.0]]
    p = gru.Params(W_r=zero, W_z=one, W_n=one, U_r=zero, U_z=zero, U_n=zero)
    trace = by_hand.forward(p, [[0.5]], [0.5], decimals=2)
    back = step_back(trace, 1, [2.0])
    assert back.n.item() == pytest.approx(2 * 0.62)
    assert back.a_n.item() == pytest.approx(2 * 0.62 * (1 - 0.46**2))
    assert back.a_z.item() == pytest.approx(2 * (0.46 - 0.5) * 0.62 * 0.38)
    assert back.h.item() == pytest.approx(2 * 0.38)


@pytest.mark.parametrize("t", [0, T + 1, -1])
def test_a_timestep_that_is_not_there_is_refused(t):
    trace = gru.forward(params(), drawn(T, D))
    with pytest.raises(ValueError, match="t: expected 1…4"):
        step_back(trace, t, np.ones(H))


@pytest.mark.parametrize("delta", [np.ones(H + 1), [float("nan")] * H, 1.0])
def test_a_delta_that_does_not_fit_is_refused(delta):
    trace = gru.forward(params(), drawn(T, D))
    with pytest.raises(ValueError, match="delta: expected"):
        step_back(trace, 1, delta)


@EACH_VARIANT
def test_torch_agrees(variant):
    torch = pytest.importorskip("torch")
    p, x, h0, delta = params(), drawn(1, D), np.tanh(drawn(H, seed=2)), drawn(H, seed=3)
    W, U, b, c = (
        {g: torch.tensor(np.array(getattr(p, f"{kind}_{g}"))) for g in GATES} for kind in "WUbc"
    )
    x_t, h = (torch.tensor(a, requires_grad=True) for a in (x[0], h0))
    a = {g: W[g] @ x_t + b[g] + U[g] @ h + c[g] for g in "rz"}
    r, z = (torch.sigmoid(a[g]) for g in "rz")
    if variant.reset == "before":
        a["n"] = W["n"] @ x_t + b["n"] + U["n"] @ (r * h) + c["n"]
    else:
        a["n"] = W["n"] @ x_t + b["n"] + r * (U["n"] @ h + c["n"])
    n = torch.tanh(a["n"])
    inner = {"r": r, "z": z, "n": n, **{f"a_{g}": a[g] for g in GATES}}
    for tensor in inner.values():
        tensor.retain_grad()
    new = (1 - z) * h + z * n if variant.update == "renews" else z * h + (1 - z) * n
    new.backward(torch.tensor(delta))
    back = step_back(gru.forward(p, x, h0, variant), 1, delta)
    for name, tensor in {**inner, "h": h, "x": x_t}.items():
        assert_allclose(getattr(back, name), tensor.grad.numpy(), atol=1e-13, err_msg=name)
