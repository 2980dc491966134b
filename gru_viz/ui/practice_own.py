"""A problem of the learner's own: the numbers of an exam question, and how it is worked."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import numpy as np
import streamlit as st

from gru_viz import links, whatif
from gru_viz import weights as drawn
from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.rounding_table import rounding_html
from gru_viz.exports.sheet import given_html
from gru_viz.exports.worked_html import worked_html
from gru_viz.exports.writing import Writing
from gru_viz.locales import Texts
from gru_viz.messages import Message, Problem
from gru_viz.practice import question, shown
from gru_viz.practice.exercise import Work
from gru_viz.practice.question import Question
from gru_viz.sequences import header_line
from gru_viz.ui import state
from gru_viz.ui.paper import paper, print_button
from gru_viz.ui.run import trace_of
from gru_viz.ui.say import say
from gru_viz.ui.state import widget
from gru_viz.variants import Notation

_MOST_PLACES = 12  # timesteps times units whose arithmetic is shown all at once
_MOST_WRITTEN = 6  # units and features of matrices that are set as a book does


def own(texts: Texts) -> None:
    """Take the numbers of a question, and show the solution."""
    notation = state.current().written
    with st.container(key="screen-question"):
        _entry(texts, notation)
    if not state.current().question.strip():
        return
    try:
        asked = question.read(state.current().question, notation)
    except Problem as problem:
        st.error(say(texts, problem.message))
        return
    exact = gru.forward(asked.params, asked.x, asked.h0, notation.variant, asked.hold)
    rounded = _rounded(asked, notation)
    in_steps = state.current().rounding == "steps" and rounded is not None
    with st.container(key="screen-question-view"):
        if rounded is None:
            st.warning(say(texts, Message("rounding-too-large", {"limit": by_hand.LARGEST})))
        if asked.notes:
            st.caption("  \n".join(say(texts, note) for note in asked.notes))
        _view(texts, asked, exact)
        decimals = state.current().decimals
        carried = texts("sheet-last-digit")
        st.caption(texts("page-rounding-says", decimals=decimals) if in_steps else carried)
    paper(_solution(texts, asked, exact, rounded, in_steps, notation), "own_solution", texts)


# What is entered


def _entry(texts: Texts, notation: Notation) -> None:
    example = question.example(notation)
    st.markdown(texts("question-about"))
    st.text_area(
        texts("question-text", notation=texts(f"notation-{notation.key}")),
        placeholder=example,
        help=texts("question-help"),
        height=140,
        **widget("question"),
    )
    with st.container(horizontal=True):
        # A click takes the text, as leaving the field does; nothing else is left to do.
        st.button(texts("question-solve"), key="question_solve")
        st.button(
            texts("question-example"),
            on_click=state.change,
            kwargs={"question": example},
            key="question_example",
        )


def _rounded(asked: Question, notation: Notation) -> Trace | None:
    """The run rounded at each step, or None where numbers are too large for that."""
    decimals = state.current().decimals
    try:
        return by_hand.forward(
            asked.params, asked.x, asked.h0, notation.variant, asked.hold, decimals=decimals
        )
    except ValueError:
        return None


# How it is looked at


def _view(texts: Texts, asked: Question, exact: Trace) -> None:
    """The controls of the solution: decimals, rounding, the place if there are many, print."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            texts("page-decimals"), *links.DECIMALS, step=1, width=130, **widget("decimals")
        )
        st.segmented_control(
            texts("question-worked-how"),
            ("none", "steps"),
            format_func=lambda way: texts(_WAYS[way]),
            required=True,
            **widget("rounding"),
        )
        if _is_long(exact):
            _keep_within(exact)
            for field, most in (("t", exact.T), ("unit", exact.params.H)):
                st.number_input(
                    texts(f"conventions-{field}"), 1, most, step=1, width=130, **widget(field)
                )
        print_button(texts, "own_print")
        _gates_button(texts, asked, exact)


_WAYS = {"none": "question-exact", "steps": "question-rounded"}


def _is_long(trace: Trace) -> bool:
    return trace.T * trace.params.H > _MOST_PLACES


def _keep_within(trace: Trace) -> None:
    now = state.current()
    t, unit = min(now.t, trace.T), min(now.unit, trace.params.H)
    if (t, unit) != (now.t, now.unit):
        state.change(t=t, unit=unit)


# The paper


def _solution(
    texts: Texts,
    asked: Question,
    exact: Trace,
    rounded: Trace | None,
    in_steps: bool,
    notation: Notation,
) -> str:
    decimals = state.current().decimals
    work = _work(asked, rounded if in_steps and rounded is not None else exact)
    worked = worked_html(
        work.trace,
        work.sequence,
        texts,
        decimals,
        work.timesteps,
        work.units,
        notation,
        work.results,
        level=3,
    )
    way = _WAYS["steps" if in_steps else "none"]
    parts = (
        ("question-given", given_html(_given(asked, notation))),
        ("question-values", rounding_html(exact, rounded, texts, decimals, notation)),
        ("question-worked", f'<p class="about">{escape(texts(way))}</p>{worked}'),
    )
    sections = (
        f'<section class="solved"><h2>{escape(texts(key))}</h2>{html}</section>'
        for key, html in parts
    )
    return f'<article class="sheet">{"".join(sections)}</article>'


def _work(asked: Question, trace: Trace) -> Work:
    """What is worked: all of a run, or the place of the controls where that is long."""
    now = state.current()
    timesteps, units = range(1, trace.T + 1), range(1, trace.params.H + 1)
    if _is_long(trace):
        timesteps, units = timesteps[now.t - 1 : now.t], units[now.unit - 1 : now.unit]
    return Work(trace, tuple(timesteps), tuple(units), tuple(_asked_for(asked)))


def _given(asked: Question, notation: Notation) -> Iterator[str]:
    """The question as it was understood: formulas and numbers as the notation has them."""
    writing = Writing(notation, coloured=True)
    results = _asked_for(asked)
    small = max(asked.params.H, asked.params.D) <= _MOST_WRITTEN
    if small:
        yield from shown.displays(notation, asked.params, asked.x, asked.h0, results)
    for gate, values in asked.known.items():
        if (values == values[0, 0]).all():
            yield f"{writing.symbol(gate, None)} = {tex.given(values[0, 0])}"
            continue
        for t, unit in np.argwhere(~np.isnan(values)):
            symbol = shown.at_unit(writing.symbol(gate, t + 1), unit + 1, asked.params.H)
            yield f"{symbol} = {tex.given(values[t, unit])}"


def _asked_for(asked: Question) -> str:
    """The results that are to be worked: all but gates that the question gives."""
    known = {gate for gate, values in asked.known.items() if not np.isnan(values).any()}
    return "".join(result for result in "rznh" if result not in known)


# On the Gates page


def _gates_button(texts: Texts, asked: Question, exact: Trace) -> None:
    """A button that opens the question there, where that page can compute just this."""
    fields = _gates_fields(asked, exact)
    if not _is_same(fields, exact):
        return
    # A callback can't leave the page; the run after it can.
    if st.button(
        texts("question-gates"), on_click=state.change, kwargs=fields, key="question_gates"
    ):
        st.switch_page("app.py")


def _gates_fields(asked: Question, exact: Trace) -> dict[str, Any]:
    """The fields of the state that put a question's numbers on the Gates page."""
    params, now = asked.params, state.current()
    start = drawn.random(params.D, params.H, now.seed, now.scale, now.written)
    edits: dict[drawn.Place, float] = {}
    for name, table in drawn.tables(start).items():
        given = asked.h0 if name == "h0" else getattr(params, name)
        numbers = np.zeros(table.shape) if given is None else given.reshape(table.shape)
        edits |= {(name, *place): float(number) for place, number in np.ndenumerate(numbers)}
    rows = [", ".join(repr(float(number)).removesuffix(".0") for number in row) for row in asked.x]
    header = [header_line(_work(asked, exact).sequence.features)] if params.D > 1 else []
    return {
        "seq": "\n".join([*header, *rows]) if params.D > 1 else ", ".join(rows),
        "series": "",
        "read": "numbers",
        "std": False,
        "weights": "random",
        "units": params.H,
        "edits": edits,
        "start": edits,
        "hold": _holds(asked),
        "gates": "both",
        "off": frozenset(),
        "t": 1,
        "unit": 1,
    }


def _holds(asked: Question) -> tuple[whatif.Hold, ...]:
    """The known gates; one that is the same everywhere takes a single hold."""
    holds = []
    for gate in ("r", "z"):
        values = asked.known.get(gate)
        if values is None:
            continue
        T, H = values.shape
        if (values == values[0, 0]).all():
            holds.append(whatif.Hold(gate, whatif.ALL, 1, T, float(values[0, 0])))
            continue
        holds += [
            whatif.Hold(gate, unit + 1, t + 1, t + 1, float(values[t, unit]))
            for t, unit in np.ndindex(T, H)
            if not np.isnan(values[t, unit])
        ]
    return tuple(holds)


def _is_same(fields: dict[str, Any], exact: Trace) -> bool:
    if len(fields["hold"]) > whatif.MAX_HOLDS:
        return False
    try:
        _, trace = trace_of(replace(state.current(), rounding="none", **fields))
    except Problem:
        return False
    return np.array_equal(trace.h, exact.h)
