"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from gru_viz.ui import page
from gru_viz.ui.backpropagation import arrival, backpropagation

arrived = arrival()
texts = page.start("backpropagation")
page.top(texts, "backpropagation")
backpropagation(texts, arrived)
