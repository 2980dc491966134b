"""A GRU backwards through time: from the gradient at each h_t to that at all it came from.

The equations are those of :mod:`gru_viz.cells.gru`.
"""

from typing import Any

import numpy as np
from numpy import add, multiply
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array
from gru_viz.cells.gru.gradients import Gradients, summed
from gru_viz.cells.gru.slopes import Slopes
from gru_viz.cells.gru.values import Trace
from gru_viz.cells.through_time import at_states, expect_finite


@np.errstate(all="ignore")  # what grows too large is refused instead
def backward(trace: Trace, dh: ArrayLike) -> Gradients:
    """Take the gradient of a loss back through all timesteps of a run.

    trace: of :func:`gru_viz.cells.gru.forward`, or of by_hand.forward, whose rounded numbers are
    then those of the derivatives. dh: the loss's own gradient at each h_t, (T, H) or (T, B, H),
    without what comes back from later timesteps.

    A gate that was held had its value whatever went into σ: nothing goes back through its a.

    Computes in the float type of the trace.

    Raises ValueError where dh is not of finite numbers or not of that shape, and OverflowError,
    naming the timestep, where a gradient grows beyond the largest float.

    >>> from gru_viz.cells.gru import Params, forward
    >>> zero = [[0.0]]
    >>> params = Params(W_r=zero, W_z=zero, W_n=[[1.0]], U_r=zero, U_z=zero, U_n=zero)
    >>> backward(forward(params, [[0.0], [0.0]]), [[0.0], [1.0]]).back.tolist()  # 1 − z each
    [[0.25], [0.5]]
    """
    dh = at_states("dh", dh, trace.h)
    slope = Slopes.of(trace)
    rows, delta, back, rq = _back_through_time(trace, slope, dh)
    q, a_r, a_z, a_n, _ = (rows[..., row, :] for row in range(5))
    h = delta[1:]
    r, z, n = rq * trace.q, h * slope.z, h * slope.n

    H = trace.params.H
    flat = rows.reshape(*h.shape[:-1], 5 * H)
    W = np.concatenate([trace.weights(f"W_{gate}") for gate in "rzn"])
    x = flat[..., H : 4 * H] @ W
    expect_finite(h, back, r, z, x)
    weights: dict[str, Any] = dict.fromkeys(("b_r", "b_z", "b_n", "c_r", "c_z", "c_n"))
    weights |= summed(trace, flat[..., : 4 * H])
    for array in (x, delta, h, r, z, n, q, rq, a_r, a_z, a_n, dh, back):
        array.setflags(write=False)
    return Gradients(
        **weights, x=x, h0=delta[0], h=h, r=r, z=z, n=n, q=q, rq=rq,
        a_r=a_r, a_z=a_z, a_n=a_n, dh=dh, back=back,
    )  # fmt: skip


def _back_through_time(trace: Trace, slope: Slopes, dh: Array) -> tuple[Array, Array, Array, Array]:
    """The loop; gives rows as below, and the gradients at h from h₀ on, back, and rq.

    At these sizes a timestep costs as much as it makes NumPy calls. So what shares a call stands
    side by side in one buffer. Slopes stand there before the loop, and the gradients take their
    place. What the loop does not need is left for after it. Arrays of one shape multiply in a
    third of the time that NumPy takes to repeat one along the other: `repeated` is for that.
    """
    T, *batch, H = dh.shape
    dtype = dh.dtype
    U_r, U_z, U_n = (trace.weights(f"U_{gate}") for gate in "rzn")

    # For each timestep rows of H numbers: 0 q   1, 2, 3 a_r, a_z, a_n   4 what is kept
    rows = np.empty((T, *batch, 5, H), dtype)
    q, a_r, a_z, a_n, kept = (rows[..., row, :] for row in range(5))
    flat = rows.reshape(T, *batch, 5 * H)
    delta = np.zeros((T + 1, *batch, H), dtype)
    delta[1:] = dh
    back = np.empty((T, *batch, H), dtype)
    repeated = np.empty((*batch, 5, H), dtype)
    every_row = np.moveaxis(repeated, -2, 0)
    backwards = (delta[:0:-1], back[::-1], delta[-2::-1], kept[::-1])

    q[...], kept[...] = trace.r, trace.keep
    multiply(trace.q, slope.a_r, a_r)
    multiply(slope.z, slope.a_z, a_z)
    multiply(slope.n, slope.a_n, a_n)
    if trace.variant.reset == "after":
        # r ⊙ q only adds to a_n: all slopes are of h_t.
        q *= a_n
        a_r *= a_n
        U = np.concatenate([U_n, U_r, U_z])
        for rows_t, q_r_z_t, delta_t, back_t, before_t, kept_t in zip(
            rows[::-1], flat[::-1, ..., : 3 * H], *backwards, strict=True
        ):
            every_row[...] = delta_t
            multiply(rows_t, repeated, rows_t)
            q_r_z_t.dot(U, back_t)
            add(back_t, kept_t, back_t)
            add(back_t, before_t, before_t)
        return rows, delta, back, a_n

    # Those at q and a_r are slopes of r ⊙ q, the others of h_t.
    rq = np.empty((T, *batch, H), dtype)
    U = np.concatenate([U_r, U_z])
    of_rq, of_h, r_z = rows[..., :2, :], rows[..., 2:, :], flat[..., H : 3 * H]
    repeated_rq, repeated_h = repeated[..., :2, :], repeated[..., 2:, :]
    rows_of_rq, rows_of_h = every_row[:2], every_row[2:]
    for of_rq_t, of_h_t, r_z_t, a_n_t, q_t, rq_t, delta_t, back_t, before_t, kept_t in zip(
        *(array[::-1] for array in (of_rq, of_h, r_z, a_n, q, rq)), *backwards, strict=True
    ):
        rows_of_h[...] = delta_t
        multiply(of_h_t, repeated_h, of_h_t)
        a_n_t.dot(U_n, rq_t)
        rows_of_rq[...] = rq_t
        multiply(of_rq_t, repeated_rq, of_rq_t)
        r_z_t.dot(U, back_t)
        add(back_t, q_t, back_t)
        add(back_t, kept_t, back_t)
        add(back_t, before_t, before_t)
    return rows, delta, back, rq
