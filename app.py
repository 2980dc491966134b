"""The Gates page: a sequence through a GRU, every gate at every timestep."""

import streamlit as st

from gru_viz.messages import Problem
from gru_viz.ui import page, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.gates import gates
from gru_viz.ui.run import run_of
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import sidebar
from gru_viz.ui.weight_tables import weight_tables

texts = page.start("page-title")
page.top(texts)
sidebar(texts)
try:
    run = run_of(state.current())
except Problem as problem:
    st.error(say(texts, problem.message))
    keep_address()
    state.send_player()
else:
    gates(texts, run)
    if "tables" not in state.current().hide:
        st.subheader(texts("page-tables"), anchor=False)
        weight_tables(texts, run.unedited, run.sequence)
