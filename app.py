"""The Gates page: a sequence through a GRU, every gate at every timestep."""

from gru_viz.ui import page, state
from gru_viz.ui.gates import gates, other_formula
from gru_viz.ui.matrices import matrices
from gru_viz.ui.plots import plots
from gru_viz.ui.sidebar import sidebar

texts = page.start("gates")
page.top(texts, "gates")
sidebar(texts)
other_formula(texts)
gates(texts)
if "plots" not in state.current().hide:
    plots(texts)
if "tables" not in state.current().hide:
    matrices(texts)
