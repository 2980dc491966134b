"""The Gates page: a sequence through a GRU, every gate at every timestep."""

import streamlit as st

from gru_viz.ui import page, state
from gru_viz.ui.gates import gates
from gru_viz.ui.matrices import matrices
from gru_viz.ui.plots import plots
from gru_viz.ui.sidebar import sidebar

texts = page.start("gates")
page.top(texts, "gates")
sidebar(texts)
gates(texts)
if "plots" not in state.current().hide:
    plots(texts)
if "tables" not in state.current().hide:
    st.header(texts("page-tables"), anchor=False)
    matrices(texts)
