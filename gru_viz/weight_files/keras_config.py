"""Where the layers of a Keras configuration have their arrays in the HDF5 file beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gru_viz.weight_files.contents import MAX_NAME

MAX_DEPTH = 50  # layers within layers
_TOLD: Mapping[str, type] = {
    "name": str, "reset_after": bool, "activation": str, "recurrent_activation": str,
    "go_backwards": bool,
}  # fmt: skip
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])")

Config = Mapping[str, Any]
Facts = dict[str, dict[str, object]]


def facts(config: Config, named: Mapping[str, str]) -> Facts:
    """Facts of the layers in a ``.keras`` file, by the paths of their groups.

    Keras 3 names a group after the layer's class and, among several of a class, its number:
    ``layers/gru``, ``layers/gru_1``; the layer's own name stands beside it, in ``named``. A
    layer that is called otherwise there is left out.
    """
    found: Facts = {}
    for path, layer in _layers(config, "", 0):
        own = _told(layer)
        if named.get(path, own.get("name")) == own.get("name"):
            found[path] = own
    return found


def named_only(named: Mapping[str, str]) -> Facts:
    """Facts where there is no configuration."""
    return {path: {"name": name} for path, name in named.items()}


def legacy_facts(config: Config, arrays: Iterable[str]) -> Facts:
    """Facts of the layers in a whole model in the legacy form, by what their arrays' names begin
    with: ``model_weights/<layer>``, and below it the groups of the two directions of a
    Bidirectional, and that of the cell of an RNN.
    """
    below: dict[str, set[str]] = {}
    for name in arrays:
        parts = name.split("/")
        groups = below.setdefault("/".join(parts[:2]), set())
        groups |= {"/".join(parts[:n]) for n in range(3, min(len(parts), 9))}
    found: Facts = {}
    for layer in _list(_inner(config).get("layers")):
        own = _told(layer)
        root = f"model_weights/{own.get('name')}"
        if root not in below or root in found:
            continue
        found[root] = own
        one = _layer(_inner(layer).get("layer"))
        other = _layer(_inner(layer).get("backward_layer")) or one
        turned = _inner(one).get("go_backwards") is True  # then the other one isn't
        for way, within in (("forward", one), ("backward", other)):
            backwards = turned != (way == "backward")
            for path in sorted(below[root]) if within else ():
                if path.rpartition("/")[2].startswith(f"{way}_"):
                    found[path] = {**_told(within), "go_backwards": backwards}
        cell = _told(_layer(_inner(layer).get("cell")))
        for path in sorted(below[root]):
            if path.rpartition("/")[2] == cell.get("name"):
                found[path] = cell
    return found


def _layers(layer: Config, path: str, depth: int) -> Iterator[tuple[str, Config]]:
    """Every layer within a layer or a model, with the path of its group."""
    if depth > MAX_DEPTH or len(path) > MAX_NAME:
        return
    inner = _inner(layer)
    for attribute, key in (
        ("layer", "layer"),
        ("forward_layer", "layer"),
        ("backward_layer", "backward_layer"),
        ("cell", "cell"),
    ):
        wraps_two = layer.get("class_name") == "Bidirectional"
        if wraps_two == (attribute in ("layer", "cell")):
            continue
        if within := _layer(inner.get(key)):
            here = _joined(path, attribute)
            yield here, within
            yield from _layers(within, here, depth + 1)
    for key in ("layers", "cells"):
        count: dict[str, int] = {}
        for within in map(_layer, _list(inner.get(key))):
            kind = "_".join(_WORD.split(re.sub(r"\W", "", str(within.get("class_name"))))).lower()
            number = count[kind] = count.get(kind, -1) + 1
            here = _joined(path, f"{key}/{kind}_{number}" if number else f"{key}/{kind}")
            yield here, within
            yield from _layers(within, here, depth + 1)


def _told(layer: Config) -> dict[str, object]:
    """The class, and of its settings those that say how its arrays are meant, each of its type."""
    settings = {key: _plain(_inner(layer).get(key)) for key in _TOLD}
    kept = {key: value for key, value in settings.items() if type(value) is _TOLD[key]}
    return {"class_name": str(layer.get("class_name")), **kept}


def _plain(value: object) -> object:
    """A setting as such; of a function that is written out, its name."""
    if isinstance(value, Mapping):
        inner = value.get("config")
        return inner if isinstance(inner, str) else value.get("class_name")
    return value


def _inner(layer: Config) -> Config:
    return _layer(layer.get("config"))


def _layer(value: object) -> Config:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _joined(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
