"""The player, with what is changed in it, and the address that follows it."""

from functools import partial

import streamlit as st

from gru_viz import sequences
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import player
from gru_viz.player.payload import Editing, pack
from gru_viz.ui import changes, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.run import Run, given_of, run_of
from gru_viz.ui.say import say
from gru_viz.weights import GIVEN


def other_formula(texts: Texts) -> None:
    """Said where given weights are read with another formula than their own."""
    shown = state.current()
    if shown.weights != GIVEN or not shown.given:
        return
    meant = given_of(shown).notation
    if meant.variant != shown.variant:
        st.warning(texts("given-other-formula", notation=texts(f"notation-{meant.key}")))


@st.fragment
def gates(texts: Texts) -> None:
    """Show the run of what is on screen."""
    visit = state.visit()
    if visit.stale:
        visit.stale = False
        st.rerun()
    shown = visit.state
    try:
        run = run_of(shown)
    except Problem as problem:
        st.error(say(texts, problem.message))
        if problem.message.key == "given-features":
            features = int(problem.message.args["expected"])
            st.button(texts("given-try"), on_click=_try_random, args=(features,))
        elif shown != shown.untouched:
            st.button(texts("player-restart"), on_click=changes.restart)
        keep_address()
        state.send_player()
        return
    # Run with the whole page, the plots come by themselves; else the player tells them to.
    comes = visit.whole and visit.plots_asked
    visit.packed = state.figures_version(run.number)
    visit.whole = False
    data = pack(
        run.trace,
        run.sequence,
        texts,
        seek=visit.seek,
        notation=shown.written,
        decimals=shown.decimals,
        future=shown.future,
        view=shown.view,
        ghost=run.ghost,
        editing=_editing(visit, run),
        figures="" if comes else visit.packed,
        what_if=None if "whatif" in shown.hide else shown.what_if,
    )
    player(data, on_place=partial(state.follow, "player"), on_change=changes.take)
    keep_address()


def _try_random(features: int) -> None:
    rows = sequences.random_rows(features)
    state.change(series="", seq=rows, read="numbers", std=False, t=1)
    state.visit().stale = True  # the controls stand outside of this fragment


def _editing(visit: state.Visit, run: Run) -> Editing:
    shown = visit.state
    return Editing(
        answered=visit.answered,
        was=changes.was(shown, run),
        undo=bool(visit.past),
        redo=bool(visit.undone),
        touched=run.ghost is not None,
        fresh=shown.edits != shown.start,
    )
