"""What is on screen, for one visit: a :class:`gru_viz.links.State`, and nothing beside it.

The state is read from the link once, at the first run of a visit. From then on it changes in
two ways: a widget's callback takes the widget's value, or the page calls :func:`change`.
Widgets are only views of it, so a control that a link hides, or that projector mode doesn't
draw, loses nothing. Whatever changes what is computed can be undone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import Any

import streamlit as st

from gru_viz import formulas, links, sequences
from gru_viz.messages import Message
from gru_viz.player.payload import Seek
from gru_viz.weights import MOST_UNITS, Edits, split

_MOST_PAST = 200  # changes that can be undone,
_MOST_KEPT = 10_000_000  # bytes of them
_OF_SEQUENCE = {"seq", "series", "read", "encode", "size", "std", "draw"}


@dataclass
class Visit:
    """One visitor's state, and what goes with it while the visit lasts.

    broken: what the link said that could not be read. seek: where the page last sent the
    player. past, undone: the states that undo and redo lead to; gesture: what the last change
    belongs to. edits_of: the edits and the start, for each source of weights. std_of: whether each
    series was standardised. answered: the last change of the player that was taken. stale:
    whether the controls show a state that is gone. whole: whether the whole page is being run,
    and not a fragment of it. plots_asked: whether the plots come by themselves then. packed: what
    the plots beside the player's present run should show. page: the one that was run last.
    """

    state: links.State
    broken: list[Message]
    seek: Seek
    past: list[links.State] = field(default_factory=list)
    undone: list[links.State] = field(default_factory=list)
    gesture: int | None = None
    edits_of: dict[tuple[object, ...], tuple[Edits, Edits]] = field(default_factory=dict)
    std_of: dict[str, bool] = field(default_factory=dict)
    answered: int = 0
    stale: bool = False
    whole: bool = True
    plots_asked: bool = False
    packed: str = ""
    page: str = ""


def start(page: str) -> None:
    """Begin a run of a whole page; at the first of a visit, read the link."""
    if "visit" not in st.session_state:
        state, broken = links.read(st.query_params.to_dict())
        st.session_state.visit = Visit(state, broken, Seek(0, state.t, state.unit, state.stage))
    this = visit()
    this.whole = True
    if page != this.page:  # a widget of the same name there is another one, and has no value yet
        this.page, this.plots_asked = page, False
        if page != "backpropagation":  # which alone has a stage more than the forward pass
            this.state = replace(this.state, stage=min(this.state.stage, len(formulas.RESULTS)))
        for name in (f.name for f in fields(links.State)):
            if name in st.session_state:
                del st.session_state[name]


def figures_version(run: int) -> str:
    """What the figures of a run with that number show now; another text for another figure."""
    shown = current()
    return f"{run}.{shown.t}.{shown.unit}.{shown.stage if shown.future == 'hidden' else ''}"


def visit() -> Visit:
    """The visit that this run belongs to."""
    this: Visit = st.session_state.visit
    return this


def current() -> links.State:
    """What is on screen."""
    return visit().state


def change(gesture: int | None = None, **changed: Any) -> None:
    """Change the state; a place among what is changed sends the player there.

    Numbers changed by hand belong to the weights or the sequence that they change: other weights
    come without them, and the first ones have them again. So it is with a series and its
    standardising. gesture: changes of one gesture, such as a drag, are undone together.
    """
    this = visit()
    this.broken = []
    before = this.state
    after = replace(before, **changed)
    this.edits_of[before.source] = before.edits, before.start
    this.std_of[before.series] = before.std
    if after.source != before.source and "edits" not in changed:
        same_input = after.place == before.place
        for name, kept in zip(
            ("edits", "start"), this.edits_of.get(after.source, ({}, {})), strict=True
        ):
            of_weights, of_input = split(kept)
            shown = split(getattr(before, name))[1] if same_input else of_input
            changed[name] = {**of_weights, **shown}
    if "series" in changed and "std" not in changed:
        changed["std"] = this.std_of.get(
            changed["series"], _usually_standardised(changed["series"])
        )
    if "edits" not in changed and any(
        name in changed and changed[name] != getattr(before, name) for name in _OF_SEQUENCE
    ):
        changed["edits"], changed["start"] = split(before.edits)[0], split(before.start)[0]
    this.state = replace(before, **changed)
    _remember(before, gesture)
    if changed.keys() & {"t", "unit", "stage"}:
        send_player()
    # In another language, a list shows what is chosen by another name.
    _show(vars(this.state) if "lang" in changed else changed)


def restore(state: links.State, past: list[links.State], undone: list[links.State]) -> None:
    """Put back what was there before a change that can't be computed."""
    this = visit()
    this.state, this.past, this.undone = state, past, undone
    _show(vars(state))


def undo() -> None:
    """Take back the last change of what is computed."""
    _exchange(visit().past, visit().undone)


def redo() -> None:
    """Make the last change again that was taken back."""
    _exchange(visit().undone, visit().past)


def _exchange(source: list[links.State], target: list[links.State]) -> None:
    this = visit()
    if not source:
        return
    before, this.gesture, this.broken = this.state, None, []
    target.append(before)
    this.state = source.pop().viewed_as(before)
    changed = {
        f.name: value
        for f in fields(links.State)
        if (value := getattr(this.state, f.name)) != getattr(before, f.name)
    }
    this.stale = bool(changed.keys() - {"edits", "start", "hold", "gates", "off"})
    _show(changed)


def _remember(before: links.State, gesture: int | None) -> None:
    this = visit()
    if this.state.viewed_as(before) == before:
        return
    if gesture is None or gesture != this.gesture:
        this.past.append(before)
    this.gesture = gesture
    this.undone.clear()
    while len(this.past) > 1 and (len(this.past) > _MOST_PAST or _size(this.past) > _MOST_KEPT):
        this.past.pop(0)


def _size(past: list[links.State]) -> int:
    """About how many bytes states take; the text that they share counts once."""
    texts = {s.seq for s in past} | {s.given for s in past}
    return sum(100 * len(s.edits) for s in past) + sum(map(len, texts))


def _show(changed: dict[str, Any]) -> None:
    """Have the widgets show what was changed."""
    for name in changed:
        if name in st.session_state:  # which is much faster to ask than its keys
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


def follow(key: str) -> None:
    """Take over where the player of that key has stopped."""
    match st.session_state[key].get("place"):
        case {"t": int(t), "unit": int(unit), "stage": int(stage), "seek": int(seek)}:
            follow_player(t, unit, stage, seek)


def follow_player(t: int, unit: int, stage: int, seek: int) -> None:
    """The player has stopped somewhere: note it, unless it was sent elsewhere meanwhile."""
    this = visit()
    on_screen = 0 < t <= sequences.MAX_TIMESTEPS and 0 < unit <= MOST_UNITS
    if seek == this.seek.number and on_screen and 0 < stage <= links.MOST_STAGES:
        this.state = replace(this.state, t=t, unit=unit, stage=stage)
        this.seek = replace(this.seek, t=t, unit=unit, stage=stage)  # for one that is mounted anew


def widget(name: str, then: Callable[[], None] | None = None) -> dict[str, Any]:
    """The arguments that make a widget a view of the state's field of that name.

    then: called after the widget's value was taken.
    """
    if name not in st.session_state:
        st.session_state[name] = getattr(current(), name)
    return {"key": name, "on_change": _take, "args": (name, then)}


def _take(name: str, then: Callable[[], None] | None) -> None:
    past = len(visit().past)
    if not links.is_choice(name, st.session_state[name]):
        # The label of a choice, from a browser that hasn't got the list in another language yet.
        _show({name: getattr(current(), name)})
        return
    change(**{name: st.session_state[name]})
    if then:
        then()
    del visit().past[past + 1 :]  # undone together
