"""Problems of conventions: the formula on the page decides, read without our own trees."""

import re
from fractions import Fraction

from gru_viz.cells.gru import Variant
from gru_viz.practice import convention
from gru_viz.variants import PUBLISHED
from tests.practice.problems import (
    EACH_NOTATION,
    choices,
    half_up,
    named,
    problems,
    read,
    typed,
    verdicts,
)


def variant(exercise) -> Variant:
    """Which GRU the formulas of a problem are, by how they look."""
    _, _, candidate, mix = exercise.given[:4]
    terms = mix.split(" = ")[1].split(" + ")
    (of_candidate,) = (term for term in terms if r"\textcolor{q-n}" in term)
    update = "keeps" if "1 - " in of_candidate else "renews"
    beside_state = re.search(r"\\textcolor\{q-r\}\S.*? \\(?:odot|ast|cdot) (.)", candidate)
    return Variant(update, "after" if beside_state[1] == "(" else "before")


def choice(exercise, name):
    return next(choice for choice in choices(exercise) if choice.name == name)


@EACH_NOTATION
def test_the_three_published_variants_come_up_in_any_notation(notation):
    found = {variant(exercise) for exercise in problems(convention.make, notation)}
    assert found == {notation.variant for notation in PUBLISHED.values()}


@EACH_NOTATION
def test_the_choices_say_what_the_formulas_do(notation):
    for exercise in problems(convention.make, notation):
        shown = variant(exercise)
        update, reset, who = (choice(exercise, name) for name in ("update", "reset", "who"))
        assert update.right == shown.update
        assert reset.right == shown.reset
        assert list(update.mistakes.values()) == ["swapped"]
        assert list(reset.mistakes.values()) == ["reset_place"]
        fitting = [key for key in who.options if PUBLISHED[key].variant == shown]
        assert fitting == [who.right]
        assert len(who.options) == 3
        for key, mistake in who.mistakes.items():
            theirs = PUBLISHED[key].variant
            assert (theirs.update != shown.update) == (mistake == "swapped")
            assert (theirs.reset != shown.reset) == (mistake == "reset_place")


@EACH_NOTATION
def test_the_formulas_have_the_letters_of_the_notation_and_no_biases(notation):
    z = {"torch": "z_t", "colah": "z_t", "kr_exam": "u_t"}.get(notation.key, "z_t")
    for exercise in problems(convention.make, notation):
        assert exercise.given[1].startswith(rf"\textcolor{{q-z}}{{{z}}} = \sigma(")
        assert not any("b" in display.replace("cdot", "") for display in exercise.given[:4])


@EACH_NOTATION
def test_the_new_state_is_that_of_the_formula(notation):
    for exercise in problems(convention.make, notation):
        z, old, new = (Fraction(str(number)) for number in read(exercise.given[4]))
        renewed, kept = (1 - z) * old + z * new, z * old + (1 - z) * new
        if variant(exercise).update == "keeps":
            renewed, kept = kept, renewed
        answers = typed(exercise, **{"h.1": half_up(float(renewed), exercise.decimals)})
        assert verdicts(exercise, answers) == {"right"}
        wrong = half_up(float(kept), exercise.decimals)
        mistakes = set(named(exercise, "h.1", **{"h.1": wrong}))
        # Now and then the other mix is just the negative: then both are named.
        is_negative = abs(wrong + float(renewed)) < 2 * 10.0**-exercise.decimals
        assert {"swapped"} <= mistakes <= {"swapped", *(["sign"] if is_negative else [])}
