"""The worked steps of the way back: each gradient with its symbols, its numbers, and its value.

Drawn from the trees of :mod:`gru_viz.gradients` and the numbers of :func:`gru.backward`, as the
player draws them. Everything is TeX.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gru_viz import gradients
from gru_viz.cells.gru import Array, Gradients, Trace
from gru_viz.exports import tex
from gru_viz.exports.backward_numbers import Numbers
from gru_viz.exports.steps import Derivation, shown_decimals
from gru_viz.exports.writing import Writing
from gru_viz.formulas import Hadamard, Node, Quantity
from gru_viz.gradients import GradientEquation
from gru_viz.variants import BIASES


@dataclass(frozen=True, slots=True)
class StepBack:
    """The derivations of one timestep for one unit; both count from 1.

    held: the gates, "r" and "z", that are held, through which nothing goes back.
    """

    t: int
    unit: int
    derivations: tuple[Derivation, ...]
    held: tuple[str, ...]


def worked_back(
    trace: Trace,
    grads: Gradients,
    decimals: int,
    timesteps: Iterable[int],
    units: Iterable[int],
    writing: Writing,
) -> Iterator[StepBack]:
    """The steps back of one sequence's trace, the last timestep first, in each unit by unit.

    decimals: of computed values. timesteps, units: which, from 1.
    """
    numbers = gradients.by_name(trace, grads)
    equations = gradients.equations(writing.notation, trace.params)
    shown = shown_decimals(trace, decimals)
    units = sorted(set(units))
    for t in sorted(set(timesteps), reverse=True):
        for unit in units:
            place = _Place(trace, numbers, t, unit, shown, writing)
            held = tuple(gate for gate in "zr" if place.is_held(gate))
            yield StepBack(t, unit, tuple(map(place.derivation, equations)), held)


def formula_rows(trace: Trace, writing: Writing) -> Iterator[str]:
    """The equations of the way back through a timestep, as rows of an aligned display."""
    for equation in gradients.equations(writing.notation, trace.params):
        left = writing.symbol(equation.result, None)
        yield f"{left} &= {writing.formula(equation.argument, None)}"


def weight_rows(trace: Trace, writing: Writing) -> Iterator[str]:
    """What the weights' gradients are the sums of, as rows of an aligned display."""
    notation, params = writing.notation, trace.params
    after = notation.variant.reset == "after"
    x, h, r = Quantity("x"), Quantity("h_prev"), Quantity("r")

    def outer(slope: str, vector: str) -> str:
        a = writing.symbol(slope, None)
        match notation.vectors:
            case "column":
                return rf"{a} {vector}^{{\top}}"
            case "row":
                return rf"{vector}^{{\top}} {a}"
            case "row of transposed":
                return rf"\left( {a} \right)^{{\top}} {vector}"

    for gate in "rzn":
        state: Node = Hadamard(r, h) if gate == "n" and not after else h
        of_W, of_U = f"d_a_{gate}", "d_q" if gate == "n" and after else f"d_a_{gate}"
        inputs, states = (writing.formula(node, None) for node in (x, state))
        if notation.products == "joined":
            first, ends = (
                ("W", (inputs, states)) if notation.first == "x" else ("U", (states, inputs))
            )
            sums = {f"{first}_{gate}": outer(of_W, f"[{', '.join(ends)}]")}
        else:
            inputs_ = _bracketed(inputs)
            state_ = f"({states})" if isinstance(state, Hadamard) else _bracketed(states)
            sums = {f"W_{gate}": outer(of_W, inputs_), f"U_{gate}": outer(of_U, state_)}
        sums |= {
            name: writing.symbol(of_U if name[0] == "c" else of_W, None)
            for name in (f"b_{gate}", f"c_{gate}")
            if name in BIASES and getattr(params, name) is not None
        }
        for name, summed in sums.items():
            yield rf"{slope_at(name, writing)} &= \sum_{{t}} {summed}"


def slope_at(name: str, writing: Writing) -> str:
    """∂L by a weight or by h0, in symbols."""
    by = writing.symbol("h", 0) if name == "h0" else writing.symbol(name, None)
    return rf"\frac{{\partial L}}{{\partial {by}}}"


def _bracketed(symbol: str) -> str:
    """A symbol that a transposition can stand behind."""
    return f"({symbol})" if "^" in symbol else f"{{{symbol}}}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the numbers are taken from: one timestep and one unit, both from 1."""

    trace: Trace
    numbers: Mapping[str, Array]
    t: int
    unit: int
    decimals: int
    writing: Writing

    def derivation(self, equation: GradientEquation) -> Derivation:
        left = self.writing.symbol(equation.result, self.t)
        value = self.number(equation.result, self.unit)
        if equation.result in ("d_a_r", "d_a_z") and self.is_held(equation.result[-1]):
            return Derivation(equation.stage, left, ((value,),))
        in_numbers = Numbers(self.number, self.trace.params, self.writing.notation)
        lines = [
            (self.writing.formula(equation.argument, self.t),),
            tuple(tex.packed(in_numbers.pieces(equation.argument, self.unit))),
            (value,),
        ]
        same = [line for k, line in enumerate(lines) if not k or line != lines[k - 1]]
        return Derivation(equation.stage, left, tuple(same))

    def is_held(self, gate: str) -> bool:
        held = getattr(self.trace, f"held_{gate}")
        return held is not None and bool(held[self.t - 1, self.unit - 1])

    # Numbers

    def value(self, name: str, unit: int) -> float:
        """A quantity or a gradient at this timestep, for a unit from 1."""
        if name == "h_prev":
            row = self.trace.h[self.t - 1]
        else:
            array = self.numbers[name] if name in self.numbers else getattr(self.trace, name)
            row = array[self.t - 1]
        return float(row[unit - 1])

    def number(self, name: str, unit: int) -> str:
        """The same as it is written: what was put in as it was given, all else rounded."""
        value = self.value(name, unit)
        is_given = (name == "h_prev" and self.t == 1) or (name in ("r", "z") and self.is_held(name))
        if name.startswith("d_"):
            text = tex.gradient(value, self.decimals)
        else:
            text = tex.given(value) if is_given else tex.computed(value, self.decimals)
        return self.writing.marked(name, text)
