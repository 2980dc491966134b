"""Stores what the GRU from scratch in Dive into Deep Learning computes, as d2l.npz.

    pip install torch numpy
    PYTHONPATH=. python tests/conventions/reference/make_d2l.py

Written from the book's formulas, in PyTorch's operations, with its names and shapes: minibatches
of row vectors X (B, D) and H (B, H).

    R = σ(X W_xr + H W_hr + b_r)        H̃ = tanh(X W_xh + (R ⊙ H) W_hh + b_h)
    Z = σ(X W_xz + H W_hz + b_z)        H = Z ⊙ H + (1 − Z) ⊙ H̃
"""

import numpy as np
import torch

from tests.conventions.reference.cases import Arrays, cases, store


def shapes(D: int, H: int) -> dict[str, tuple[int, ...]]:
    return {
        **{f"W_x{gate}": (D, H) for gate in "zrh"},
        **{f"W_h{gate}": (H, H) for gate in "zrh"},
        **{f"b_{gate}": (H,) for gate in "zrh"},
    }


def run(weights: Arrays, x: np.ndarray, h0: np.ndarray) -> np.ndarray:
    w = {name: torch.from_numpy(array) for name, array in weights.items()}
    H, outputs = torch.from_numpy(h0), []
    for X in torch.from_numpy(x):
        R = torch.sigmoid(torch.matmul(X, w["W_xr"]) + torch.matmul(H, w["W_hr"]) + w["b_r"])
        Z = torch.sigmoid(torch.matmul(X, w["W_xz"]) + torch.matmul(H, w["W_hz"]) + w["b_z"])
        new = torch.matmul(X, w["W_xh"]) + torch.matmul(R * H, w["W_hh"]) + w["b_h"]
        H = Z * H + (1 - Z) * torch.tanh(new)
        outputs.append(H)
    return torch.stack(outputs).numpy()


if __name__ == "__main__":
    store("d2l", cases("d2l", shapes, run), torch, np)
