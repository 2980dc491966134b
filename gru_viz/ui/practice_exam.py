"""A mock exam: so many problems in so many minutes, marked at the end."""

import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from gru_viz.exports.sheet import solution_html
from gru_viz.locales import Texts
from gru_viz.practice import sheets
from gru_viz.practice.exercise import Exercise
from gru_viz.practice.grader import Mark, marked
from gru_viz.practice.kinds import nearest
from gru_viz.ui import state
from gru_viz.ui.paper import paper
from gru_viz.ui.practice_answers import answers_of, fields, key_of, score, statement, table
from gru_viz.ui.practice_progress import note_mistakes, note_problem

_HERE = Path(__file__).parent
_MOST_PROBLEMS = 22
_MOST_MINUTES = 180
_MINUTES_EACH = 5
_GRACE = 3  # seconds that the last answer may take to arrive


@dataclass
class Exam:
    """A mock exam that was begun.

    seed: of its problems. started, ends: by the clock, in seconds. taken: in seconds, once it is
    finished.
    """

    seed: int
    exercises: tuple[Exercise, ...]
    started: float
    ends: float
    taken: float | None = None


def exam(texts: Texts) -> None:
    """Show what can be chosen, the exam, or its marks."""
    running: Exam | None = st.session_state.get("exam")
    if running is None:
        _choose(texts)
    elif running.taken is None and time.time() < running.ends + _GRACE:
        _sit(texts, running)
    else:
        _finish()
        _marks(texts, running)


def _choose(texts: Texts) -> None:
    st.markdown(texts("practice-exam-about"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="screen-exam"):
        length = st.number_input(
            texts("practice-exam-length"), 1, _MOST_PROBLEMS, 6, key="exam_length", width=150
        )
        minutes = st.number_input(
            texts("practice-exam-minutes"),
            1,
            _MOST_MINUTES,
            int(length) * _MINUTES_EACH,
            key=f"exam_minutes_{length}",
            width=150,
        )
        seed = st.number_input(
            texts("practice-seed"),
            0,
            sheets.MOST_SEED,
            1,
            key="exam_seed",
            width=150,
        )
        st.button(
            texts("practice-exam-start"),
            on_click=_start,
            args=(int(seed), int(length), 60 * int(minutes)),
        )


def _start(seed: int, length: int, seconds: float) -> None:
    shown = state.current()
    exercises = sheets.exam(seed, length).exercises(shown.written, nearest(shown.decimals))
    for exercise in exercises:
        answers_of(exercise).clear()
        for name in [key for key in st.session_state if str(key).startswith(_field(exercise))]:
            del st.session_state[name]
    now = time.time()
    st.session_state.exam = Exam(seed, exercises, now, now + seconds)


def _field(exercise: Exercise) -> str:
    return f"answer-{key_of(exercise)}-"


def _sit(texts: Texts, running: Exam) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="screen-clock"):
        _clock(texts, running)
        st.button(texts("practice-exam-finish"), on_click=_finish)
    for number, exercise in enumerate(running.exercises, start=1):
        left, right = st.columns([1.3, 1], gap="medium")
        with left:
            statement(exercise, texts, number)
        with right:
            fields(exercise, texts, lambda _: None)
        st.divider()
    if any(exercise.uses_table for exercise in running.exercises):
        table(texts, running.exercises[0].decimals)


def _clock(texts: Texts, running: Exam) -> None:
    """The time that is left; at the end it says so, once."""
    mount = st.components.v2.component(
        "gru_clock",
        html='<p role="timer"></p>',
        css=(_HERE / "clock.css").read_text("utf-8"),
        js=(_HERE / "clock.js").read_text("utf-8"),
    )
    words = {name: texts(f"practice-exam-{name}") for name in ("left", "soon")}
    mount(
        data={"seconds": max(0.0, running.ends - time.time()), **words},
        key="clock",
        on_over_change=_finish,
        width="stretch",
    )


def _finish() -> None:
    """End the exam, and count its problems and mistakes."""
    running: Exam | None = st.session_state.get("exam")
    if running is None or running.taken is not None:
        return
    running.taken = min(time.time(), running.ends) - running.started
    for exercise in running.exercises:
        marks = marked(exercise, answers_of(exercise))
        note_mistakes(exercise, marks)
        note_problem(exercise, all(mark.counts for mark in marks.values()))


# Afterwards


def _marks(texts: Texts, running: Exam) -> None:
    each = [marked(exercise, answers_of(exercise)) for exercise in running.exercises]
    points, of = score(mark for marks in each for mark in marks.values())
    whole = sum(all(mark.counts for mark in marks.values()) for marks in each)
    seconds = int(running.taken or 0)
    st.subheader(texts("practice-exam-score", points=points, of=of), anchor=False)
    st.markdown(
        texts(
            "practice-exam-result",
            solved=whole,
            problems=len(each),
            minutes=seconds // 60,
            seconds=seconds % 60,
        )
    )
    st.button(texts("practice-exam-another"), on_click=_another)
    for number, (exercise, marks) in enumerate(zip(running.exercises, each, strict=True), 1):
        _marked_problem(texts, number, exercise, marks)


def _marked_problem(texts: Texts, number: int, exercise: Exercise, marks: dict[str, Mark]) -> None:
    left, right = st.columns([1.3, 1], gap="medium")
    with left:
        statement(exercise, texts, number)
        with st.expander(texts("practice-solution"), key=f"exam-solution-{number}"):
            paper(solution_html(exercise, texts), f"exam-worked-{number}", texts)
    with right:
        points, of = score(marks.values())
        st.markdown(f"**{texts('practice-exam-points', points=points, of=of)}**")
        fields(exercise, texts, lambda blank: marks[blank.name], locked=True)
    st.divider()


def _another() -> None:
    """Back to the choice, with the seed after this one."""
    ended: Exam = st.session_state.pop("exam")
    st.session_state.exam_seed = (ended.seed + 1) % (sheets.MOST_SEED + 1)
