"""Writing a link: the fields of a State that differ from a first visit, as text."""

from collections.abc import Mapping
from dataclasses import fields

from gru_viz.links.holds import hold_text
from gru_viz.links.pieces import number_text
from gru_viz.links.places import edits_text
from gru_viz.links.state import State
from gru_viz.variants import OWN


def write(state: State) -> dict[str, str]:
    """The query parameters of a link, in the order of State's fields."""
    first = State()
    decided = () if state.notation == OWN else ("update", "reset")
    return {
        f.name: written(value)
        for f in fields(State)
        if (value := getattr(state, f.name)) != getattr(first, f.name) and f.name not in decided
    }


def written(value: object) -> str:
    """The value of a field, as its reader reads it back."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return number_text(value)
        case frozenset():
            return " ".join(sorted(value))
        case Mapping():
            return edits_text(value)
        case tuple():
            return " ".join(map(hold_text, value))
    return str(value)
