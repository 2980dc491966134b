"""What a person changes in the player and in the matrices: numbers, gates, undo and redo."""

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, cast

import streamlit as st

from gru_viz import links, sequences, weights, whatif
from gru_viz.messages import Message, Problem
from gru_viz.ui import state
from gru_viz.ui.run import Run, run_of

_GATE = re.compile(r"([rz])\.([1-9]\d{0,2})\.([1-9]\d{0,2})", re.ASCII)
_MOST = weights.MOST_UNITS * weights.MOST_COLUMNS  # numbers in one change: a whole matrix, pasted


def take() -> None:
    """Take what the player sent, once.

    A change has a number, which goes back with the run that it leads to, and either places with
    their new numbers (None for the number of the untouched run) or the name of a command. A
    gate's place takes the value at which it is held.
    """
    change = st.session_state.player.get("change")
    this = state.visit()
    if not isinstance(change, Mapping) or not _is_new(change.get("number")):
        return
    this.answered = change["number"]
    before, past, undone = this.state, list(this.past), list(this.undone)
    _apply(change)
    problem = _problem()
    while problem and {"undo": this.past, "redo": this.undone}.get(str(change.get("do"))):
        _apply(change)  # past a state that can't be computed, to the one beyond it
        problem = _problem()
    if problem:  # it is said, and the page stays as it was
        state.restore(before, past, undone)
        this.broken, this.stale = [problem], True


def _problem() -> Message | None:
    """Why the state can't be computed, if it can't."""
    try:
        run_of(state.current())
    except Problem as problem:
        return problem.message
    return None


def _apply(change: Mapping[str, Any]) -> None:
    if command := _COMMANDS.get(str(change.get("do"))):
        command(change)
    elif isinstance(numbers := change.get("set"), Mapping) and len(numbers) <= _MOST:
        gesture = change.get("gesture")
        _set(numbers, gesture if isinstance(gesture, int) else None)


def was(shown: links.State, run: Run) -> dict[str, float]:
    """The places of all numbers that differ from the untouched run, with those it has there."""
    start = _start(shown, run)
    differing = (
        (place, number)
        for place in {**shown.edits, **shown.start}
        if (number := start(place)) is not None and shown.edits.get(place, number) != number
    )
    return {links.place_text(place): number for place, number in differing}


def _is_new(number: object) -> bool:
    return isinstance(number, int) and number > state.visit().answered


def _set(numbers: Mapping[str, Any], gesture: int | None) -> None:
    shown = state.current()
    edits, holds = dict(shown.edits), shown.hold
    run = run_of(shown)
    start = _start(shown, run)
    for text, given in numbers.items():
        if given is not None and not _is_finite(given):
            continue
        number = None if given is None else float(given)
        if gate := _GATE.fullmatch(text):
            name, t, unit = cast(whatif.Gate, gate[1]), int(gate[2]), int(gate[3])
            if t > run.trace.T or unit > run.trace.params.H:
                continue
            value = None if number is None else min(1.0, max(0.0, number))
            holds = whatif.held_at(holds, name, t, unit, value)
        elif (place := links.place(text)) is None or (first := start(place)) is None:
            continue
        elif number is None or number == first:
            edits.pop(place, None)
            if place in shown.start:
                edits[place] = shown.start[place]
        else:
            edits[place] = number
    state.change(gesture, edits=edits, hold=holds)


def _is_finite(number: object) -> bool:
    try:
        return isinstance(number, int | float) and isfinite(number)
    except OverflowError:  # a whole number beyond floats
        return False


def _start(shown: links.State, run: Run) -> Callable[[weights.Place], float | None]:
    """Gives the number that the untouched run has in a place, None for a place beyond it."""
    tables = weights.tables(run.start)
    tables["x"] = weights.edited_input(run.sequence.x, shown.start)

    def number(place: weights.Place) -> float | None:
        name, row, column = place
        table = tables.get(name)
        if table is None or row >= table.shape[0] or column >= table.shape[1]:
            return None
        return float(table[row, column])

    return number


def _take_what_if(change: Mapping[str, Any]) -> None:
    """The fields come as in a link, and are read as a link is."""
    names = ("hold", "gates", "off")
    read, broken = links.read({name: str(change.get(name, "")) for name in names})
    if broken:
        this = state.visit()
        this.broken, this.stale = broken, True
    else:
        state.change(hold=read.hold, gates=read.gates, off=read.off)


def _carry(change: Mapping[str, Any]) -> None:
    shown = state.current()
    match change:
        case {"unit": int(unit), "k": int(k), "t": int(t)} if (
            0 < k <= t <= sequences.MAX_TIMESTEPS and 0 < unit <= weights.MOST_UNITS
        ):
            holds = (*shown.hold, *whatif.carry(shown.variant, unit, k, t))
            state.change(hold=holds[-whatif.MAX_HOLDS :])


def restart() -> None:
    """Go back to the untouched run."""
    untouched = state.current().untouched
    state.change(
        edits=untouched.edits, hold=untouched.hold, gates=untouched.gates, off=untouched.off
    )


_COMMANDS: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    "undo": lambda _: state.undo(),
    "redo": lambda _: state.redo(),
    "restart": lambda _: restart(),
    "keep": lambda _: state.change(start=state.current().edits),
    "what_if": _take_what_if,
    "carry": _carry,
}
