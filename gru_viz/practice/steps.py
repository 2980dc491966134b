"""Problems of working: a gate, the candidate, a step, several steps, two units."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from gru_viz.cells.gru import Array, Params
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear, made_in
from gru_viz.practice.exercise import Draw, Exercise, Number, Work
from gru_viz.practice.shown import at_unit, displays, in_numbers
from gru_viz.practice.worked import Working, name_of
from gru_viz.syllabus import KINDS, MISTAKES, Kind
from gru_viz.variants import BIASES, WEIGHTS, Notation

# Those that must lead clearly elsewhere; what comes of the others may be small.
_PLAIN = tuple(mistake for mistake in MISTAKES if mistake not in ("rounded_early", "sign"))


def gate(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One gate of a scalar GRU."""
    draw = _draw("gate", seed)
    which = draw.one_of("rz")

    def make() -> Working:
        return _scalar(draw, notation, decimals, [f"a_{which}", which])

    return _first("gate", seed, make, f"practice-task-gate-{which}", which)


def candidate(seed: int, notation: Notation, decimals: int) -> Exercise:
    """The candidate of a scalar GRU, its reset gate being given."""
    draw = _draw("candidate", seed)

    def make() -> Working:
        known = {"r": np.array([draw.tenths(0.1, 0.8)])}
        return _scalar(draw, notation, decimals, ["a_n", "n"], known)

    return _first("candidate", seed, make, "practice-task-candidate", "n")


def step(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One whole step of a scalar GRU."""
    draw = _draw("step", seed)
    wanted = ["a_r", "r", "a_z", "z", "a_n", "n", "h"]
    return _first(
        "step", seed, lambda: _scalar(draw, notation, decimals, wanted), "practice-task-step"
    )


def several(seed: int, notation: Notation, decimals: int) -> Exercise:
    """Two or three steps of a scalar GRU."""
    draw = _draw("steps", seed)
    T = draw.whole(2, 3)
    return _first(
        "steps", seed, lambda: _scalar(draw, notation, decimals, "rznh", T=T), "practice-task-steps"
    )


def two_units(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One step of two units with two features, in matrices."""
    draw = _draw("matrices", seed)

    def make() -> Working:
        params = _params(draw, notation, 2, 2, 10, step=5)
        x = np.array([[draw.tenths(-1, 1, step=5) for _ in range(2)]])
        h0 = np.array([draw.tenths(-0.8, 0.8, step=2) for _ in range(2)])
        wanted = [name_of(quantity, 1, unit) for quantity in "rznh" for unit in (1, 2)]
        return Working(notation, params, x, h0, decimals, wanted, {})

    return _first("matrices", seed, make, "practice-task-matrices")


# Numbers


def _draw(kind: Kind, seed: int) -> Draw:
    return Draw(seed, KINDS.index(kind))


def _scalar(
    draw: Draw,
    notation: Notation,
    decimals: int,
    quantities: Iterable[str],
    known: Mapping[str, Array] | None = None,
    T: int = 1,
) -> Working:
    params = _params(draw, notation, 1, 1, 15)
    x = np.array([[draw.tenths(-2, 2, step=5)] for _ in range(T)])
    h0 = np.array([draw.tenths(-0.9, 0.9)])
    wanted = [name_of(quantity, t, 1) for t in range(1, T + 1) for quantity in quantities]
    return Working(notation, params, x, h0, decimals, wanted, known or {})


def _params(draw: Draw, notation: Notation, D: int, H: int, most: int, step: int = 1) -> Params:
    """Weights in tenths. All of them are drawn, so that no number depends on the notation."""
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}

    def array(name: str) -> Array:
        shape = shapes[name[0]]
        high = most / 10 if name[0] in "WU" else 0.5
        numbers = [draw.tenths(-high, high, step) for _ in range(int(np.prod(shape)))]
        return np.array(numbers).reshape(shape)

    drawn = {name: array(name) for name in (*WEIGHTS, *BIASES)}
    return Params(**{name: a for name, a in drawn.items() if name in (*WEIGHTS, *notation.biases)})


def _first(
    kind: Kind, seed: int, make: Callable[[], Working], task: str, results: str = "rznh"
) -> Exercise:
    """The first draw that can be worked with a table, and where mistakes show."""

    def attempt() -> Exercise | None:
        working = make()
        if not _is_within_table(working, results):
            return None
        return _exercise(kind, seed, working, task, results)

    found = first_clear(attempt, any_way=True)
    return replace(found, mistakes=made_in(found), hints=_hints(found))


def _is_within_table(working: Working, results: str) -> bool:
    """Whether every σ and tanh is of a number that is neither too small nor too large."""
    trace = working.trace
    arguments = [getattr(trace, f"a_{g}") for g in "rzn" if g in results]
    sizes = np.abs(np.concatenate(arguments))
    if sizes.min() < 0.15 or sizes.max() > 3:
        return False
    return "h" not in results or bool(np.abs(trace.n - trace.h[:-1]).min() > 0.2)


# The problem


def _exercise(kind: Kind, seed: int, working: Working, task: str, results: str) -> Exercise:
    notation, decimals = working.notation, working.decimals
    T, H = len(working.x), working.params.H
    work = Work(working.trace, tuple(range(1, T + 1)), tuple(range(1, H + 1)), tuple(results))
    symbol = Writing(notation, coloured=True).symbol(results[-1], T)
    return Exercise(
        kind=kind,
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(Message(task, {"symbol": symbol, "decimals": decimals, "count": T}),),
        given=displays(
            notation, working.params, working.x, working.h0, results, working.known.items()
        ),
        blanks=tuple(_blank(working, name) for name in working.wanted),
        paths=working.paths,
        hints=(),
        mistakes=_PLAIN,
        work=work,
    )


def _hints(exercise: Exercise) -> tuple[Message, ...]:
    """In what order to work, then each formula with its numbers: short of what it comes to."""
    assert exercise.work is not None
    several = len(exercise.work.results) > 1
    lines = in_numbers(exercise.work, exercise.notation, exercise.decimals)
    return (
        Message("practice-hint-order" if several else "practice-hint-one"),
        *(Message("practice-hint-line", {"line": line}) for line in lines),
    )


def _blank(working: Working, name: str) -> Number:
    quantity, t, unit = name.split(".")
    writing = Writing(working.notation, coloured=True)
    symbol = writing.symbol(quantity.removeprefix("a_"), int(t))
    symbol = at_unit(symbol, int(unit), working.params.H)
    if quantity.startswith("a_"):
        function = r"\tanh" if quantity == "a_n" else r"\sigma"
        symbol = rf"{symbol} = {function}(a), \; a"
    return Number(name, symbol, working.decimals)
