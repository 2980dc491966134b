"""How far an answer may be off: as far as rounding on the way, at the decimals shown, can take it.

Every computed number that the learner reads is off by at most half of its last decimal, and so is
every product, every sum and the result; what that comes to is followed through the equation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import numpy as np

from gru_viz.cells import by_hand
from gru_viz.cells.gru import Array, Hold, Trace
from gru_viz.formulas import Equation, Hadamard, Joined, Node, OneMinus, Product, Quantity, Sum
from gru_viz.ui.walkthrough_drag import held_at

_SLOPE = {"sigma": 0.25, "tanh": 1.0, "": 1.0}  # at most
_ENOUGH = 0.02  # beyond it, in a long sum, only what by_hand comes to counts

Valued = tuple[Array, Array]  # values, and how far they may be off


def tolerance(trace: Trace, t: int, unit: int, equation: Equation, decimals: int) -> float:
    """By how much the equation's result for a unit at timestep t may be off; both from 1."""
    half = 0.5 * 10.0**-decimals
    values = {
        name: (getattr(trace, name)[t - 1], half) for name in "rzn" if name != equation.result
    }
    values["x"] = trace.x[t - 1], 0.0
    values["h_prev"] = trace.h[t - 1], half if t > 1 else 0.0
    weights = {f.name: getattr(trace.params, f.name) for f in fields(trace.params)}
    _, off = _Bound(values, weights, unit, half).of(equation.argument)
    bound = float(off[0]) * _SLOPE[equation.function] + half
    path = abs(_by_hand(trace, t, unit, equation.result, decimals))
    return min(bound, max(_ENOUGH, path + 2 * half))


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


class _Bound:
    """A tree's value for one unit, with how far rounding takes it at most."""

    def __init__(
        self,
        values: Mapping[str, tuple[Array, float]],
        weights: Mapping[str, Array],
        unit: int,
        half: float,
    ) -> None:
        self.values, self.weights, self.half = values, weights, half
        self.alone = slice(unit - 1, unit)

    def of(self, node: Node, units: slice | None = None) -> Valued:
        """units: which ones of a vector; None for the unit alone."""
        at = self.alone if units is None else units
        match node:
            case Quantity(name) if name in self.values:
                value, off = self.values[name]
                return value[at], np.full(len(value[at]), off)
            case Quantity(name):
                bias = self.weights[name][at]
                return bias, np.zeros(len(bias))
            case Product(matrix, vector):
                terms, term_off = self.of(vector, slice(None))
                rows = self.weights[matrix][at]
                rounding = self.half * np.count_nonzero(rows, axis=1)
                return rows @ terms, np.abs(rows) @ term_off + rounding
            case Hadamard(left, right):
                (a, a_off), (b, b_off) = self.of(left, units), self.of(right, units)
                return a * b, np.abs(a) * b_off + np.abs(b) * a_off + a_off * b_off + self.half
            case OneMinus(inner):
                a, a_off = self.of(inner, units)
                return 1 - a, a_off
            case Joined(products):
                return self.added(products, units)
            case Sum(parts):
                return self.added(parts, units)
        raise TypeError(node)

    def added(self, nodes: Iterable[Node], units: slice | None) -> Valued:
        values, offs = zip(*(self.of(node, units) for node in nodes), strict=True)
        return np.sum(values, axis=0), np.sum(offs, axis=0) + self.half
