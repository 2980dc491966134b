"""What the states of an LSTM make of those before, to first order."""

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.lstm.slopes import Slopes
from gru_viz.cells.lstm.values import Trace
from gru_viz.cells.through_time import expect_finite


@np.errstate(all="ignore")
def jacobians(trace: Trace) -> Array:
    """∂(h_t, c_t)/∂(h_{t-1}, c_{t-1}) at each timestep: (T, 2H, 2H), or (T, B, 2H, 2H).

    Rows and columns are those of h, then those of c; the array is read-only:

        ∂c_t/∂c_{t-1} = diag(f)
        ∂c_t/∂h_{t-1} = diag(g i (1 − i)) U_i + diag(c_{t-1} f (1 − f)) U_f + diag(i (1 − g²)) U_g
        ∂h_t/∂c_{t-1} = diag(o (1 − tanh²(c_t))) ∂c_t/∂c_{t-1}
        ∂h_t/∂h_{t-1} = diag(tanh(c_t) o (1 − o)) U_o + diag(o (1 − tanh²(c_t))) ∂c_t/∂h_{t-1}

    Input "tied": without the first term of ∂c_t/∂h_{t-1}, and with c_{t-1} − g in the second.
    Output "open": without the first term of ∂h_t/∂h_{t-1}.

    Raises OverflowError, naming the timestep, where an entry is beyond the largest float.
    """
    slope, H = Slopes.of(trace), trace.params.H
    U = {gate: trace.weights(f"U_{gate}") for gate in "ifgo"}
    c_by_h = sum(
        (getattr(slope, f"a_{gate}")[..., None] * U[gate] for gate in "fg"),
        slope.a_i[..., None] * U["i"],
    )
    to_c = slope.c[..., None]
    jacobian = np.zeros((*trace.f.shape[:-1], 2 * H, 2 * H), trace.h.dtype)
    jacobian[..., :H, :H] = slope.a_o[..., None] * U["o"] + to_c * c_by_h
    jacobian[..., H:, :H] = c_by_h
    unit = np.arange(H)
    jacobian[..., unit, H + unit] = slope.c * trace.f
    jacobian[..., H + unit, H + unit] = trace.f
    expect_finite(jacobian)
    jacobian.setflags(write=False)
    return jacobian
