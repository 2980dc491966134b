"""The Compare page: RNN, LSTM and GRU on the same sequence."""

from gru_viz.ui import page
from gru_viz.ui.compare_cells import compare_cells

texts = page.start("compare")
page.top(texts, "compare")
compare_cells(texts)
