"""Problems of backpropagation: one timestep of a GRU with one unit, backwards."""

from typing import Any

from gru_viz.cells import by_hand
from gru_viz.cells.gru import Params
from gru_viz.formulas import equations
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Draw, Exercise, Number
from gru_viz.practice.gradient_shown import Shown
from gru_viz.practice.gradient_step import SLIPS, WANTED, Back
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS
from gru_viz.variants import BIASES, WEIGHTS, Notation

_GIVEN_DECIMALS = 2  # of r, z, n
_LEAST_DECIMALS = 3  # of the answers, which are products of small numbers
_LEAST = 0.02  # magnitude of an answer, so that rounding doesn't hide its sign


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem of one step of backpropagation, forward values given to two decimals."""
    draw = Draw(seed, KINDS.index("gradient"))

    def attempt() -> Exercise | None:
        # All weights are drawn, so that no number depends on which biases there are.
        drawn = {name: draw.tenths(-1.2, 1.2) for name in WEIGHTS}
        drawn |= {name: draw.tenths(-0.5, 0.5) for name in BIASES}
        x, h0, delta = draw.tenths(-1.5, 1.5), draw.tenths(-0.9, 0.9), draw.tenths(-2, 2)
        if abs(delta) < 0.8:
            return None
        arrays: dict[str, Any] = {
            name: [[number]] if name in WEIGHTS else [number]
            for name, number in drawn.items()
            if name in (*WEIGHTS, *notation.biases)
        }
        trace = by_hand.forward(
            Params(**arrays), [[x]], [h0], notation.variant, decimals=_GIVEN_DECIMALS
        )
        gates = [trace.r.item(), trace.z.item()]
        apart = abs(trace.n.item() - h0)
        if min(gates) < 0.15 or max(gates) > 0.85 or apart < 0.4:
            return None
        back = Back(trace, notation, delta, max(decimals, _LEAST_DECIMALS))
        if min(map(abs, back.gradients.values())) < _LEAST:
            return None
        return _exercise(seed, notation, decimals, back)

    return first_clear(attempt)


def _exercise(seed: int, notation: Notation, decimals: int, back: Back) -> Exercise:
    shown = Shown(notation, back)
    is_joined = notation.products == "joined"
    return Exercise(
        kind="gradient",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(
            Message("practice-gradient-task", {"state": shown.symbol("d_h")}),
            Message("practice-gradient-asks", {"argument": shown.writing.argument("z", None)}),
            *([Message("practice-gradient-joined")] if is_joined else []),
        ),
        given=(
            *(formula(shown.writing, e, None) for e in equations(notation, back.trace.params)),
            *shown.recurrent(),
            *shown.values(),
        ),
        blanks=tuple(
            Number(blank, shown.slope_at(blank), back.decimals) for blank in WANTED.values()
        ),
        paths=back.paths,
        hints=(
            Message("practice-gradient-hint-first", {"line": shown.in_numbers("n")}),
            Message("practice-gradient-hint-slopes"),
            Message("practice-gradient-hint-gate", {"line": shown.in_numbers("a_z")}),
            Message("practice-gradient-hint-branches", {"state": shown.symbol("h_prev")}),
        ),
        mistakes=tuple(SLIPS),
        solution=(
            *([shown.blocks()] if is_joined else []),
            *(
                part
                for name in WANTED.values()
                for part in (
                    Message(
                        f"practice-gradient-solution-{name}", {"state": shown.symbol("h_prev")}
                    ),
                    shown.solved(name),
                )
            ),
        ),
        uses_table=False,
    )
