"""The runs that the Backpropagation page goes back through: small ones of its own, or one's own.

The small ones have two units and three timesteps, and numbers with one decimal. In all but the
first, gates are at their ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from gru_viz import links
from gru_viz.cells.gru import Trace, Update
from gru_viz.sequences import Sequence as Input
from gru_viz.ui.run import trace_of
from gru_viz.ui.walkthrough_example import NUMBERS, is_first_visit
from gru_viz.weights import Edits, Place

RUNS: tuple[links.Back, ...] = tuple(filter(None, get_args(links.Back)))
OWN: links.Back = "own"
UNITS = 2

Rows = Sequence[Sequence[float]]


@dataclass(frozen=True)
class _Small:
    """A small run: its sequence, and the input weights of its units where they are others."""

    seq: str
    weights: Mapping[str, Rows]


# At t = 3 the direct branch and the candidate's carry about the same to unit 1. At t = 2 it is the
# direct branch that does for unit 1, and the update gate's for unit 2. So it is with and without
# the biases, which not all formulas have, and in all four variants.
_WEIGHTS: Mapping[str, Rows] = {
    "W_r": [[-1], [1]], "W_z": [[1], [-0.5]], "W_n": [[1], [-1]],
    "U_r": [[0.5, -1], [1, 0.5]], "U_z": [[-0.5, 1], [0.5, -1]], "U_n": [[1, -0.5], [0.5, 1]],
    "b_r": [[0.5], [0]], "b_z": [[-0.5], [0.5]], "b_n": [[0.2], [-0.2]],
    "c_r": [[0], [0.1]], "c_z": [[0.1], [0]], "c_n": [[0.1], [-0.1]],
    "h0": [[0.5], [-0.5]],
}  # fmt: skip
# Inputs of one sign hold a gate at its end by its weights alone, as a formula without biases needs.
_ONE_SIGN = "1, 0.8, 1.2"
_SMALL: Mapping[str, _Small] = {
    "example": _Small("1, -1, 0.5", {}),
    "write": _Small(_ONE_SIGN, {"W_z": [[10], [10]], "W_n": [[0.5], [-0.5]]}),
    "keep": _Small(_ONE_SIGN, {"W_z": [[-10], [-10]], "W_n": [[0.5], [-0.5]]}),
    "reset": _Small(_ONE_SIGN, {"W_r": [[-10], [-10]], "W_n": [[0.5], [-0.5]]}),
    "saturated": _Small(
        _ONE_SIGN, {"W_r": [[10], [-10]], "W_z": [[10], [-10]], "W_n": [[-10], [10]]}
    ),
}


def chosen(shown: links.State) -> links.Back:
    """Which run: where nothing is chosen, the example as long as the Gates page is untouched."""
    if shown.back:
        return shown.back
    return "example" if is_first_visit(shown) else OWN


def small(shown: links.State, name: links.Back) -> links.State:
    """A small run as a state of the Gates page, written as that one is.

    It isn't rounded on the way: what is rounded has no derivative.
    """
    run = _SMALL[name]
    edits = _edits({**_WEIGHTS, **run.weights}, shown.update)
    return replace(
        links.State(),
        notation=shown.notation,
        update=shown.update,
        reset=shown.reset,
        seq=run.seq,
        units=UNITS,
        edits=edits,
        start=edits,
        decimals=shown.decimals,
    )


def on_gates_page(shown: links.State, name: links.Back) -> dict[str, Any]:
    """What changes in the state when the Gates page is to have a small run."""
    state = small(shown, name)
    return {field: getattr(state, field) for field in NUMBERS}


def traced(shown: links.State, name: links.Back) -> tuple[Input, Trace]:
    """The sequence and the trace of a run, in full precision. Raises Problem as trace_of does."""
    return trace_of(replace(shown, rounding="none") if name == OWN else small(shown, name))


def _edits(weights: Mapping[str, Rows], update: Update) -> Edits:
    """Where z keeps, the weights of z have the other sign, and the story is the same."""
    edits: dict[Place, float] = {}
    for name, rows in weights.items():
        sign = -1 if update == "keeps" and name.endswith("_z") else 1
        for i, row in enumerate(rows):
            edits |= {(name, i, j): float(sign * value) + 0.0 for j, value in enumerate(row)}
    return edits
