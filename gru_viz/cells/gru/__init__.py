"""The gated recurrent unit, with every intermediate of every timestep kept.

At timestep t, from the input x_t and the hidden state h_{t-1}:

    r_t = σ(a_r)      a_r = W_r x_t + b_r + U_r h_{t-1} + c_r            reset gate
    z_t = σ(a_z)      a_z = W_z x_t + b_z + U_z h_{t-1} + c_z            update gate
    n_t = tanh(a_n)   a_n = W_n x_t + b_n + U_n (r_t ⊙ h_{t-1}) + c_n    candidate, reset "before"
                      a_n = W_n x_t + b_n + r_t ⊙ (U_n h_{t-1} + c_n)    candidate, reset "after"
    h_t = (1 − z_t) ⊙ h_{t-1} + z_t ⊙ n_t                                update "renews"
    h_t = z_t ⊙ h_{t-1} + (1 − z_t) ⊙ n_t                                update "keeps"

Most notations have no c but that of the candidate with reset "after": elsewhere b and c only
ever count as their sum.

A keep_bias is added to a_z ("keeps"), or taken from it ("renews"), so that more is kept.

Backwards, from the gradient dh_t that a loss has at h_t itself, to everything that it came from;
δ_t is all of ∂L/∂h_t, and a hat is the gradient at a pre-activation:

    δ_t = dh_t + back_{t+1}, where back_{T+1} is 0
    ∂L/∂n = δ ⊙ z              n̂ = ∂L/∂n ⊙ (1 − n²)        (keeps: 1 − z in the place of z)
    ∂L/∂z = δ ⊙ (n − h_{t-1})  ẑ = ∂L/∂z ⊙ z (1 − z)       (keeps: h_{t-1} − n)
    ∂L/∂(r ⊙ q) = U_nᵀ n̂       reset "before", where q is h_{t-1}
    ∂L/∂(r ⊙ q) = n̂            reset "after", where q is U_n h_{t-1} + c_n
    ∂L/∂r = ∂L/∂(r ⊙ q) ⊙ q    r̂ = ∂L/∂r ⊙ r (1 − r)
    ∂L/∂q = ∂L/∂(r ⊙ q) ⊙ r
    back_t = δ ⊙ keep + U_zᵀ ẑ + U_rᵀ r̂ + ∂L/∂q            reset "before"
    back_t = δ ⊙ keep + U_zᵀ ẑ + U_rᵀ r̂ + U_nᵀ ∂L/∂q       reset "after"
    ∂L/∂x_t = W_rᵀ r̂ + W_zᵀ ẑ + W_nᵀ n̂                     ∂L/∂h₀ = back_1
    ΔW_g = Σ_t ĝ x_tᵀ     Δb_g = Σ_t ĝ     ΔU_g = Σ_t ĝ h_{t-1}ᵀ     Δc_g = Σ_t ĝ     but for
    ΔU_n = Σ_t n̂ (r ⊙ h_{t-1})ᵀ                            reset "before"
    ΔU_n = Σ_t ∂L/∂q h_{t-1}ᵀ,  Δc_n = Σ_t ∂L/∂q           reset "after"

Shapes: T timesteps, D features, H units, optionally B sequences side by side.

Sources: Cho et al. 2014, arXiv 1406.1078 (v1: keeps, after; v3: keeps, before);
Chung et al. 2014, arXiv 1412.3555 (renews, before); PyTorch ``nn.GRU`` and Keras
``GRU(reset_after=True)`` (keeps, after). The way back is derived from the equations by the chain
rule; the tests hold it to PyTorch's autograd and to finite differences.
"""

from gru_viz.cells.arrays import Array
from gru_viz.cells.gru.backward_pass import backward
from gru_viz.cells.gru.forward_pass import forward
from gru_viz.cells.gru.gradients import Branches, Gradients, branches, weight_gradients
from gru_viz.cells.gru.jacobian import jacobians
from gru_viz.cells.gru.values import Hold, Params, Reset, Trace, Update, Variant

__all__ = [
    "Array",
    "Branches",
    "Gradients",
    "Hold",
    "Params",
    "Reset",
    "Trace",
    "Update",
    "Variant",
    "backward",
    "branches",
    "forward",
    "jacobians",
    "weight_gradients",
]
