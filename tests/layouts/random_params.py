"""Weights for the tests, from a seed."""

import numpy as np

from gru_viz.cells.gru import Params
from gru_viz.variants import BIASES, WEIGHTS


def random_params(
    seed: int, H: int, D: int, biases: tuple[str, ...] = BIASES, dtype: type = np.float64
) -> Params:
    """Normal weights, and those biases."""
    rng = np.random.default_rng(seed)
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    arrays = {name: rng.normal(size=shapes[name[0]]) for name in (*WEIGHTS, *biases)}
    return Params(**{name: array.astype(dtype) for name, array in arrays.items()})


def same_bits(one: Params, other: Params) -> bool:
    """Whether two sets of weights have the same arrays, to the last bit."""
    for name in (*WEIGHTS, *BIASES):
        a, b = getattr(one, name), getattr(other, name)
        if (a is None) != (b is None):
            return False
        if a is not None and (a.dtype != b.dtype or a.tobytes() != b.tobytes()):
            return False
    return True
