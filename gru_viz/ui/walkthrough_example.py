"""The small example of the walkthrough: one unit, three timesteps, numbers for hand work."""

from dataclasses import replace

from gru_viz import links
from gru_viz.cells.gru import Update
from gru_viz.weights import Edits, Place

# The fields that decide the numbers, but for the formula and the rounding.
NUMBERS = (
    "seq", "series", "read", "encode", "size", "std", "draw", "weights", "given", "layer",
    "direction", "seed", "scale", "units", "edits", "start", "hold", "gates", "off",
)  # fmt: skip

_SEQ = "1, -1, 0.2"
TIMESTEPS = 3
# At t = 1 the reset gate shuts and h is replaced; at t = 2 the reset gate opens and h holds on; at
# t = 3 it moves most of the way. So it is with and without the biases, which not all formulas have.
_WEIGHTS = {
    "W_r": -2.0, "W_z": 2.0, "W_n": 1.0,
    "U_r": 0.5, "U_z": 0.5, "U_n": -0.5,
    "b_r": 0.1, "b_z": -0.1, "b_n": 0.2,
    "c_r": -0.1, "c_z": 0.1, "c_n": 0.1,
    "h0": 0.5,
}  # fmt: skip


def example(shown: links.State) -> links.State:
    """The example as a state of the Gates page, written and rounded as that one is."""
    edits = _edits(shown.update)
    return replace(
        links.State(),
        notation=shown.notation,
        update=shown.update,
        reset=shown.reset,
        rounding=shown.rounding,
        seq=_SEQ,
        units=1,
        edits=edits,
        start=edits,
        decimals=shown.decimals,
    )


def is_first_visit(shown: links.State) -> bool:
    """Whether the Gates page has the numbers of a first visit, in whatever notation."""
    first = links.State()
    return all(getattr(shown, name) == getattr(first, name) for name in NUMBERS)


def _edits(update: Update) -> Edits:
    """The weights; where z keeps, those of z have the other sign, and the story is the same."""
    edits: dict[Place, float] = {}
    for name, value in _WEIGHTS.items():
        turned = update == "keeps" and name.endswith("_z")
        edits[name, 0, 0] = -value if turned else value
    return edits
