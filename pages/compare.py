"""The Compare page: RNN, LSTM and GRU on the same sequence."""

from gru_viz.ui import page
from gru_viz.ui.arrival import arrival
from gru_viz.ui.compare_cells import begin, compare_cells, controls

arrived = arrival("compare")
texts = page.start("compare")
begin(arrived)
page.top(texts, "compare", controls)
compare_cells(texts)
