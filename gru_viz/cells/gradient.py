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

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, expect_shape, finite
from gru_viz.cells.gru import Reset, Trace, Variant

__all__ = ["BRANCHES", "Slopes", "StepGradient", "chain", "slopes_of", "step_back"]


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
    r, z, n, q = (getattr(trace, name)[t - 1] for name in ("r", "z", "n", "q"))
    slopes = slopes_of(trace.variant, h_prev, r, z, n)
    if trace.held_z is not None:
        slopes = replace(slopes, a_z=slopes.a_z * ~trace.held_z[t - 1])
    if trace.held_r is not None:
        slopes = replace(slopes, a_r=slopes.a_r * ~trace.held_r[t - 1])

    def transposed(name: str, vector: Array) -> Array:
        # For column vectors this is Wᵀ â; written so, it serves a batch as well.
        product: Array = vector @ getattr(p, name)
        return product

    back = chain(slopes, delta, r, q, trace.variant.reset, transposed)
    return StepGradient(
        **{name: back[name] for name in ("n", "z", "r", "q", "a_n", "a_z", "a_r")},
        h=sum((back[branch] for branch in BRANCHES[1:]), back[BRANCHES[0]]),
        x=sum((transposed(f"W_{g}", back[f"a_{g}"]) for g in "zn"), transposed("W_r", back["a_r"])),
    )


@dataclass(frozen=True, slots=True)
class Slopes:
    """The slopes of one timestep's equations, each by what it is the slope at.

    n, z, h: of h_t, at the candidate, the update gate and h_{t-1} where it is kept. a_n, a_z,
    a_r: of the candidate and the gates, at what goes into tanh, σ, σ.
    """

    n: Any
    z: Any
    h: Any
    a_n: Any
    a_z: Any
    a_r: Any


def slopes_of(variant: Variant, h_prev: Any, r: Any, z: Any, n: Any) -> Slopes:
    """The slopes at these values: arrays, or whatever adds and multiplies as they do."""
    keeps = variant.update == "keeps"
    return Slopes(
        n=1 - z if keeps else z,
        z=h_prev + -n if keeps else n + -h_prev,
        h=z if keeps else 1 - z,
        a_n=1 - n * n,
        a_z=z * (1 - z),
        a_r=r * (1 - r),
    )


BRANCHES = ("kept", "by_r", "by_z", "by_n")  # of the way to h_{t-1}


def chain(
    slopes: Slopes,
    delta: Any,
    r: Any,
    q: Any,
    reset: Reset,
    transposed: Callable[[str, Any], Any],
    found: Callable[[str, Any], Any] = lambda name, gradient: gradient,
) -> dict[str, Any]:
    """The gradients by the names of a StepGradient; that at h_{t-1} in its four BRANCHES.

    transposed: gives U_gᵀ times a vector, from the name of U_g. found: is told the gradient at
    n, a_n, a_z and a_r, and gives what one goes on with.
    """
    to_n = found("n", delta * slopes.n)
    to_a_n = found("a_n", to_n * slopes.a_n)
    to_z = delta * slopes.z
    to_a_z = found("a_z", to_z * slopes.a_z)
    to_rq = transposed("U_n", to_a_n) if reset == "before" else to_a_n
    to_r, to_q = to_rq * q, to_rq * r
    to_a_r = found("a_r", to_r * slopes.a_r)
    return {
        "n": to_n,
        "z": to_z,
        "r": to_r,
        "q": to_q,
        "a_n": to_a_n,
        "a_z": to_a_z,
        "a_r": to_a_r,
        "kept": delta * slopes.h,
        "by_r": transposed("U_r", to_a_r),
        "by_z": transposed("U_z", to_a_z),
        "by_n": to_q if reset == "before" else transposed("U_n", to_q),
    }
