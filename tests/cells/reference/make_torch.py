"""Stores what torch.nn.GRU makes of seeded weights and inputs, in float64, as torch.npz.

    pip install torch numpy
    python tests/cells/reference/make_torch.py

Each case holds the arrays under PyTorch's own names and in its own layout:
``<case>/weight_ih_l0`` and so on, ``<case>/x`` (T, B, D), ``<case>/h0`` (B, H) where one was
given, and ``<case>/output`` (T, B, H).
"""

from pathlib import Path

import numpy as np
import torch

CASES = {  # name: T, B, D, H, with biases, with h0
    "smallest": (1, 1, 1, 1, True, True),
    "one_sequence": (6, 1, 3, 4, True, False),
    "batch": (9, 3, 2, 5, True, True),
    "without_biases": (7, 2, 4, 3, False, True),
    "long": (40, 2, 5, 8, True, False),
}


def run(
    T: int, B: int, D: int, H: int, bias: bool, state: bool, seed: int
) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    layer = torch.nn.GRU(D, H, bias=bias, dtype=torch.float64)
    arrays = {name: rng.normal(size=tuple(w.shape)) for name, w in layer.named_parameters()}
    layer.load_state_dict({name: torch.from_numpy(w) for name, w in arrays.items()})
    arrays["x"] = rng.normal(scale=2, size=(T, B, D))
    h0 = None
    if state:
        arrays["h0"] = rng.uniform(-1, 1, (B, H))
        h0 = torch.from_numpy(arrays["h0"][None])
    with torch.no_grad():
        arrays["output"] = layer(torch.from_numpy(arrays["x"]), h0)[0].numpy()
    return arrays


if __name__ == "__main__":
    stored = {
        f"{name}/{key}": array
        for seed, (name, case) in enumerate(CASES.items())
        for key, array in run(*case, seed).items()
    }
    versions = np.array([f"{library.__name__} {library.__version__}" for library in (torch, np)])
    np.savez(Path(__file__).with_name("torch.npz"), versions=versions, **stored)
