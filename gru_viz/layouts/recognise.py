"""Which GRUs a weight file holds, and in which layouts each may be.

What names, shapes and the file's own facts say is decided here. What they leave open, such as
the order of gates in a bare matrix or the place of the reset gate, stays several layouts: it has
to be asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from gru_viz.cells.gru import Array
from gru_viz.layouts.names import Direction, Family, parsed
from gru_viz.layouts.packing import Arrays
from gru_viz.layouts.parts import (
    MAX_LAYERS,
    Found,
    Level,
    Part,
    called,
    closest,
    is_open,
    named_part,
    part_in,
    refuse_another_cell,
    refuse_broken,
    share,
    stacked,
    unnamed_part,
)
from gru_viz.messages import Message, Problem
from gru_viz.sequences import shortened, visible
from gru_viz.weight_files import Contents
from gru_viz.weights import MOST_UNITS as MAX_UNITS

__all__ = ["MAX_LAYERS", "MAX_UNITS", "Found", "Level", "Part", "left_out", "recognise"]

MAX_UNNAMED = 16  # arrays without names that are tried as the weights of one GRU

# Names that are no more than a place in a row: of pasted text, and as NumPy counts.
_NAMELESS = re.compile(r"[0-9]+|arr_[0-9]+|array")
_NAMES_SHOWN = 8  # of those that say nothing here

# Arrays that only a recurrent layer has; of a written layout it takes more than half.
_TELLING: Mapping[Family, frozenset[str]] = {
    "torch": frozenset({"weight_ih", "weight_hh"}),
    "mxnet": frozenset({"i2h_weight", "h2h_weight"}),
    "keras": frozenset({"recurrent_kernel"}),
    "tf1": frozenset({"gates/kernel", "candidate/kernel"}),
    "linen": frozenset({"hr/kernel", "hz/kernel", "hn/kernel"}),
    "nnx": frozenset({"dense_h/kernel"}),
}
# Of these, a layer may have been given other functions than σ and tanh.
_ADJUSTABLE = {"keras", "tf1", "linen", "nnx"}
_LSTM = re.compile(r"(?:.*[./])?(?:h[figo][./]kernel|(?:basic_)?lstm_cell[./]kernel(?::0)?)")
_WAYS: Mapping[str, tuple[Direction, ...]] = {
    "forward": ("forward",),
    "reverse": ("reverse",),
    "bidirectional": ("forward", "reverse"),
}

Facts = Mapping[str, Mapping[str, object]]
Item = TypeVar("Item")


def recognise(contents: Contents) -> tuple[Found, ...]:
    """Every GRU in a file, in the file's order.

    Raises Problem where there is none that can be used: the sentence says what is there instead,
    or what is wrong with it.
    """
    found, problems = _searched(contents)
    if not found:
        raise problems[0] if problems else Problem("layout-none", limit=MAX_UNITS)
    return found


def left_out(contents: Contents) -> tuple[Message, ...]:
    """For what else in a file looks like a recurrent layer: why it can't be used."""
    return tuple(problem.message for problem in _searched(contents)[1])


def _searched(contents: Contents) -> tuple[tuple[Found, ...], list[Problem]]:
    if contents.format == "onnx":
        return _tried(_chains(contents.facts), lambda chain: _nodes(contents, chain))
    groups = _grouped(contents.arrays)
    found, problems = _tried(groups, lambda group: _module(contents.facts, group))
    if not found and not problems:
        return _tried([contents], _unnamed)
    return found, problems


def _tried(
    items: Iterable[Item], make: Callable[[Item], Found | None]
) -> tuple[tuple[Found, ...], list[Problem]]:
    found, problems = [], []
    for item in items:
        try:
            if made := make(item):
                found.append(made)
        except Problem as problem:
            problems.append(problem)
    return tuple(found), problems


# Arrays with names


@dataclass(slots=True)
class _Group:
    """The arrays of one module, by layer and direction, and the paths that lead to them.

    twice: a name that two arrays have.
    """

    family: Family
    module: str
    parts: dict[tuple[int, Direction], dict[str, Array]] = field(default_factory=dict)
    paths: dict[tuple[int, Direction], str] = field(default_factory=dict)
    twice: str = ""


def _grouped(arrays: Arrays) -> list[_Group]:
    """The arrays by module, or by path where several paths lead to one place of a module."""
    names = {raw: name for raw in arrays if (name := parsed(raw))}
    paths: dict[tuple[object, ...], set[str]] = {}
    for name in names.values():
        place = (name.family, name.module, name.level, name.direction)
        paths.setdefault(place, set()).add(name.path)
    crowded = {place[:2] for place, those in paths.items() if len(those) > 1}
    groups: dict[tuple[Family, str], _Group] = {}
    for raw, name in names.items():
        if (name.family, name.module) in crowded:
            name = replace(name, module=name.path, level=0)
        group = groups.setdefault((name.family, name.module), _Group(name.family, name.module))
        part = group.parts.setdefault((name.level, name.direction), {})
        group.twice = raw if name.bare in part else group.twice
        part[name.bare] = arrays[raw]
        group.paths[name.level, name.direction] = name.path
    return list(groups.values())


def _module(facts: Facts, group: _Group) -> Found | None:
    """A group as a GRU; None where it isn't a recurrent layer at all."""
    if not any(_is_recurrent(group.family, arrays) for arrays in group.parts.values()):
        return None
    name = _label(facts, group)
    if group.twice:
        raise Problem("layout-twice", array=shortened(visible(group.twice)))
    parts: dict[tuple[int, Direction], Part] = {}
    directions = _told_directions(facts, group)
    for (level, direction), arrays in group.parts.items():
        path = group.paths[level, direction]
        _refuse_functions(facts, path, name)
        if group.family == "written":
            ways = _split(arrays)
        else:
            ways = {directions[level, direction]: arrays}
        for way, own in ways.items():
            part = named_part(group.family, own, name)
            if group.family == "keras":
                part = _told(part, _fact(facts, path, "reset_after"))
            parts[level, way] = part
    told = any(_fact(facts, path, "activation") for path in group.paths.values())
    taken_for_granted = group.family in _ADJUSTABLE and not told
    notes = [Message("layout-note-activations")] if taken_for_granted else []
    asked = group.family == "written" and any(map(is_open, parts.values()))
    return stacked(name, parts, notes, asked)


def _told_directions(facts: Facts, group: _Group) -> Mapping[tuple[int, Direction], Direction]:
    """The direction of each part: as the file tells it, or else as it is named.

    Two parts of a layer that would be told to read the same way read as they are named.
    """
    told: dict[tuple[int, Direction], Direction] = {}
    for (level, named), path in group.paths.items():
        backwards = _fact(facts, path, "go_backwards")
        way: Direction = "reverse" if backwards else "forward"
        told[level, named] = way if isinstance(backwards, bool) else named
    if len({(level, way) for (level, _), way in told.items()}) == len(told):
        return told
    return {place: place[1] for place in told}


def _is_recurrent(family: Family, arrays: Arrays) -> bool:
    if family == "written":
        return share(closest(family, arrays), arrays) > 0.5
    if family == "keras" and "recurrent_kernel" in arrays:
        # In a Keras 3 file the second array of any layer is called so.
        R, W = arrays["recurrent_kernel"], arrays.get("kernel")
        return R.ndim == 2 and R.shape[1] % len(R) == 0 and (W is None or W.ndim == 2)
    return bool(_TELLING[family] & arrays.keys())


def _split(arrays: Arrays) -> Mapping[Direction, Arrays]:
    """Arrays of ONNX' form, with an axis of two directions in front, as one of each."""
    if not all(array.ndim == (2 if name == "B" else 3) for name, array in arrays.items()):
        return {"forward": arrays}
    one = all(len(array) == 1 for array in arrays.values())
    return dict(_directions(arrays, _WAYS["forward" if one else "bidirectional"]))


def _told(part: Part, reset_after: object) -> Part:
    """The part as Keras' own setting of its reset gate lets it be read."""
    if not isinstance(reset_after, bool) or len(part.notations) == 1:
        return part
    key = "keras" if reset_after else "keras_before"
    return replace(part, readings={key: part.arrays})


def _label(facts: Facts, group: _Group) -> str:
    """The name of a module: the one that its author gave it, or else its path."""
    path = group.module.partition("#")[0].rstrip("/.")
    path = re.sub(r"(?:[./]\w*cell|[./]cells)+$", "", path)
    path = re.sub(r"\*[^./]*[./]?", "", path).rstrip("/.")
    told = _fact(facts, path, "name")
    if isinstance(told, str) and told:
        return shortened(visible(told))
    path = re.sub(r"([^./]+)/\1$", r"\1", path)  # the legacy form of Keras says each name twice
    return shortened(visible(path))


def _fact(facts: Facts, path: str, key: str) -> object:
    """What a file says about the layer of a path, or else about what is round it."""
    while path:
        if (value := facts.get(path, {}).get(key)) is not None:
            return value
        path = path.rpartition("/")[0]
    return None


def _refuse_functions(facts: Facts, path: str, name: str) -> None:
    for key, expected in (("recurrent_activation", "sigmoid"), ("activation", "tanh")):
        _refuse_function(_fact(facts, path, key), expected, name)


def _refuse_function(told: object, expected: str, name: str) -> None:
    if isinstance(told, str) and told.lower() != expected:
        shown = shortened(visible(told))
        raise Problem("layout-activation", name=called(name), activation=shown, expected=expected)


# ONNX


def _chains(facts: Facts) -> Iterator[list[str]]:
    """The GRU nodes of a graph; those that feed one another, and nothing else does, in a row."""
    fed = {node: own.get("inputs") for node, own in facts.items()}
    sources = list(fed.values())
    after = {
        source: node
        for node, source in fed.items()
        if isinstance(source, str) and source in fed and sources.count(source) == 1
        if facts[source].get("linear_before_reset") == facts[node].get("linear_before_reset")
    }
    followers = set(after.values())
    for node in fed:
        if node in followers:
            continue
        chain = [node]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        yield chain


def _nodes(contents: Contents, chain: Sequence[str]) -> Found:
    name = shortened(visible(chain[0]))
    parts: dict[tuple[int, Direction], Part] = {}
    notes = []
    for level, node in enumerate(chain):
        facts = contents.facts[node]
        _refuse_other_node(facts, name)
        own = {
            role: contents.arrays[f"{node}/{role}"]
            for role in ("W", "R", "B", "initial_h")
            if f"{node}/{role}" in contents.arrays
        }
        ways = _WAYS[str(facts.get("direction"))]
        refuse_broken(own)
        h0 = own.pop("initial_h", None)
        if h0 is not None and h0.ndim == 3 and facts.get("layout"):
            h0 = h0.swapaxes(0, 1)
        key = "onnx_after" if facts.get("linear_before_reset") else "onnx"
        for k, (way, arrays) in enumerate(_directions(own, ways)):
            part = part_in(key, arrays, name)
            if h0 is not None and h0.ndim == 3 and h0.shape[::2] == (len(ways), part.H):
                if (h0[k] != h0[k, 0]).any():
                    notes = [Message("layout-note-starts")]
                part = replace(part, h0=h0[k, 0])
            parts[level, way] = part
    return stacked(name, parts, notes)


def _refuse_other_node(facts: Mapping[str, object], name: str) -> None:
    if facts.get("direction") not in _WAYS:
        raise Problem("layout-direction", name=called(name))
    functions = facts.get("activations")
    told = functions if isinstance(functions, tuple) else ()
    for function, expected in zip(told, ("sigmoid", "tanh") * len(told), strict=False):
        _refuse_function(function, expected, name)
    if facts.get("clip"):
        raise Problem("layout-clip", name=called(name))


def _directions(
    arrays: Arrays, ways: Sequence[Direction]
) -> Iterator[tuple[Direction, dict[str, Array]]]:
    """The arrays of each direction, each with an axis of length 1 left for it."""
    for role, array in arrays.items():
        if len(array) != len(ways):
            raise Problem("layout-directions", array=role, count=len(array), expected=len(ways))
    for k, way in enumerate(ways):
        yield way, {role: array[k : k + 1] for role, array in arrays.items()}


# Arrays without names


def _unnamed(contents: Contents) -> Found | None:
    """All arrays of a file as one GRU, by their shapes.

    Raises Problem for names that say something else: then the order would say nothing.
    """
    arrays = contents.arrays
    if lstm := next(filter(_LSTM.fullmatch, arrays), None):
        raise Problem("layout-lstm", array=shortened(visible(lstm)))
    if names := [shortened(visible(raw)) for raw in arrays if not _NAMELESS.fullmatch(raw)]:
        more = max(len(names) - _NAMES_SHOWN, 0)
        shown = "”, “".join(names[:_NAMES_SHOWN])
        raise Problem("layout-unknown-names", names=shown, more=more, limit=MAX_UNITS)
    if not 2 <= len(arrays) <= MAX_UNNAMED:
        return None
    if part := unnamed_part(arrays):
        shapes = [array.shape for array in arrays.values()]
        same = len(set(shapes)) < len(shapes)
        notes = [Message("layout-note-order")] if same else []
        return stacked("", {(0, "forward"): part}, notes, asked=True)
    if contents.format == "text":
        _refuse_other_shapes(arrays)
    return None


def _refuse_other_shapes(arrays: Arrays) -> None:
    """Two matrices with as many rows, or columns, of which one is k to a unit."""
    matrices = {name: array for name, array in arrays.items() if array.ndim == 2}
    for along in (0, 1):
        for name, array in matrices.items():
            others = [m for m in matrices.values() if m is not array]
            if any(other.shape[along] == array.shape[along] for other in others):
                refuse_another_cell(array.shape[along] / array.shape[1 - along], name)
