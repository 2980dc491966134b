"""Problems of effects: a gate is held at an end, or for many steps; what becomes of the state?"""

from collections.abc import Callable

from gru_viz.practice.drawn import first_clear
from gru_viz.practice.effect_reset import both, forgets
from gru_viz.practice.effect_update import Setting, approaches, replaced, stays
from gru_viz.practice.exercise import Draw, Exercise
from gru_viz.syllabus import KINDS
from gru_viz.variants import Notation


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem about what a gate does when it stays where it is."""
    draw = Draw(seed, KINDS.index("effect"))
    setting = Setting(seed, notation, decimals)
    template: Callable[[Draw, Setting], Exercise | None] = draw.one_of(
        (stays, replaced, approaches, forgets, both)
    )
    return first_clear(lambda: template(draw, setting))
