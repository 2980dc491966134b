"""Problems of working: fit for paper, the same for ever, and all numbers given that they need."""

import re
from collections import Counter
from decimal import Decimal

import numpy as np
import pytest

from gru_viz.cells.gru import Variant
from gru_viz.exports.writing import Writing
from gru_viz.practice import steps
from gru_viz.practice.exercise import Draw, Exercise
from gru_viz.practice.shown import at_unit
from gru_viz.variants import PUBLISHED, WEIGHTS, own
from tests.exports.test_steps import evaluated
from tests.practice.problems import uncoloured
from tests.practice.student import Numbers, numbers_of

VARIANTS = [Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
NOTATIONS = [*map(own, VARIANTS), *PUBLISHED.values()]
MAKE = {
    "gate": steps.gate,
    "candidate": steps.candidate,
    "step": steps.step,
    "steps": steps.several,
    "matrices": steps.two_units,
}
OWN = own(Variant("renews", "before"))
EACH_KIND = pytest.mark.parametrize("kind", MAKE)


def some(kind: str, count: int) -> list[Exercise]:
    """Problems with seeds from 0 to 999, in all notations and to all decimals in turn."""
    return [
        MAKE[kind](k * 997 % 1000, NOTATIONS[k % len(NOTATIONS)], 2 + (k + k // 24) % 3)
        for k in range(count)
    ]


def numbers_in(exercise: Exercise) -> Counter[float]:
    """The numbers that a problem prints as given."""
    found = []
    for display in map(uncoloured, exercise.given):
        _, right = display.split(" = ", 1)
        body = re.sub(r"\\(?:begin|end)\{bmatrix\}|&|\\\\", " ", right)
        if re.fullmatch(r"[-\d. ]+", body):
            found += map(float, body.split())
    return Counter(found)


def needed(exercise: Exercise) -> Counter[float]:
    """The numbers that its blanks are worked from."""
    numbers, results = numbers_of(exercise), exercise.work.results
    found = [x for row in numbers.x for x in row] + list(numbers.h0)
    for name, rows in numbers.weights.items():
        if name[-1] in results:
            found += [number for row in rows for number in row]
    found += [number for row in numbers.known.values() for number in row]
    return Counter(map(float, found))


@EACH_KIND
def test_every_seed_is_a_problem_fit_for_paper(kind):
    """In the table's reach, in at most two decimals, and with all that is needed to work it."""
    for exercise in some(kind, 72):
        numbers = numbers_in(exercise)
        assert numbers == needed(exercise), exercise.given
        assert all(number == round(number, 2) for number in numbers)
        assert max(map(abs, numbers)) <= 2
        trace = exercise.work.trace
        for gate in "rzn":
            if gate in exercise.work.results:
                assert np.abs(getattr(trace, f"a_{gate}")).min() > 0.1
                assert np.abs(getattr(trace, f"a_{gate}")).max() < 4
        assert exercise.uses_table
        assert exercise.kind == kind


@EACH_KIND
def test_the_blanks_are_what_is_asked_in_the_order_of_working(kind):
    for exercise in some(kind, 24):
        names = [blank.name for blank in exercise.blanks]
        assert len(set(names)) == len(names)
        order = {q: k for k, q in enumerate(("a_r", "r", "a_z", "z", "a_n", "n", "h"))}
        places = [(int(t), order[q]) for q, t, _ in (name.split(".") for name in names)]
        assert places == sorted(places)
        assert set(exercise.right) == set(names)
        assert {blank.decimals for blank in exercise.blanks} == {exercise.decimals}


def test_several_steps_are_two_or_three():
    lengths = Counter(exercise.work.trace.T for exercise in some("steps", 24))
    assert set(lengths) == {2, 3}


def test_both_gates_are_asked_for():
    results = Counter(exercise.work.results for exercise in some("gate", 24))
    assert set(results) == {("r",), ("z",)}


@EACH_KIND
def test_every_mistake_that_is_plain_shows_somewhere(kind):
    """One way of making it, at least, leads away by more than twice what rounding may do."""
    for exercise in some(kind, 48):
        for mistake in set(exercise.mistakes) - {"rounded_early", "sign"}:
            leaps = [first_leap(path, exercise.right) for path in exercise.paths({}, mistake)]
            assert max(leaps) > 2, (exercise.seed, exercise.notation.key, mistake)


def first_leap(path, right) -> float:
    """How far a path is off, in what rounding may do, in the first blank where it is off at all."""
    for name, there in right.items():
        if off := round(abs(path[name].value - there.value), 9):
            return off / there.slack
    return 0


def test_no_seed_is_without_a_problem():
    """In any notation, to any decimals: the generator never gives up."""
    for k in range(200):
        make = list(MAKE.values())[k % len(MAKE)]
        assert make(k, NOTATIONS[k % len(NOTATIONS)], 2).blanks


# The same for ever


@EACH_KIND
def test_a_seed_is_a_problem(kind):
    for one, other in zip(some(kind, 12), some(kind, 12), strict=True):
        assert one.given == other.given
        assert one.task == other.task
        assert one.right == other.right
        assert one.hints == other.hints


def test_seeds_are_different_problems():
    for kind, make in MAKE.items():
        givens = {make(seed, OWN, 3).given for seed in range(30)}
        assert len(givens) == 30, kind


@EACH_KIND
def test_letters_and_layout_do_not_change_the_numbers(kind):
    """Notations that compute the same, with the same biases: the same problem."""
    groups: dict[object, list[Exercise]] = {}
    for notation in NOTATIONS:
        for seed in range(2):
            same = notation.variant, notation.biases, seed
            groups.setdefault(same, []).append(MAKE[kind](seed, notation, 3))
    for problems in groups.values():
        first = numbers_of(problems[0])
        for problem in problems[1:]:
            assert numbers_of(problem) == first


def test_the_generator_draws_what_it_always_drew():
    """A lock, its numbers its own: other draws would be other problems behind every old link."""
    draw = Draw(7, 1)
    assert [draw.whole(1, 6) for _ in range(8)] == [2, 3, 5, 6, 6, 5, 1, 5]
    assert draw.shuffled("abcde") == list("cdeab")


def alone(numbers: Numbers, names: tuple[str, ...]) -> list[float]:
    """Weights of a single unit and feature."""
    return [float(number) for name in names for row in numbers.weights[name] for number in row]


def exact(number: float) -> Decimal:
    return Decimal(repr(number))


def test_a_link_means_the_same_problem_for_ever():
    """A lock as well: the numbers that these seeds have drawn since the first version."""
    gate = steps.gate(1, OWN, 3)
    assert gate.work.results == ("r",)
    assert needed(gate) == Counter([1.1, -0.2, -0.4, 1.0, -0.5])
    candidate = steps.candidate(2, OWN, 3)
    assert needed(candidate) == Counter([-1.3, 0.5, 0.1, -0.5, 0.4, 0.8])
    step = numbers_of(steps.step(3, OWN, 3))
    assert alone(step, WEIGHTS) == [-0.1, -1.4, 1.0, -1.4, 0.9, 0.6]
    assert (alone(step, OWN.biases), step.x, step.h0) == ([0.2, 0.5, 0.5], [[2]], [exact(-0.2)])
    three = numbers_of(steps.several(4, OWN, 3))
    assert alone(three, WEIGHTS) == [0.5, 0.9, -1.1, -0.1, 0.7, -0.6]
    assert alone(three, OWN.biases) == [-0.3, 0.2, -0.4]
    assert (three.x, three.h0) == ([[exact(1.0)], [exact(-1.5)], [exact(1.5)]], [exact(0.5)])
    coarse = numbers_of(steps.several(4, OWN, 2))  # where more draws hide a mistake
    assert alone(coarse, WEIGHTS) == [0.6, -1.1, -0.7, -1.5, 0.9, -1.3]
    matrices = steps.two_units(5, OWN, 3)
    params = matrices.work.trace.params
    assert params.W_r.tolist() == [[0.5, -1.0], [-1.0, 1.0]]
    assert params.U_n.tolist() == [[-1.0, -0.5], [-0.5, -1.0]]
    assert matrices.work.trace.x.tolist() == [[-1.0, 1.0]]
    assert matrices.work.trace.h[0].tolist() == [0.4, 0.8]


# Hints


def lines(exercise: Exercise) -> list[tuple[str, str]]:
    """The left and the right side of each hint that is a line of numbers."""
    _, *rest = exercise.hints
    return [tuple(uncoloured(hint.args["line"]).split(" = ", 1)) for hint in rest]


def test_the_first_hint_names_what_is_to_be_worked():
    """All four equations in their order only where all four are asked for."""
    for kind in MAKE:
        alone = kind in ("gate", "candidate")
        expected = "practice-hint-one" if alone else "practice-hint-order"
        assert {exercise.hints[0].key for exercise in some(kind, 6)} == {expected}


@pytest.mark.parametrize("key", ["d2l", "onnx"])
def test_vectors_stand_as_the_notation_multiplies_them(key):
    """Rows before the matrix: two features beside each other, in one row."""
    exercise = steps.two_units(3, PUBLISHED[key], 3)
    vectors = [display for display in exercise.given if display.count("&") == 1]
    assert [display for display in vectors if r"\\" in display] == []
    columns = [d for d in exercise.given if r"\\" in d and "&" not in d]
    assert not columns
    assert len(vectors) == 2 + len(PUBLISHED[key].biases)
    in_columns = steps.two_units(3, OWN, 3).given
    assert len([d for d in in_columns if r"\\" in d and "&" not in d]) == 2 + len(OWN.biases)


@EACH_KIND
def test_the_hints_come_to_the_right_values(kind):
    """One line for each result, in numbers, short of its value."""
    for exercise in some(kind, 24):
        trace, writing = exercise.work.trace, Writing(exercise.notation)
        values: dict[str, list[float]] = {}  # some notations write no timestep
        for result in exercise.work.results:
            for t in exercise.work.timesteps:
                for unit in exercise.work.units:
                    left = at_unit(writing.symbol(result, t), unit, trace.params.H)
                    row = trace.h[t] if result == "h" else getattr(trace, result)[t - 1]
                    values.setdefault(left, []).append(float(row[unit - 1]))
        # Numbers found on the way are shown rounded: each by half of the last decimal.
        near = 4 * 10.0**-exercise.decimals
        found = Counter()
        for left, right in lines(exercise):
            if left in values:
                value = evaluated(right)
                assert any(value == pytest.approx(v, abs=near) for v in values[left])
                assert not re.fullmatch(r"-?[\d.]+", right)
                found[left] += 1
            else:  # r ⊙ h, of all units
                entries = [evaluated(part) for part in right[1:-1].split(r", \enspace")]
                assert any(entries == pytest.approx(rq, abs=near) for rq in trace.rq)
        assert found == Counter({left: len(each) for left, each in values.items()})
