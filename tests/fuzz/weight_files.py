"""Weight files that are broken, or lie, and texts with matrices: inputs, and what must hold.

Readers that run in a process of their own do so here in a fork of this one, within the same
limits, which is a hundred times faster and as safe: a crash there is counted as its sentence.
While a file is read, in either process, no other file, socket or process may be opened.
"""

import io
import json
import os
import resource
import struct
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import h5py
import numpy as np
import onnx

from gru_viz import weight_files
from gru_viz.messages import Message, Problem
from gru_viz.weight_files import child, h5_tree, isolation, keras_file, onnx_graph, reader
from tests.fuzz.mutations import json_text, mutated, mutated_bytes
from tests.fuzz.parsers import Parser

REFERENCE = Path(__file__).parents[1] / "weight_files/reference"
CHILD_SECONDS = 3  # of processor time, as the others have
LARGEST_SEED = 100_000  # bytes of a file to begin with
SIZES = (0, 1, 2, 127, 128, 255, 256, 8192, 8193, 65535, 2**31 - 1, 2**31, 2**32 - 1, 2**40,
         2**60, 2**63 - 1, 2**63, 2**64 - 1)  # fmt: skip


# Files to begin with


@cache
def seeds(*suffixes: str) -> tuple[bytes, ...]:
    """The stored files of these kinds, and some written here that are harder to read."""
    paths = [p for p in sorted(REFERENCE.iterdir()) if p.name.endswith(suffixes)]
    found = [p.read_bytes() for p in paths if ".expected." not in p.name]
    if ".h5" in suffixes:
        found += hostile_h5().values()
    return tuple(data for data in found if len(data) <= LARGEST_SEED)


@cache
def hostile_h5() -> Mapping[str, bytes]:
    """HDF5 files with what is refused, by the sentence that says so, and one with a loop."""
    made: dict[str, bytes] = {}

    def make(name: str, write: Callable[[h5py.File], object]) -> None:
        buffer = io.BytesIO()
        with h5py.File(buffer, "w") as file:
            write(file)
        made[name] = buffer.getvalue()

    def virtual(file: h5py.File) -> None:
        layout = h5py.VirtualLayout((3,), "f4")
        layout[:] = h5py.VirtualSource("/etc/hostname", "d", (3,))
        file.create_virtual_dataset("v", layout)

    def loop(file: h5py.File) -> None:
        packed = {"compression": "gzip", "shuffle": True, "chunks": (2, 3)}
        file.create_dataset("a/b", data=np.eye(6), **packed)
        file["a/again"] = file["/"]
        file["text"] = "not a number"
        file["a"].attrs["name"] = "x" * 40

    outside = [("/etc/hostname", 0, 12)]
    make("file-h5-external-data", lambda f: f.create_dataset("e", (3,), "f4", external=outside))
    make("file-h5-external-link", lambda f: f.update(e=h5py.ExternalLink("/etc/hostname", "/a")))
    make("file-h5-soft-link", lambda f: f.update(s=h5py.SoftLink("/a/b")))
    make("file-h5-virtual", virtual)
    make("file-h5-filter", lambda f: f.create_dataset("l", data=np.eye(3), compression="lzf"))
    make("file-many-numbers", lambda f: f.create_dataset("big", (8000, 8000), "f8"))
    make("", loop)
    return made


# What is done to them


def lied(data: bytes, random: Random, near: Iterable[bytes] = ()) -> bytes:
    """One to three lengths, counts or offsets overwritten; near: what stands shortly before."""
    changed = bytearray(data)
    marks = [place for mark in near for place in _places(data, mark)]
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.choice(marks) + random.randrange(64) if marks else random.randrange(len(data))
        form = random.choice(("<B", "<H", "<I", "<Q"))
        size = random.choice((*SIZES, random.randrange(2 * len(data))))
        piece = struct.pack(form, size % 256 ** struct.calcsize(form))
        changed[at : at + len(piece)] = piece
    return bytes(changed)


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    place = data.find(mark)
    while place >= 0:
        yield place
        place = data.find(mark, place + 1)


def broken(data: bytes, random: Random, pool: tuple[bytes, ...]) -> bytes:
    """Bits flipped, pieces cut out, doubled, put in from others; or the end is missing."""
    kind = random.random()
    if kind < 0.2:
        return data[: random.randrange(len(data) + 1)]
    if kind < 0.5:
        return lied(data, random)
    return mutated_bytes(data, random, pool)


def odd_json(value: Any, random: Random) -> Any:
    """A JSON value with something else at one place in it."""
    if random.random() < 0.2 or not isinstance(value, dict | list) or not value:
        odd = (*SIZES, -1, -(2**63), 10**400, 0.5, None, True, "F32", "F64", "BF16", "x" * 600,
               [], [0], [-1], [2**62, 4], [8000] * 4, [1, 1, 1, 1], {}, [[]], "GRU")  # fmt: skip
        return random.choice(odd)
    if isinstance(value, dict):
        key = random.choice(list(value))
        return {**value, key: odd_json(value[key], random)}
    at = random.randrange(len(value))
    return [*value[:at], odd_json(value[at], random), *value[at + 1 :]]


def _safetensors_input(random: Random) -> bytes:
    pool = seeds(".safetensors")
    data = random.choice(pool)
    if random.random() < 0.35:
        return broken(data, random, pool)
    length = int.from_bytes(data[:8], "little")
    header, body = data[8 : 8 + length], data[8 + length :]
    if random.random() < 0.7:
        header = json.dumps(odd_json(json.loads(header), random)).encode()
    else:
        header = mutated(header.decode(), random, ['{"a":{}}']).encode("utf-8", "ignore")
    length = random.choice(SIZES) if random.random() < 0.1 else len(header)
    return length.to_bytes(8, "little") + header + body


def _npy(data: bytes, random: Random) -> bytes:
    """An array of NumPy with a header that lies."""
    if random.random() < 0.3 or not data.startswith(b"\x93NUMPY"):
        return broken(data or b"\0", random, (data,))
    start = data.find(b"{")
    end = data.find(b"}") + 1
    descr = random.choice(("'<f4'", "'>f8'", "'|O'", "'<f2'", "'<i8'", "'<f16'", "[('a','|O')]",
                           "'<c8'", "'|V8'", "'x'", "3"))  # fmt: skip
    size = random.choice(SIZES)
    shape = random.choice((f"({size},)", f"({size}, {size})", "(3, 9)", "()", "(0,)", "(-1,)",
                           "(" * 500, "-" * 5000, "(1, 2, 3, 4)", "(1.5,)", "3"))  # fmt: skip
    order = random.choice(("True", "False", "0"))
    header = f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}".encode()
    if random.random() < 0.3:
        header = mutated(data[start:end].decode("latin-1"), random, ["{}"]).encode(
            "utf-8", "ignore"
        )
    lengths = struct.pack("<H", (len(header) + 1) % 65536)
    return b"\x93NUMPY\x01\x00" + lengths + header + b"\n" + data[end:]


def rezipped(data: bytes, random: Random, change: Callable[[str, bytes], bytes]) -> bytes:
    """An archive with its members changed, named otherwise, doubled or packed in another way."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    buffer = io.BytesIO()
    packing = random.choice((0, 0, 0, 0, 8, 8, 8, 8, 12, 14))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        with zipfile.ZipFile(buffer, "w", packing) as archive:
            for name, member in members * random.choice((1, 1, 1, 2)):
                if random.random() < 0.05:
                    name = random.choice(("../../etc/x.npy", "/x.npy", "data.pkl", "a" * 600, "x"))
                chosen = random.random() < 2 / len(members)
                info = zipfile.ZipInfo(name)  # dated 1980, so that an input can be made again
                archive.writestr(info, change(name, member) if chosen else member, packing)
    if random.random() < 0.2:
        return lied(buffer.getvalue(), random, (b"PK\1\2", b"PK\3\4", b"PK\5\6"))
    return buffer.getvalue()


def _npz_input(random: Random) -> bytes:
    pool = seeds(".npz")
    data = random.choice(pool)
    if random.random() < 0.3:
        return broken(data, random, pool)
    if random.random() < 0.2:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _npy(archive.read(random.choice(archive.namelist())), random)
    return rezipped(data, random, lambda _, member: _npy(member, random))


H5_MARKS = (b"TREE", b"SNOD", b"HEAP", b"GCOL", b"OHDR", b"\x89HDF")


def _broken_h5(data: bytes, random: Random) -> bytes:
    if random.random() < 0.6:
        return lied(data, random, H5_MARKS)
    return broken(data, random, seeds(".h5"))


def _h5_input(random: Random) -> bytes:
    return _broken_h5(random.choice(seeds(".h5")), random)


def _keras_input(random: Random) -> bytes:
    pool = seeds(".keras")
    data = random.choice(pool)
    if random.random() < 0.2:
        return broken(data, random, pool)

    def change(name: str, member: bytes) -> bytes:
        if not name.endswith(".json"):
            return _broken_h5(member, random)
        if random.random() < 0.2:
            return json_text(random).encode("utf-8", "ignore")
        return json.dumps(odd_json(json.loads(member), random)).encode()

    return rezipped(data, random, change)


def _varint(value: int) -> bytes:
    groups = [value >> shift & 0x7F for shift in range(0, max(7, value.bit_length()), 7)]
    return bytes([*(g | 0x80 for g in groups[:-1]), groups[-1]])


def _onnx_input(random: Random) -> bytes:
    pool = seeds(".onnx")
    data = random.choice(pool)
    kind = random.random()
    if kind < 0.3:
        return broken(data, random, pool)
    if kind < 0.5:
        at = random.randrange(2, len(data))
        return data[:at] + _varint(random.choice(SIZES)) + data[at + random.choice((0, 1, 2)) :]
    model = onnx.load_model_from_string(data)
    for _ in range(random.choice((1, 1, 3))):
        _change_graph(model.graph, random)
    return model.SerializeToString()


def _change_graph(graph: onnx.GraphProto, random: Random) -> None:
    """Something in a graph that can still be parsed."""
    node = random.choice(graph.node)
    names = [name for other in graph.node for name in (*other.input, *other.output)]
    kind = random.randrange(7)
    if kind == 0 and graph.initializer:
        tensor = random.choice(graph.initializer)
        odd = random.choice((-1, *SIZES))
        tensor.dims.append(min(odd, 2**63 - 1))
    elif kind == 1 and graph.initializer:
        tensor = random.choice(graph.initializer)
        tensor.data_type = random.randrange(25)
        tensor.data_location = random.choice((0, 0, 1))
    elif kind == 2 and node.input:
        node.input[random.randrange(len(node.input))] = random.choice(names)
    elif kind == 3:
        node.op_type = random.choice((*onnx_graph._OPERATIONS, "Loop", "If", "GRU", "Constant"))
    elif kind == 4 and node.attribute:
        attribute = random.choice(node.attribute)
        attribute.i = random.choice((-1, 0, 5, 2**62))
        attribute.ints.append(random.choice((-1, 0, 7, 2**62)))
        attribute.s = random.choice((b"\xff", b"reverse", b""))
        attribute.type = random.choice((attribute.type, 1, 2, 3, 4, 7))
    elif kind == 5:
        value = onnx.helper.make_tensor("", 7, [2], random.sample((1, -1, 9, 10**9, 2**62), 2))
        graph.node.append(onnx.helper.make_node("Constant", [], ["odd"], value=value))
        if node.input:
            node.input[len(node.input) - 1] = "odd"
    else:
        node.name = random.choice(("", "é\u202e" * 300, "gru_1", graph.node[0].name))


def _any_input(random: Random) -> bytes:
    """Other kinds of files, and beginnings of one with the rest of another."""
    starts = (b"PK\3\4", b"PK\5\6", b"\x80\x02}q", b"\x80\x04\x95", b"\x08\x07", b"\x93NUMPY\1\0",
              b"\x89HDF\r\n\x1a\n", b"%PDF-1.7", b"GGUF", b"{}",
              bytes(8) + b"{", b"\xff" * 8 + b"{",
              b"\x1f\x8b", b"", b"PK", b"\x80", b"\x08")  # fmt: skip
    rest = random.choice(seeds(".npz", ".h5", ".onnx", ".safetensors", ".keras"))
    return random.choice(starts) + random.choice((rest, random.randbytes(random.randrange(200))))


TEXTS = (
    "W_r = 1 2\n3 4\n\nb_r\n0.1\t0.2", "1\t2\n3\t4\n\n5\t6", "[[1 2 ... 3]\n ...\n [4 5 ... 6]]",
    "W = array([[ 0.1, -0.2],\n       [ 3.0e-1, 4. ]], dtype=float32)",
    '{"weight_ih_l0": [[1, 2], [3, 4]], "bias": [1, null, NaN]}', "[[[1, 2], [3, 4]], [[5, 6]]]",
    r"W_{hr} = \begin{bmatrix} 1 & -2 \\ 3 & 4 \end{bmatrix}, \mathbf{b} = "
    r"\left[\begin{array}{cc} 1 & 2 \\ \end{array}\right]",
    "OrderedDict([('weight_ih_l0', tensor([[1., 2.]], grad_fn=<AddBackward0>))])",
    "[<Variable path=gru/kernel, shape=(1, 2), dtype=float32, value=[[1. 2.]]>]",
    "[array([1., 2.]), np.float64(0.5)]", "[", "]", "\\begin{bmatrix}", "\\end{bmatrix}", "=", "&",
)  # fmt: skip


def _text_input(random: Random) -> str:
    return mutated(random.choice(TEXTS), random, TEXTS)


# Reading, watched and measured

exits: Counter[int] = Counter()  # how the other processes ended
largest_peak = 0  # bytes that this one took for one input
opened: list[str] = []
_watching = False


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _watching and event in WATCHED:
        opened.append(f"{event} {args[:1]!r}"[:200])


WATCHED = {
    "open", "os.system", "os.exec", "os.posix_spawn", "os.putenv", "pickle.find_class", "exec",
    "socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "ctypes.dlopen",
    "os.remove", "os.rename", "os.mkdir", "os.listdir", "shutil.copyfile", "urllib.Request",
}  # fmt: skip


@contextmanager
def watched() -> Iterator[None]:
    """Asserts that nothing is opened meanwhile, and that memory stays within the bound."""
    global _watching, largest_peak
    _install()
    opened.clear()
    before = _memory("VmRSS", forget=True)
    _watching = True
    try:
        yield
    finally:
        _watching = False
        peak = _memory("VmHWM") - before
        largest_peak = max(largest_peak, peak)
    assert not opened, f"opened while a file was read: {opened}"
    assert peak <= weight_files.MAX_MEMORY, f"took {peak} bytes"


def _memory(entry: str, forget: bool = False) -> int:
    """Bytes of an entry in what Linux says of this process; 0 where another system runs.

    forget: begin anew with the peak, which otherwise is that of all inputs so far.
    """
    if sys.platform != "linux":
        return 0
    if forget:
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(entry))


@cache
def _install() -> None:
    """What Python loads at the first use of something is loaded; then the watch begins."""
    for suffix in (".safetensors", ".npz", ".keras", ".h5", ".onnx"):
        for data in seeds(suffix):
            with suppress(Problem):
                _read_forked(data)
    for library, read in (("h5", h5_tree.read), ("onnx", onnx_graph.read)):
        for data in seeds(f".{library}"):
            child.respond(library, read, data)
    sys.addaudithook(_watch)


def _read_forked(data: bytes) -> weight_files.Contents:
    with patch.object(keras_file, "read_apart", forked), patch.object(reader, "read_apart", forked):
        return weight_files.read("weights", data)


def forked(library: isolation.Library, data: bytes) -> Any:
    """``isolation.read_apart`` in a fork."""
    ours, theirs = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forks of a process with threads
        process = os.fork()
    if process == 0:
        _answer(library, data, theirs)
    os.close(theirs)
    output = b"".join(iter(lambda: os.read(ours, 1 << 20), b""))
    os.close(ours)
    _, status = os.waitpid(process, 0)
    code = os.waitstatus_to_exitcode(status)
    exits[code] += 1
    assert code != OPENED, f"opened in the other process: {output[:500]!r}"
    return isolation.answer({"h5": "HDF5", "onnx": "ONNX"}[library], code, output)


OPENED = 77  # exit code of a fork in which something was opened


def _answer(library: isolation.Library, data: bytes, pipe: int) -> None:
    """The part of the child, which never returns."""
    code, output = 1, b""
    try:
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with suppress(OSError):  # Linux alone says what is reserved
            now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        opened.clear()
        child._OWN_MEMORY, child.SECONDS = now, CHILD_SECONDS  # type: ignore[attr-defined]
        child.limit_resources(len(data))
        code, output = child.respond(
            library, {"h5": h5_tree.read, "onnx": onnx_graph.read}[library], data
        )
        if opened:
            code, output = OPENED, repr(opened).encode()
        while output:
            output = output[os.write(pipe, output) :]
    finally:
        os._exit(code)


def readers() -> dict[str, Any]:
    """Figures of all readings so far: the largest peak of one, and how the forks ended, by exit
    code (3: a sentence) or signal."""
    return {"largest_peak_megabytes": round(largest_peak / 1e6), "forks": dict(exits)}


def _use_file(data: bytes) -> Iterable[Message]:
    with watched():
        contents = _read_forked(data)
    check_contents(contents)
    return ()


def _use_text(text: str) -> Iterable[Message]:
    with watched():
        contents = weight_files.read_text(text)
    assert contents.arrays
    check_contents(contents)
    return ()


def check_contents(contents: weight_files.Contents) -> None:
    """What its docstring promises."""
    assert len(contents.arrays) <= weight_files.MAX_ARRAYS
    assert sum(array.size for array in contents.arrays.values()) <= weight_files.MAX_NUMBERS
    for name, array in contents.arrays.items():
        assert isinstance(name, str)
        assert array.dtype in (np.float32, np.float64)
        assert array.dtype.isnative
        assert array.flags.c_contiguous
        assert not array.flags.writeable
        assert 1 <= array.ndim <= 3
        assert array.size
    for prefix, facts in contents.facts.items():
        assert isinstance(prefix, str)
        for key, value in facts.items():
            assert isinstance(key, str)
            assert value is None or isinstance(value, str | bool | int | float | tuple)


FILE_PARSERS = (
    Parser("weight_files.read: safetensors", _safetensors_input, _use_file, 20),
    Parser("weight_files.read: npz", _npz_input, _use_file, 20),
    Parser("weight_files.read: keras", _keras_input, _use_file, 10),
    Parser("weight_files.read: h5", _h5_input, _use_file, 20),
    Parser("weight_files.read: onnx", _onnx_input, _use_file, 20),
    Parser("weight_files.read: anything", _any_input, _use_file, 5),
    Parser("weight_files.read_text", _text_input, _use_text, 10),
)
