"""What every cell asks of the arrays it is given: numbers, finite, of the right shape."""

import math
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
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


def expect_word(name: str, word: str, allowed: tuple[str, ...]) -> None:
    """Raises ValueError, naming what the word is for, unless it is one of those allowed."""
    if word not in allowed:
        raise ValueError(f"{name} must be one of {allowed}, got {word!r}")


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What the weights of every cell's layer have in common; a cell's Params adds the fields.

    The first letter of a field tells its shape: W (H, D), U (H, H), b and c (H,). A bias may be
    None, which means that there is none. The first field is one of the W.

    Arrays are copied and made read-only; float64 unless every one of them is float32.
    Raises ValueError where something is not an array of finite numbers or a shape does not fit.
    """

    @np.errstate(all="ignore")  # a long double too large for a float is refused, not warned of
    def __post_init__(self) -> None:
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        arrays = {
            name: finite(name, value)[0]
            for name, value in given.items()
            if value is not None or name[0] in "WU"
        }
        first, W = next(iter(arrays.items()))
        if W.ndim != 2:
            raise ValueError(f"{first}: expected shape (H, D), got {W.shape}")
        H, D = W.shape
        shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
        dtype = np.result_type(*arrays.values())
        for name, array in arrays.items():
            expect_shape(name, array, shapes[name[0]])
            array = array.astype(dtype, copy=False)
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def D(self) -> int:
        """Number of input features."""
        return int(self._W.shape[1])

    @property
    def H(self) -> int:
        """Number of units."""
        return len(self._W)

    @property
    def _W(self) -> Array:
        W: Array = getattr(self, next(iter(self.__dataclass_fields__)))
        return W


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What the runs of every cell have in common; a cell's Trace adds the fields.

    params: the weights. x: input, (T, D). h: hidden state, (T+1, H), row 0 is h₀ and row t is
    h_t. A batch puts an axis B after the first: (T, B, D), (T+1, B, H).
    """

    params: Layer
    x: Array
    h: Array

    @property
    def T(self) -> int:
        """Number of timesteps."""
        return len(self.x)

    def weights(self, name: str) -> Array:
        """One of the weights in the float type of the run, as the way forward used it."""
        return held(getattr(self.params, name), self.h.dtype)


def sequence(x: ArrayLike, D: int) -> tuple[Array, float]:
    """A read-only copy of one sequence (T, D) or a batch (T, B, D), and its largest magnitude.

    Raises ValueError, naming it x, for what is not of finite numbers or of such a shape.
    """
    x, largest = finite("x", x)
    if x.ndim not in (2, 3) or x.shape[-1] != D:
        raise ValueError(f"x: expected shape (T, {D}) or (T, B, {D}), got {x.shape}")
    x.setflags(write=False)
    return x, largest


def state(name: str, value: ArrayLike | None, x: Array, H: int) -> tuple[Array, float]:
    """A copy of the state before the first timestep of x, and its largest magnitude.

    (H,) or (B, H), as x is (T, D) or (T, B, D), and of the type of x; None means zeros.
    Raises ValueError, naming it, for what is not of finite numbers or of that shape.
    """
    shape = (*x.shape[1:-1], H)
    array, largest = (np.zeros(shape, x.dtype), 0.0) if value is None else finite(name, value)
    expect_shape(name, array, shape)
    return held(array, x.dtype), largest


def one_number(name: str, value: ArrayLike) -> float:
    """Raises ValueError, naming it, unless the value is one finite number."""
    array, _ = finite(name, value)
    if array.shape:
        raise ValueError(f"{name}: expected one number, got shape {array.shape}")
    return float(array)


def expect_sums(a: Mapping[str, Array]) -> None:
    """Raises ValueError, naming the first timestep, where a pre-activation left the floats' range.

    a: pre-activations by name, timesteps first.
    """
    beyond = {
        name: int(np.argwhere(~np.isfinite(array))[0, 0]) + 1
        for name, array in a.items()
        if not np.isfinite(array).all()
    }
    if beyond:
        name = min(beyond, key=beyond.__getitem__)
        dtype = a[name].dtype
        raise ValueError(f"{name}: leaves the range of {dtype} at timestep {beyond[name]}")


def held(array: Array, dtype: np.dtype[Any]) -> Array:
    """The array in another float type; what is too large for it is held at its largest float."""
    if array.dtype == dtype:
        return array
    limit = np.finfo(dtype).max
    return np.clip(array, -limit, limit).astype(dtype)
