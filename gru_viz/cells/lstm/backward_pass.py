"""An LSTM backwards through time: from the gradients at h_t and c_t to that at all else.

The equations are those of :mod:`gru_viz.cells.lstm`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import add, multiply
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array
from gru_viz.cells.lstm.slopes import Slopes
from gru_viz.cells.lstm.values import Trace
from gru_viz.cells.through_time import at_states, built_up, expect_finite, outer, total


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The gradient of a loss at everything that took part in a run; the arrays are read-only.

    W_i … c_o: at the weights, of their shapes, summed over timesteps and batch; None where the
    params have none. x: at the input, (T, D). h0, c0: at the states before, (H,).

    All others are (T, H), row t − 1 belonging to timestep t:
    h, c: at h_t and c_t, all of it: what the loss has there itself and what came from elsewhere.
    i, f, o, g: at the gates and the candidate; with input "tied", f has the way through i = 1 − f
    too. a_i, a_f, a_g, a_o: at what goes into σ, σ, tanh, σ; 0 where the variant does not use it.

    A batch puts an axis B after the first: (T, B, D), (T, B, H); h0 and c0 are (B, H).
    """

    W_i: Array
    W_f: Array
    W_g: Array
    W_o: Array
    U_i: Array
    U_f: Array
    U_g: Array
    U_o: Array
    b_i: Array | None
    b_f: Array | None
    b_g: Array | None
    b_o: Array | None
    c_i: Array | None
    c_f: Array | None
    c_g: Array | None
    c_o: Array | None
    x: Array
    h0: Array
    c0: Array
    h: Array
    c: Array
    i: Array
    f: Array
    g: Array
    o: Array
    a_i: Array
    a_f: Array
    a_g: Array
    a_o: Array


@np.errstate(all="ignore")  # what grows too large is refused instead
def backward(trace: Trace, dh: ArrayLike, dc: ArrayLike | None = None) -> Gradients:
    """Take the gradient of a loss back through all timesteps of a run.

    trace: of :func:`gru_viz.cells.lstm.forward`. dh, dc: the loss's own gradient at each h_t and
    c_t, (T, H) or (T, B, H): that at c_t without the way through h_t, both without what comes
    back from later timesteps. No dc means zeros.

    Computes in the float type of the trace.

    Raises ValueError where dh or dc is not of finite numbers or not of that shape, and
    OverflowError, naming the timestep, where a gradient grows beyond the largest float.

    >>> from gru_viz.cells.lstm import Params, forward
    >>> zero = [[0.0]]
    >>> params = Params(zero, zero, [[1.0]], zero, zero, zero, zero, zero)
    >>> backward(forward(params, [[0.0], [0.0]]), [[0.0], [1.0]]).c.tolist()  # o = f = ½
    [[0.25], [0.5]]
    """
    dh = at_states("dh", dh, trace.h)
    dc = at_states("dc", np.zeros_like(dh) if dc is None else dc, trace.h)
    slope = Slopes.of(trace)
    rows, delta, gamma = _back_through_time(trace, slope, dh, dc)
    a_i, a_f, a_g, a_o, _ = (rows[..., row, :] for row in range(5))
    h, c = delta[1:], gamma[1:]
    i, f, g, o = c * trace.g, c * slope.f, c * trace.i, h * trace.tanh_c

    H = trace.params.H
    hats = rows.reshape(*h.shape[:-1], 5 * H)[..., : 4 * H]
    x = hats @ np.concatenate([trace.weights(f"W_{gate}") for gate in "ifgo"])
    expect_finite(h, c, i, f, o, x, delta[:-1], gamma[:-1])
    weights = _summed(trace, hats)
    for array in (x, delta, gamma, h, c, i, f, g, o, a_i, a_f, a_g, a_o):
        array.setflags(write=False)
    return Gradients(
        **weights, x=x, h0=delta[0], c0=gamma[0], h=h, c=c, i=i, f=f, g=g, o=o,
        a_i=a_i, a_f=a_f, a_g=a_g, a_o=a_o,
    )  # fmt: skip


def _back_through_time(
    trace: Trace, slope: Slopes, dh: Array, dc: Array
) -> tuple[Array, Array, Array]:
    """The loop, made as that of the GRU is: rows as below, and the gradients from h₀ and c₀ on."""
    T, *batch, H = dh.shape
    dtype = dh.dtype

    # For each timestep rows of H numbers, first slopes, then gradients:
    #   0, 1, 2, 3 a_i, a_f, a_g, a_o   4 what c_t gets from h_t
    rows = np.empty((T, *batch, 5, H), dtype)
    for row, slope_at in enumerate((slope.a_i, slope.a_f, slope.a_g, slope.a_o, slope.c)):
        rows[..., row, :] = slope_at
    hats = rows.reshape(T, *batch, 5 * H)[..., : 4 * H]
    kept = np.array(trace.f, order="C")
    delta, gamma = (np.zeros((T + 1, *batch, H), dtype) for _ in range(2))
    delta[1:], gamma[1:] = dh, dc
    back = np.empty((*batch, H), dtype)
    U = np.concatenate([trace.weights(f"U_{gate}") for gate in "ifgo"])
    repeated = np.empty((*batch, 5, H), dtype)
    repeated_c, repeated_h = repeated[..., :3, :], repeated[..., 3:, :]
    rows_of_c, rows_of_h = np.split(np.moveaxis(repeated, -2, 0), [3])
    arrays = (rows[..., :3, :], rows[..., 3:, :], hats, rows[..., 4, :], kept)
    for of_c_t, of_h_t, hats_t, c_from_h_t, kept_t, delta_t, gamma_t, h_before_t, c_before_t in zip(
        *(array[::-1] for array in arrays),
        *(states[:0:-1] for states in (delta, gamma)),
        *(states[-2::-1] for states in (delta, gamma)),
        strict=True,
    ):
        rows_of_h[...] = delta_t
        multiply(of_h_t, repeated_h, of_h_t)
        add(gamma_t, c_from_h_t, gamma_t)
        rows_of_c[...] = gamma_t
        multiply(of_c_t, repeated_c, of_c_t)
        hats_t.dot(U, back)
        add(h_before_t, back, h_before_t)
        multiply(kept_t, gamma_t, kept_t)
        add(c_before_t, kept_t, c_before_t)
    return rows, delta, gamma


def _summed(trace: Trace, hats: Array) -> dict[str, Any]:
    """The gradients at all weights; hats: those at a_i, a_f, a_g, a_o side by side."""
    H, D = trace.params.H, trace.params.D

    def sums(first: int) -> tuple[Array, ...]:
        at, x, h = (array[first - 1 :] for array in (hats, trace.x, trace.h[:-1]))
        return outer(at, x), outer(at, h), total(at)

    W, U, bias = built_up(sums, trace.T)
    of_gates = zip("ifgo", W.reshape(4, H, D), U.reshape(4, H, H), bias.reshape(4, H), strict=True)
    gradients = {
        f"{kind}_{gate}": gradient
        for gate, W_gate, U_gate, b_gate in of_gates
        for kind, gradient in (("W", W_gate), ("U", U_gate), ("b", b_gate), ("c", b_gate))
    }
    return {
        name: None if getattr(trace.params, name) is None else gradient
        for name, gradient in gradients.items()
    }
