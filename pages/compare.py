"""The Compare page: RNN, LSTM and GRU on the same sequence."""

from gru_viz.ui import page
from gru_viz.ui.compare_cells import compare_cells, controls

texts = page.start("compare")
page.top(texts, "compare", controls)
compare_cells(texts)
