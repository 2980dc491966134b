"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from gru_viz.ui import page
from gru_viz.ui.arrival import arrival
from gru_viz.ui.backpropagation import backpropagation, begin, controls

arrived = arrival("backpropagation")
texts = page.start("backpropagation")
begin(arrived)
page.top(texts, "backpropagation", controls)
backpropagation(texts)
