"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from gru_viz.ui import page

texts = page.start("backpropagation")
page.top(texts, "backpropagation")
