"""The grader, against a student who works in decimal arithmetic: right is never marked wrong."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gru_viz.cells.gru import Variant
from gru_viz.practice.exercise import Choice, Exercise
from gru_viz.practice.grader import marked, read
from gru_viz.practice.kinds import exercise
from gru_viz.syllabus import KINDS, MISTAKES, Kind
from gru_viz.variants import PUBLISHED, own
from tests.practice.student import EXACT, WAYS, Slip, worked

VARIANTS = [Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
KEYS = ("torch", "keras", "colah", "ng", "kr_exam", "kr_slides")
NOTATIONS = [*map(own, VARIANTS), *(PUBLISHED[key] for key in KEYS)]
WORKED: tuple[Kind, ...] = ("gate", "candidate", "step", "steps", "matrices")
OWN = own(Variant("renews", "before"))


def verdicts(problem: Exercise, answers: dict[str, str]) -> dict[str, str]:
    marks = marked(problem, answers)
    return {name: marks[name].verdict for name in answers}


# Right answers

PROBLEMS = 10_000
PROCESSES = 2
CYCLE: list[Kind] = [  # the quick ones more often: in twenty problems, each kind at least once
    kind
    for kind, times in zip(WORKED, (7, 6, 3, 1, 3), strict=True)
    for kind in repeat(kind, times)
]


def not_right(part: int) -> tuple[int, list[tuple[object, ...]]]:
    """How many problems of a part of the 10,000 were worked rightly, and what wasn't marked so."""
    found = []
    numbers = range(part, PROBLEMS, PROCESSES)
    for k in numbers:
        random = Random(k)
        kind, notation = CYCLE[k % len(CYCLE)], random.choice(NOTATIONS)
        problem = exercise(kind, k, notation, random.choice((2, 3, 4)))
        for way in random.sample(WAYS, 2):
            answers = worked(problem, way)
            *_, last = answers
            typed = random.choice((answers, {last}, random.sample(list(answers), 2)))
            given = {name: answers[name] for name in answers if name in typed}
            wrong = {name: v for name, v in verdicts(problem, given).items() if v != "right"}
            if wrong:
                case = kind, k, notation.key, notation.variant, problem.decimals, way.name
                found.append((*case, given, wrong))
    return len(numbers), found


def test_10_000_right_answers_are_marked_right():
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        counts, found = zip(*pool.map(not_right, range(PROCESSES)), strict=True)
    assert sum(counts) == PROBLEMS
    assert not [case for part in found for case in part]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
@pytest.mark.parametrize("decimals", [2, 3, 4])
def test_however_one_rounds_and_whatever_one_types(way, decimals):
    for kind in WORKED:
        for seed in range(3):
            problem = exercise(kind, seed, NOTATIONS[(seed + decimals) % 10], decimals)
            answers = worked(problem, way)
            names = list(answers)
            for typed in (names, names[-1:], names[::2], names[1::2], names[:-1]):
                given = {name: answers[name] for name in typed}
                assert set(verdicts(problem, given).values()) == {"right"}, (kind, seed, given)


@pytest.mark.parametrize("kind", WORKED)
@pytest.mark.parametrize("decimals", [2, 3, 4])
def test_far_from_right_is_never_right(kind, decimals):
    """So many last digits off is more than rounding does on the way.

    The most that the table does: a is off by 5 thousandths, and so is tanh of a small a.
    """
    off = {"gate": 5, "candidate": 10, "step": 15, "matrices": 20, "steps": 50}[kind]
    for seed in range(10):
        problem = exercise(kind, seed, NOTATIONS[seed], decimals)
        *_, (last, answer) = worked(problem).items()
        for sign in (1, -1):
            moved = float(answer) + sign * off / 10**decimals
            assert verdicts(problem, {last: f"{moved:.{decimals}f}"}) == {last: "wrong"}


# What follows from a mistake


@pytest.mark.parametrize(
    ("kind", "slip", "blank"),
    [
        ("gate", Slip("no_bias", "rz"), "a"),
        ("candidate", Slip("no_reset"), "a_n.1.1"),
        ("step", Slip("activation", "r"), "r.1.1"),
        ("step", Slip("no_bias", "z"), "a_z.1.1"),
        ("steps", Slip("activation", "z", (1,)), "z.1.1"),
        ("steps", Slip("swapped", "", (1,)), "h.1.1"),
        ("matrices", Slip("activation", "n"), "n.1."),
    ],
    ids=str,
)
def test_a_mistake_is_not_punished_twice(kind, slip, blank):
    """What is worked rightly from a wrong number earns its point, to the last line."""
    later = set()
    for seed in range(12):
        problem = exercise(kind, seed, OWN, 3)
        found = verdicts(problem, worked(problem, slip=slip))
        first, *rest = (name for name, verdict in found.items() if verdict != "right")
        assert found[first] == "wrong"
        assert first.startswith(blank)
        assert {found[name] for name in rest if not name.startswith(blank)} <= {"follows"}
        later |= set(rest)
        marks = marked(problem, worked(problem, slip=slip))
        assert all(marks[name].counts for name in found if not name.startswith(blank))
    assert later


def test_the_right_number_after_a_wrong_one_is_right():
    problem = exercise("step", 1, OWN, 3)
    answers = worked(problem) | {"r.1.1": "0.001"}
    found = verdicts(problem, answers)
    assert found.pop("r.1.1") == "wrong"
    assert set(found.values()) == {"right"}


def test_wrong_from_a_wrong_number_is_wrong():
    problem = exercise("step", 1, OWN, 3)
    found = verdicts(problem, worked(problem) | {"r.1.1": "0.001", "h.1.1": "7.5"})
    assert found["h.1.1"] == "wrong"


# As it is typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        ("0,25", 0.25),
        (".25", 0.25),
        ("+0.25", 0.25),
        (" 0.25 ", 0.25),
        ("\N{MINUS SIGN}0.25", -0.25),
        ("–0.25", -0.25),
        ("- 0.25", -0.25),
        ("０．２５", 0.25),
        ("－０，２５", -0.25),
        ("2.5e-1", 0.25),
        ("0.25\u200b", 0.25),
    ],
)
def test_a_number_however_it_is_typed(text, value):
    assert read(text) == value


@pytest.mark.parametrize("text", ["x", "0.2.5", "1/4", "nan", "inf", "-", "1e999", "0.2 and", "값"])
def test_what_is_no_number_is_unread(text):
    assert read(text) is None
    (first, *_) = exercise("gate", 3, OWN, 3).blanks
    assert marked(exercise("gate", 3, OWN, 3), {first.name: text})[first.name].verdict == "unread"


def test_nothing_typed_is_empty_and_counts_for_nothing():
    problem = exercise("step", 3, OWN, 3)
    marks = marked(problem, {problem.blanks[0].name: "  "})
    assert {mark.verdict for mark in marks.values()} == {"empty"}
    assert not any(mark.counts for mark in marks.values())


def test_an_unread_answer_leaves_the_others_as_they_are():
    problem = exercise("step", 3, OWN, 3)
    found = verdicts(problem, worked(problem) | {"r.1.1": "?"})
    assert found.pop("r.1.1") == "unread"
    assert set(found.values()) == {"right"}


NUMBER_LIKE = st.text("0123456789.,-+eE −０１．", max_size=60)
ANSWERS = st.lists(st.text(max_size=60) | NUMBER_LIKE | st.floats().map(str), max_size=8)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(texts=ANSWERS)
def test_any_text_gives_a_mark(kind, texts):
    problem = exercise(kind, 5, OWN, 3)
    names = [blank.name for blank in problem.blanks]
    marks = marked(problem, {**dict(zip(names, texts, strict=False)), "no such blank": "1"})
    assert list(marks) == names
    for mark in marks.values():
        assert mark.verdict in ("right", "follows", "wrong", "unread", "empty")
        assert set(mark.mistakes) <= set(MISTAKES)
        assert not mark.mistakes or mark.verdict == "wrong"


# Of all kinds


def rightly(problem: Exercise) -> Iterator[tuple[str, str]]:
    """Right answers to any problem, from the amounts that it says are right."""
    for blank in problem.blanks:
        if isinstance(blank, Choice):
            yield blank.name, blank.right
        else:
            yield blank.name, f"{problem.right[blank.name].value:.{blank.decimals}f}"


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_answers_are_right_in_every_kind(kind):
    for seed in range(8):
        for notation in NOTATIONS[seed % 4 :: 4]:
            problem = exercise(kind, seed, notation, 2 + seed % 3)
            assert set(verdicts(problem, dict(rightly(problem))).values()) == {"right"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_choice_is_wrong(kind):
    for seed in range(20):
        problem = exercise(kind, seed, OWN, 3)
        for blank in problem.blanks:
            if isinstance(blank, Choice):
                for key in blank.options:
                    expected = "right" if key == blank.right else "wrong"
                    assert verdicts(problem, {blank.name: key}) == {blank.name: expected}


def test_the_student_agrees_with_the_run():
    """Whoever tests the grader must be right: all digits, against the trace."""
    for kind in WORKED:
        for notation in NOTATIONS:
            problem = exercise(kind, 11, notation, 4)
            trace = problem.work.trace
            for name, text in worked(problem, EXACT).items():
                quantity, t, unit = name.split(".")
                row = trace.h[int(t)] if quantity == "h" else getattr(trace, quantity)[int(t) - 1]
                assert float(text) == pytest.approx(row[int(unit) - 1], abs=0.5001e-4)
