"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from gru_viz.ui import page
from gru_viz.ui.arrival import arrival
from gru_viz.ui.backpropagation import PAGE, backpropagation, begin, controls

arrived = arrival(PAGE)
texts = page.start(PAGE)
begin(arrived)
page.top(texts, PAGE, controls)
backpropagation(texts)
