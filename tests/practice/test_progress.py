"""Progress as text, and what it says to practise next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.messages import Problem
from gru_viz.practice.progress import Progress, read, written
from gru_viz.syllabus import KINDS, MISTAKES

COUNT = st.integers(1, 9999)


@st.composite
def records(draw: st.DrawFn) -> Progress:
    tried = draw(st.dictionaries(st.sampled_from(KINDS), COUNT))
    solved = {kind: draw(st.integers(0, most)) for kind, most in tried.items()}
    made = draw(st.dictionaries(st.sampled_from(MISTAKES), st.integers(1, 9999)))
    return Progress(tried, solved, made)


@given(records())
def test_what_is_written_is_read_back(progress):
    assert read(written(progress)) == progress


def test_a_record_as_it_stands_in_a_link():
    progress = read("gate.5.4 step.2.0 swapped.3")
    assert progress == Progress({"gate": 5, "step": 2}, {"gate": 4, "step": 0}, {"swapped": 3})
    assert read("  ") == Progress()
    assert written(Progress()) == ""


@pytest.mark.parametrize(
    "piece",
    [
        "gate", "gate.5", "gate.4.5", "gate.a.b", "gate.-1.0", "gate.5.4.3", "swapped",
        "swapped.0", "swapped.3.1", "nobody.1.1", "nobody.1", "gate.0.0", "step.3.1",
        "gate.99999.1", "gate.５.４",
        "gate.5,4", "<b>", "x" * 500,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(piece):
    with pytest.raises(Problem) as caught:
        read(f"step.2.1 {piece}")
    assert caught.value.message.key == "practice-progress-unread"
    named = caught.value.message.args["piece"]
    assert len(named) <= 40
    assert piece.startswith(named.rstrip("…"))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        progress = read(text)
    except Problem:
        return
    assert read(written(progress)) == progress


def test_each_problem_and_each_mistake_counts():
    progress = Progress().with_problem("gate", True).with_problem("gate", False)
    progress = progress.with_problem("step", False).with_mistakes(["sign", "sign", "swapped"])
    progress = progress.with_mistakes(["swapped", "sign"])
    assert progress == Progress({"gate": 2, "step": 1}, {"gate": 1, "step": 0},
                                {"sign": 3, "swapped": 2})  # fmt: skip
    assert progress.worst == "sign"


def test_counting_stays_readable_however_long_one_practises():
    progress = Progress({"gate": 12_000}, {"gate": 11_000}, {"sign": 20_000})
    assert read(written(progress)) == Progress({"gate": 9999}, {"gate": 9999}, {"sign": 9999})


def test_the_easiest_kind_not_yet_known_comes_next():
    progress = Progress()
    for kind in KINDS:
        assert progress.next == kind
        progress = progress.with_problem(kind, True).with_problem(kind, True)
    assert progress.next is None


def test_a_kind_that_mostly_fails_stays_next():
    progress = Progress({"gate": 4}, {"gate": 2})
    assert progress.next == "gate"
    assert Progress({"gate": 8}, {"gate": 6}).next != "gate"


def test_every_mistake_has_a_kind_that_cures_it():
    assert Progress().worst is None
    assert Progress().remedy is None
    for mistake in MISTAKES:
        assert Progress().with_mistakes([mistake]).remedy in KINDS
