"""What a weight file holds, and the bounds within which it is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from gru_viz.messages import Problem
from gru_viz.sequences import shortened, visible

MAX_FILE = 64_000_000  # bytes of a file
MAX_NUMBERS = 8_000_000  # numbers in all arrays that are taken
MAX_ARRAYS = 10_000  # names in a file, of arrays taken or not
MAX_AXIS = 8_192  # rows or columns of an array that is taken
MAX_NAME = 500  # characters in the name of an array
MAX_NOTES = 2_000_000  # bytes of what a file says about itself: a header, a configuration
MAX_MEMORY = 400_000_000  # bytes that reading takes at its peak, beside the file itself

Array = NDArray[np.floating[Any]]
Format = Literal["safetensors", "npz", "keras", "onnx", "text"]
Facts = Mapping[str, Mapping[str, object]]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What a file holds, before anyone asks what it means.

    arrays: by the file's own names, in the file's order; float32 or float64 (16 bits widened to
        float32), C-contiguous, read-only. Left out are arrays of other dtypes, and those that no
        GRU has: without axes, of more than three axes, with an empty axis or one of more than
        ``MAX_AXIS``; so the embedding of a large model isn't read. Whether the numbers are finite
        isn't looked at here: ``gru_viz.layouts`` does it, for the arrays that it uses.
    facts: what the file itself says about a layer, by what the names of its arrays begin with:
        ``{"layers/gru": {"class_name": "GRU", "reset_after": True, ...}}``. Each has the type that
        it should have, or is missing; whether it fits the arrays isn't looked at here either.
    """

    format: Format
    arrays: Mapping[str, Array]
    facts: Facts = field(default_factory=dict)


def could_be_gru(name: str, shape: Iterable[int]) -> bool:
    """Whether an array of this name and shape is worth reading."""
    axes = tuple(shape)
    return len(name) <= MAX_NAME and 1 <= len(axes) <= 3 and all(0 < n <= MAX_AXIS for n in axes)


def check_count(count: int) -> None:
    """Raises Problem for more names than are read."""
    if count > MAX_ARRAYS:
        raise Problem("file-many-arrays", count=count, limit=MAX_ARRAYS)


def check_numbers(shapes: Iterable[Iterable[int]]) -> None:
    """Raises Problem for more numbers than are read."""
    count = sum(prod(shape) for shape in shapes)
    if count > MAX_NUMBERS:
        raise too_many_numbers(count)


def too_many_numbers(count: int) -> Problem:
    """The Problem of so many numbers; a count that only a lie can be is cut short."""
    return Problem("file-many-numbers", count=min(count, 10**12), limit=MAX_NUMBERS)


def taken(array: NDArray[Any]) -> Array:
    """The array as ``Contents`` has it."""
    wide = array.dtype.itemsize == 8
    result: Array = np.ascontiguousarray(array, np.float64 if wide else np.float32)
    result.setflags(write=False)
    return result


def name_shown(name: str) -> str:
    """A name out of a file, for a sentence."""
    return shortened(" ".join(visible(name).split())) or "?"


def guarded(what: str, read: Callable[[], Result]) -> Result:
    """The result of a library on a file that may be broken on purpose.

    Raises Problem: that which the reading itself raises, or for whatever else the library
    raises, which hostile bytes can make almost anything, that this kind of file is broken.
    """
    try:
        return read()
    except Problem:
        raise
    except Exception as error:
        raise Problem("file-broken", format=what) from error
