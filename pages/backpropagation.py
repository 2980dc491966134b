"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from gru_viz.ui import page
from gru_viz.ui.backpropagation import arrival, backpropagation, begin, controls

arrived = arrival()
texts = page.start("backpropagation")
begin(arrived)
page.top(texts, "backpropagation", controls)
backpropagation(texts)
