"""``.npz`` and ``.npy``: the header of each array first, then the numbers of those taken.

The format is read with NumPy's own functions for its parts; nothing here can unpickle.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import (
    Array,
    Contents,
    check_numbers,
    could_be_gru,
    guarded,
    name_shown,
    taken,
)
from gru_viz.weight_files.zips import Archive

MAGIC = npy.MAGIC_PREFIX
_SUFFIX = ".npy"
_LONGEST_HEADER = 12_000  # bytes; NumPy itself parses no more than 10,000 characters


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands before the numbers, and after how many bytes they begin."""

    start: int
    shape: tuple[int, ...]
    fortran: bool
    dtype: np.dtype[Any]


def is_npz(archive: Archive) -> bool:
    """Whether an archive has arrays of NumPy in it."""
    return any(name.endswith(_SUFFIX) for name in archive.members)


def read_npz(archive: Archive) -> Contents:
    """The arrays of an ``.npz`` file under their names, without ``.npy``.

    Raises Problem for one that is broken, holds Python objects, or is beyond the bounds.
    """
    return Contents("npz", guarded(".npz", lambda: _members(archive)))


def read_npy(data: bytes) -> Contents:
    """The array of an ``.npy`` file, named "array"."""

    def read() -> Mapping[str, Array]:
        header = _header("array", io.BytesIO(data))
        if not _wanted("array", header):
            return {}
        check_numbers([header.shape])
        return {"array": _numbers(header, io.BytesIO(data))}

    return Contents("npz", guarded(".npy", read))


def _members(archive: Archive) -> Mapping[str, Array]:
    wanted: dict[str, tuple[str, _Header]] = {}
    for member in archive.members:
        if not member.endswith(_SUFFIX):
            continue
        name = member.removesuffix(_SUFFIX)
        with archive.open(member) as file:
            header = _header(name, file)
        if _wanted(name, header):
            wanted[name] = member, header
    check_numbers(header.shape for _, header in wanted.values())
    found = {}
    for name, (member, header) in wanted.items():
        with archive.open(member) as file:
            found[name] = _numbers(header, file)
    return found


def _header(name: str, file: IO[bytes]) -> _Header:
    head = io.BytesIO(file.read(_LONGEST_HEADER))  # which may say that it is 4 GB long
    version = npy.read_magic(head)
    read = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}[version]
    shape, fortran, dtype = read(head)
    header = _Header(head.tell(), shape, fortran, dtype)
    if header.dtype.hasobject:
        raise Problem("file-npz-objects", name=name_shown(name))
    return header


def _wanted(name: str, header: _Header) -> bool:
    floats = header.dtype.kind == "f" and header.dtype.itemsize <= 8
    return floats and could_be_gru(name, header.shape)


def _numbers(header: _Header, file: IO[bytes]) -> Array:
    """The numbers in a file that is read from its beginning."""
    file.read(header.start)
    size = prod(header.shape) * header.dtype.itemsize
    data = file.read(size)
    # Nothing may be left, and looking for it is what makes a zip archive compare the checksum.
    if len(data) != size or file.read(1):
        raise ValueError("more or fewer numbers than the header says")
    array = np.frombuffer(data, header.dtype)
    return taken(array.reshape(header.shape, order="F" if header.fortran else "C"))
