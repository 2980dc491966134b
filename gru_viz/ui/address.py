"""The address bar as the state: kept up to date, copied by a button."""

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from gru_viz import links
from gru_viz.locales import Texts
from gru_viz.ui import language, state

_HERE = Path(__file__).parent
_LEFT_OUT = ("question", "seq", "given", "edits")  # by a link that can't hold all


def keep_address(always: Iterable[str] = ()) -> None:
    """Put what is on screen into the address bar, and its language into the document.

    always: fields that stand there even where a first visit has the same. A page needs them that
    doesn't open there.

    Streamlit's own query parameters are read, at the start of a visit, but not written: each
    writing would add an entry to the browser's history, a hundred of them in a lecture.
    """
    mount = st.components.v2.component("gru_address", js=(_HERE / "address.js").read_text("utf-8"))
    lang = language.choose()
    held = links.shortened(replace(state.current(), lang=lang))
    query = urlencode({name: str(getattr(held, name)) for name in always} | links.write(held))
    names = [f.name for f in fields(links.State)]
    mount(data={"query": query, "names": names, "lang": lang}, key="address", height=1)


def copy_button(texts: Texts) -> None:
    """The button that copies the address."""
    mount = st.components.v2.component(
        "gru_copy",
        html='<button type="button" hidden></button>',  # until it has its name
        css=(_HERE / "copy.css").read_text("utf-8"),
        js=(_HERE / "copy.js").read_text("utf-8"),
    )
    names = ("copy-link", "copied", "copy-by-hand")
    mount(data={name: texts(f"page-{name}") for name in names}, key="copy", width="content")


def link_warning(texts: Texts) -> None:
    """Where a link can't hold what is on screen: say what it leaves out, and offer a file."""
    shown = state.current()
    if links.fits(shown):
        return
    held = links.shortened(shown)
    names = [name for name in _LEFT_OUT if getattr(held, name) != getattr(shown, name)]
    if "given" in names and "edits" in names:
        names.remove("edits")  # which belong to them
    said = texts(
        "page-link-full",
        length=links.length(links.write(shown)),
        limit=links.MAX_LINK,
        fields=", ".join(texts(f"page-link-{name}") for name in names),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="link_full"):
        st.caption(f":material/link_off: {said}", width="stretch")
        save_button(texts, "save_too_long", width="content")


def save_button(texts: Texts, key: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """A button that saves what is on screen as a small file, made when it is clicked."""
    visit, lang = state.visit(), language.choose()  # a click is served outside of any run
    st.download_button(
        texts("page-save"),
        lambda: links.save(replace(visit.state, lang=lang)),
        "gru.json",
        "application/json",
        key=key,
        on_click="ignore",
        width=width,
    )
