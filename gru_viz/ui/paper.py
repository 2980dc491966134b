"""What can be printed as it stands: HTML in the style of the player, in a component of its own.

Streamlit's own elements take neither MathML nor SVG out of a string. Whatever a page shows beside
a paper, and paper can't use, stands in a container whose key begins with "screen": it is left out
of print (see ``page.html``).
"""

from functools import cache
from pathlib import Path

import streamlit as st

from gru_viz.locales import Texts
from gru_viz.player import style

_HERE = Path(__file__).parent


def paper(html: str, key: str, texts: Texts, name: str = "gru_paper", css: str = "") -> None:
    """Show HTML, made by this program alone, with every text in it escaped.

    Classes q-r, q-z, … colour what belongs to a quantity. css: a style sheet beside paper's own;
    name: that of the component, another one for another style sheet.
    """
    mount = st.components.v2.component(
        name,
        html='<div class="gru paper"></div>',
        css=style() + _file("paper.css") + css,
        js=_file("paper.js"),
    )
    data = {"html": html, "language": texts.language}
    mount(data=data, key=key)


def print_button(texts: Texts, key: str) -> None:
    """A button that opens the browser's print, for paper or a PDF."""
    mount = st.components.v2.component(
        "gru_print",
        html='<button type="button" hidden></button>',
        css=_file("copy.css"),
        js=_file("print.js"),
    )
    mount(data=texts("page-print"), key=key, width="content")


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
