"""The Compare page: RNN, LSTM and GRU on the same sequence."""

from gru_viz.ui import page
from gru_viz.ui.arrival import arrival
from gru_viz.ui.compare_cells import PAGE, begin, compare_cells, controls

arrived = arrival(PAGE)
texts = page.start(PAGE)
begin(arrived)
page.top(texts, PAGE, controls)
compare_cells(texts)
