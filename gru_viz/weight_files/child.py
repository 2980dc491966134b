"""The process that reads HDF5 or ONNX: a file on standard input, an answer on standard output.

    python -m gru_viz.weight_files.child h5 < file

The answer is a safetensors file whose arrays are numbered, with their names and all else in
JSON beside them; or, with exit code ``REFUSED``, a Problem in JSON.
"""

import importlib
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from safetensors.numpy import save

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import MAX_MEMORY, Array, guarded
from gru_viz.weight_files.isolation import REFUSED, SECONDS

READERS = {"h5": ("HDF5", "h5_tree"), "onnx": ("ONNX", "onnx_graph")}
_OWN_MEMORY = 250_000_000  # address space of the interpreter with its libraries


def main() -> int:
    """Read standard input, and write the answer."""
    data = sys.stdin.buffer.read()
    library = sys.argv[1]
    # Only the process that needs a library loads it; and before the limits, which keep files shut.
    reader = importlib.import_module(f"gru_viz.weight_files.{READERS[library][1]}")
    limit_resources(len(data))
    code, output = respond(library, reader.read, data)
    sys.stdout.buffer.write(output)
    return code


def limit_resources(size: int) -> None:
    """From here on no file can be opened or written, and memory and time are bounded.

    size: of the file that is read, of which a few copies are no fault.
    """
    try:
        import resource  # not on Windows
    except ImportError:
        return
    for name, limit in (
        ("RLIMIT_AS", _OWN_MEMORY + MAX_MEMORY + size),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", 3),
        ("RLIMIT_CORE", 0),
    ):
        with suppress(AttributeError, ValueError, OSError):  # a system without this limit
            resource.setrlimit(getattr(resource, name), (limit, limit))


def respond(library: str, read: Any, data: bytes) -> tuple[int, bytes]:
    """The exit code and the output for a file."""
    try:
        return 0, guarded(READERS[library][0], lambda: packed(*read(data)))
    except Problem as problem:
        key, args = problem.message.key, dict(problem.message.args)
        return REFUSED, json.dumps({"key": key, "args": args}).encode()


def packed(arrays: Mapping[str, Array], found: Mapping[str, Any]) -> bytes:
    """The answer with these arrays."""
    notes = json.dumps({**found, "names": list(arrays)})
    return save({str(i): array for i, array in enumerate(arrays.values())}, {"found": notes})


if __name__ == "__main__":
    sys.exit(main())
