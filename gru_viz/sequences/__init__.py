"""Text to input: numbers, words or characters, as the x of a GRU.

What a person types, pastes or puts into a link becomes a :class:`Sequence` of T timesteps and
D features; what can't be read becomes a :class:`~gru_viz.messages.Problem` that says where.
"""

from gru_viz.sequences.cells import number
from gru_viz.sequences.names import distinct, header_line
from gru_viz.sequences.parsing import MAX_CHARACTERS, parse
from gru_viz.sequences.ready_series import READY, Ready, random_rows, ready
from gru_viz.sequences.sequence import (
    MAX_FEATURES,
    MAX_TIMESTEPS,
    Array,
    Encoding,
    Reading,
    Sequence,
)
from gru_viz.sequences.text import plain, shortened, visible
from gru_viz.sequences.tokens import MAX_TOKEN, vocabulary

__all__ = [
    "MAX_CHARACTERS",
    "MAX_FEATURES",
    "MAX_TIMESTEPS",
    "MAX_TOKEN",
    "READY",
    "Array",
    "Encoding",
    "Reading",
    "Ready",
    "Sequence",
    "distinct",
    "header_line",
    "number",
    "parse",
    "plain",
    "random_rows",
    "ready",
    "shortened",
    "vocabulary",
    "visible",
]
