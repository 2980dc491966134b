"""What is to be learnt, by its names in links and texts: problems, mistakes, a checklist."""

from typing import Literal, get_args

Kind = Literal[
    "gate", "candidate", "mix", "step", "steps", "matrices",
    "graph", "effect", "parameters", "gradient", "convention",
]  # fmt: skip
Mistake = Literal[
    "swapped", "no_reset", "reset_place", "activation", "no_bias", "transposed", "exchanged",
    "rounded_early", "sign", "old_state", "one_bias", "gate_count", "no_recurrent", "branch",
]  # fmt: skip

KINDS: tuple[Kind, ...] = get_args(Kind)  # of rising difficulty
MISTAKES: tuple[Mistake, ...] = get_args(Mistake)
CHECKLIST = (
    "why", "diagram", "gates", "activations", "mix", "extremes", "shapes", "parameters",
    "conventions", "compare", "gradient", "by_hand",
)  # fmt: skip
