"""Problems of reading a graph: which gate did this, and how far was it open?"""

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from gru_viz.cells import gru
from gru_viz.cells.gru import Array, Params, Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Choice, Draw, Exercise, Graph, Number
from gru_viz.practice.mix import Mix, equation_of, found_gate
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS
from gru_viz.variants import Notation

Event = Literal["holds", "writes", "resets"]

_READ = 3  # decimals of the values that are given with the graph
_ASKED = 2  # decimals of the answer
_FAR = 0.6  # between the old state and the candidate, so that it shows which of them won
_OPTIONS = ("z0", "z1", "r0", "r1")  # a gate, and the end it is near


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A short run of one unit, in which a gate does something that its curves show."""
    draw = Draw(seed, KINDS.index("graph"))
    event: Event = draw.one_of(get_args(Event))

    def attempt() -> Exercise | None:
        T = draw.whole(6, 9)
        at = draw.whole(4, T)
        trace = _run(draw, notation, event, T, at)
        return _exercise(seed, notation, decimals, event, trace, at) if trace else None

    return first_clear(attempt)


def _run(draw: Draw, notation: Notation, event: Event, T: int, at: int) -> Trace | None:
    """The run, its gates held; None where the event doesn't show in it."""
    side = draw.one_of((-1, 1))
    if event == "resets":
        # One and the same input, so that only the past can move the candidate.
        x = [1.0] * T
        W, U = side * draw.tenths(0.4, 1.0), draw.one_of((-1, 1)) * draw.tenths(1.5, 2.5)
        written = draw.one_of((0.3, 0.4, 0.6, 0.7))
    else:
        x = [draw.tenths(-2, 2) for _ in range(T)]
        W, U = side * draw.tenths(0.8, 1.5), draw.tenths(-0.8, 0.8)
        slightly = draw.one_of((0.05, 0.1))
        written = slightly if event == "holds" else 1 - slightly
    shares = [draw.tenths(0.3, 0.6) for _ in range(T)]
    shares[at - 1] = written
    of_candidate = np.array(shares)[:, None]
    z = of_candidate if notation.variant.update == "renews" else 1 - of_candidate
    r = np.ones((T, 1))
    if event == "resets":
        r[at - 1] = 0.05
    zero = np.zeros((1, 1))
    params = Params(zero, zero, np.array([[W]]), zero, zero, np.array([[U]]))  # without biases
    trace = gru.forward(params, np.array(x)[:, None], None, notation.variant, gru.Hold(r, z))
    return trace if _shows(trace, event, at) else None


def _shows(trace: Trace, event: Event, at: int) -> bool:
    """Whether a reader of the curves can tell what happened, and nothing else did."""
    n, old = trace.n[:, 0], trace.h[:-1, 0]
    if event != "resets":
        return bool(abs(n[at - 1] - old[at - 1]) >= _FAR)
    as_without_past = abs(n - n[0]) < 0.05
    others = np.delete(abs(n - n[0]), [0, at - 1])
    return bool(
        as_without_past[at - 1] and others.min() > 0.2 and abs(n[at - 1] - old[at - 1]) > 0.4
    )


def _exercise(
    seed: int, notation: Notation, decimals: int, event: Event, trace: Trace, at: int
) -> Exercise:
    variant, writing = notation.variant, Writing(notation, coloured=True)
    curves = {"h": _read(trace.h[:, 0]), "n": _read(trace.n[:, 0])}
    old, new, now = curves["h"][at - 1], curves["n"][at - 1], curves["h"][at]
    texts = [tex.computed(number, _READ) for number in (old, new, now)]
    symbols = [writing.symbol(name, at) for name in ("h_prev", "n", "h")]
    in_symbols, in_numbers = found_gate(notation, at, *texts)
    # The curves' last decimal in both differences; then half a unit rounded, or one cut off.
    slack = 2 * 10.0**-_READ / abs(new - old) + 10.0**-_ASKED
    mix = Mix(variant, old, new, now, slack)
    (right,) = mix.paths({}, None)
    end = round(right["z"].value)
    words = {"at": str(at), "before": symbols[0], "candidate": symbols[1], "after": symbols[2]}
    formulas = [equation_of("h", notation)]
    if event == "resets":
        formulas.insert(0, equation_of("n", notation))
        symbols.insert(0, writing.symbol("n", 1))
        texts.insert(0, tex.computed(curves["n"][0], _READ))
    return Exercise(
        kind="graph",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(
            Message("practice-graph-task", {"first": writing.symbol("h", 0), **words}),
            *((Message("practice-graph-same-input"),) if event == "resets" else ()),
        ),
        given=(
            *(formula(writing, equation, None) for equation in formulas),
            r", \quad ".join(f"{s} = {text}" for s, text in zip(symbols, texts, strict=True)),
        ),
        blanks=(
            Choice(
                "gate",
                Message("practice-graph-asks", words),
                {key: Message(f"practice-graph-is-{key}") for key in _OPTIONS},
                "r0" if event == "resets" else f"z{end}",
                {} if event == "resets" else {f"z{1 - end}": "swapped"},
            ),
            Number("z", writing.symbol("z", at), _ASKED),
        ),
        paths=mix.paths,
        hints=(
            Message(f"practice-graph-hint-{'past' if event == 'resets' else 'update'}", words),
            Message("practice-graph-hint-numbers", {"formula": in_symbols}),
            Message("practice-graph-hint-numbers", {"formula": in_numbers}),
        ),
        mistakes=("swapped", "sign"),
        solution=(
            Message(f"practice-graph-{event}-solution", {"end": str(end), **words}),
            in_symbols,
            f"{in_numbers} = {writing.marked('z', tex.computed(right['z'].value, _ASKED))}",
        ),
        graph=Graph({"h": curves["h"][1:], "n": curves["n"]}, 1, at),
        uses_table=False,
    )


def _read(curve: Array) -> Sequence[float]:
    """The values as they are printed beside the graph."""
    numbers: list[float] = np.round(curve, _READ).tolist()
    return numbers
