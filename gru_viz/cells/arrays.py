"""What every cell asks of the arrays it is given: numbers, finite, of the right shape."""

import math
import reprlib
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]


def finite(name: str, value: ArrayLike) -> tuple[Array, float]:
    """A copy of value as floats, and the largest magnitude in it (0 for an empty one).

    float32 stays float32, everything else becomes float64.
    Raises ValueError, naming it, for what is not an array of numbers, and for NaN and infinity.
    """
    try:
        array = np.asarray(value)
        if array.dtype == object:  # long integers, fractions; but also None
            array = np.frompyfunc(float, 1, 1)(array)
        elif array.dtype.kind not in "biuf":
            raise TypeError(array.dtype)
        array = np.array(array, np.float32 if array.dtype == np.float32 else np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        got = reprlib.repr(value)
        raise ValueError(f"{name}: expected an array of numbers, got {got}") from error
    largest = float(np.abs(array).max(initial=0))
    if not largest < math.inf:
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name}: expected finite numbers, got {array[where]} at {where}")
    return array, largest


def expect_shape(name: str, array: Array, shape: tuple[int, ...]) -> None:
    """Raises ValueError, naming the array, unless it has this shape."""
    if array.shape != shape:
        raise ValueError(f"{name}: expected shape {shape}, got {array.shape}")


def held(array: Array, dtype: np.dtype[Any]) -> Array:
    """The array in another float type; what is too large for it is held at its largest float."""
    if array.dtype == dtype:
        return array
    limit = np.finfo(dtype).max
    return np.clip(array, -limit, limit).astype(dtype)
