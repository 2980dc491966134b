"""What if: gates held at a value, features and units switched off, one gate instead of two.

All of it comes down to three things that a GRU is given anyway: its input, its weights, and
gates that are held (:class:`gru_viz.cells.gru.Hold`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from gru_viz.cells import gru
from gru_viz.weights import Array, Weights

Gate = Literal["r", "z"]
Gates = Literal["both", "update", "reset", "shared"]
MAX_HOLDS = 64
ALL = 0  # in the place of a unit


@dataclass(frozen=True, slots=True)
class Hold:
    """A gate held at a value, within 0…1, from timestep `first` to `last`, both included.

    unit: from 1, or ALL. Timesteps and units count from 1; those beyond the sequence or the
    layer wait unused.
    """

    gate: Gate
    unit: int
    first: int
    last: int
    value: float

    def covers(self, gate: str, t: int, unit: int) -> bool:
        """Whether it holds that gate of that unit at timestep t."""
        return self.gate == gate and self.first <= t <= self.last and self.unit in (ALL, unit)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is different from the GRU as its weights have it.

    holds: a later one wins over an earlier one.
    gates: "update": r is 1, so that only z is at work. "reset": z writes everything, so that only
    r is. "shared": one gate for both, r equal to the share that z writes: the minimal gated unit
    of Zhou et al. 2016, arXiv 1603.09420.
    off: features "x1", "x2", … whose input is 0, and units "h1", "h2", … whose state stays 0.
    """

    holds: tuple[Hold, ...] = ()
    gates: Gates = "both"
    off: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != WhatIf()


def applied(
    what_if: WhatIf, weights: Weights, x: Array, variant: gru.Variant
) -> tuple[Weights, Array, gru.Hold | None]:
    """The weights, the input and the held gates with which `what_if` comes true.

    A unit that is off starts at 0 and writes nothing, so all of its equations still hold.
    """
    if not what_if:
        return weights, x, None
    T, H = len(x), weights.params.H
    held = {gate: np.full((T, H), np.nan) for gate in ("r", "z")}
    write_all = 1.0 if variant.update == "renews" else 0.0
    if what_if.gates == "update":
        held["r"][:] = 1
    if what_if.gates == "reset":
        held["z"][:] = write_all
    if what_if.gates == "shared":
        weights = replace(weights, params=_shared(weights.params, variant))
    for hold in what_if.holds:
        unit = slice(None) if hold.unit == ALL else slice(hold.unit - 1, hold.unit)
        held[hold.gate][hold.first - 1 : hold.last, unit] = hold.value
    if features := list(_indices(what_if.off, "x", x.shape[1])):
        x = np.array(x)
        x[:, features] = 0
    if units := list(_indices(what_if.off, "h", H)):
        h0 = np.array(weights.h0)
        h0[units] = 0
        weights = replace(weights, h0=h0)
        held["z"][:, units] = 1 - write_all
    holds = {gate: values for gate, values in held.items() if not np.isnan(values).all()}
    return weights, x, gru.Hold(**holds) if holds else None


def carry(variant: gru.Variant, unit: int, k: int, t: int) -> tuple[Hold, ...]:
    """The gate values that carry the input of timestep k unchanged to timestep t in one unit.

    At k all is written and nothing of before is mixed in; from k + 1 to t nothing is written:
    h_t = h_k = the candidate of k, with r = 0 made of x_k (and biases) alone.
    """
    write_all = 1.0 if variant.update == "renews" else 0.0
    written = (Hold("r", unit, k, k, 0.0), Hold("z", unit, k, k, write_all))
    kept = (Hold("z", unit, k + 1, t, 1 - write_all),) if t > k else ()
    return (*written, *kept)


def held_at(
    holds: tuple[Hold, ...], gate: Gate, t: int, unit: int, value: float | None
) -> tuple[Hold, ...]:
    """The holds once a person has put that gate of that unit at timestep t at a value.

    The last hold that covers the place takes the value, over all that it covers; where there is
    none, a new one covers this place alone. None lets go of what covers it.
    """
    covering = [hold for hold in holds if hold.covers(gate, t, unit)]
    if value is None:
        return tuple(hold for hold in holds if hold not in covering)
    if not covering:
        return (*holds, Hold(gate, unit, t, t, value))[-MAX_HOLDS:]
    return tuple(replace(h, value=value) if h is covering[-1] else h for h in holds)


def _shared(params: gru.Params, variant: gru.Variant) -> gru.Params:
    sign = 1 if variant.update == "renews" else -1
    of_z = {name: getattr(params, f"{name}_z") for name in "WUbc"}
    shared: dict[str, Any] = {
        f"{name}_r": None if a is None else sign * a + 0.0 for name, a in of_z.items()
    }
    return replace(params, **shared)


def _indices(off: Iterable[str], kind: str, most: int) -> Iterable[int]:
    return (i - 1 for name in sorted(off) if name[0] == kind and (i := int(name[1:])) <= most)
