"""How much of each earlier state is still directly in the hidden state."""

import numpy as np

from gru_viz.cells.gru import Array, Trace


def direct(trace: Trace, t: int) -> tuple[Array, Array]:
    """What is left at timestep t of h₀ and of each timestep's writing, along the direct path.

    Unrolling h_t = keep_t ⊙ h_{t-1} + written_t gives

        h_t = Σ_{k=0…t} share_k ⊙ written_k    share_k = keep_{k+1} ⊙ … ⊙ keep_t,  share_t = 1

    with h₀ in the place of written_0. The indirect paths, on which an earlier state changes
    later gates and candidates, are left out.

    trace: a run of one sequence or of a batch. t: 0…T.
    Returns (share, contribution), both (t+1, H): share_k, within 0…1, and share_k ⊙ written_k,
    whose sum over k is h_t but for rounding.
    """
    keep = trace.keep[:t]
    share = np.ones_like(trace.h[: t + 1])
    np.cumprod(keep[::-1], axis=0, out=share[:t][::-1])
    return share, share * np.concatenate([trace.h[:1], trace.written[:t]])
