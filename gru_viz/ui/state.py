"""What is on screen, for one visit: a :class:`gru_viz.links.State`, and nothing beside it.

The state is read from the link once, at the first run of a visit. From then on it changes in
two ways: a widget's callback takes the widget's value, or the page calls :func:`change`.
Widgets are only views of it, so a control that a link hides, or that projector mode doesn't
draw, loses nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

import streamlit as st

from gru_viz import links, sequences
from gru_viz.messages import Message
from gru_viz.player.payload import Seek
from gru_viz.weights import Edits


@dataclass
class Visit:
    """One visitor's state, and what goes with it while the visit lasts.

    broken: what the link said that could not be read. seek: where the page last sent the
    player. edits_of: the numbers changed by hand, for each kind of weights. std_of: whether
    each series was standardised.
    """

    state: links.State
    broken: list[Message]
    seek: Seek
    edits_of: dict[str, Edits] = field(default_factory=dict)
    std_of: dict[str, bool] = field(default_factory=dict)


def start() -> None:
    """Read the link, at the first run of a visit."""
    if "visit" not in st.session_state:
        state, broken = links.read(st.query_params.to_dict())
        st.session_state.visit = Visit(state, broken, Seek(0, state.t, state.unit, state.stage))


def visit() -> Visit:
    """The visit that this run belongs to."""
    this: Visit = st.session_state.visit
    return this


def current() -> links.State:
    """What is on screen."""
    return visit().state


def change(**changed: Any) -> None:
    """Change the state; a place among what is changed sends the player there.

    Numbers changed by hand belong to the weights that they change: other weights come without
    them, and the first ones have them again. So it is with a series and its standardising.
    """
    this = visit()
    this.broken = []
    this.edits_of[this.state.weights] = this.state.edits
    this.std_of[this.state.series] = this.state.std
    if "weights" in changed and "edits" not in changed:
        changed["edits"] = this.edits_of.get(changed["weights"], {})
    if "series" in changed and "std" not in changed:
        changed["std"] = this.std_of.get(
            changed["series"], _usually_standardised(changed["series"])
        )
    this.state = replace(this.state, **changed)
    if changed.keys() & {"t", "unit", "stage"}:
        send_player()
    for name in changed.keys() & st.session_state.keys():
        st.session_state[name] = changed[name]


def replace_all(state: links.State, broken: list[Message]) -> None:
    """Put another state in the place of this one, as opening a saved file does."""
    change(**{f.name: getattr(state, f.name) for f in fields(state)})
    visit().broken = broken


def _usually_standardised(series: str) -> bool:
    return bool(series) and sequences.ready(series).standardise


def send_player() -> None:
    """Send the player to the place on record, as a new one needs that was not there before."""
    this = visit()
    shown = this.state
    this.seek = Seek(this.seek.number + 1, shown.t, shown.unit, shown.stage)


def follow_player(t: int, unit: int, stage: int, seek: int) -> None:
    """The player has stopped somewhere: note it, unless it was sent elsewhere meanwhile."""
    this = visit()
    if seek == this.seek.number:
        this.state = replace(this.state, t=t, unit=unit, stage=stage)


def widget(name: str, then: Callable[[], None] | None = None) -> dict[str, Any]:
    """The arguments that make a widget a view of the state's field of that name.

    then: called after the widget's value was taken.
    """
    if name not in st.session_state:
        st.session_state[name] = getattr(current(), name)
    return {"key": name, "on_change": _take, "args": (name, then)}


def _take(name: str, then: Callable[[], None] | None) -> None:
    change(**{name: st.session_state[name]})
    if then:
        then()
