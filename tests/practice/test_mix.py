"""Problems of the mix, against arithmetic with fractions."""

from fractions import Fraction

import pytest

from gru_viz.practice import mix
from tests.practice.problems import (
    EACH_NOTATION,
    choices,
    half_up,
    named,
    problems,
    read,
    renews,
    typed,
    verdicts,
)


def given(exercise) -> tuple[Fraction, Fraction, Fraction]:
    """h_{t-1}, the candidate and h_t, as the problem prints them."""
    old, new, now = (Fraction(str(number)) for number in read(exercise.given[1]))
    return old, new, now


def gate(exercise) -> Fraction:
    old, new, now = given(exercise)
    of_candidate = (now - old) / (new - old)
    return of_candidate if renews(exercise.notation) else 1 - of_candidate


@EACH_NOTATION
def test_the_gate_solves_the_mix(notation):
    for exercise in problems(mix.make, notation):
        z = float(gate(exercise))
        assert 0 < z < 1
        assert exercise.right["z"].value == pytest.approx(z)
        answers = typed(exercise, z=half_up(z, exercise.decimals))
        assert verdicts(exercise, answers) == {"right"}


@EACH_NOTATION
def test_what_was_kept_is_the_share_of_the_old_state(notation):
    for exercise in problems(mix.make, notation):
        (share,) = choices(exercise)
        kept = 1 - gate(exercise) if renews(notation) else gate(exercise)
        assert float(share.right) == pytest.approx(100 * float(kept))
        assert share.mistakes == {f"{100 - int(share.right)}": "swapped"}


@EACH_NOTATION
def test_the_other_convention_and_a_lost_sign_are_named(notation):
    for exercise in problems(mix.make, notation):
        old, new, now = given(exercise)
        start, end = (old, new) if renews(notation) else (new, old)
        decimals = exercise.decimals
        other = half_up(float(1 - gate(exercise)), decimals)
        assert "swapped" in named(exercise, "z", z=other)
        assert "sign" in named(
            exercise, "z", z=half_up(float((now + start) / (end - start)), decimals)
        )
        assert "sign" in named(exercise, "z", z=half_up(-float(gate(exercise)), decimals))
