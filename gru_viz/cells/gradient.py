"""One timestep of a GRU, backwards: from ∂L/∂h_t to everything that it came from.

With δ = ∂L/∂h_t, and the names of :mod:`gru_viz.cells.gru`; a hat is the gradient at a
pre-activation:

    ∂L/∂n = δ ⊙ (1 − keep)           n̂ = ∂L/∂n ⊙ (1 − n²)
    ∂L/∂z = δ ⊙ (h_{t-1} − n)        update "keeps"
    ∂L/∂z = δ ⊙ (n − h_{t-1})        update "renews"
                                     ẑ = ∂L/∂z ⊙ z (1 − z)
    ∂L/∂(r ⊙ q) = U_nᵀ n̂             reset "before", where q is h_{t-1}
    ∂L/∂(r ⊙ q) = n̂                  reset "after", where q is U_n h_{t-1} + c_n
    ∂L/∂r = ∂L/∂(r ⊙ q) ⊙ q          r̂ = ∂L/∂r ⊙ r (1 − r)
    ∂L/∂q = ∂L/∂(r ⊙ q) ⊙ r
    ∂L/∂h_{t-1} = δ ⊙ keep + U_rᵀ r̂ + U_zᵀ ẑ + ∂L/∂q             reset "before"
    ∂L/∂h_{t-1} = δ ⊙ keep + U_rᵀ r̂ + U_zᵀ ẑ + U_nᵀ ∂L/∂q        reset "after"
    ∂L/∂x_t = W_rᵀ r̂ + W_zᵀ ẑ + W_nᵀ n̂

Derived from the equations there by the chain rule; the tests hold it to their finite differences.
"""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, expect_shape, finite
from gru_viz.cells.gru import Trace

__all__ = ["StepGradient", "step_back"]


@dataclass(frozen=True, slots=True, eq=False)
class StepGradient:
    """The gradient of a loss at every quantity of one timestep, for all units.

    n, z, r: at the candidate and the gates. q: at what the reset gate multiplies, by way of the
    candidate alone. a_n, a_z, a_r: at what goes into tanh, σ, σ. h: at h_{t-1}. All are (H,),
    as h_t is, or (B, H) in a batch. x: at the input, (D,) or (B, D).
    """

    n: Array
    z: Array
    r: Array
    q: Array
    a_n: Array
    a_z: Array
    a_r: Array
    h: Array
    x: Array


def step_back(trace: Trace, t: int, delta: ArrayLike) -> StepGradient:
    """Take a gradient back over one timestep.

    trace: of :func:`gru_viz.cells.gru.forward`, or of by_hand.forward, whose rounded numbers are
    then those of the derivatives. t: the timestep, 1…T. delta: ∂L/∂h_t, all of it, with what
    came back from later timesteps; of the shape of h_t.

    A gate that was held had its value whatever went into σ: nothing goes back through its a.

    Raises ValueError for another t, and for a delta that is not of finite numbers or of the
    shape of h_t.

    >>> from gru_viz.cells.gru import Params, forward
    >>> zero = [[0.0]]
    >>> params = Params(W_r=zero, W_z=zero, W_n=[[1.0]], U_r=zero, U_z=zero, U_n=zero)
    >>> step_back(forward(params, [[0.0]]), 1, [1.0]).h.item()  # 1 − z
    0.5
    """
    if not 1 <= t <= trace.T:
        raise ValueError(f"t: expected 1…{trace.T}, got {t}")
    delta, _ = finite("delta", delta)
    p, h_prev = trace.params, trace.h[t - 1]
    expect_shape("delta", delta, h_prev.shape)
    r, z, n, q, keep = (getattr(trace, name)[t - 1] for name in ("r", "z", "n", "q", "keep"))

    to_n = delta * (1 - keep)
    to_a_n = to_n * (1 - n * n)
    to_z = delta * (h_prev - n if trace.variant.update == "keeps" else n - h_prev)
    # For column vectors this is Uᵀ â; written so, it serves a batch as well.
    to_rq = to_a_n @ p.U_n if trace.variant.reset == "before" else to_a_n
    to_r, to_q = to_rq * q, to_rq * r
    to_a_z = _through_sigma(to_z, z, trace.held_z, t)
    to_a_r = _through_sigma(to_r, r, trace.held_r, t)
    by_candidate = to_q if trace.variant.reset == "before" else to_q @ p.U_n
    return StepGradient(
        n=to_n,
        z=to_z,
        r=to_r,
        q=to_q,
        a_n=to_a_n,
        a_z=to_a_z,
        a_r=to_a_r,
        h=delta * keep + to_a_r @ p.U_r + to_a_z @ p.U_z + by_candidate,
        x=to_a_r @ p.W_r + to_a_z @ p.W_z + to_a_n @ p.W_n,
    )


def _through_sigma(to_gate: Array, gate: Array, held: Array | None, t: int) -> Array:
    """The gradient at a gate's pre-activation, from that at the gate; held: (T, H), or None."""
    to_a: Array = to_gate * gate * (1 - gate)
    return to_a if held is None else to_a * ~held[t - 1]
