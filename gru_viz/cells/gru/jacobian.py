"""What each state of a GRU makes of the one before, to first order."""

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.gru.slopes import Slopes
from gru_viz.cells.gru.values import Trace
from gru_viz.cells.through_time import expect_finite


@np.errstate(all="ignore")
def jacobians(trace: Trace) -> Array:
    """∂h_t/∂h_{t-1} at each timestep: (T, H, H), in a batch (T, B, H, H); read-only.

    Entry [t − 1, i, j] is ∂h_t[i]/∂h_{t-1}[j]. With s = 1 and w = z for "renews", s = −1 and
    w = 1 − z for "keeps":

        J_t = diag(keep) + diag(s (n − h_{t-1}) z (1 − z)) U_z + diag(w (1 − n²)) N
        N = diag(r) U_n + diag(q r (1 − r)) U_r                          reset "after"
        N = U_n (diag(r) + diag(h_{t-1} r (1 − r)) U_r)                  reset "before"

    A gate that was held has no slope: its factor g (1 − g) is 0.

    Raises OverflowError, naming the timestep, where an entry is beyond the largest float.
    """
    slope = Slopes.of(trace)
    U_r, U_z, U_n = (trace.weights(f"U_{gate}") for gate in "rzn")
    r, q = trace.r[..., None, :], trace.q[..., None]
    to_n = (slope.n * slope.a_n)[..., None]
    if trace.variant.reset == "after":
        by_n = (to_n * trace.r[..., None]) * U_n + (to_n * q * slope.a_r[..., None]) * U_r
    else:
        by_n = to_n * (U_n * r + U_n @ ((q * slope.a_r[..., None]) * U_r))
    jacobian: Array = by_n + (slope.z * slope.a_z)[..., None] * U_z
    unit = np.arange(trace.params.H)
    jacobian[..., unit, unit] += trace.keep
    expect_finite(jacobian)
    jacobian.setflags(write=False)
    return jacobian
