"""The weights on screen into a file, in any layout, with the code that loads them."""

import streamlit as st

from gru_viz.layouts import conversion, writing
from gru_viz.layouts.packing import where
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import notation, state
from gru_viz.ui.layout_map import layout_map
from gru_viz.ui.run import weights_of
from gru_viz.ui.say import say
from gru_viz.variants import OWN, PUBLISHED, Notation, own

_MIME = "application/octet-stream"


def outgoing(texts: Texts) -> None:
    """The weights of the Gates page, with what was changed in them, in a layout that is chosen."""
    st.header(texts("trained-out"), anchor=False)
    shown = state.current()
    try:
        params = weights_of(shown).params
    except Problem as problem:
        st.error(say(texts, problem.message))
        return
    H, D = params.H, params.D
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.caption(texts("trained-out-about", units=H, features=D))
        key = st.selectbox(
            texts("trained-layout"),
            notation.order(texts.language),
            index=notation.order(texts.language).index(shown.notation),
            format_func=lambda key: texts(f"notation-{key}"),
            key="outgoing",
        )
        target = own(shown.variant) if key == OWN else PUBLISHED[key]
        st.caption(notation.about(texts, target))
        formats = writing.formats(target)
        kind: writing.Format = st.segmented_control(
            texts("trained-format"),
            formats,
            format_func=writing.FORMATS.__getitem__,
            default=formats[0],
            required=True,
            key=f"outgoing-{'-'.join(formats)}",
        )
    name = f"gru{writing.FORMATS[kind]}"
    try:
        converted = conversion.convert(params, shown.written, target)
        changes = conversion.changes(params, shown.written, target)
        data = writing.as_file(converted, target, kind)
    except Problem as problem:
        with right:
            st.warning(say(texts, problem.message))
        return
    with left:
        for message in (*changes, *writing.notes(converted, target, kind)):
            st.caption(say(texts, message))
        st.download_button(
            texts("trained-download", name=name),
            data,
            name,
            _MIME,
            on_click="ignore",
            width="stretch",
        )
    with right:
        _code_and_map(texts, target, H, D, name)


def _code_and_map(texts: Texts, target: Notation, H: int, D: int, name: str) -> None:
    st.subheader(texts("trained-code"), anchor=False)
    # Uncoloured, as some of the colours that code gets are too faint on a dark page.
    st.code(writing.loading_code(target, D, H, name, texts), language=None, wrap_lines=True)
    if any(len(places) > 1 for places in where(target, H, D).values()):
        st.subheader(texts("trained-map"), anchor=False)
        layout_map(texts, target, H, D)
