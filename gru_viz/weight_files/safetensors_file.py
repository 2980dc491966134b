"""safetensors: a length, a header in JSON, and the numbers."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import safetensors
from numpy.typing import NDArray

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import (
    MAX_NOTES,
    Array,
    Contents,
    check_count,
    check_numbers,
    could_be_gru,
    guarded,
    taken,
)

_KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


def is_safetensors(data: bytes) -> bool:
    """Whether the first bytes are those of a length, of less than a terabyte, and a header."""
    return data[5:9] == b"\0\0\0{"


def read(data: bytes) -> Contents:
    """The arrays of a safetensors file, in the order of its header.

    Raises Problem for one that is broken or beyond the bounds.
    """
    return Contents("safetensors", guarded("safetensors", lambda: arrays_and_notes(data)[0]))


def arrays_and_notes(data: bytes) -> tuple[Mapping[str, Array], Mapping[str, str]]:
    """The arrays, and the texts that were put beside them.

    Raises Problem for a file beyond the bounds, other exceptions for one that is broken.
    """
    length = int.from_bytes(data[:8], "little")
    if not 0 < length <= len(data) - 8:
        raise Problem("file-broken", format="safetensors")
    if length > MAX_NOTES:
        raise Problem("file-header", limit=MAX_NOTES // 1_000_000)
    header: dict[str, dict[str, Any]] = json.loads(data[8 : 8 + length])
    notes = header.pop("__metadata__", {})
    check_count(len(header))
    wanted = [
        name
        for name, entry in header.items()
        if entry["dtype"] in _KINDS and could_be_gru(name, entry["shape"])
    ]
    check_numbers(header[name]["shape"] for name in wanted)
    # The library holds every entry of the header against the others and against the length.
    entries = dict(safetensors.deserialize(data))  # type: ignore[no-untyped-call]
    return {name: _array(entries[name]) for name in wanted}, notes


def _array(entry: Mapping[str, Any]) -> Array:
    numbers: NDArray[Any] = np.frombuffer(entry["data"], _KINDS[entry["dtype"]])
    if entry["dtype"] == "BF16":  # the upper half of a float32
        numbers = (numbers.astype(np.uint32) << 16).view(np.float32)
    return taken(numbers.reshape(entry["shape"]))
