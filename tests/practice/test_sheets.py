"""Sheets and exams: the same text, the same problems."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.cells.gru import Variant
from gru_viz.messages import Problem
from gru_viz.practice.sheets import Sheet, exam, read, written
from gru_viz.syllabus import KINDS
from gru_viz.variants import own

SHEETS = st.builds(
    Sheet, st.integers(0, 999_999), st.dictionaries(st.sampled_from(KINDS), st.integers(1, 10))
)


@given(SHEETS)
def test_what_is_written_is_read_back(sheet):
    again = read(written(sheet))
    assert again == sheet
    assert list(again.problems()) == list(sheet.problems())


def test_a_sheet_as_it_stands_in_a_link():
    assert read("7 gate.2 step.1") == Sheet(7, {"gate": 2, "step": 1})
    assert read(" 7   step.1 gate.2 ") == Sheet(7, {"gate": 2, "step": 1})
    assert [kind for kind, _ in read("7 step.1 gate.2").problems()] == ["gate", "gate", "step"]


@pytest.mark.parametrize("seed", ["", "x", "-1", "1000000", "1.5", "７", "gate.2"])
def test_a_seed_that_cannot_be_read_is_named(seed):
    with pytest.raises(Problem) as caught:
        read(f"{seed} gate.2" if seed != "gate.2" else seed)
    assert caught.value.message.key == "practice-sheet-seed"


@pytest.mark.parametrize(
    "piece", ["gate", "gate.0", "gate.11", "gate.x", "gate.1.1", "lstm.1", "gate.1 gate.2", "<i>"]
)
def test_a_piece_that_cannot_be_read_is_named(piece):
    with pytest.raises(Problem) as caught:
        read(f"7 step.1 {piece}")
    assert caught.value.message.key == "practice-sheet-piece"
    assert caught.value.message.args["piece"] in piece


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        sheet = read(text)
    except Problem:
        return
    assert read(written(sheet)) == sheet


def test_no_problem_stands_on_two_sheets():
    sheets = [Sheet(seed, dict.fromkeys(KINDS, 10)) for seed in range(50)]
    problems = [problem for sheet in sheets for problem in sheet.problems()]
    assert len(problems) == len(set(problems)) == 50 * 10 * len(KINDS)


@pytest.mark.parametrize("length", range(1, 31))
@pytest.mark.parametrize("seed", [0, 7, 999_999])
def test_an_exam_has_its_length_and_rises(length, seed):
    problems = list(exam(seed, length).problems())
    assert len(problems) == len(set(problems)) == length
    places = [KINDS.index(kind) for kind, _ in problems]
    assert places == sorted(places)
    counts = Counter(places)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len(counts) == min(length, len(KINDS))
    assert read(written(exam(seed, length))) == exam(seed, length)


def test_the_same_text_is_the_same_sheet():
    notation = own(Variant("keeps", "before"))
    one, other = (
        read(text).exercises(notation, 3) for text in ("7 gate.2 matrices.1", "7 matrices.1 gate.2")
    )
    assert [e.given for e in one] == [e.given for e in other]
    assert [e.right for e in one] == [e.right for e in other]
    assert len({e.given for e in one}) == 3
    assert [e.given for e in one] != [
        e.given for e in read("8 gate.2 matrices.1").exercises(notation, 3)
    ]
