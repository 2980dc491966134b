"""A problem on screen: what it asks, a field for each answer, and what is said of it."""

from collections.abc import Callable, Iterable

import streamlit as st

from gru_viz.exports.function_table import table_html
from gru_viz.exports.mathml import MATH, sentence
from gru_viz.exports.plain import as_text
from gru_viz.exports.sheet import exercise_html, use_of_table
from gru_viz.locales import Texts
from gru_viz.messages import Message
from gru_viz.practice.exercise import Blank, Choice, Exercise
from gru_viz.practice.grader import Mark
from gru_viz.ui.paper import paper

_ICONS = {"right": "✓", "follows": "↳", "wrong": "✗", "unread": "?"}


def key_of(exercise: Exercise) -> str:
    """What tells a problem from all others: in another notation, its answers are others."""
    written = exercise.notation
    variant = f"{written.variant.update}-{written.variant.reset}"
    return f"{exercise.kind}-{exercise.seed}-{written.key}-{variant}"


def answers_of(exercise: Exercise) -> dict[str, str]:
    """What the visitor has answered so far, by blank; kept while the visit lasts."""
    everything: dict[str, dict[str, str]] = st.session_state.setdefault("answers", {})
    return everything.setdefault(key_of(exercise), {})


def statement(exercise: Exercise, texts: Texts, number: int | None = None) -> None:
    """What the problem asks and gives."""
    paper(exercise_html(exercise, texts, number, level=2), f"statement-{key_of(exercise)}", texts)


def fields(
    exercise: Exercise,
    texts: Texts,
    said: Callable[[Blank], Mark | None],
    on_answer: Callable[[], None] | None = None,
    locked: bool = False,
) -> None:
    """A field for each blank; said: the mark to show under it, or None."""
    with st.container(key=f"screen-fields-{key_of(exercise)}", gap="xsmall"):
        for blank in exercise.blanks:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _field(exercise, blank, texts, on_answer, locked)
                if mark := said(blank):
                    _mark(exercise, mark, texts)


def table(texts: Texts, decimals: int) -> None:
    """The table of σ and tanh, folded; to how many decimals it is read."""
    rule = sentence(use_of_table(texts, decimals))
    with st.container(key="screen-table"), st.expander(texts("practice-table"), key="table"):
        paper(f"<p>{rule}</p>{table_html(texts)}", "functions", texts)


def _field(
    exercise: Exercise,
    blank: Blank,
    texts: Texts,
    on_answer: Callable[[], None] | None,
    locked: bool,
) -> None:
    answers = answers_of(exercise)
    key = f"answer-{key_of(exercise)}-{blank.name}"

    def take() -> None:
        answers[blank.name] = st.session_state[key] or ""
        if on_answer:
            on_answer()

    if isinstance(blank, Choice):
        written = texts.written_in(exercise.notation)
        options = {name: _line(option, written) for name, option in blank.options.items()}
        if key not in st.session_state:
            st.session_state[key] = answers.get(blank.name) or None
        st.radio(
            _line(blank.asks, written),
            list(options),
            format_func=options.__getitem__,
            index=None,
            key=key,
            on_change=take,
            disabled=locked,
            width="stretch",
        )
        return
    if key not in st.session_state:
        st.session_state[key] = answers.get(blank.name, "")
    st.text_input(
        f"{as_text(blank.tex)} =",
        key=key,
        on_change=take,
        disabled=locked,
        placeholder=texts("practice-decimals", decimals=blank.decimals),
    )


def _line(message: Message, texts: Texts) -> str:
    """A sentence whose math stands in letters: the names of fields take no other."""
    return MATH.sub(lambda math: as_text(math[1]), texts.say(message))


def _mark(exercise: Exercise, mark: Mark, texts: Texts) -> None:
    if mark.verdict == "empty":
        return
    said = [texts(f"practice-mark-{mark.verdict}")]
    if mark.verdict == "wrong":
        written = texts.written_in(exercise.notation)
        said += [written(f"practice-mistake-{mistake}") for mistake in mark.mistakes]
        if not mark.mistakes:
            said.append(texts("practice-mark-unknown"))
    st.markdown(
        f":{_colour(mark)}[**{_ICONS[mark.verdict]} {said[0]}**] {' '.join(said[1:])}",
        width="stretch",
    )


def _colour(mark: Mark) -> str:
    return {"right": "green", "follows": "green", "wrong": "red"}.get(mark.verdict, "gray")


def score(marks: Iterable[Mark]) -> tuple[int, int]:
    """How many answers count, and of how many."""
    each = list(marks)
    return sum(mark.counts for mark in each), len(each)
