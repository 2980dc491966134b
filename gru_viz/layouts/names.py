"""The name of an array in a file: which layer of which module it belongs to, and as what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gru_viz.layouts.packing import LAYOUTS, stored_of

Direction = Literal["forward", "reverse"]
Family = Literal["torch", "mxnet", "keras", "tf1", "linen", "nnx", "written"]

# The libraries whose arrays have names of their own; all others are symbols, as written.
_LIBRARIES: tuple[Family, ...] = ("torch", "mxnet", "keras", "tf1", "linen", "nnx")
FAMILIES: Mapping[str, Family] = {
    **{stored.name: "written" for layout in LAYOUTS.values() for stored in stored_of(layout)},
    **{stored.name: key for key in _LIBRARIES for stored in stored_of(LAYOUTS[key])},
    "h0": "written",
}
_PATHS: tuple[Family, ...] = ("keras", "tf1", "linen", "nnx")  # say layer and direction by paths

_AFTER = re.compile(r"(?::[0-9]+|[./]value)$")
_TORCH = re.compile(
    r"(?:(?P<path>.*)[./])?(?P<bare>(?:weight|bias)_(?:ih|hh|hr))"
    r"(?:_l(?P<level>[0-9]{1,3})(?P<reverse>_reverse)?)?"
)
_MXNET = re.compile(
    r"(?P<path>|.*?[./_])(?:(?P<way>[lr])(?P<level>[0-9]{1,3})_)?(?P<bare>[ih]2h_(?:weight|bias))"
)
_KERAS = re.compile(r"(?:(?P<path>.*)/)?vars/(?P<place>[012])")
_KERAS_NAMES = {"0": "kernel", "1": "recurrent_kernel", "2": "bias"}
_TF1_OLD = {"weights": "kernel", "biases": "bias"}
_WAY = re.compile(r"(?P<way>forward|backward|fw|bw)(?P<rest>_.*)?")
_STACKS = {"cells", "multi_rnn_cell", "stack_bidirectional_rnn"}
_NUMBERED = re.compile(r"_[0-9]+$")
_CELL = re.compile(r"[a-z0-9_]*cell(?:_(?P<level>[0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of an array says.

    family: who names arrays like this. module: what the names of all layers and directions of
    one module begin with, # standing for the layer and * for the direction. level: the layer,
    from 0.
    direction: which way it reads. bare: the name as in the library's layout.
    path: all that stands before it.
    """

    family: Family
    module: str
    level: int
    direction: Direction
    bare: str
    path: str


def parsed(raw: str) -> Name | None:
    """What a name says; None where it is no name that a GRU's array has."""
    name = _AFTER.sub("", raw)
    if match := _TORCH.fullmatch(name):
        way: Direction = "reverse" if match["reverse"] else "forward"
        path = match["path"] or ""
        return Name("torch", path, int(match["level"] or 0), way, match["bare"], path)
    if match := _MXNET.fullmatch(name):
        way = "reverse" if match["way"] == "r" else "forward"
        path = match["path"].rstrip("./_")
        return Name("mxnet", path, int(match["level"] or 0), way, match["bare"], path)
    if match := _KERAS.fullmatch(name):
        return _by_path("keras", match["path"] or "", _KERAS_NAMES[match["place"]])
    return _by_ending(name)


def _by_ending(name: str) -> Name | None:
    """A name whose last parts are those of a layout, after any others."""
    parts = re.split(r"[./]", name)
    parts[-1] = _TF1_OLD.get(parts[-1], parts[-1])
    for length in (2, 1):
        bare = "/".join(parts[-length:])
        if family := FAMILIES.get(bare):
            separator = "/" if "/" in name else "."
            path = separator.join(parts[:-length])
            if family in _PATHS:
                return _by_path(family, path, bare)
            return Name(family, path, 0, "forward", bare, path)
    return None


def _by_path(family: Family, path: str, bare: str) -> Name:
    """Layer and direction as Keras, TensorFlow and Flax say them, by groups on the way."""
    separator = "/" if "/" in path else "."
    module = path.split(separator)
    level = 0
    direction: Direction = "forward"
    for i in range(len(module) - 1, -1, -1):
        cell = _CELL.fullmatch(module[i])
        if cell and i and module[i - 1] in _STACKS:
            level, module[i] = int(cell["level"] or 0), "#"
    for i in range(len(module) - 1, -1, -1):
        if way := _WAY.fullmatch(module[i]):
            direction = "reverse" if way["way"] in ("backward", "bw") else "forward"
            below = [_NUMBERED.sub("", part) for part in module[i + 1 :]]  # Keras counts the cells
            module[i:] = ["*" + (way["rest"] or ""), *below]
            break
    return Name(family, separator.join(module), level, direction, bare, path)
