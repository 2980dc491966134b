"""Readers in C and C++, which hostile bytes can crash, run in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import Array, guarded
from gru_viz.weight_files.safetensors_file import arrays_and_notes

SECONDS = 20  # that a file may take
REFUSED = 3  # exit code with which the process hands over a Problem
_NEEDED = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH")  # by Python itself, on some systems
_ROOT = Path(__file__).parents[2]

Library = Literal["h5", "onnx"]
Notes = Mapping[str, Any]


def read_apart(library: Library, data: bytes) -> tuple[Mapping[str, Array], Notes]:
    """The arrays that a library finds in a file, and what else it found.

    Raises Problem for a file that is refused, that crashes the library or takes it too long.
    """
    shown = {"h5": "HDF5", "onnx": "ONNX"}[library]
    environment = {
        # Where this process finds its modules, the other one does too.
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        "HDF5_PLUGIN_PRELOAD": "::",  # libhdf5's word for: load no filters from elsewhere
        "OPENBLAS_NUM_THREADS": "1",  # each thread would reserve memory, of which there is little
        **{name: os.environ[name] for name in _NEEDED if name in os.environ},
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "gru_viz.weight_files.child", library],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Problem("file-slow", format=shown, limit=SECONDS) from None
    except OSError as error:  # the system has no room for another process
        raise Problem("file-crash", format=shown) from error
    return answer(shown, done.returncode, done.stdout)


def answer(shown: str, code: int, output: bytes) -> tuple[Mapping[str, Array], Notes]:
    """What the other process said, by its exit code and its output."""
    if code == REFUSED:
        refusal = guarded(shown, lambda: json.loads(output))
        raise Problem(refusal["key"], **refusal["args"])
    if code != 0:
        raise Problem("file-crash", format=shown)
    return guarded(shown, lambda: _unpacked(output))


def _unpacked(output: bytes) -> tuple[Mapping[str, Array], Notes]:
    arrays, notes = arrays_and_notes(output)
    found = json.loads(notes["found"])
    return {name: arrays[str(i)] for i, name in enumerate(found.pop("names"))}, found
