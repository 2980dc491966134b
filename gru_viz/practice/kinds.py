"""Every kind of problem, by its name."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from gru_viz.practice import convention, effect, gradient, graph, mix, parameters, steps
from gru_viz.practice.exercise import Exercise
from gru_viz.syllabus import Kind
from gru_viz.variants import Notation

DECIMALS = (2, 3, 4)  # that a problem can be worked to

_MAKE: Mapping[Kind, Callable[[int, Notation, int], Exercise]] = {
    "gate": steps.gate,
    "candidate": steps.candidate,
    "mix": mix.make,
    "step": steps.step,
    "steps": steps.several,
    "matrices": steps.two_units,
    "graph": graph.make,
    "effect": effect.make,
    "parameters": parameters.make,
    "gradient": gradient.make,
    "convention": convention.make,
}


def nearest(decimals: int) -> int:
    """The decimals of problems that come closest to those shown elsewhere."""
    return min(decimals, DECIMALS[-1])


@lru_cache(maxsize=256)
def exercise(kind: Kind, seed: int, notation: Notation, decimals: int = 3) -> Exercise:
    """A problem. The same everywhere for the same four arguments.

    seed: 0…2³¹ − 1. decimals: of its answers, 2…4.
    """
    return _MAKE[kind](seed, notation, decimals)
