"""One problem after another: answers checked as they are typed, hints, the worked solution."""

from collections.abc import Callable
from html import escape

import streamlit as st

from gru_viz import links
from gru_viz.exports.function_table import table_html
from gru_viz.exports.mathml import sentence
from gru_viz.exports.sheet import solution_html
from gru_viz.locales import Texts
from gru_viz.practice.exercise import Exercise
from gru_viz.practice.grader import Mark, marked
from gru_viz.practice.kinds import exercise
from gru_viz.syllabus import KINDS
from gru_viz.ui import state
from gru_viz.ui.paper import paper
from gru_viz.ui.practice_answers import answers_of, fields, key_of, score, statement
from gru_viz.ui.practice_progress import note_mistakes, note_problem
from gru_viz.ui.state import widget


def problem(texts: Texts) -> None:
    """Show the problem of the link, with its answers."""
    shown = state.current()
    decimals = min(shown.decimals, 4)
    one = exercise(shown.kind, shown.problem, shown.written, decimals)
    _choose(texts, one)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        statement(one, texts)
    marks = marked(one, answers_of(one))
    with right:
        fields(one, texts, lambda blank: marks[blank.name], _note(one))
        _verdict(one, texts, marks)
        _help(one, texts)
    if _is_open(one, "solution"):
        heading = f"<h2>{escape(texts('practice-solution'))}</h2>"
        paper(heading + solution_html(one, texts, level=3), f"solution-{key_of(one)}", texts)
    if one.uses_table:
        with (
            st.container(key="screen-table"),
            st.expander(texts("practice-table"), key="practice_table"),
        ):
            paper(table_html(texts), "table", texts)


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
    state.change(problem=(state.current().problem + 1) % (links.MAX_SEED + 1))


def _note(one: Exercise) -> Callable[[], None]:
    """Counts what an answer shows."""

    def note() -> None:
        marks = marked(one, answers_of(one))
        note_mistakes(one, marks)
        if all(mark.counts for mark in marks.values()):
            note_problem(one, is_right=not _is_open(one, "solution"))

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


def _is_open(one: Exercise, what: str) -> bool:
    return bool(_opened(one)[what])


def _help(one: Exercise, texts: Texts) -> None:
    opened = _opened(one)
    with st.container(horizontal=True, key="screen-help"):
        st.button(
            texts("practice-hint", count=opened["hints"], of=len(one.hints)),
            on_click=_open,
            args=(one, "hints"),
            disabled=opened["hints"] >= len(one.hints),
            key="practice_hint",
        )
        st.button(
            texts("practice-solution"),
            on_click=_open,
            args=(one, "solution"),
            disabled=bool(opened["solution"]),
            key="practice_solution",
        )
    if opened["hints"]:
        written = texts.written_in(one.notation)
        said = (sentence(written(h.key, **h.args)) for h in one.hints[: opened["hints"]])
        items = "".join(f"<li>{text}</li>" for text in said)
        paper(f'<ol class="hints">{items}</ol>', f"hints-{key_of(one)}", texts)


def _open(one: Exercise, what: str) -> None:
    _opened(one)[what] += 1
    if what == "solution" and not all(m.counts for m in marked(one, answers_of(one)).values()):
        note_problem(one, is_right=False)
