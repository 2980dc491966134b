"""Problems of working: a gate, the candidate, a step, several steps, two units."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from gru_viz.cells.gru import Array, Params
from gru_viz.exports import steps
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.exercise import Draw, Exercise, Number, Work
from gru_viz.practice.shown import at_unit, displays
from gru_viz.practice.worked import Working, apart, name_of
from gru_viz.sequences import Sequence
from gru_viz.syllabus import KINDS, MISTAKES, Kind, Mistake
from gru_viz.variants import BIASES, WEIGHTS, Notation

_TRIES = 500  # until a draw can be worked by hand
_CLEAR = 2  # a mistake is this many times farther off than rounding can be
_SUBTLE: tuple[Mistake, ...] = ("rounded_early", "sign")  # these may be small


def gate(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One gate of a scalar GRU."""
    draw = _draw("gate", seed)
    which = draw.one_of("rz")
    working = _workable(
        draw, lambda: _scalar(draw, notation, decimals, [f"a_{which}", which]), which
    )
    task = Message(f"practice-task-gate-{which}", _asked(working, which))
    return _exercise("gate", seed, working, (task,), which)


def candidate(seed: int, notation: Notation, decimals: int) -> Exercise:
    """The candidate of a scalar GRU, its reset gate being given."""
    draw = _draw("candidate", seed)

    def make() -> Working:
        known = {"r": np.array([draw.tenths(0.1, 0.8)])}
        return _scalar(draw, notation, decimals, ["a_n", "n"], known)

    working = _workable(draw, make, "n")
    task = Message("practice-task-candidate", _asked(working, "n"))
    return _exercise("candidate", seed, working, (task,), "n")


def step(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One whole step of a scalar GRU."""
    draw = _draw("step", seed)
    wanted = ["a_r", "r", "a_z", "z", "a_n", "n", "h"]
    working = _workable(draw, lambda: _scalar(draw, notation, decimals, wanted), "rznh")
    return _exercise("step", seed, working, (Message("practice-task-step", _asked(working)),))


def several(seed: int, notation: Notation, decimals: int) -> Exercise:
    """Two or three steps of a scalar GRU."""
    draw = _draw("steps", seed)
    T = draw.whole(2, 3)
    working = _workable(draw, lambda: _scalar(draw, notation, decimals, "rznh", T=T), "rznh")
    task = Message("practice-task-steps", {"count": T, **_asked(working)})
    return _exercise("steps", seed, working, (task,))


def two_units(seed: int, notation: Notation, decimals: int) -> Exercise:
    """One step of two units with two features, in matrices."""
    draw = _draw("matrices", seed)

    def make() -> Working:
        params = _params(draw, notation, 2, 2, 10, step=5)
        x = np.array([[draw.tenths(-1, 1, step=5) for _ in range(2)]])
        h0 = np.array([draw.tenths(-0.8, 0.8, step=2) for _ in range(2)])
        wanted = [name_of(quantity, 1, unit) for quantity in "rznh" for unit in (1, 2)]
        return Working(notation, params, x, h0, decimals, wanted, {})

    working = _workable(draw, make, "rznh")
    task = Message("practice-task-matrices", _asked(working))
    return _exercise("matrices", seed, working, (task,))


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


def _workable(draw: Draw, make: Callable[[], Working], results: str) -> Working:
    """The first draw that can be worked with a table, and where mistakes show."""
    for _ in range(_TRIES):
        working = make()
        if _is_within_table(working, results) and _is_clear(working):
            return working
    raise AssertionError("no draw can be worked by hand")


def _is_within_table(working: Working, results: str) -> bool:
    """Whether every σ and tanh is of a number that is neither too small nor too large."""
    trace = working.trace
    arguments = [getattr(trace, f"a_{g}") for g in "rzn" if g in results or "h" in results]
    sizes = np.abs(np.concatenate(arguments))
    if sizes.min() < 0.15 or sizes.max() > 3:
        return False
    return "h" not in results or bool(np.abs(trace.n - trace.h[:-1]).min() > 0.2)


def _is_clear(working: Working) -> bool:
    """Whether each mistake that shows at all leads well away from what is right, somewhere."""
    (right,) = working.paths({}, None)

    def farthest(mistake: Mistake) -> float:
        return max((apart(path, right) for path in working.paths({}, mistake)), default=0)

    return not any(
        1 < farthest(mistake) <= _CLEAR for mistake in MISTAKES if mistake not in _SUBTLE
    )


# The problem


def _asked(working: Working, result: str = "h") -> dict[str, str | int]:
    """What the sentence of a task names."""
    writing = Writing(working.notation, coloured=True)
    return {
        "symbol": writing.symbol(result, len(working.x)),
        "decimals": working.decimals,
    }


def _exercise(
    kind: Kind, seed: int, working: Working, task: tuple[Message, ...], results: str = "rznh"
) -> Exercise:
    T, H = len(working.x), working.params.H
    work = Work(working.trace, tuple(range(1, T + 1)), tuple(range(1, H + 1)), tuple(results))
    known = working.known.items()
    return Exercise(
        kind=kind,
        seed=seed,
        notation=working.notation,
        decimals=working.decimals,
        task=task,
        given=displays(working.notation, working.params, working.x, working.h0, results, known),
        blanks=tuple(_blank(working, name) for name in working.wanted),
        paths=working.paths,
        hints=_hints(working, work),
        mistakes=working.mistakes,
        work=work,
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


def _hints(working: Working, work: Work) -> tuple[Message, ...]:
    """The formula, then each line with its numbers put in: short of what it comes to."""
    names = tuple(f"x{d}" for d in range(1, working.params.D + 1))
    sequence = Sequence(np.asarray(working.x, np.float64), (), names, "numbers")
    notation, decimals = working.notation, working.decimals
    worked = steps.worked(
        work.trace, sequence, decimals, work.timesteps, work.units, notation, coloured=True
    )
    lines = []
    for one in worked:
        for derivation in one.derivations:
            if derivation.result in work.results:
                # The line before the value, or for an equation the one after its symbols.
                numbers = derivation.lines[min(1, len(derivation.lines) - 2)]
                left = at_unit(derivation.left, one.unit, working.params.H)
                lines.append(f"{left} = {' '.join(numbers)}")
    once = dict.fromkeys(lines)  # r ⊙ h is the same for all units
    return (
        Message("practice-hint-order"),
        *(Message("practice-hint-line", {"line": line}) for line in once),
    )
