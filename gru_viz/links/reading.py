"""Reading a link: the State that it describes, whatever somebody has made of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gru_viz.links.fitting import MAX_LINK
from gru_viz.links.pieces import shown
from gru_viz.links.readers import READERS
from gru_viz.links.state import State
from gru_viz.links.writing import written
from gru_viz.messages import Message, Problem


def read(query: Mapping[str, str]) -> tuple[State, list[Message]]:
    """The state that a link describes, and a message for each parameter that can't be used.

    Such a parameter counts as not given; those that State has no field for are other people's.
    Raises nothing, whatever the strings are. A timestep or a unit may lie beyond the sequence
    or the layer, since only these know their size.
    """
    return read_fields(query, MAX_LINK)


def read_fields(query: Mapping[str, str], longest: int) -> tuple[State, list[Message]]:
    """As :func:`read`, of texts of so many characters at most."""
    values: dict[str, Any] = {}
    messages = []
    for name, reader in READERS.items():
        if (text := query.get(name)) is None:
            continue
        try:
            if len(text) > longest:
                raise Problem("link-too-long", length=len(text), limit=longest)
            values[name] = reader(text)
        except Problem as problem:
            about = {"name": name, "value": shown(text), **problem.message.args}
            messages.append(Message(problem.message.key, about))
    return replace(State(), **values), messages


def is_choice(name: str, value: object) -> bool:
    """Whether a value is among those of a field that has only some; True for any other field."""
    try:
        READERS[name](written(value))
    except Problem as problem:
        return problem.message.key != "link-not-a-choice"
    return True
