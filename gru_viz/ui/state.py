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

from gru_viz import links
from gru_viz.messages import Message
from gru_viz.player.payload import Seek
from gru_viz.weights import Edits


@dataclass
class Visit:
    """One visitor's state, and what goes with it while the visit lasts.

    broken: what the link said that could not be read. seeks: how often the page has sent the
    player somewhere. edits_of: the numbers changed by hand, for each kind of weights.
    """

    state: links.State
    broken: list[Message]
    seeks: int = 0
    edits_of: dict[str, Edits] = field(default_factory=dict)


def start() -> None:
    """Read the link, at the first run of a visit."""
    if "visit" not in st.session_state:
        st.session_state.visit = Visit(*links.read(st.query_params.to_dict()))


def visit() -> Visit:
    """The visit that this run belongs to."""
    this: Visit = st.session_state.visit
    return this


def current() -> links.State:
    """What is on screen."""
    return visit().state


def change(**changed: Any) -> None:
    """Change the state; a changed place sends the player there.

    Numbers changed by hand belong to the weights that they change: other weights come without
    them, and the first ones have them again.
    """
    this = visit()
    this.edits_of[this.state.weights] = this.state.edits
    if "weights" in changed and "edits" not in changed:
        changed["edits"] = this.edits_of.get(changed["weights"], {})
    this.state = replace(this.state, **changed)
    this.seeks += bool(changed.keys() & {"t", "unit"})
    for name in changed.keys() & st.session_state.keys():
        st.session_state[name] = changed[name]


def replace_all(state: links.State, broken: list[Message]) -> None:
    """Put another state in the place of this one, as opening a saved file does."""
    change(**{f.name: getattr(state, f.name) for f in fields(state)})
    visit().broken = broken


def follow_player(t: int, unit: int) -> None:
    """The player has stopped somewhere: note it, without sending the player anywhere."""
    visit().state = replace(current(), t=t, unit=unit)


def seek() -> Seek:
    """Where the player was last sent."""
    return Seek(visit().seeks, current().t, current().unit)


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
