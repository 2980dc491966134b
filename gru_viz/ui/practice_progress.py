"""What was practised so far, and what comes next; carried on by the link, or in a file."""

import streamlit as st

from gru_viz import links
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.practice import progress as text_of
from gru_viz.practice.exercise import Exercise
from gru_viz.practice.grader import Mark
from gru_viz.practice.progress import Progress
from gru_viz.syllabus import KINDS, MISTAKES, Kind
from gru_viz.ui import state
from gru_viz.ui.files import file_controls
from gru_viz.ui.practice_answers import key_of
from gru_viz.ui.say import say

_ENOUGH_SHOWN = 4  # mistakes, the most frequent ones


def progress(texts: Texts) -> None:
    """Show it in the sidebar."""
    st.subheader(texts("practice-progress"), anchor=False)
    try:
        done = text_of.read(state.current().done)
    except Problem as problem:
        st.error(say(texts, problem.message))
        st.button(texts("practice-progress-anew"), on_click=state.change, kwargs={"done": ""})
        return
    if not done.tried and not done.made:
        st.caption(texts("practice-progress-none"))
    else:
        _tables(texts, done)
        if done.next:
            _go(texts, done.next, "next")
        else:
            st.caption(texts("practice-progress-all"))
        if done.remedy and done.remedy != done.next:
            _go(texts, done.remedy, "remedy")
        st.caption(texts("practice-progress-kept"))
    file_controls(texts, "practice")


def _tables(texts: Texts, done: Progress) -> None:
    lines = [
        f"| {texts(f'practice-kind-{kind}')} | {done.solved.get(kind, 0)} / {done.tried[kind]} |"
        for kind in KINDS
        if kind in done.tried
    ]
    head = f"| {texts('practice-progress-kind')} | {texts('practice-progress-right')} |"
    if lines:
        st.markdown("\n".join([head, "| --- | ---: |", *lines]))
    made = sorted((m for m in MISTAKES if m in done.made), key=lambda m: done.made[m], reverse=True)
    lines = [
        f"| {texts(f'practice-mistake-name-{mistake}')} | {done.made[mistake]} |"
        for mistake in made[:_ENOUGH_SHOWN]
    ]
    if lines:
        head = f"| {texts('practice-progress-mistake')} | {texts('practice-progress-times')} |"
        st.markdown("\n".join([head, "| --- | ---: |", *lines]))


def _go(texts: Texts, kind: Kind, why: str) -> None:
    st.button(
        texts(f"practice-go-{why}", kind=texts(f"practice-kind-{kind}")),
        on_click=_practise,
        args=(kind,),
        key=f"practice_{why}",
        width="stretch",
    )


def _practise(kind: Kind) -> None:
    shown = state.current()
    problem = next_problem() if kind == shown.kind else shown.problem
    state.change(part="practise", kind=kind, problem=problem)


def next_problem() -> int:
    """The number after the one on screen, or the first after the last."""
    return (state.current().problem + 1) % (links.MAX_SEED + 1)


# Taking note


def _noted(name: str) -> set[tuple[str, ...]]:
    """What has been counted already, in this visit."""
    noted: set[tuple[str, ...]] = st.session_state.setdefault(f"noted_{name}", set())
    return noted


def _done() -> Progress:
    try:
        return text_of.read(state.current().done)
    except Problem:
        return Progress()  # said beside the progress, with a button to begin anew


def note_problem(one: Exercise, is_right: bool) -> None:
    """Count a problem, once."""
    place = (key_of(one),)
    if place not in _noted("problems"):
        _noted("problems").add(place)
        state.change(done=text_of.written(_done().with_problem(one.kind, is_right)))


def note_mistakes(one: Exercise, marks: dict[str, Mark]) -> None:
    """Count the mistakes that marks name, each once for a blank."""
    new = [
        (key_of(one), blank, mistake)
        for blank, mark in marks.items()
        for mistake in mark.mistakes
        if (key_of(one), blank, mistake) not in _noted("mistakes")
    ]
    if new:
        _noted("mistakes").update(new)
        counted = _done().with_mistakes(mistake for _, _, mistake in new)
        state.change(done=text_of.written(counted))
