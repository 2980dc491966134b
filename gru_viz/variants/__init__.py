"""The published GRUs as data: what each computes, how it writes it, how it stores its weights."""

from gru_viz.variants.letters import below, letters, plain, typed
from gru_viz.variants.notation import BIASES, QUANTITIES, WEIGHTS, Notation, Stored, Symbol
from gru_viz.variants.published import OWN, PUBLISHED, own

__all__ = [
    "BIASES",
    "OWN",
    "PUBLISHED",
    "QUANTITIES",
    "WEIGHTS",
    "Notation",
    "Stored",
    "Symbol",
    "below",
    "letters",
    "own",
    "plain",
    "typed",
]
