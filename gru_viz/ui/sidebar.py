"""The controls: the sequence, the weights, the formula, the view."""

from functools import partial

import streamlit as st

from gru_viz import links, presets, sequences, tables, weights
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import language, notation, state
from gru_viz.ui.files import file_controls
from gru_viz.ui.run import given_of, sequence_of
from gru_viz.ui.say import say
from gru_viz.ui.state import widget
from gru_viz.variants import OWN

TYPED, RANDOM = "", "random"
GIVEN = weights.GIVEN
_MOST_NOTES = 12  # about the features; the first ones say what happens to all


def sidebar(texts: Texts) -> None:
    """Draw every control that the link doesn't hide."""
    hidden = state.current().hide
    with st.sidebar:
        for name, draw in (
            ("sequence", _sequence),
            ("weights", _weights),
            ("formula", _formula),
            ("view", _view),
        ):
            if name not in hidden:
                st.subheader(texts(f"page-{name}"), anchor=False)
                draw(texts)


def _sequence(texts: Texts) -> None:
    st.selectbox(
        texts("page-series"),
        (TYPED, *sequences.READY),
        format_func=lambda name: texts(f"ready-{name}" if name else "page-typed"),
        **widget("series"),
    )
    shown = state.current()
    if shown.series == TYPED:
        st.text_area(texts("page-seq"), help=texts("page-seq-help"), height=96, **widget("seq"))
        st.selectbox(
            texts("page-read"),
            ("auto", "numbers", "words", "characters"),
            format_func=lambda read: texts(f"page-read-{read}"),
            **widget("read"),
        )
        with st.popover(texts("page-open-table"), width="stretch"):
            _open_table(texts)
    else:
        st.caption(texts(f"ready-{shown.series}-about"))
        if shown.series == "noise":
            _whole(texts("page-seed"), 0, links.MAX_SEED, "draw")
        st.button(texts("page-edit-series"), on_click=_edit_series, width="stretch")
    _encoding(texts)


def _encoding(texts: Texts) -> None:
    """How words become numbers, or whether numbers are standardised: whichever applies."""
    try:
        sequence = sequence_of(state.current())
    except Problem:  # said where the diagram would be
        return
    if sequence.tokens:
        _choice(texts, "encode", ("onehot", "vectors"))
        if state.current().encode == "vectors":
            left, right = st.columns(2)
            with left:
                _whole(texts("page-size"), 1, sequences.MAX_FEATURES, "size")
            with right:
                _whole(texts("page-seed"), 0, links.MAX_SEED, "draw")
    else:
        st.toggle(texts("page-standardise"), help=texts("page-standardise-help"), **widget("std"))
    for note in sequence.notes[:_MOST_NOTES]:
        st.caption(say(texts, note))


def _choice(texts: Texts, name: str, options: tuple[str, ...], help: str | None = None) -> None:
    st.segmented_control(
        texts(f"page-{name}"),
        options,
        format_func=lambda option: texts(f"page-{name}-{option}"),
        required=True,
        help=help,
        **widget(name),
    )


def _whole(label: str, low: int, high: int, name: str) -> None:
    st.number_input(label, low, high, step=1, **widget(name))


def _edit_series() -> None:
    shown = state.current()
    ready = sequences.ready(shown.series, shown.draw)
    state.change(
        series=TYPED,
        seq=ready.text,
        read=ready.reading,
        std=shown.std,
        edits=shown.edits,
        start=shown.start,
    )


def _open_table(texts: Texts) -> None:
    file = st.file_uploader(
        texts("page-table-file"), key="table_file", help=texts("page-table-help")
    )
    if file is None:
        return
    try:
        table = _table_of(file.file_id, file.getvalue())
        columns = st.multiselect(
            texts("page-table-columns"),
            table.columns,
            table.columns[-1:],
            key=f"columns-{file.file_id}",
        )
        start = 0
        if table.rows > sequences.MAX_TIMESTEPS:
            st.caption(texts("page-table-long", rows=str(table.rows), most=sequences.MAX_TIMESTEPS))
            first = st.number_input(
                texts("page-table-start"), 1, table.rows, key=f"start-{file.file_id}"
            )
            start = first - 1
        text = table.text(columns, start) if columns else ""
        st.button(
            texts("page-table-use"),
            on_click=partial(state.change, seq=text, read="numbers", std=True, t=1),
            disabled=not columns,
        )
    except Problem as problem:
        st.error(say(texts, problem.message))


def _table_of(file_id: str, data: bytes) -> tables.Table:
    """The table in a file, parsed once for as long as the visit has it open."""
    opened = st.session_state.get("opened_table")
    if opened is None or opened[0] != file_id:
        opened = st.session_state.opened_table = (file_id, tables.read_table(data))
    table: tables.Table = opened[1]
    return table


def _weights(texts: Texts) -> None:
    shown = state.current()
    given = (GIVEN,) if shown.given or shown.weights == GIVEN else ()
    names = {RANDOM: "page-random", GIVEN: "page-given"}
    st.selectbox(
        texts("page-weights-from"),
        (RANDOM, *given, *presets.PRESETS),
        format_func=lambda name: texts(names.get(name, f"preset-{name}")),
        **widget("weights", _take_preset),
    )
    if shown.weights == GIVEN:
        _layer(texts)
        return
    if shown.weights == RANDOM:
        left, right = st.columns(2)
        with left:
            _whole(texts("page-seed"), 0, links.MAX_SEED, "seed")
        right.number_input(
            texts("page-scale"),
            0.0,
            10.0,
            step=0.1,
            format="%.2f",
            **widget("scale"),
        )
    else:
        st.caption(texts(f"preset-{shown.weights}-look"))
    _whole(texts("page-units"), 1, weights.MAX_UNITS, "units")


def _layer(texts: Texts) -> None:
    """Which of the GRUs of given weights."""
    try:
        given = given_of(state.current())
    except Problem:  # said where the diagram would be
        return
    shown = state.current()
    if given.places == ((shown.layer, shown.direction),):
        return
    place = (shown.layer, shown.direction)
    st.session_state.place = place if place in given.places else None
    st.selectbox(
        texts("page-layer"),
        given.places,
        format_func=lambda place: texts(
            "page-layer-of", layer=place[0], direction=texts(f"page-direction-{place[1]}")
        ),
        key="place",
        on_change=_take_place,
    )


def _take_place() -> None:
    if chosen := st.session_state.place:
        state.change(layer=chosen[0], direction=chosen[1])


def _take_preset() -> None:
    name = state.current().weights
    if name in (RANDOM, GIVEN):
        return
    shown_on = presets.PRESETS[name].shown_on
    if shown_on["series"] == "sentence" and language.choose() == "ko":
        shown_on |= {"series": "sentence_ko", "t": 4}
    state.change(**shown_on)


def _formula(texts: Texts) -> None:
    if (written := state.current().written).kind == "own":
        choose_variant(texts)
    st.caption(f"**{texts(f'notation-{written.key}')}.** {notation.about(texts, written)}")


def choose_variant(texts: Texts) -> None:
    """The two choices that our own notation leaves open."""
    _choice(texts, "update", ("renews", "keeps"), help=texts("page-update-help"))
    _choice(texts, "reset", ("before", "after"), help=texts("page-reset-help"))


def choose_formula(texts: Texts) -> None:
    """The notation, on a page whose first line has no room for it."""
    shown = state.current()
    if "formula" in shown.hide:
        return
    st.subheader(texts("page-formula"), anchor=False)
    notation.choose(texts)
    if shown.notation == OWN:
        choose_variant(texts)
    st.caption(notation.about(texts, shown.written))


def choose_view(texts: Texts, rounding: bool = False) -> None:
    """How numbers are shown; rounding: and whether they are rounded on the way."""
    if "view" in state.current().hide:
        return
    st.subheader(texts("page-view"), anchor=False)
    _decimals(texts)
    if rounding:
        _rounding(texts)


def _view(texts: Texts) -> None:
    _decimals(texts)
    _rounding(texts)
    if (shown := state.current()).rounding == "steps":
        st.caption(texts("page-rounding-says", decimals=shown.decimals))
    _choice(texts, "future", ("shown", "hidden"))
    file_controls(texts, "state")


def _decimals(texts: Texts) -> None:
    _whole(texts("page-decimals"), *links.DECIMALS, "decimals")


def _rounding(texts: Texts) -> None:
    _choice(texts, "rounding", ("none", "steps"), help=texts("page-rounding-help"))
