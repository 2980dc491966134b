"""What a problem gives, as TeX in the learner's letters: formulas, weights, input, state."""

from collections.abc import Iterable, Iterator

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Array, Params
from gru_viz.exports import tex
from gru_viz.exports.steps import worked
from gru_viz.exports.writing import FUNCTIONS, Writing, biases, matrices
from gru_viz.practice.exercise import Work
from gru_viz.variants import Notation


def formula(writing: Writing, equation: formulas.Equation, t: int | None) -> str:
    """An equation in symbols."""
    argument = writing.formula(equation.argument, t)
    function = FUNCTIONS[equation.function]
    right = rf"{function}({argument})" if function else argument
    return f"{writing.symbol(equation.result, t)} = {right}"


def displays(
    notation: Notation,
    params: Params,
    x: Array,
    h0: Array,
    results: str = "rznh",
    known: Iterable[tuple[str, Array]] = (),
) -> tuple[str, ...]:
    """The formulas of some results, their weights, the first state, the input, known gates."""
    writing = Writing(notation, coloured=True)
    equations = [e for e in formulas.equations(notation, params) if e.result in results]
    t = 1 if len(x) == 1 else None
    shown = [formula(writing, equation, t) for equation in equations]
    shown += weights(notation, params, results)
    as_row = notation.vectors != "column"
    if "h_prev" in _quantities(equations):
        shown.append(_named(writing.symbol("h", 0), h0, as_row))
    if "x" in _quantities(equations):
        for k, vector in enumerate(x, start=1):
            shown.append(_named(writing.symbol("x", k), vector, as_row))
    shown += [_named(writing.symbol(gate, 1), values, as_row) for gate, values in known]
    return tuple(shown)


def weights(notation: Notation, params: Params, results: str = "rzn") -> list[str]:
    """The weights of some equations, each as W = …, laid out as the notation has them."""
    writing = Writing(notation, coloured=True)
    arrays = {**matrices(params, notation), **biases(params)}
    row = notation.vectors != "column"
    return [
        _named(writing.symbol(name, None), array, row)
        for gate in results
        for name, array in arrays.items()
        if name[-1] == gate
    ]


def in_numbers(work: Work, notation: Notation, decimals: int) -> tuple[str, ...]:
    """The equations of a run with their numbers put in, each short of what it comes to.

    In the order in which they are worked: one equation for all units, then the next.
    """
    H = work.trace.params.H
    lines = []
    for step in worked(
        work.trace, work.sequence, decimals, work.timesteps, work.units, notation, coloured=True
    ):
        for place, derivation in enumerate(step.derivations):
            if derivation.result not in work.results:
                continue
            is_vector = len(derivation.lines) == 2  # r ⊙ h, the same for all units
            numbers = derivation.lines[0 if is_vector else 1]
            left = derivation.left if is_vector else at_unit(derivation.left, step.unit, H)
            lines.append((step.t, place, step.unit, f"{left} = {' '.join(numbers)}"))
    return tuple(dict.fromkeys(line for *_, line in sorted(lines)))


def at_unit(symbol: str, unit: int, H: int) -> str:
    """One unit's entry of a vector; where there is a single unit, the vector is it."""
    return symbol if H == 1 else rf"[{symbol}]_{{{unit}}}"


def _quantities(equations: Iterable[formulas.Equation]) -> set[str]:
    def names(node: object) -> Iterator[str]:
        match node:
            case formulas.Quantity(name):
                yield name
            case formulas.Product(_, vector):
                yield from names(vector)
            case formulas.Joined(parts) | formulas.Sum(parts):
                for part in parts:
                    yield from names(part)
            case formulas.Hadamard(left, right):
                yield from names(left)
                yield from names(right)
            case formulas.OneMinus(inner):
                yield from names(inner)

    return {name for equation in equations for name in names(equation.argument)}


def _named(symbol: str, array: Array, row: bool) -> str:
    """symbol = number, vector (a column, or a row) or matrix."""
    if array.size == 1:
        return f"{symbol} = {tex.given(float(array.reshape(-1)[0]))}"
    rows = array if array.ndim == 2 else array[None] if row else array[:, None]
    body = r" \\ ".join(" & ".join(map(tex.given, line)) for line in np.asarray(rows).tolist())
    return rf"{symbol} = \begin{{bmatrix}} {body} \end{{bmatrix}}"
