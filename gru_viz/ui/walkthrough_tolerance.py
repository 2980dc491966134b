"""How far an answer may be off: as far as rounding on the way, at the decimals shown, can take it.

Every computed number that the learner reads is off by at most half of its last decimal. What comes
of that, and of rounding on the way, is followed through the equation as in the practice problems.
"""

from dataclasses import fields
from typing import Any

import numpy as np

from gru_viz.cells import by_hand
from gru_viz.cells.gru import Array, Hold, Trace
from gru_viz.formulas import Equation, Hadamard, Quantity, Sum, value
from gru_viz.practice.rounded import Matrix, Rounded, given
from gru_viz.ui.walkthrough_drag import held_at

_ENOUGH = 0.02  # beyond it, in a long sum, only what by_hand comes to counts


def tolerance(trace: Trace, t: int, unit: int, equation: Equation, decimals: int) -> float:
    """By how much the equation's result for a unit at timestep t may be off; both from 1."""
    (bound,) = _worked(trace, t, unit, equation, decimals).slack
    path = abs(_by_hand(trace, t, unit, equation.result, decimals))
    return min(bound, max(_ENOUGH, path + 10.0**-decimals))


def _worked(trace: Trace, t: int, unit: int, equation: Equation, decimals: int) -> Rounded:
    """The equation's result from the numbers that are shown."""
    alone = slice(unit - 1, unit)
    # A matrix takes the state of all units, the mix that of one.
    units = alone if equation.result == "h" else slice(None)
    h, r, z, n = trace.h[t - 1, units], trace.r[t - 1], trace.z[t - 1], trace.n[t - 1]

    def exact(values: Array) -> Rounded:
        return given(values.tolist(), decimals)

    def shown(values: Array) -> Rounded:
        numbers = exact(values)
        return Rounded(numbers.value, (numbers.unit / 2,) * len(values), decimals)

    known: dict[str, Any] = {
        "x": exact(trace.x[t - 1]),
        "h_prev": shown(h) if t > 1 else exact(h),
        "r": shown(r if trace.variant.reset == "before" else r[alone]),
        "z": shown(z[alone]),
        "n": shown(n[alone]),
    }
    for field in fields(trace.params):
        if (weights := getattr(trace.params, field.name)) is not None:
            rows = weights[alone]
            known[field.name] = exact(rows) if rows.ndim == 1 else Matrix(tuple(rows.tolist()))
    argument = equation.argument
    match argument:
        case Sum((*others, Hadamard(gate, bracket))) if equation.result == "n":
            known["q"] = value(bracket, known).off()  # one rounds it before it is multiplied
            argument = Sum((*others, Hadamard(gate, Quantity("q"))))
    result: Rounded = value(argument, known).off()
    return result.through(equation.function) if equation.function else result


def _by_hand(trace: Trace, t: int, unit: int, name: str, decimals: int) -> float:
    """How far the result is off where all is rounded on the way as by_hand does it."""
    row = {"h": t}.get(name, t - 1)
    exact = float(getattr(trace, name)[row, unit - 1])
    x, h = trace.x[t - 1 : t], np.round(trace.h[t - 1], decimals if t > 1 else 6)
    try:
        hold = Hold(r=held_at(trace, "r", t), z=held_at(trace, "z", t))
        step = by_hand.forward(trace.params, x, h, trace.variant, hold, decimals=decimals)
    except ValueError:  # numbers that nobody would take by hand
        return 0.0
    return float(getattr(step, name)[1 if name == "h" else 0, unit - 1]) - exact
