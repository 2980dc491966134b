"""The Conventions page: two notations on the same numbers, and which of them is one's own."""

from dataclasses import dataclass, replace

import streamlit as st

from gru_viz import links, palette
from gru_viz.cells import gru
from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.plain import number_text
from gru_viz.figures import Style
from gru_viz.figures.compare import compare_alt, compare_over_time, farthest
from gru_viz.figures.style import number
from gru_viz.layouts.conversion import changes, convert
from gru_viz.locales import Texts
from gru_viz.messages import Message, Problem
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.conventions_counter import counterexample
from gru_viz.ui.conventions_drawn import draw, one_place, run_bytes, side
from gru_viz.ui.conventions_which import which
from gru_viz.ui.notation import about, order
from gru_viz.ui.run import Run, run_of
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import choose_variant
from gru_viz.ui.state import widget
from gru_viz.variants import BIASES, OWN, PUBLISHED, Notation, own, typed
from gru_viz.variants.differences import differences

_HISTORY = ("first", "revised", "flipped", "code", "today")
_SMALLEST = 1e-4  # a difference below it is shown with its power of ten


@dataclass(frozen=True)
class Pair:
    """Two notations on one sequence: names, letters, the run of each.

    changes: what was done to the weights for the right one. refused: why there are no such
    weights; then the right one has no run.
    """

    notations: tuple[Notation, Notation]
    names: tuple[str, str]
    run: Run
    right: Trace | None
    changes: tuple[Message, ...] = ()
    refused: Message | None = None


def conventions(texts: Texts) -> None:
    """Draw the page below its first line."""
    shown = state.current()
    try:
        run = run_of(_plain(shown))
    except Problem as problem:
        run = None
        _choose(texts, None)
        st.error(say(texts, problem.message))
    if run is not None:
        _keep_within(run.trace)
        _choose(texts, run.trace)
        _compare(texts, run)
    which(texts)
    st.header(texts("conventions-history"), anchor=False)
    st.markdown("\n".join(f"1. {texts(f'conventions-history-{line}')}" for line in _HISTORY))
    keep_address()


def _plain(shown: links.State) -> links.State:
    """The state without what-ifs and rounding, which belong to no notation."""
    return replace(shown, hold=(), gates="both", off=frozenset(), rounding="none")


def _keep_within(trace: Trace) -> None:
    shown = state.current()
    t, unit = min(shown.t, trace.T), min(shown.unit, trace.params.H)
    if (t, unit) != (shown.t, shown.unit):
        state.change(t=t, unit=unit)


# Controls


def _choose(texts: Texts, trace: Trace | None) -> None:
    keys = order(texts.language)
    columns = st.columns([3.2, 3.2, 2.6, 1.3, 1.3], gap="small")
    for column, field in zip(columns, ("notation", "other"), strict=False):
        column.selectbox(
            texts(f"conventions-{field}"),
            keys,
            format_func=lambda key: texts(f"notation-{key}"),
            **widget(field),
        )
    columns[2].segmented_control(
        texts("conventions-mode"),
        ("same", "converted"),
        format_func=lambda mode: texts(f"conventions-mode-{mode}"),
        required=True,
        help=texts("conventions-mode-help"),
        **widget("mode"),
    )
    if trace is not None:
        for column, field, most in zip(
            columns[3:], ("t", "unit"), (trace.T, trace.params.H), strict=True
        ):
            column.number_input(texts(f"conventions-{field}"), 1, most, step=1, **widget(field))
    with st.sidebar:
        _sidebar(texts, trace)


def _sidebar(texts: Texts, trace: Trace | None) -> None:
    shown = state.current()
    st.subheader(texts("page-formula"), anchor=False)
    if shown.notation == OWN:
        choose_variant(texts)
    for notation in dict.fromkeys((shown.written, _other(shown))):
        st.caption(f"**{texts(f'notation-{notation.key}')}.** {about(texts, notation)}")
    st.subheader(texts("page-view"), anchor=False)
    st.number_input(texts("page-decimals"), *links.DECIMALS, step=1, **widget("decimals"))
    if trace is not None:
        sizes = {"T": trace.T, "D": trace.params.D, "H": trace.params.H}
        st.caption(texts("conventions-on", **sizes))
        if shown.what_if != links.State().what_if or shown.rounding != "none":
            st.caption(texts("conventions-without"))


def _other(shown: links.State) -> Notation:
    return own(shown.variant) if shown.other == OWN else PUBLISHED[shown.other]


# Side by side


def _compare(texts: Texts, run: Run) -> None:
    pair = _pair(texts, run)
    shown = state.current()
    left, right = pair.notations
    traces = [] if pair.right is None else [run.trace, pair.right]
    draw(
        "sides",
        "conventions",
        texts,
        {
            "sides": [side(left, pair.names[0], right), side(right, pair.names[1], left)],
            "t": shown.t,
            "verdict": _verdict(texts, pair),
            "says": _says(texts, pair),
        },
        [
            run_bytes(
                *one_place(trace, run.sequence, shown.t, shown.unit),
                notation,
                texts,
                shown.decimals,
            )
            for trace, notation in zip(traces, pair.notations, strict=False)
        ],
    )
    if pair.right is not None:
        _plots(texts, pair, pair.right)
    elif left.variant.reset != right.variant.reset:
        counterexample(texts, left, right, pair.names)


def _pair(texts: Texts, run: Run) -> Pair:
    shown, trace = state.current(), run.trace
    given = tuple(bias for bias in BIASES if getattr(trace.params, bias) is not None)
    left, right = replace(shown.written, biases=given), _other(shown)
    names = texts(f"notation-{left.key}"), texts(f"notation-{right.key}")
    params = trace.params
    made: tuple[Message, ...] = ()
    if shown.mode == "converted":
        # A formula without biases takes in those of the weights all the same, as it does elsewhere.
        room = right if right.biases else replace(right, biases=own(right.variant).biases)
        try:
            made = changes(params, left, room)
            params = convert(params, left, room)
        except Problem as problem:
            return Pair((left, right), names, run, None, refused=problem.message)
    after = gru.forward(params, trace.x, trace.h[0], right.variant)
    return Pair((left, right), names, run, after, made)


def _verdict(texts: Texts, pair: Pair) -> dict[str, str]:
    label = texts("conventions-largest")
    if pair.right is None:
        return {"label": label, "value": "–", "place": texts("conventions-largest-refused")}
    apart = farthest(pair.run.trace, pair.right)
    if not apart.by:
        return {"label": label, "value": "0", "place": texts("conventions-largest-none")}
    place = texts(
        "conventions-largest-place",
        t=apart.t,
        unit=apart.unit,
        left=_number(apart.left),
        right=_number(apart.right),
    )
    return {"label": label, "value": _difference(apart.by), "place": place}


def _number(value: float) -> str:
    return number(value, state.current().decimals)


def _difference(by: float) -> str:
    if by >= _SMALLEST:
        return _number(by) if by < 1e6 else f"{by:.2e}"
    return number_text(tex.scientific(by))


def _says(texts: Texts, pair: Pair) -> list[str]:
    """In what the two differ, what was done about it, and z and h at the place that is shown."""
    letters = _letters(texts, pair)
    apart = differences(*pair.notations)
    left, right = pair.notations
    said = []
    if apart.update:
        said.append(texts(f"conventions-update-{left.variant.update}", **letters))
    if apart.reset:
        said.append(texts(f"conventions-reset-{left.variant.reset}", **letters))
    said += _biases(texts, pair)
    if not apart:
        said.append(texts("conventions-alike"))
    if pair.refused:
        said.append(texts.say(pair.refused))
    elif state.current().mode == "converted":
        said += [texts.say(change) for change in pair.changes]
        if not pair.changes:
            said.append(texts("conventions-unchanged"))
    if pair.right is not None:
        said.append(_place(texts, pair, pair.right, letters))
    return said


def _biases(texts: Texts, pair: Pair) -> list[str]:
    """The biases that one of the two has alone, and what becomes of them in these weights."""
    left, right = pair.notations
    apart, params = differences(left, right), pair.run.trace.params
    same = state.current().mode == "same"
    used = [b for b in left.biases if b not in right.biases and getattr(params, b).any()]
    empty = [bias for bias in right.biases if bias not in left.biases]
    said = []
    if used and (same or not right.biases):
        said.append(texts("conventions-bias-used", biases=_typed(left, used)))
    elif apart.has:
        said.append(texts("conventions-bias-left", biases=_typed(left, apart.has)))
    if same and empty:
        said.append(texts("conventions-bias-empty", biases=_typed(right, empty)))
    elif apart.lacks:
        said.append(texts("conventions-bias-right", biases=_typed(right, apart.lacks)))
    return said


def _place(texts: Texts, pair: Pair, right: Trace, letters: dict[str, str]) -> str:
    shown = state.current()
    flipped = shown.mode == "converted" and differences(*pair.notations).update
    row, unit = shown.t - 1, shown.unit - 1
    return texts(
        "conventions-place-flipped" if flipped else "conventions-place",
        t=shown.t,
        unit=shown.unit,
        z=_number(pair.run.trace.z[row, unit]),
        h=_number(pair.run.trace.h[row + 1, unit]),
        right_z_value=_number(right.z[row, unit]),
        right_h_value=_number(right.h[row + 1, unit]),
        **letters,
    )


def _letters(texts: Texts, pair: Pair) -> dict[str, str]:
    """The letters of both notations, as left_z, right_z, left_U, right_U and so on."""
    said: dict[str, str] = {}
    for place, notation in zip(("left", "right"), pair.notations, strict=True):
        letters = texts.written_in(notation).letters
        said |= {f"{place}_{name}": letters[name] for name in "rznh"}
        said[f"{place}_U"] = letters["U_n"]
    return said


def _typed(notation: Notation, names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(typed(notation.symbols[name]) for name in names))


def _plots(texts: Texts, pair: Pair, right: Trace) -> None:
    shown, run = state.current(), pair.run
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    large = shown.view == "projector"
    styles = [Style(texts, colours, large, notation) for notation in pair.notations]
    figure = compare_over_time(
        run.trace,
        right,
        *styles,
        t=shown.t,
        unit=shown.unit,
        names=pair.names,
        tokens=run.sequence.tokens,
    )
    st.plotly_chart(
        figure,
        theme=None,
        key="compare",
        config={"displayModeBar": False},
        alt=compare_alt(run.trace, right, texts, pair.notations, shown.unit),
    )
