"""What would come of another gate value: the timestep computed anew for each of many."""

import numpy as np

from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Array, Hold, Trace
from gru_viz.whatif import Gate

Table = list[list[float]]  # for each of VALUES: n and h

VALUES = tuple(k / 20 for k in range(21))  # of a gate, shut to open


def dragged(trace: Trace, t: int, unit: int, gate: Gate, whole: bool = False) -> Table:
    """For each of VALUES: n and h of the unit at timestep t, were the gate held there.

    t, unit: from 1. whole: the gates of all units are dragged together, else this unit's alone.
    What is held already stays so, but for what is dragged.
    """
    units = slice(None) if whole else slice(unit - 1, unit)
    steps = (_again(trace, t, gate, units, value) for value in VALUES)
    return [[float(step.n[0, unit - 1]), float(step.h[1, unit - 1])] for step in steps]


def _again(trace: Trace, t: int, gate: Gate, units: slice, value: float) -> Trace:
    held = {"r": held_at(trace, "r", t), "z": held_at(trace, "z", t)}
    held[gate][:, units] = value
    x, h, hold = trace.x[t - 1 : t], trace.h[t - 1], Hold(**held)
    if trace.decimals is None:
        return gru.forward(trace.params, x, h, trace.variant, hold)
    return by_hand.forward(trace.params, x, h, trace.variant, hold, decimals=trace.decimals)


def held_at(trace: Trace, gate: Gate, t: int) -> Array:
    """The gate's values at timestep t where it is held, NaN elsewhere, (1, H)."""
    where = getattr(trace, f"held_{gate}")
    if where is None:
        return np.full((1, trace.params.H), np.nan)
    values: Array = np.where(where[t - 1 : t], getattr(trace, gate)[t - 1 : t], np.nan)
    return values
