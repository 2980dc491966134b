"""The long short-term memory, with every intermediate of every timestep kept.

At timestep t, from the input x_t, the hidden state h_{t-1} and the cell state c_{t-1}:

    i_t = σ(a_i)      a_i = W_i x_t + b_i + U_i h_{t-1} + c_i                  input gate
    f_t = σ(a_f)      a_f = W_f x_t + b_f + U_f h_{t-1} + c_f + forget_bias    forget gate
    o_t = σ(a_o)      a_o = W_o x_t + b_o + U_o h_{t-1} + c_o                  output gate
    g_t = tanh(a_g)   a_g = W_g x_t + b_g + U_g h_{t-1} + c_g                  candidate
    c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t                                            cell state
    h_t = o_t ⊙ tanh(c_t)                                                      hidden state

b and c of a gate only ever count as their sum. Two choices make it a cell nearer to the GRU's:

    i_t = 1 − f_t     input "tied", in the place of σ(a_i)
    o_t = 1           output "open", in the place of σ(a_o)

Backwards, from the gradients dh_t and dc_t that a loss has at h_t and c_t themselves; δ_t is all
of ∂L/∂h_t, γ_t all of ∂L/∂c_t, and a hat is the gradient at a pre-activation:

    δ_t = dh_t + U_iᵀ î_{t+1} + U_fᵀ f̂_{t+1} + U_gᵀ ĝ_{t+1} + U_oᵀ ô_{t+1}
    γ_t = dc_t + γ_{t+1} ⊙ f_{t+1} + δ_t ⊙ o_t ⊙ (1 − tanh²(c_t))
    ∂L/∂o = δ ⊙ tanh(c_t)     ô = ∂L/∂o ⊙ o (1 − o)      output "open": 0
    ∂L/∂i = γ ⊙ g             î = ∂L/∂i ⊙ i (1 − i)      input "tied": 0
    ∂L/∂f = γ ⊙ c_{t-1}       f̂ = ∂L/∂f ⊙ f (1 − f)      input "tied": ∂L/∂f = γ ⊙ (c_{t-1} − g)
    ∂L/∂g = γ ⊙ i             ĝ = ∂L/∂g ⊙ (1 − g²)
    ∂L/∂x_t = W_iᵀ î + W_fᵀ f̂ + W_gᵀ ĝ + W_oᵀ ô
    ΔW_k = Σ_t k̂ x_tᵀ     ΔU_k = Σ_t k̂ h_{t-1}ᵀ     Δb_k = Δc_k = Σ_t k̂     for k = i, f, g, o

Shapes: T timesteps, D features, H units, optionally B sequences side by side.

Sources: ``torch.nn.LSTM`` (the standard cell; two biases a gate, weights stacked i, f, g, o);
Gers et al. 2000 (the forget gate); Jozefowicz et al. 2015 (a forget bias of 1, which TensorFlow 1
added to a_f); Greff et al. 2017, arXiv 1503.04069 (coupled input and forget gate).
"""

from gru_viz.cells.lstm.backward_pass import Gradients, backward
from gru_viz.cells.lstm.forward_pass import forward
from gru_viz.cells.lstm.jacobian import jacobians
from gru_viz.cells.lstm.values import Input, Output, Params, Trace, Variant

__all__ = [
    "Gradients",
    "Input",
    "Output",
    "Params",
    "Trace",
    "Variant",
    "backward",
    "forward",
    "jacobians",
]
