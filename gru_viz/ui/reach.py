"""Where gradients go: the section of the Backpropagation page on vanishing and exploding."""

from html import escape
from typing import get_args

import streamlit as st

from gru_viz import links, palette, trio
from gru_viz.cells.clipping import factor
from gru_viz.figures import Style
from gru_viz.figures.reach import triangle, triangle_alt
from gru_viz.figures.reach_curves import clipped_alt, clipped_figure, curves_alt, curves_figure
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import reach_says, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.paper import paper, print_button
from gru_viz.ui.reach_runs import Measured, measured
from gru_viz.ui.say import say
from gru_viz.ui.state import widget

_PLOT = {"displayModeBar": False}
_PAPER = 680  # pixels that A4 has between its margins: a chart is no wider, or print would cut it


@st.fragment
def reach(texts: Texts) -> None:
    """Draw the section: three cells, how far their gradients reach, what clipping does."""
    texts = texts.written_in(state.current().written)
    with st.container(key="screen_reach"):
        st.segmented_control(
            texts("reach-choose"),
            get_args(links.Reach),
            format_func=lambda name: texts(f"reach-{name}"),
            required=True,
            label_visibility="collapsed",
            **widget("reach"),
        )
    try:
        found = measured(state.current())
    except Problem as problem:
        st.error(say(texts, problem.message))
    else:
        _paper(f"<p><b>{reach_says.summary(found.curves, texts)}</b></p>", "reach_summary", texts)
        _triangles(texts, found)
        _cells(texts, found)
        with st.container(key="screen_reach_compare"):
            label, icon = texts("reach-compare"), ":material/arrow_forward:"
            st.page_link("pages/compare.py", label=label, icon=icon)
        _curves(texts, found)
        _clipping(texts, found)
    keep_address()


def _cells(texts: Texts, found: Measured) -> None:
    """What the three cells are, and what becomes of the gradient in each."""
    notation, three = state.current().written, found.three
    kept = reach_says.kept(three, notation, texts)
    _paper(f"<p>{escape(_about(texts, found))} {kept}</p>", "reach_about", texts)
    H = three.gru.params.H
    for column, (cell, curve) in zip(st.columns(3), found.curves.items(), strict=True):
        with column:
            card = reach_says.card(cell, curve, H, notation, texts)
            _paper(card, f"reach_{cell}", texts)


def _about(texts: Texts, found: Measured) -> str:
    name = state.current().reach
    H, T = found.three.gru.params.H, found.three.gru.T
    match name:
        case "usual":
            return texts(
                "reach-about-usual",
                units=trio.UNITS,
                steps=trio.TIMESTEPS,
                biases="none" if found.three.gru.params.b_r is None else "some",
            )
        case "raised":
            return texts("reach-about-raised", bias=f"{trio.KEEP:g}")
        case "exploding":
            return texts("reach-about-exploding", gain=f"{trio.GAIN:g}", bias=f"{trio.KEEP:g}")
    return texts("reach-about-own", units=H, steps=T)


# All pairs


def _triangles(texts: Texts, found: Measured) -> None:
    T = found.three.gru.T
    with st.container(horizontal=True, vertical_alignment="bottom", key="screen_reach_pair"):
        st.segmented_control(
            texts("reach-paths"),
            get_args(links.Paths),
            format_func=lambda path: texts(f"reach-paths-{path}"),
            required=True,
            **widget("reach_paths"),
        )
        k, t = _pair(texts, T)
        if state.current().view != "projector":
            print_button(texts, "reach_print")
    direct = state.current().reach_paths == "direct"
    for column, (cell, pairs) in zip(st.columns(3), found.reaches.items(), strict=True):
        column.plotly_chart(
            triangle(pairs, cell, _style(texts), t=t, k=k, direct=direct),
            theme=None,
            width=_PAPER,
            key=f"reach_triangle_{cell}",
            config=_PLOT,
            alt=triangle_alt(pairs, cell, texts, direct),
        )
    notation, H = state.current().written, found.three.gru.params.H
    about = f"{reach_says.size_is(T, H, notation, texts)} {escape(reach_says.thresholds(texts))}"
    _paper(
        f"{reach_says.picked(found.to(t), k, notation, texts)}<p class='about'>{about}</p>",
        "reach_picked",
        texts,
    )
    shown = len(found.reaches["gru"].at)
    if shown <= T:
        st.caption(texts("reach-thinned", shown=shown, all=T + 1))


def _pair(texts: Texts, T: int) -> tuple[int, int]:
    """The pair of timesteps that is looked at: k, t. It begins with the longest way."""
    shown = state.current()
    t = min(shown.reach_t, T)
    k = min(shown.reach_k, t)
    for name, at, low, high in (("reach_k", k, 0, t), ("reach_t", t, k, T)):
        st.session_state[name] = at
        st.number_input(texts(_PAIR[name]), low, high, step=1, width=190, **widget(name))
    return k, t


_PAIR = {"reach_k": "reach-from", "reach_t": "reach-to"}


# To the last timestep


def _curves(texts: Texts, found: Measured) -> None:
    st.header(texts("reach-curve"), anchor=False)
    st.plotly_chart(
        curves_figure(found.curves, _style(texts)),
        theme=None,
        width=_PAPER,
        key="reach_curves",
        config=_PLOT,
        alt=curves_alt(found.curves, texts),
    )


def _clipping(texts: Texts, found: Measured) -> None:
    st.header(texts("reach-clipping"), anchor=False)
    st.markdown(texts("reach-clipping-about"))
    with st.container(key="screen_reach_clip"):
        st.number_input(
            texts("reach-clip"),
            0.0,
            float(links.MAX_CLIP),
            step=1.0,
            format="%g",
            width=260,
            **widget("clip"),
        )
    clip = state.current().clip
    lines = reach_says.clipped(found.arriving, list(found.reaches), clip, texts)
    _paper(f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>", "reach_clip", texts)
    if not found.arriving:
        return
    factors = {cell: factor(back.weights, clip) for cell, back in found.arriving.items()}
    st.plotly_chart(
        clipped_figure(found.arriving, factors, _style(texts)),
        theme=None,
        width=_PAPER,
        key="reach_clipped",
        config=_PLOT,
        alt=clipped_alt(found.arriving, factors, texts),
    )


def _paper(html: str, key: str, texts: Texts) -> None:
    """A paper that grows with the projector's type."""
    paper(f'<div style="font-size: 1rem">{html}</div>', key, texts)


def _style(texts: Texts) -> Style:
    shown = state.current()
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    return Style(texts, colours, shown.view == "projector", shown.written)
