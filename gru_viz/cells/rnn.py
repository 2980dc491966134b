"""The plain recurrent network with tanh, with every intermediate of every timestep kept.

At timestep t, from the input x_t and the hidden state h_{t-1}:

    h_t = tanh(a)     a = W x_t + b + U h_{t-1} + c

Backwards, from the gradient dh_t that a loss has at h_t itself; δ_t is all of ∂L/∂h_t, and a hat
is the gradient at the pre-activation:

    δ_t = dh_t + Uᵀ â_{t+1}        â_t = δ_t ⊙ (1 − h_t²)        ∂L/∂x_t = Wᵀ â_t
    ΔW = Σ_t â_t x_tᵀ              ΔU = Σ_t â_t h_{t-1}ᵀ         Δb = Δc = Σ_t â_t

Shapes: T timesteps, D features, H units, optionally B sequences side by side.

Source: Elman 1990; ``torch.nn.RNN`` (two biases, which only ever count as their sum).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy import add, multiply, tanh
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, Layer, Run, expect_sums, held, sequence, state
from gru_viz.cells.through_time import at_states, built_up, expect_finite, outer, total

__all__ = ["Gradients", "Params", "Trace", "backward", "forward", "jacobians"]


@dataclass(frozen=True, slots=True, eq=False)
class Params(Layer):
    """The weights of one RNN layer.

    W: input weights, (H, D). U: recurrent weights, (H, H). b, c: biases of the two products,
    (H,); None means none.

    Arrays are copied and made read-only; float64 unless every one of them is float32.
    Raises ValueError where something is not an array of finite numbers or a shape does not fit.
    """

    W: Array
    U: Array
    b: Array | None = None
    c: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Run):
    """A run of an RNN with every intermediate; the arrays are read-only.

    x: input, (T, D). h: hidden state, (T+1, H), row 0 is h₀ and row t is h_t. a: what goes into
    tanh, (T, H), row t − 1 belonging to timestep t.

    A batch puts an axis B after the first: (T, B, D), (T+1, B, H), (T, B, H).
    """

    params: Params
    a: Array


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The gradient of a loss at everything that took part in a run; the arrays are read-only.

    W, U, b, c: at the weights, of their shapes, summed over timesteps and batch; None where the
    params have none. x: at the input, (T, D). h0: at the state before, (H,). h: at h_t, all of
    it: what the loss has there itself and what came back from later timesteps; a: at what goes
    into tanh; both (T, H).

    A batch puts an axis B after the first: (T, B, D), (T, B, H); h0 is (B, H).
    """

    W: Array
    U: Array
    b: Array | None
    c: Array | None
    x: Array
    h0: Array
    h: Array
    a: Array


@np.errstate(all="ignore")  # what leaves the range of floats is refused at the end
def forward(params: Params, x: ArrayLike, h0: ArrayLike | None = None) -> Trace:
    """Run an RNN over a sequence and keep everything.

    params: the weights. x: one sequence (T, D), or a batch (T, B, D); T may be 0.
    h0: the state before the first timestep, (H,) or (B, H); None means zeros.

    Computes in float64 unless x is float32.

    Raises ValueError where something is not an array of finite numbers or a shape does not fit,
    and where a pre-activation leaves the range of floats.

    >>> forward(Params([[1.0]], [[0.5]]), [[1.0], [0.0]]).h.round(4).tolist()
    [[0.0], [0.7616], [0.3634]]
    """
    x, _ = sequence(x, params.D)
    h0, _ = state("h0", h0, x, params.H)
    T, *batch, D = x.shape
    H, dtype = params.H, x.dtype
    L = _linear(params, dtype)
    # The axis of a batch stands last, so that each row is contiguous.
    record = np.empty((T + 1, 2, H, *batch), dtype)
    record[0, 0], record[0, 1] = 0, h0.T
    h_x_1 = np.ones((H + D + 1, *batch), dtype)
    h, x_now = h_x_1[:H], h_x_1[H:-1]
    h[...] = h0.T
    for x_t, a_t, h_t in zip(x.swapaxes(1, -1), record[1:, 0], record[1:, 1], strict=True):
        x_now[...] = x_t
        L.dot(h_x_1, a_t)
        tanh(a_t, h)
        h_t[...] = h
    record.setflags(write=False)
    a, states = record.swapaxes(0, 1).swapaxes(2, -1)
    expect_sums({"a": a[1:]})
    return Trace(params, x, states, a[1:])


@lru_cache(maxsize=8)
def _linear(params: Params, dtype: np.dtype[Any]) -> Array:
    """L, of which L · (h, x, 1) is a."""
    biases = (given for given in (params.b, params.c) if given is not None)
    bias = sum(biases, np.zeros(params.H))
    return np.asfortranarray(held(np.column_stack([params.U, params.W, bias]), dtype))


@np.errstate(all="ignore")  # what grows too large is refused instead
def backward(trace: Trace, dh: ArrayLike) -> Gradients:
    """Take the gradient of a loss back through all timesteps of a run.

    trace: of :func:`forward`. dh: the loss's own gradient at each h_t, (T, H) or (T, B, H),
    without what comes back from later timesteps.

    Computes in the float type of the trace.

    Raises ValueError where dh is not of finite numbers or not of that shape, and OverflowError,
    naming the timestep, where a gradient grows beyond the largest float.

    >>> trace = forward(Params([[1.0]], [[0.5]]), [[0.0], [0.0]])
    >>> backward(trace, [[0.0], [1.0]]).h.tolist()
    [[0.5], [1.0]]
    """
    dh = at_states("dh", dh, trace.h)
    T, *batch, H = dh.shape
    W, U = trace.weights("W"), trace.weights("U")
    a = np.array(_slopes(trace), order="C")  # in whose place the gradients then stand
    delta = np.zeros((T + 1, *batch, H), dh.dtype)  # row 0: at h₀
    delta[1:] = dh
    back = np.empty((T, *batch, H), dh.dtype)
    for a_t, delta_t, back_t, before_t in zip(
        a[::-1], delta[:0:-1], back[::-1], delta[-2::-1], strict=True
    ):
        multiply(a_t, delta_t, a_t)
        a_t.dot(U, back_t)
        add(back_t, before_t, before_t)
    x = a @ W
    expect_finite(delta[1:], back, x)

    def sums(first: int) -> tuple[Array, ...]:
        at, x, h = (array[first - 1 :] for array in (a, trace.x, trace.h[:-1]))
        return outer(at, x), outer(at, h), total(at)

    of_W, of_U, of_bias = built_up(sums, T)
    of_b, of_c = (None if given is None else of_bias for given in (trace.params.b, trace.params.c))
    for array in (x, a, delta):
        array.setflags(write=False)
    return Gradients(of_W, of_U, of_b, of_c, x=x, h0=delta[0], h=delta[1:], a=a)


@np.errstate(all="ignore")
def jacobians(trace: Trace) -> Array:
    """∂h_t/∂h_{t-1} at each timestep: diag(1 − h_t²) U, (T, H, H) or (T, B, H, H); read-only.

    Raises OverflowError, naming the timestep, where an entry is beyond the largest float.
    """
    jacobian: Array = _slopes(trace)[..., None] * trace.weights("U")
    expect_finite(jacobian)
    jacobian.setflags(write=False)
    return jacobian


def _slopes(trace: Trace) -> Array:
    """1 − tanh² at each timestep."""
    slopes: Array = 1 - trace.h[1:] * trace.h[1:]
    return slopes
