"""For each notation of a library: how far our states are from what the library computes.

Its arrays are read by ``layouts.packing.unpack``, so the layout is checked with the formula.
Outputs are stored (``reference/`` here and in ``tests/cells`` have the scripts), but for those
of onnxruntime, which runs live.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from gru_viz.cells import gru
from gru_viz.layouts.packing import stored_of, unpack
from gru_viz.variants import PUBLISHED, Notation
from tests.cells import onnx_gru

HERE = Path(__file__).parent
CELLS = HERE.parent / "cells"

Arrays = dict[str, np.ndarray]

# notation: the file of its outputs, and what the names of its cases begin with there.
STORED = {
    "torch": (CELLS / "reference/torch.npz", ""),
    "d2l_concise": (CELLS / "reference/torch.npz", ""),
    "keras": (CELLS / "reference/keras.npz", "after_"),
    "keras_before": (CELLS / "reference/keras.npz", "before_"),
    "tf1": (HERE / "reference/tf1.npz", "tf1/"),
    "linen": (HERE / "reference/flax.npz", "linen/"),
    "nnx": (HERE / "reference/flax.npz", "nnx/"),
    "mxnet": (HERE / "reference/mxnet.npz", "mxnet/"),
    "d2l": (HERE / "reference/d2l.npz", "d2l/"),
}
LIVE = ("onnx", "onnx_after")
NAMES = {
    "torch": "PyTorch",
    "keras": "Keras",
    "tf_keras": "tf_keras",
    "tensorflow": "TensorFlow",
    "flax": "Flax",
    "jax": "JAX",
    "mxnet": "MXNet",
}


@dataclass(frozen=True, slots=True)
class Check:
    """What a notation was held to, and the largest difference of a state."""

    notation: Notation
    library: str
    floats: str
    difference: float


def check(key: str) -> Check:
    """The check of a notation against its library."""
    notation = PUBLISHED[key]
    if key in LIVE:
        library, floats, given = (
            f"onnxruntime {onnxruntime.__version__}",
            "float32",
            _live(notation),
        )
    else:
        library, floats, given = _library(key), "float64", _stored(key)
    return Check(notation, library, floats, max(_difference(notation, case) for case in given))


def _difference(notation: Notation, case: Arrays) -> float:
    """weights by their names, x (T, B, D), h0 (B, H), output (T, B, H)."""
    weights = {s.name: case[s.name] for s in stored_of(notation) if s.name in case}
    trace = gru.forward(unpack(weights, notation), case["x"], case.get("h0"), notation.variant)
    return float(np.abs(trace.h[1:] - case["output"]).max())


def _library(key: str) -> str:
    with np.load(STORED[key][0]) as file:
        versions = [str(version).split(" ") for version in file["versions"]]
    names = ", ".join(f"{NAMES[name]} {version}" for name, version in versions if name in NAMES)
    return f"the book's formulas in {names}" if key == "d2l" else names


def _stored(key: str) -> Iterator[Arrays]:
    path, prefix = STORED[key]
    cases: dict[str, Arrays] = {}
    with np.load(path) as file:
        for name in file.files:
            if name.startswith(prefix) and name != "versions":
                case, _, array = name.removeprefix(prefix).partition("/")
                cases.setdefault(case, {})[array.removesuffix("_l0")] = file[name]
    for case in cases.values():
        if key.startswith("keras"):  # its batches come first
            case |= {name: case[name].swapaxes(0, 1) for name in ("x", "output")}
        yield case


def _live(notation: Notation) -> Iterator[Arrays]:
    for seed, (T, B, D, H) in enumerate([(1, 1, 1, 1), (6, 1, 3, 4), (9, 3, 2, 5), (40, 2, 5, 8)]):
        rng = np.random.default_rng(seed)
        shapes = {"W": (3 * H, D), "R": (3 * H, H), "B": (6 * H,), "x": (T, B, D)}
        case = {name: rng.normal(size=s).astype(np.float32) for name, s in shapes.items()}
        case["h0"] = rng.uniform(-1, 1, (B, H)).astype(np.float32)
        after = int(notation.variant.reset == "after")
        session = onnx_gru.session(case["W"], case["R"], case["B"], after)
        (y,) = session.run(["Y"], {"X": case["x"], "initial_h": case["h0"][None]})
        yield {**case, "output": y[:, 0]}
