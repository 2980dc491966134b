"""How long a link may be, and what it leaves out of a State that is too large for it."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from gru_viz.links.state import State
from gru_viz.links.writing import write
from gru_viz.weights import GIVEN

MAX_LINK = 8000  # characters of a whole address
MAX_SERVER = 200  # of them for what comes before the question mark


def length(query: Mapping[str, str]) -> int:
    """How many characters the parameters take in an address; at least, where far too many."""
    raw = sum(map(len, query.values()))
    return raw if raw > 10 * MAX_LINK else len(urlencode(query))


def fits(state: State) -> bool:
    """Whether a link can hold the state. A file can, in any case."""
    return length(write(state)) <= MAX_LINK - MAX_SERVER


def shortened(state: State) -> State:
    """The state, or as much of it as a link can hold.

    What it leaves out first is a problem of one's own; then weights that were given, with all that
    was changed in them; then the edits, the sequence, or both.
    """
    first = State()
    if not fits(state):
        state = replace(state, question=first.question)
    if state.given and not fits(state):
        drawn = first.weights if state.weights == GIVEN else state.weights
        state = replace(state, given="", weights=drawn, layer=1, direction=first.direction)
        state = replace(state, edits=first.edits, start=first.start)
    without_edits = replace(state, edits=first.edits, start=first.start)
    without_seq = replace(state, seq=first.seq)
    without_both = replace(without_edits, seq=first.seq)
    return next(filter(fits, (state, without_edits, without_seq)), without_both)
