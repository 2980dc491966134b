"""Files that ask for far more memory than they take: refused, or read within the bound.

Each is read in a process of its own, whose peak Linux tells. What libhdf5 and protobuf take
there is bounded by the system, and tests/fuzz/ has more of them.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from onnx import TensorProto, helper

from gru_viz.weight_files import MAX_MEMORY, child
from gru_viz.weight_files.contents import MAX_FILE, MAX_NUMBERS

ROOT = Path(__file__).parents[2]
SLACK = 15_000_000  # what Python and its allocator keep for themselves


def peak(data: bytes) -> tuple[str, int]:
    """What became of a file, and the most memory that it took."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.weight_files.peak"],
        input=data,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    said, taken = json.loads(done.stdout)
    return said, taken


def safetensors(header: object, body: bytes = b"") -> bytes:
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + body


def tensor(shape: list[int], begin: int = 0, size: int = 0, dtype: str = "F32") -> dict:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, begin + size]}


def npy_header(shape: str) -> bytes:
    text = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text


def archive(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return buffer.getvalue()


def bomb(header: bytes) -> bytes:
    """300 MB of zeros behind a header."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("W.npy", "w") as member,
    ):
        member.write(header)
        for _ in range(30):
            member.write(bytes(10_000_000))
    return buffer.getvalue()


def h5(**options: object) -> bytes:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.create_dataset("W", dtype="f8", **options)
    return buffer.getvalue()


def onnx(*dims: int) -> bytes:
    weights = TensorProto(name="W", data_type=1, dims=dims)
    node = helper.make_node("GRU", ["x", "W", "W"], ["y"])
    graph = helper.make_graph([node], "g", [], [], [weights])
    return helper.make_model(graph, ir_version=9).SerializeToString()


FULL = MAX_NUMBERS - 10_000

CASES: dict[str, tuple[Callable[[], bytes], str, int]] = {  # made by, what becomes of it, peak
    "header of 2^60 bytes": (lambda: (2**60).to_bytes(8, "little") + b"{}", "file-unknown", 0),
    "header of 2^39 bytes": (lambda: (2**39).to_bytes(8, "little") + b"{}", "file-broken", 0),
    "header of 63 MB": (
        lambda: safetensors(b'{"a":' + b" " * 63_000_000 + b"{}}"),
        "file-header",
        0,
    ),
    "header nested a million deep": (
        lambda: safetensors(b'{"a":' + b"[" * 1_900_000),
        "file-broken",
        0,
    ),
    "30,000 names": (
        lambda: safetensors({f"a{i}": tensor([0]) for i in range(30_000)}),
        "file-many-arrays",
        30_000_000,
    ),
    "safetensors, 2 TB declared": (
        lambda: safetensors({"a": tensor([8000, 8000, 8000], 0, 12)}, bytes(12)),
        "file-many-numbers",
        0,
    ),
    "safetensors, 60 MB of an embedding": (
        lambda: safetensors(
            {"e": tensor([15_000, 1000], 0, 60_000_000), "b": tensor([3], 60_000_000, 12)},
            bytes(60_000_012),
        ),
        "1 arrays",
        MAX_FILE,
    ),
    "safetensors, as much as is read": (
        lambda: safetensors(
            {"a": tensor([FULL // 1000, 1000], 0, 8 * FULL, "F64")}, bytes(8 * FULL)
        ),
        "1 arrays",
        MAX_FILE,
    ),
    "npy, 4 TB declared": (lambda: npy_header("(8000, 8000, 8000)"), "file-many-numbers", 0),
    "npy, nested header": (lambda: npy_header("(" * 5000), "file-broken", 0),
    "npy, a header of minus signs": (lambda: npy_header("-" * 9000 + "1"), "file-broken", 0),
    "npz bomb": (lambda: bomb(npy_header("(8000, 1000)")), "file-broken", 2 * MAX_FILE),
    "npz, a header of 4 GB": (
        lambda: bomb(b"\x93NUMPY\2\0\xff\xff\xff\xff"),
        "file-broken",
        0,
    ),
    "npz of 30,000 members": (
        lambda: archive(*((f"{i}.npy", b"") for i in range(30_000))),
        "file-many-arrays",
        30_000_000,
    ),
    "names of 30 MB in a zip": (
        lambda: archive(*((f"{i}" + "é" * 30_000, b"") for i in range(300))),
        "file-header",
        0,
    ),
    "config.json of 50 MB": (
        lambda: archive(("model.weights.h5", b""), ("config.json", b"[" * 50_000_000)),
        "file-zip-member",
        10_000_000,
    ),
    "config.json nested deep": (
        lambda: archive(("model.weights.h5", b""), ("config.json", b"[" * 1_900_000)),
        "file-broken",
        10_000_000,
    ),
    "a bomb in the place of weights": (
        lambda: archive(("model.weights.h5", bytes(200_000_000))),
        "file-zip-member",
        2 * MAX_FILE,
    ),
    "hdf5, 64 million declared": (lambda: h5(shape=(8000, 8000)), "file-many-numbers", 0),
    "hdf5, a chunk of 3 GB": (
        lambda: h5(shape=(9, 9), maxshape=(None, None), chunks=(20_000, 20_000)),
        "file-many-numbers",
        0,
    ),
    "onnx, an exabyte declared": (lambda: onnx(1, 2**40, 2**20), "file-many-numbers", 0),
    "onnx, 60 MB of empty messages": (
        lambda: b"\x08\x08\x3a\x80\x8e\xce\x1c" + b"\x0a\x00" * 30_000_000,
        "file-broken",
        0,
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are read from /proc")
@pytest.mark.parametrize("case", CASES)
def test_a_lie_about_sizes_takes_no_memory(case):
    make, becomes, bound = CASES[case]
    data = make()
    assert len(data) <= MAX_FILE
    said, taken = peak(data)
    assert said == becomes
    assert taken <= bound + SLACK <= MAX_MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound the address space less")
def test_the_other_process_cannot_take_more_than_it_may_nor_open_a_file(tmp_path):
    (tmp_path / "there").write_text("something")
    for attempt, error in (
        (f"bytearray({MAX_MEMORY + child._OWN_MEMORY})", "MemoryError"),
        ("open('there')", "OSError"),
        ("open('new', 'w')", "OSError"),
    ):
        code = f"from gru_viz.weight_files import child; child.limit_resources(0); {attempt}"
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == 1
        assert error.encode() in done.stderr


def test_what_is_stated_can_be_held():
    """A file of as many numbers as are read, in the widest form, fits the bound with its copies."""
    assert 2 * MAX_FILE + 8 * MAX_NUMBERS <= MAX_MEMORY
    assert np.dtype(np.float64).itemsize * MAX_NUMBERS <= MAX_FILE
