"""Any weight file, told by its first bytes."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from gru_viz.messages import Problem
from gru_viz.weight_files import keras_file, numpy_file, safetensors_file
from gru_viz.weight_files.contents import MAX_FILE, Contents, name_shown
from gru_viz.weight_files.isolation import read_apart
from gru_viz.weight_files.zips import Archive

TORCH_TO_SAFETENSORS = """\
import torch; from safetensors.torch import save_file
save_file({name: w.contiguous().clone() for name, w in torch.load("model.pt", map_location="cpu", \
weights_only=True).items()}, "model.safetensors")
"""


def read(name: str, data: bytes) -> Contents:
    """What a weight file holds. Nothing of it is unpickled or run, and no other file is read.

    name: as it was uploaded; only sentences use it.

    Raises Problem for whatever can't be read.
    """
    if len(data) > MAX_FILE:
        size = ceil(len(data) / 1e5) / 10  # not rounded down to the limit itself
        raise Problem("file-size", size=f"{size:.1f}", limit=MAX_FILE // 1_000_000)
    if not data:
        raise Problem("file-empty", name=name_shown(name))
    if data.startswith(b"PK"):
        return _zip(name, data)
    if data.startswith(numpy_file.MAGIC):
        return numpy_file.read_npy(data)
    if data.startswith(keras_file.MAGIC):
        return keras_file.read_h5(data)
    if safetensors_file.is_safetensors(data):  # whose length may look like a pickle's beginning
        return safetensors_file.read(data)
    if _is_pickle(data):
        raise Problem("file-torch-pickle", name=name_shown(name))
    if _is_onnx(data):
        return _onnx(data)
    raise Problem("file-unknown", name=name_shown(name))


def _zip(name: str, data: bytes) -> Contents:
    archive = Archive(data)
    if keras_file.is_keras(archive):
        return keras_file.read_keras(archive)
    if any(member.rpartition("/")[2] == "data.pkl" for member in archive.members):
        raise Problem("file-torch-pickle", name=name_shown(name))
    if numpy_file.is_npz(archive):
        return numpy_file.read_npz(archive)
    raise Problem("file-unknown", name=name_shown(name))


def _is_pickle(data: bytes) -> bool:
    """Whether it begins as pickles of protocol 2 and later do: PROTO, its number, an opcode."""
    return data[0] == 0x80 and data[1:2] in (b"\2", b"\3", b"\4", b"\5")


def _is_onnx(data: bytes) -> bool:
    """Whether it begins with the number of ONNX' version, which every writer puts first."""
    return data[0] == 0x08 and 0 < int.from_bytes(data[1:2]) < 32


def _onnx(data: bytes) -> Contents:
    arrays, found = read_apart("onnx", data)
    facts = {name: _frozen(own) for name, own in found["facts"].items()}
    return Contents("onnx", arrays, facts)


def _frozen(own: Mapping[str, Any]) -> dict[str, object]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in own.items()}
