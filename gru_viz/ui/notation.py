"""The notations, as the controls offer them."""

from collections.abc import Sequence

import streamlit as st

from gru_viz.locales import Texts
from gru_viz.ui.state import widget
from gru_viz.variants import OWN, PUBLISHED, Notation

_KINDS = {"ko": ("notes", "course", "paper", "framework"), "en": ("course", "paper", "framework")}


def order(language: str) -> Sequence[str]:
    """Their keys: ours, then the kinds that a speaker of the language is likely to have."""
    kinds = _KINDS[language]
    likely = sorted(
        PUBLISHED.values(), key=lambda n: kinds.index(n.kind) if n.kind in kinds else len(kinds)
    )
    return (OWN, *(notation.key for notation in likely))


def choose(texts: Texts) -> None:
    """The control that chooses one."""
    st.selectbox(
        texts("page-notation"),
        order(texts.language),
        format_func=lambda key: texts(f"notation-{key}"),
        label_visibility="collapsed",
        width=230,
        **widget("notation"),
    )


def about(texts: Texts, notation: Notation) -> str:
    """What a notation is, and where it is from."""
    said = texts(f"notation-{notation.key}-about")
    return f"{said} ({notation.source})" if notation.source else said
