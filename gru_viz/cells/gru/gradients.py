"""The gradients of a GRU's run: all of them, what built up at its weights, and by which ways."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.gru.values import Trace
from gru_viz.cells.through_time import built_up, expect_finite, outer, total


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The gradient of a loss at everything that took part in a run; the arrays are read-only.

    W_r … c_n: at the weights, of their shapes, summed over timesteps and batch; None where the
    params have none. x: at the input, (T, D). h0: at the state before, (H,).

    All others are (T, H), row t − 1 belonging to timestep t:
    h: at h_t, all of it: what the loss has there itself and what came back from later timesteps.
    r, z, n, rq: at the gates, the candidate and r ⊙ q. q: at what the reset gate multiplies, by
    way of the candidate alone. a_r, a_z, a_n: at what goes into σ, σ, tanh; 0 where a gate is held.
    dh: the loss's own part of h, as given. back: what timestep t sends to h_{t-1}; row 0 is h0.

    A batch puts an axis B after the first: (T, B, D), (T, B, H); h0 is (B, H).
    """

    W_r: Array
    W_z: Array
    W_n: Array
    U_r: Array
    U_z: Array
    U_n: Array
    b_r: Array | None
    b_z: Array | None
    b_n: Array | None
    c_r: Array | None
    c_z: Array | None
    c_n: Array | None
    x: Array
    h0: Array
    h: Array
    r: Array
    z: Array
    n: Array
    q: Array
    rq: Array
    a_r: Array
    a_z: Array
    a_n: Array
    dh: Array
    back: Array


@dataclass(frozen=True, slots=True, eq=False)
class Branches:
    """The four ways by which a gradient goes from h_t to h_{t-1}, each (T, H) or (T, B, H).

    kept: straight through the mix, δ ⊙ keep. by_z: through the update gate, U_zᵀ ẑ. by_r: through
    the reset gate, U_rᵀ r̂. by_n: through the candidate, with the reset gate as it stands.
    Their sum is Gradients.back, but for rounding. The arrays are read-only.
    """

    kept: Array
    by_z: Array
    by_r: Array
    by_n: Array


@np.errstate(all="ignore")  # what grows too large is refused instead
def branches(trace: Trace, grads: Gradients) -> Branches:
    """Split what each timestep sends to h_{t-1} into its four ways; grads: of this trace.

    Raises OverflowError, naming the timestep, where one is beyond the largest float.
    """
    U_r, U_z, U_n = (trace.weights(f"U_{gate}") for gate in "rzn")
    after = trace.variant.reset == "after"
    kept, by_z, by_r = grads.h * trace.keep, grads.a_z @ U_z, grads.a_r @ U_r
    by_n = grads.q @ U_n if after else grads.q
    expect_finite(kept, by_z, by_r, by_n)
    for way in (kept, by_z, by_r, by_n):
        way.setflags(write=False)
    return Branches(kept, by_z, by_r, by_n)


@np.errstate(all="ignore")
def weight_gradients(trace: Trace, grads: Gradients, first: int = 1) -> dict[str, Array]:
    """What has built up at the weights when one has walked back from T to timestep `first`.

    grads: of this trace. first: 1…T+1; T+1 is before the first step back, where all are 0.
    Gives the sums over timesteps first…T by the names of the weights that the params have, of
    their shapes; with first = 1 they are those of `grads`. The arrays are read-only.

    Raises ValueError for another `first`, and OverflowError, naming the timestep, where a sum
    grows beyond the largest float.
    """
    hats = np.concatenate([grads.q, grads.a_r, grads.a_z, grads.a_n], axis=-1)
    return summed(trace, hats, first)


def summed(trace: Trace, hats: Array, first: int = 1) -> dict[str, Array]:
    """See weight_gradients; hats: the gradients q, a_r, a_z, a_n side by side, (T[, B], 4H)."""
    after = trace.variant.reset == "after"
    H, D = trace.params.H, trace.params.D

    def sums(first: int) -> tuple[Array, ...]:
        at, x, h, rq = (array[first - 1 :] for array in (hats, trace.x, trace.h[:-1], trace.rq))
        W, biases = outer(at[..., H:], x), total(at)
        if after:
            return W, biases, outer(at[..., : 3 * H], h)
        return W, biases, outer(at[..., H : 3 * H], h), outer(at[..., 3 * H :], rq)

    W, biases, *U = built_up(sums, trace.T, first)
    q, b_r, b_z, b_n = biases.reshape(4, H)
    if after:
        (U_n, U_r, U_z), c_n = U[0].reshape(3, H, H), q
    else:
        (U_r, U_z), U_n, c_n = U[0].reshape(2, H, H), U[1], b_n
    W_r, W_z, W_n = W.reshape(3, H, D)
    every: Mapping[str, Array] = {
        "W_r": W_r, "W_z": W_z, "W_n": W_n, "U_r": U_r, "U_z": U_z, "U_n": U_n,
        "b_r": b_r, "b_z": b_z, "b_n": b_n, "c_r": b_r, "c_z": b_z, "c_n": c_n,
    }  # fmt: skip
    return {
        name: gradient
        for name, gradient in every.items()
        if getattr(trace.params, name) is not None
    }
