"""Which one is mine: from what their notes say, everybody reaches their notation."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.variants import PUBLISHED
from gru_viz.variants.which import QUESTIONS, UNKNOWN, asked, found


def interview(answer):
    """The answers of someone who answers each question as it is asked."""
    answers = {}
    while True:
        open_questions = [q for q in asked(answers) if q.key not in answers]
        if not open_questions:
            return answers
        assert len(open_questions) == 1, "one question at a time"
        answers[open_questions[0].key] = answer(open_questions[0])


@pytest.mark.parametrize("key", PUBLISHED)
def test_every_notation_is_reached_by_its_own_answers_to_at_most_four_questions(key):
    notation = PUBLISHED[key]
    answers = interview(lambda question: question.of(notation))
    assert len(answers) <= 4
    left = found(answers)
    assert notation in left
    for other in left:  # the questions can't tell them apart
        assert [q.of(other) for q in QUESTIONS] == [q.of(notation) for q in QUESTIONS]


# What the sources say, read by a person, not computed from the entries.
READ = {
    "cho_v1": ("keeps", "after", "none", "plain"),
    "cho_v3": ("keeps", "before", "none", "plain"),
    "chung": ("renews", "before", "none", "plain"),
    "colah": ("renews", "before", "none", "joined"),
    "ng": ("renews", "before", "one", "joined"),
    "torch": ("keeps", "after", "two", "indices"),
    "keras": ("keeps", "after", "two", "plain"),
    "keras_before": ("keeps", "before", "one", "plain"),
    "linen": ("keeps", "after", "bracket", "indices"),
    "nnx": ("keeps", "after", "one", "indices"),
    "onnx": ("keeps", "before", "two", "capital"),
    "d2l": ("keeps", "before", "one", "capital"),
    "kr_exam": ("renews", "before", "none", "swapped"),
    "kr_hh": ("renews", "before", "none", "indices"),
    "kr_slides": ("keeps", "before", "one", "indices"),
    "kr_twin": ("keeps", "before", "none", "joined"),
}


@pytest.mark.parametrize("key", READ)
def test_what_stands_in_someones_notes_leads_to_them(key):
    seen = dict(zip(("mix", "reset", "biases", "letters"), READ[key], strict=True))
    answers = interview(lambda question: seen[question.key])
    assert PUBLISHED[key] in found(answers)


@pytest.mark.parametrize("key", ["kr_exam", "kr_hh", "kr_slides", "kr_twin"])
def test_korean_notes_are_told_from_all_others(key):
    answers = interview(lambda question: question.of(PUBLISHED[key]))
    assert [notation.key for notation in found(answers)] == [key]


def test_who_knows_nothing_keeps_every_notation():
    answers = interview(lambda _: UNKNOWN)
    assert len(found(answers)) == len(PUBLISHED)


def test_a_question_that_tells_nothing_apart_is_not_asked():
    """Every notation whose z renews has r before the matrix."""
    assert [question.key for question in asked({"mix": "renews"})] == ["mix", "biases"]


@pytest.mark.parametrize("unknown", list(product([True, False], repeat=4)))
def test_not_knowing_never_loses_a_notation(unknown):
    blank = dict(zip((q.key for q in QUESTIONS), unknown, strict=True))
    for notation in PUBLISHED.values():
        answers = interview(lambda q, n=notation: UNKNOWN if blank[q.key] else q.of(n))
        assert notation in found(answers)


@given(st.data())
def test_whatever_is_answered_a_notation_is_left(data):
    """As answers are offered: those that a notation gives which the earlier ones have left."""
    answers = {}

    def any_offered(question):
        offered = {question.of(notation) for notation in found(answers)} | {UNKNOWN}
        answers[question.key] = data.draw(st.sampled_from(sorted(offered)))
        return answers[question.key]

    assert found(interview(any_offered))
