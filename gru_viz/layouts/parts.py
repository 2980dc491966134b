"""What is found in a file: GRUs, their layers, and for each the layouts that its arrays fit."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gru_viz.cells.gru import Array, Params
from gru_viz.layouts.names import FAMILIES, Direction, Family
from gru_viz.layouts.packing import (
    LAYOUTS,
    WRITTEN,
    Arrays,
    fitted,
    holds_biases,
    shape_of,
    sizes,
    stored_of,
    unpack,
)
from gru_viz.messages import Message, Problem
from gru_viz.sequences import shortened, visible
from gru_viz.variants import OWN, Notation, Stored
from gru_viz.weights import MOST_UNITS as MAX_UNITS

MAX_LAYERS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One layer in one direction: what has weights of its own.

    readings: by their keys in ``LAYOUTS``, the layouts that the arrays can be in, each with the
    arrays by the names that it gives them. h0: the state that it begins with, where the file says
    one.
    """

    readings: Mapping[str, Arrays]
    h0: Array | None = None

    @property
    def notations(self) -> tuple[str, ...]:
        """The keys of the layouts that the arrays can be in."""
        return tuple(self.readings)

    @property
    def arrays(self) -> Arrays:
        """The arrays by their names in the first of the layouts."""
        return self.readings[self.notations[0]]

    @property
    def H(self) -> int:
        """Number of units."""
        return sizes(self.arrays, LAYOUTS[self.notations[0]])[0]

    @property
    def D(self) -> int:
        """Number of features that it takes."""
        return sizes(self.arrays, LAYOUTS[self.notations[0]])[1]

    def params(self, key: str) -> Params:
        """The weights, read in the layout of this key."""
        return unpack(self.readings[key], LAYOUTS[key])


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """A layer: its part that reads forward, its part that reads from the end, or both."""

    forward: Part | None = None
    reverse: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those that there are."""
        return tuple(part for part in (self.forward, self.reverse) if part)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A GRU in a file, with all of its layers.

    name: as the file calls it, "" where it has no name. notes: what can't be known from the file
    and was taken for granted. asked: whether to ask even where one layout is left, as the arrays
    could mean something else.
    """

    name: str
    levels: tuple[Level, ...]
    notes: tuple[Message, ...] = ()
    asked: bool = False

    @property
    def notations(self) -> tuple[str, ...]:
        """Keys in ``LAYOUTS`` of the layouts that it can be in; where there are several, ask."""
        first, *others = (part for level in self.levels for part in level.parts)
        return tuple(
            key for key in first.notations if all(key in part.notations for part in others)
        )

    @property
    def H(self) -> int:
        """Number of units of the first layer."""
        return self.levels[0].parts[0].H

    @property
    def D(self) -> int:
        """Number of features that the first layer takes."""
        return self.levels[0].parts[0].D


def stacked(
    name: str,
    parts: Mapping[tuple[int, Direction], Part],
    notes: Sequence[Message] = (),
    asked: bool = False,
) -> Found:
    """The parts, by layer from 0 and direction, as layers one on the other.

    Raises Problem where they don't fit together or are beyond the bounds.
    """
    count = 1 + max(level for level, _ in parts)
    if count > MAX_LAYERS:
        raise Problem("layout-many-layers", name=called(name), count=count, limit=MAX_LAYERS)
    levels: list[Level] = []
    for k in range(count):
        level = Level(parts.get((k, "forward")), parts.get((k, "reverse")))
        if not level.parts:
            raise Problem("layout-missing-layer", name=called(name), layer=k + 1)
        given = sum(part.H for part in levels[-1].parts) if levels else level.parts[0].D
        for part in level.parts:
            if given != part.D:
                raise Problem(
                    "layout-layer-width",
                    name=called(name),
                    layer=k + 1,
                    features=part.D,
                    expected=given,
                )
        levels.append(level)
    if (features := levels[0].parts[0].D) > MAX_UNITS:
        raise Problem("layout-features", name=called(name), count=features, limit=MAX_UNITS)
    found = Found(name, tuple(levels), tuple(notes), asked)
    if not found.notations:
        raise Problem("layout-mixed", name=called(name))
    return found


def named_part(family: Family, given: Arrays, name: str) -> Part:
    """The arrays of a part, by their names in layouts of this family.

    Raises Problem where they are in none of them, or the weights of something else.
    """
    arrays = {bare: array for bare, array in given.items() if bare != "h0"}
    if "weight_hr" in arrays:
        raise Problem("layout-projection", name=called(name))
    _refuse_other_cells(arrays)
    refuse_broken(given)
    readings: dict[str, Arrays] = {}
    problems: dict[str, Problem] = {}
    for key in of_family(family):
        try:
            if arrays.keys() <= {stored.name for stored in stored_of(LAYOUTS[key])}:
                sizes(arrays, LAYOUTS[key])
                readings[key] = arrays
        except Problem as problem:
            problems[key] = problem
    if not readings:
        raise problems.get(closest(family, arrays)) or Problem("layout-names", name=called(name))
    part = _checked(Part({key: readings[key] for key in distinct(readings, arrays)}), name)
    h0 = given.get("h0")
    return part if h0 is None or h0.size != part.H else Part(part.readings, h0.reshape(part.H))


def part_in(key: str, arrays: Arrays, name: str) -> Part:
    """The arrays of a part whose layout is known. Raises Problem where they don't fit it."""
    sizes(arrays, LAYOUTS[key])
    return _checked(Part({key: arrays}), name)


def unnamed_part(arrays: Arrays) -> Part | None:
    """Arrays without known names, by their shapes alone; None where no layout has these.

    Those of one shape are taken in the order in which they stand.
    """
    refuse_broken(arrays)
    unwritten = (key for key in LAYOUTS if key not in WRITTEN)
    assigned = ((key, _assigned(arrays, key)) for key in distinct(unwritten))
    readings = {key: by_name for key, by_name in assigned if by_name}
    return _checked(Part(readings), "") if readings else None


def is_open(part: Part) -> bool:
    """Whether letters and shapes leave open what written matrices mean, be it that one layout
    is left: our own fits every variant, and W and U of one shape may be meant the other way.
    """

    def swappable(layout: Notation) -> bool:
        W, U = layout.symbols["W_r"], layout.symbols["U_r"]
        return layout.products == "separate" and W.base != U.base

    layouts = [LAYOUTS[key] for key in part.notations]
    return any(layout.key == OWN for layout in layouts) or (
        part.H == part.D and any(map(swappable, layouts))
    )


def of_family(family: Family) -> Iterator[str]:
    """The keys of the layouts whose arrays have names of this family."""
    for key, layout in LAYOUTS.items():
        if FAMILIES[stored_of(layout)[0].name] == family:
            yield key


def share(key: str, arrays: Arrays) -> float:
    """How many of the matrices of a layout are here, 0…1."""
    needed = [stored.name for stored in stored_of(LAYOUTS[key]) if not holds_biases(stored)]
    return sum(name in arrays for name in needed) / len(needed)


def closest(family: Family, arrays: Arrays) -> str:
    """The layout of a family that has most of its matrices here."""
    return max(of_family(family), key=lambda key: share(key, arrays))


def distinct(keys: Iterable[str], names: Collection[str] | None = None) -> Iterator[str]:
    """Of layouts that mean the same by the same arrays, only the first.

    names: of the arrays that there are, where they have names, and not their order alone.
    """
    seen = set()
    for key in keys:
        layout = LAYOUTS[key]
        slots = stored_of(layout)
        if names is None:
            meaning: Collection[object] = tuple((s.blocks, s.transposed) for s in slots)
        else:
            meaning = frozenset(s for s in slots if s.name in names)
        if (layout.variant, meaning) not in seen:
            seen.add((layout.variant, meaning))
            yield key


def called(name: str) -> str:
    """A module's name for a sentence; not every module has one."""
    return name or "GRU"


def refuse_another_cell(gates: float, array: str) -> None:
    """Raises Problem for as many gates to a unit as an LSTM or a plain RNN has."""
    if gates == 4:
        raise Problem("layout-lstm", array=array)
    if gates == 1:
        raise Problem("layout-rnn", array=array)


def refuse_broken(arrays: Arrays) -> None:
    """Raises Problem for NaN and infinity, and says where they are."""
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            place = np.argwhere(~np.isfinite(array))[0] + 1
            row, column = (place[0], 1) if len(place) == 1 else place[-2:]
            shown = shortened(visible(name))
            raise Problem("layout-not-finite", array=shown, row=int(row), column=int(column))


def _refuse_other_cells(arrays: Arrays) -> None:
    """The recurrent matrix of k gates is (kH, H) or (H, kH)."""
    for bare, along in (
        ("weight_hh", 0),
        ("h2h_weight", 0),
        ("recurrent_kernel", 1),
        ("dense_h/kernel", 1),
    ):
        if (array := arrays.get(bare)) is not None and array.ndim == 2:
            refuse_another_cell(array.shape[along] / array.shape[1 - along], bare)


def _checked(part: Part, name: str) -> Part:
    if part.H > MAX_UNITS:
        raise Problem("layout-units", name=called(name), count=part.H, limit=MAX_UNITS)
    return part


def _assigned(arrays: Arrays, key: str) -> Arrays | None:
    """The arrays by the names of a layout, with or without its biases; None where they don't fit.

    Once H is known, D follows from how many numbers there are.
    """
    layout = LAYOUTS[key]
    slots = stored_of(layout)
    if len(arrays) != len(slots):
        slots = tuple(stored for stored in slots if not holds_biases(stored))
    if len(arrays) != len(slots):
        return None
    numbers = sum(array.size for array in arrays.values())
    biases = sum(len(row) for s in slots if holds_biases(s) for row in s.blocks)
    lengths = {n for array in arrays.values() for n in array.shape}
    for H in sorted({n // k for n in lengths for k in (1, 2, 3) if n % k == 0}):
        D, rest = divmod(numbers - 3 * H * H - biases * H, 3 * H)
        if D > 0 and not rest and (taken := _taken(arrays, layout, slots, H, D)):
            return taken
    return None


def _taken(
    arrays: Arrays, layout: Notation, slots: Sequence[Stored], H: int, D: int
) -> Arrays | None:
    """For each slot in turn the first array of its shape that is left."""
    left, taken = list(arrays.values()), {}
    for stored in slots:
        shape = shape_of(stored, H, D)
        fits = (i for i, array in enumerate(left) if fitted(array, stored, layout).shape == shape)
        if (i := next(fits, None)) is None:
            return None
        taken[stored.name] = left.pop(i)
    return taken
