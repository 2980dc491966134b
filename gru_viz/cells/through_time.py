"""What the ways back of all cells have in common: sums over time, and how far floats reach."""

from collections.abc import Callable
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, expect_shape, finite


def at_states(name: str, gradient: ArrayLike, h: Array) -> Array:
    """A copy of a loss's own gradient at the states h_1 … h_T, in their float type.

    h: (T+1, H) or (T+1, B, H), row 0 being h₀. Raises ValueError, naming the gradient, for what
    is not of finite numbers or not of the shape of h[1:].
    """
    array, _ = finite(name, gradient)
    expect_shape(name, array, h[1:].shape)
    return array.astype(h.dtype, copy=False)


def outer(a: Array, b: Array) -> Array:
    """Σ_t a_t b_tᵀ, over a batch as well: (T[, B], M) and (T[, B], N) to (M, N)."""
    count = a.size // a.shape[-1]  # written out: among no numbers, −1 could be anything
    product: Array = a.reshape(count, a.shape[-1]).T @ b.reshape(count, b.shape[-1])
    return product


def total(a: Array) -> Array:
    """Σ_t a_t, over a batch as well: (T[, B], M) to (M,)."""
    summed: Array = np.add.reduce(a, axis=tuple(range(a.ndim - 1)))
    return summed


def built_up(sums: Callable[[int], tuple[Array, ...]], T: int, first: int = 1) -> tuple[Array, ...]:
    """The gradients at the weights, built up from T back to timestep `first`; read-only.

    sums: gives them from `first`. Raises ValueError unless `first` is within 1…T+1, and
    OverflowError, naming the timestep, where one has grown beyond the largest float.
    """
    if not 1 <= first <= T + 1:
        raise ValueError(f"first: expected 1…{T + 1}, got {first}")
    gradients = sums(first)
    if not _finite(*gradients):
        raise _beyond(next(t for t in range(T, 0, -1) if t == first or not _finite(*sums(t))))
    for gradient in gradients:
        gradient.setflags(write=False)
    return gradients


def expect_finite(*gradients: Array) -> None:
    """Raises OverflowError, naming the timestep, where a gradient is beyond the largest float.

    gradients: with timesteps first. Gradients go backwards: the timestep named is the latest.
    """
    if not _finite(*gradients):
        last = max(np.argwhere(~np.isfinite(g))[:, 0].max(initial=-1) for g in gradients)
        raise _beyond(int(last) + 1)


def _finite(*gradients: Array) -> bool:
    # The quick sum is finite only if all its terms are, though not always then.
    return all(
        isfinite(np.add.reduce(gradient, axis=None)) or np.isfinite(gradient).all()
        for gradient in gradients
    )


def _beyond(t: int) -> OverflowError:
    return OverflowError(f"the gradient grows beyond the largest float at timestep {t}")
