"""One problem after another: answers checked as they are typed, hints, the worked solution."""

from collections.abc import Callable
from html import escape

import streamlit as st

from gru_viz import links
from gru_viz.exports.mathml import sentence
from gru_viz.exports.sheet import solution_html
from gru_viz.locales import Texts
from gru_viz.practice.exercise import Exercise
from gru_viz.practice.grader import Mark, marked
from gru_viz.practice.kinds import exercise, nearest
from gru_viz.syllabus import KINDS
from gru_viz.ui import state
from gru_viz.ui.paper import paper
from gru_viz.ui.practice_answers import answers_of, fields, key_of, score, statement, table
from gru_viz.ui.practice_progress import next_problem, note_mistakes, note_problem
from gru_viz.ui.state import widget


def problem(texts: Texts) -> None:
    """Show the problem of the link, with its answers."""
    shown = state.current()
    one = exercise(shown.kind, shown.problem, shown.written, nearest(shown.decimals))
    _choose(texts, one)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        statement(one, texts)
    marks = marked(one, answers_of(one))
    with right:
        fields(one, texts, lambda blank: marks[blank.name], _note(one))
        _verdict(one, texts, marks)
        _help(one, texts)
    if _opened(one)["solution"]:
        heading = f"<h2>{escape(texts('practice-solution'))}</h2>"
        note = f"<p>{escape(texts('sheet-last-digit'))}</p>" if one.work else ""
        solution = solution_html(one, texts, level=3)
        paper(heading + note + solution, f"solution-{key_of(one)}", texts)
    if one.uses_table:
        table(texts, one.decimals)


def _choose(texts: Texts, one: Exercise) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="screen-choose"):
        st.selectbox(
            texts("practice-kind"),
            KINDS,
            format_func=lambda kind: f"{KINDS.index(kind) + 1}. {texts(f'practice-kind-{kind}')}",
            width=340,
            **widget("kind"),
        )
        st.number_input(
            texts("practice-problem"), 0, links.MAX_SEED, step=1, width=130, **widget("problem")
        )
        st.button(texts("practice-new"), on_click=_new, args=(one,), key="practice_new")


def _new(one: Exercise) -> None:
    """The next problem of the kind; one that was begun and not finished counts as tried."""
    if any(text.strip() for text in answers_of(one).values()):
        note_problem(one, is_right=False)
    state.change(problem=next_problem())


def _note(one: Exercise) -> Callable[[], None]:
    """Counts what an answer shows."""

    def note() -> None:
        marks = marked(one, answers_of(one))
        note_mistakes(one, marks)
        if all(mark.counts for mark in marks.values()):
            note_problem(one, is_right=True)

    return note


def _verdict(one: Exercise, texts: Texts, marks: dict[str, Mark]) -> None:
    if all(mark.counts for mark in marks.values()):
        followed = any(mark.verdict == "follows" for mark in marks.values())
        st.success(texts("practice-solved-followed" if followed else "practice-solved"))
    elif any(mark.verdict != "empty" for mark in marks.values()):
        points, all_points = score(marks.values())
        st.caption(texts("practice-so-far", points=points, of=all_points))


# Hints and the solution


def _opened(one: Exercise) -> dict[str, int]:
    everything: dict[str, dict[str, int]] = st.session_state.setdefault("practice_opened", {})
    return everything.setdefault(key_of(one), {"hints": 0, "solution": 0})


def _help(one: Exercise, texts: Texts) -> None:
    opened = _opened(one)
    shown, of = opened["hints"], len(one.hints)
    with st.container(horizontal=True, key="screen-help"):
        st.button(
            texts("practice-hints-all" if shown == of else "practice-hint", count=shown, of=of),
            on_click=_hint,
            args=(one,),
            key="practice_hint",
        )
        st.button(
            texts("practice-hide" if opened["solution"] else "practice-show"),
            on_click=_turn_solution,
            args=(one,),
            key="practice_solution",
        )
    if shown:
        written = texts.written_in(one.notation)
        items = "".join(f"<li>{sentence(written.say(hint))}</li>" for hint in one.hints[:shown])
        paper(f'<ol class="hints">{items}</ol>', f"hints-{key_of(one)}", texts)


def _hint(one: Exercise) -> None:
    opened = _opened(one)
    opened["hints"] = min(opened["hints"] + 1, len(one.hints))


def _turn_solution(one: Exercise) -> None:
    """Show the solution, which counts as not solved; or hide it."""
    opened = _opened(one)
    opened["solution"] = 1 - opened["solution"]
    if not all(mark.counts for mark in marked(one, answers_of(one)).values()):
        note_problem(one, is_right=False)
