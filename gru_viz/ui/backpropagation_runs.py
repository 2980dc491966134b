"""The runs that the Backpropagation page goes back through: small ones of its own, or one's own.

The small ones have two units and three timesteps, and numbers with at most two decimals. In all
but the first, gates are at their ends.
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


# In our own formula, the direct branch carries most to unit 1 at t = 3, about as much as the update
# gate's at t = 2, and less than the candidate's at t = 1. No two numbers that are subtracted are
# nearly equal, and what is worked by hand from the three decimals shown comes to those shown, but
# for a line in eighty: see tests/backpropagation/test_with_a_calculator.py.
_WEIGHTS: Mapping[str, Rows] = {
    "W_r": [[1], [0.7]], "W_z": [[-0.6], [0.6]], "W_n": [[-0.5], [0.5]],
    "U_r": [[-1.1, -0.2], [-1.1, 1.1]],
    "U_z": [[0.6, 0.2], [-0.9, -0.8]],
    "U_n": [[0.3, 0.7], [1.2, 1]],
    "b_r": [[-0.3], [0]], "b_z": [[0.4], [-0.3]], "b_n": [[0.15], [0]],
    "c_r": [[0.35], [0]], "c_z": [[0.3], [-0.25]], "c_n": [[-0.15], [0]],
    "h0": [[0.2], [0.3]],
}  # fmt: skip
# Inputs of one sign hold a gate at its end by its weights alone, as a formula without biases needs.
_ONE_SIGN = "1, 0.8, 1.2"
_SMALL: Mapping[str, _Small] = {
    "example": _Small("0.5, -1, 1", {}),
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
