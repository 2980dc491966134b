"""Every kind of mistake, made by a student on many problems: the grader names it."""

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from gru_viz.cells.gru import Params, Variant
from gru_viz.practice.drawn import made_in
from gru_viz.practice.exercise import Exercise, Number
from gru_viz.practice.grader import Mark, marked
from gru_viz.practice.kinds import exercise
from gru_viz.practice.worked import Working
from gru_viz.syllabus import Kind, Mistake
from gru_viz.variants import Notation, own
from tests.practice.student import EXACT, WAYS, numbers_of, slips_of, worked
from tests.practice.test_grader import NOTATIONS, OWN

ENOUGH = 200  # problems in which a mistake is made, and shows

# Where each can be made, and shows.
WHERE: dict[Mistake, tuple[Kind, ...]] = {
    "swapped": ("step", "steps", "matrices"),
    "no_reset": ("candidate", "step", "steps", "matrices"),
    "reset_place": ("candidate", "step", "steps", "matrices"),
    "activation": ("gate", "candidate", "step", "steps", "matrices"),
    "no_bias": ("gate", "candidate", "step", "steps", "matrices"),
    "transposed": ("matrices",),
    "exchanged": ("gate", "candidate", "step", "steps", "matrices"),
    "rounded_early": ("gate", "candidate", "step", "steps", "matrices"),
    "sign": ("gate", "candidate", "step", "steps", "matrices"),
    "old_state": ("steps",),
}


@cache
def problem_no(kind: Kind, seed: int) -> Exercise:
    """A problem of some notation and decimals: the same ones for all mistakes."""
    random = Random(seed)
    return exercise(kind, seed, random.choice(NOTATIONS), random.choice((2, 3, 4)))


def first_wrong(problem: Exercise, answers: dict[str, str]) -> Mark | None:
    """The mark of the first wrong answer; those behind it aren't marked, which takes long."""
    given: dict[str, str] = {}
    for name, text in answers.items():
        given[name] = text
        if (mark := marked(problem, given)[name]).verdict == "wrong":
            return mark
    return None


@pytest.mark.parametrize("mistake", WHERE)
def test_a_mistake_is_named(mistake):
    """Where a student who makes it ends elsewhere, all blanks typed, and the last one alone.

    Whoever rounds early is taken at their word: all digits otherwise.
    """
    kinds = WHERE[mistake]
    shown: Counter[str] = Counter()
    unnamed = []
    for seed in range(40 * ENOUGH):
        random, kind = Random(seed), kinds[seed % len(kinds)]
        problem = problem_no(kind, seed % 400)
        slips = slips_of(mistake, numbers_of(problem), problem.decimals)
        if not slips:
            continue
        way = EXACT if mistake == "rounded_early" else random.choice(WAYS)
        answers = worked(problem, way, random.choice(slips))
        *_, last = answers
        for typed in ("all", "last"):
            if shown[typed] >= ENOUGH:
                continue
            given = answers if typed == "all" else {last: answers[last]}
            if (wrong := first_wrong(problem, given)) is None:
                continue
            shown[typed] += 1
            if mistake not in wrong.mistakes:
                case = kind, problem.seed, problem.notation.key, problem.notation.variant
                unnamed.append((*case, problem.decimals, way.name, typed, given, wrong))
        if shown["all"] >= ENOUGH and shown["last"] >= ENOUGH:
            break
    assert not unnamed
    assert min(shown["all"], shown["last"]) >= ENOUGH


@pytest.mark.parametrize(
    "mistake", ["swapped", "no_reset", "activation", "no_bias", "exchanged", "sign"]
)
def test_a_mistake_in_the_last_step_alone_is_named(mistake):
    """Several steps, of which only the last is worked with the mistake."""
    for seed in range(30):
        random = Random(seed)
        problem = exercise("steps", seed, random.choice(NOTATIONS), 3)
        slips = slips_of(mistake, numbers_of(problem), problem.decimals)
        if not slips:
            continue
        slip = random.choice(slips)
        last = len(problem.work.timesteps)
        answers = worked(problem, random.choice(WAYS), type(slip)(slip.mistake, slip.at, (last,)))
        marks = marked(problem, answers)
        wrong = [name for name in answers if marks[name].verdict == "wrong"]
        if wrong:
            assert wrong[0].split(".")[1] == str(last)
            assert mistake in marks[wrong[0]].mistakes


def test_a_mistake_that_shows_is_one_that_the_problem_knows():
    """The kinds of mistake of a problem are those that this student can make in it."""
    for kind in ("gate", "candidate", "step", "steps", "matrices"):
        for seed in range(5):
            problem = exercise(kind, seed, NOTATIONS[seed], 4)
            numbers = numbers_of(problem)
            for mistake in WHERE:
                for slip in slips_of(mistake, numbers, 4):
                    if first_wrong(problem, worked(problem, slip=slip)):
                        assert mistake in problem.mistakes, (kind, seed, slip)


# Two at once


def problem_of(notation: Notation, names: list[str], h0: float = 0.5, **weights: float) -> Exercise:
    """One step of one unit with these weights, asked for in these blanks."""
    arrays = {name: [[number]] if name[0] in "WU" else [number] for name, number in weights.items()}
    wanted = [f"{name}.1.1" for name in names]
    params = Params(**arrays)
    working = Working(notation, params, [[1.0]], [h0], 3, wanted, {})
    exercise = Exercise(
        kind="step",
        seed=0,
        notation=notation,
        decimals=3,
        task=(),
        given=(),
        blanks=tuple(Number(name, "", 3) for name in wanted),
        paths=working.paths,
        hints=(),
    )
    return replace(exercise, mistakes=made_in(exercise))


WEIGHTS = {"W_r": 0.5, "W_z": 0.8, "W_n": 1.0, "U_r": -0.6, "U_z": 0.4, "U_n": 0.7}


def test_two_mistakes_that_give_the_same_number_are_both_named():
    """a = W x + U h + b with x = 1 and h = 0.5; each sum is in the comment above its line."""
    problem = problem_of(OWN, ["a_z"], **WEIGHTS | {"W_z": 1.0, "U_z": 0.4, "b_z": -2.0})
    # Right is 1 + 0.2 - 2. Without the bias 1.2; W and U exchanged 0.4 + 0.5 - 2.
    assert marked(problem, {"a_z.1.1": "1.2"})["a_z.1.1"].mistakes == ("no_bias",)
    assert marked(problem, {"a_z.1.1": "-1.1"})["a_z.1.1"].mistakes == ("exchanged",)
    problem = problem_of(OWN, ["a_z"], **WEIGHTS | {"W_z": 0.4, "U_z": -0.2, "b_z": 0.3})
    # Right is 0.4 - 0.1 + 0.3. Without the bias 0.3; exchanged -0.2 + 0.2 + 0.3.
    assert marked(problem, {"a_z.1.1": "0.3"})["a_z.1.1"].mistakes == ("no_bias", "exchanged")


def test_where_a_bias_is_zero_forgetting_it_is_no_mistake():
    weights = WEIGHTS | {"b_r": 0.0, "b_z": 0.0, "b_n": 0.0}
    assert "no_bias" not in problem_of(OWN, ["a_z", "z"], **weights).mistakes


def test_where_W_and_U_are_alike_exchanging_them_is_no_mistake():
    weights = WEIGHTS | {f"U_{gate}": WEIGHTS[f"W_{gate}"] for gate in "rzn"}
    problem = problem_of(OWN, ["a_r", "r", "a_z", "z", "h"], **weights)
    assert "exchanged" not in problem_of(OWN, ["a_r", "r", "a_z", "z"], **weights).mistakes
    assert "transposed" not in problem.mistakes  # one unit has nothing to transpose


def test_the_mistakes_of_one_variant_are_right_in_the_other():
    """What a problem of one variant calls swapped is what one of the other has as its answer."""
    names = ["h"]
    renews, keeps = (
        problem_of(own(Variant(u, "before")), names, **WEIGHTS) for u in ("renews", "keeps")
    )
    for one, other in ((renews, keeps), (keeps, renews)):
        answer = f"{other.right['h.1.1'].value:.3f}"
        mark = marked(one, {"h.1.1": answer})["h.1.1"]
        assert mark.verdict == "wrong"
        assert "swapped" in mark.mistakes
    before, after = (
        problem_of(own(Variant("renews", r)), names, **WEIGHTS, c_n=0.9)
        for r in ("before", "after")
    )
    answer = f"{after.right['h.1.1'].value:.3f}"
    assert "reset_place" in marked(before, {"h.1.1": answer})["h.1.1"].mistakes


# None


def test_a_number_to_which_no_path_leads_has_no_diagnosis():
    """A state beyond ±1, an argument far beyond the sum of all products, a gate beyond 0…1."""
    for kind, name, text in (
        ("gate", "a", "40"),
        ("gate", "", "3.7"),
        ("candidate", "n", "-2.5"),
        ("step", "h", "5"),
        ("steps", "h", "-9"),
        ("matrices", "h", "6.5"),
    ):
        for seed in range(5):
            problem = exercise(kind, seed, NOTATIONS[seed], 3)
            blank = next(b.name for b in problem.blanks[::-1] if b.name.startswith(name))
            mark = marked(problem, {blank: text})[blank]
            assert (mark.verdict, mark.mistakes) == ("wrong", ())


def test_most_numbers_have_no_diagnosis():
    """A diagnosis is no guess: of numbers drawn at random, few fit any."""
    named = Counter()
    for seed in range(60):
        random = Random(seed)
        problem = exercise("gate", seed, OWN, 4)
        name = problem.blanks[-1].name
        mark = marked(problem, {name: f"{random.random():.4f}"})[name]
        named[bool(mark.mistakes)] += mark.verdict == "wrong"
    assert named[True] <= 6
