"""Weights from elsewhere: the layers of one GRU, what each layer sees, and all of it as text."""

import base64
import binascii
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from gru_viz.cells import gru
from gru_viz.cells.gru import Array, Params
from gru_viz.layouts.names import Direction
from gru_viz.layouts.packing import LAYOUTS
from gru_viz.layouts.parts import MAX_LAYERS, Found, Part, called
from gru_viz.messages import Problem
from gru_viz.variants import BIASES, WEIGHTS, Notation
from gru_viz.weights import MOST_UNITS as MAX_UNITS
from gru_viz.weights import Weights

__all__ = [
    "MAX_LAYERS",
    "MAX_NUMBERS",
    "Direction",
    "Layer",
    "Stack",
    "as_text",
    "from_text",
    "input_of",
    "stack_of",
]

MAX_NUMBERS = 8_000_000  # that float32 holds exactly; others count as two

_DIRECTIONS: tuple[Direction, ...] = ("forward", "reverse")
_MAGIC = b"GRU\1"
_HEADER = struct.Struct("<4s24sBB")  # magic, the layout's key, bytes of a number, layers
_PART = struct.Struct("<HHH")  # H, D, which arrays there are; H = 0: no such direction
_ARRAYS = (*WEIGHTS, *BIASES, "h0")
_WIDE = 1 << len(_ARRAYS)  # among them: the weights are of float64
_MAX_TEXT = 4 * MAX_NUMBERS * 4 // 3 + 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer: the weights of its forward direction, of its reverse one, or of both."""

    forward: Weights | None = None
    reverse: Weights | None = None

    @property
    def H(self) -> int:
        """Units of both directions together: the features that the layer above takes."""
        return sum(way.params.H for way in (self.forward, self.reverse) if way)


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """A GRU of one layer or several, in one direction or both.

    notation_key: of its layout in ``LAYOUTS``. Layers are counted from 1.
    """

    notation_key: str
    levels: tuple[Layer, ...]

    @property
    def notation(self) -> Notation:
        """How its weights are meant."""
        return LAYOUTS[self.notation_key]

    @property
    def places(self) -> tuple[tuple[int, Direction], ...]:
        """Every (layer, direction) that there is."""
        return tuple(
            (k, way)
            for k, layer in enumerate(self.levels, 1)
            for way in _DIRECTIONS
            if getattr(layer, way)
        )

    @property
    def D(self) -> int:
        """Number of features of the sequence that it takes."""
        return self.params(*self.places[0]).D

    @property
    def H(self) -> int:
        """Number of units of its first layer, in one direction."""
        return self.params(*self.places[0]).H

    def weights(self, layer: int, direction: Direction) -> Weights:
        """The weights and first state of a layer in a direction.

        Raises Problem where there is no such layer or direction.
        """
        if (layer, direction) not in self.places:
            raise Problem("layout-no-such-layer", layer=layer, count=len(self.levels))
        weights: Weights = getattr(self.levels[layer - 1], direction)
        return weights

    def params(self, layer: int, direction: Direction) -> Params:
        """The weights of a layer in a direction. Raises Problem where there is none."""
        return self.weights(layer, direction).params

    def features(self, layer: int) -> tuple[str, ...]:
        """The names of what a layer sees, () for the first, which sees the sequence itself."""
        if layer == 1:
            return ()
        arrows = {"forward": "→", "reverse": "←"}
        return tuple(
            f"{arrows[way]}h{i}"
            for k, way in self.places
            if k == layer - 1
            for i in range(1, self.params(k, way).H + 1)
        )


def stack_of(found: Found, key: str) -> Stack:
    """A GRU of a file, read in one of the layouts that it can be in.

    Raises Problem where it can't be in that one, or ``as_text`` wouldn't take it.
    """
    if key not in found.notations:
        raise Problem("layout-not-this", name=called(found.name))

    def weights(part: Part | None) -> Weights | None:
        if part is None:
            return None
        params = part.params(key)
        return Weights(params, np.zeros(params.H) if part.h0 is None else part.h0)

    layers = (Layer(weights(level.forward), weights(level.reverse)) for level in found.levels)
    stack = Stack(key, tuple(layers))
    _bounded(stack)
    return stack


def input_of(stack: Stack, x: Array, layer: int, direction: Direction) -> Array:
    """What a layer sees of a sequence x (T, D), in the order in which it sees it.

    The first layer sees x; each other one the states of the layer below, (T, H) for each of its
    directions side by side, those of "reverse" put back into the order of time. A layer that
    reads in reverse sees the last timestep first.

    Raises Problem where there is no such layer or direction.
    """
    stack.weights(layer, direction)
    for below in range(1, layer):
        states = []
        for k, way in stack.places:
            if k == below:
                step = 1 if way == "forward" else -1
                own, variant = stack.weights(k, way), stack.notation.variant
                h = gru.forward(own.params, x[::step], own.h0, variant).h[1:]
                states.append(h[::step])
        x = np.concatenate(states, axis=-1)
    return x if direction == "forward" else x[::-1]


# As text: a header, a few numbers about each layer and direction, and the weights, all of it
# deflated and in the letters that an address takes.


def as_text(stack: Stack) -> str:
    """The stack as text of letters, digits, - and _; exact.

    Raises Problem for more than ``MAX_NUMBERS``.
    """
    arrays, kind = _bounded(stack)
    pieces = [_HEADER.pack(_MAGIC, stack.notation_key.encode(), kind.itemsize, len(stack.levels))]
    pieces += [_part(way) for way in _ways(stack)]
    pieces += [array.astype(kind).tobytes() for array in arrays]
    # Level 1: weights are nearly noise, so the others take longer and give no shorter text.
    return base64.urlsafe_b64encode(zlib.compress(b"".join(pieces), 1)).decode().rstrip("=")


def from_text(text: str) -> Stack:
    """The stack that ``as_text`` wrote. At most ``MAX_NUMBERS`` are unpacked.

    Raises Problem for any other text.
    """
    if len(text) > _MAX_TEXT:
        raise Problem("layout-text", limit=MAX_NUMBERS)
    try:
        return _read(text)
    except (ValueError, LookupError, struct.error, zlib.error, binascii.Error) as error:
        raise Problem("layout-text", limit=MAX_NUMBERS) from error


def _read(text: str) -> Stack:
    """Raises one of many errors for a text that isn't whole."""
    packed = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    stream = zlib.decompressobj()
    head = stream.decompress(packed, _HEADER.size + 2 * MAX_LAYERS * _PART.size)
    magic, key, width, count = _HEADER.unpack_from(head)
    notation_key = key.rstrip(b"\0").decode("ascii")
    end = _HEADER.size + 2 * count * _PART.size
    if (
        notation_key not in LAYOUTS
        or magic != _MAGIC
        or width not in (4, 8)
        or not 1 <= count <= MAX_LAYERS
        or len(head) < end
    ):
        raise ValueError("no header")
    parts = [_shapes(*part) for part in _PART.iter_unpack(head[_HEADER.size : end])]
    size = width * sum(prod(shape) for shapes, _ in parts for shape in shapes.values())
    if size > 4 * MAX_NUMBERS:
        raise ValueError("too many numbers")
    data = head[end:] + stream.decompress(stream.unconsumed_tail, size + 1)
    if len(data) != size or not stream.eof or stream.unused_data:
        raise ValueError("more or fewer numbers than it says")
    numbers = iter(np.split(np.frombuffer(data, f"<f{width}"), _ends(parts)))
    ways = [_weights(shapes, kind, numbers) for shapes, kind in parts]
    layers = tuple(map(Layer, ways[::2], ways[1::2]))
    _check_layers(layers)
    return Stack(notation_key, layers)


def _ways(stack: Stack) -> Iterator[Weights | None]:
    for layer in stack.levels:
        yield from (layer.forward, layer.reverse)


def _given(weights: Weights | None) -> dict[str, Array]:
    """The arrays that have to be kept, by their names."""
    if weights is None:
        return {}
    named = {name: getattr(weights.params, name) for name in _ARRAYS[:-1]}
    if weights.h0.any():
        named["h0"] = weights.h0
    return {name: array for name, array in named.items() if array is not None}


def _part(weights: Weights | None) -> bytes:
    if weights is None:
        return _PART.pack(0, 0, 0)
    present = sum(1 << _ARRAYS.index(name) for name in _given(weights))
    wide = _WIDE if weights.params.W_r.dtype == np.float64 else 0
    return _PART.pack(weights.params.H, weights.params.D, present | wide)


def _shapes(H: int, D: int, present: int) -> tuple[dict[str, tuple[int, ...]], np.dtype[Any]]:
    """The shapes of the arrays of a part, none where there is no such direction."""
    of = {"W": (H, D), "U": (H, H)}
    names = [name for i, name in enumerate(_ARRAYS) if present >> i & 1]
    if H and not (set(WEIGHTS) <= set(names) and H <= MAX_UNITS and 0 < D <= 2 * MAX_UNITS):
        raise ValueError("no weights of a GRU")
    kind = np.dtype(np.float64 if present & _WIDE else np.float32)
    return {name: of.get(name[0], (H,)) for name in names if H}, kind


def _ends(parts: Iterable[tuple[dict[str, tuple[int, ...]], np.dtype[Any]]]) -> list[int]:
    """Where in the numbers each array but the last ends."""
    sizes = [prod(shape) for shapes, _ in parts for shape in shapes.values()]
    return [int(end) for end in np.cumsum(sizes)[:-1]]


def _weights(
    shapes: Mapping[str, tuple[int, ...]], kind: np.dtype[Any], numbers: Iterator[Array]
) -> Weights | None:
    arrays = {name: next(numbers).reshape(shape) for name, shape in shapes.items()}
    if not arrays:
        return None
    h0 = arrays.pop("h0", None)
    if h0 is not None and not np.isfinite(h0).all():
        raise ValueError("a first state that is not finite")
    params = Params(**{name: array.astype(kind) for name, array in arrays.items()})
    return Weights(params, np.zeros(params.H) if h0 is None else h0)


def _check_layers(layers: Iterable[Layer]) -> None:
    """Raises ValueError where one layer's states are not what the next one takes."""
    given = 0
    for layer in layers:
        ways = [way for way in (layer.forward, layer.reverse) if way]
        if not ways or any((given or ways[0].params.D) != way.params.D for way in ways):
            raise ValueError("layers that don't fit")
        given = layer.H


def _bounded(stack: Stack) -> tuple[list[Array], np.dtype[Any]]:
    """The arrays of a stack, and the narrowest floats that hold all of them exactly.

    Raises Problem for more than ``MAX_NUMBERS``.
    """
    arrays = [array for way in _ways(stack) for array in _given(way).values()]
    with np.errstate(over="ignore"):  # what float32 can't hold isn't the same there
        wide = any((array != array.astype(np.float32)).any() for array in arrays)
    kind = np.dtype("<f8" if wide else "<f4")
    count, limit = sum(array.size for array in arrays), 4 * MAX_NUMBERS // kind.itemsize
    if count > limit:
        raise Problem("layout-many-numbers", count=count, limit=limit, bits=8 * kind.itemsize)
    return arrays, kind
