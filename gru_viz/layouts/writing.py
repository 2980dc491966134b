"""Weights as a file of the library that a layout belongs to."""

import io
from collections.abc import Callable, Mapping
from math import ceil, log10
from typing import Literal

import numpy as np
from safetensors.numpy import save

from gru_viz.cells.gru import Array, Params
from gru_viz.layouts.loading import in_file, loading_code
from gru_viz.layouts.packing import Arrays, pack, stored_of
from gru_viz.messages import Message, Problem
from gru_viz.variants import Notation

__all__ = ["FORMATS", "Format", "as_file", "formats", "loading_code", "notes"]

Format = Literal["safetensors", "npz", "keras", "onnx"]

# How the names of such files end.
FORMATS: Mapping[Format, str] = {
    "safetensors": ".safetensors",
    "npz": ".npz",
    "keras": ".weights.h5",
    "onnx": ".onnx",
}


def formats(notation: Notation) -> tuple[Format, ...]:
    """The formats in which weights in a notation's layout can be written, its own first."""
    of_names: dict[str, Format] = {"recurrent_kernel": "keras", "R": "onnx"}
    names = [stored.name for stored in stored_of(notation)]
    native = tuple(form for name, form in of_names.items() if name in names)
    return (*native, "safetensors", "npz")


def as_file(params: Params, notation: Notation, form: Format) -> bytes:
    """A file with weights that are in this notation already, see ``conversion.convert``.

    All but ONNX keep every bit; an ONNX model is of float32, which is what its runtimes compute
    a GRU in, see ``notes``. A Keras file is one that ``load_weights`` of a Sequential of a GRU
    takes.

    Raises ValueError for a bias that has no place in the layout or a format that isn't among its
    ``formats``, Problem for a number too large for float32 in ONNX.
    """
    if form not in formats(notation):
        raise ValueError(f"{notation.key} is not written as {form}")
    return _WRITERS[form](pack(params, notation), notation)


def notes(params: Params, notation: Notation, form: Format) -> tuple[Message, ...]:
    """What the reader of a file should know: by how much its numbers were rounded."""
    if form != "onnx":
        return ()
    arrays = pack(params, notation).values()
    largest = max(float(np.abs(array - _narrow(array)).max()) for array in arrays)
    if not largest:
        return ()
    return (Message("write-rounded", {"largest": f"1e{ceil(log10(largest))}"}),)


def _narrow(array: Array) -> Array:
    with np.errstate(over="ignore"):
        narrow = array.astype(np.float32)
    if not np.isfinite(narrow).all():
        raise Problem("write-too-large", limit=f"{np.finfo(np.float32).max:.1e}")
    return narrow


def _safetensors(arrays: Arrays, notation: Notation) -> bytes:
    return save({in_file(name): array for name, array in arrays.items()})


def _npz(arrays: Arrays, notation: Notation) -> bytes:
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **{in_file(name): a for name, a in arrays.items()})
    return file.getvalue()


def _keras(arrays: Arrays, notation: Notation) -> bytes:
    import h5py  # loads a library that no page but this one needs

    data = io.BytesIO()
    with h5py.File(data, "w") as file:
        file.create_group("vars")
        for k, name in enumerate(("kernel", "recurrent_kernel", "bias")):
            file[f"layers/gru/cell/vars/{k}"] = arrays[name]
        file.create_group("layers/gru/vars")
        file.create_group("layers/input_layer/vars")
    return data.getvalue()


def _onnx(arrays: Arrays, notation: Notation) -> bytes:
    import onnx  # takes a while to load, and no page but this one needs it
    from onnx import TensorProto, helper, numpy_helper

    H, D = arrays["R"].shape[2], arrays["W"].shape[2]
    node = helper.make_node(
        "GRU",
        ["X", "W", "R", "B"],
        ["Y", "Y_h"],
        name="gru",
        hidden_size=H,
        linear_before_reset=int(notation.variant.reset == "after"),
    )
    values = {
        "X": ("T", "B", D),
        "Y": ("T", 1, "B", H),
        "Y_h": (1, "B", H),
    }
    described = {
        name: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in values.items()
    }
    graph = helper.make_graph(
        [node],
        "gru",
        [described["X"]],
        [described["Y"], described["Y_h"]],
        [numpy_helper.from_array(_narrow(array), name) for name, array in arrays.items()],
    )
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, producer_name="gru_viz", opset_imports=[opset], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


_WRITERS: Mapping[Format, Callable[[Arrays, Notation], bytes]] = {
    "safetensors": _safetensors,
    "npz": _npz,
    "keras": _keras,
    "onnx": _onnx,
}
