"""The Conventions page: which GRU a book means, on the same numbers, side by side."""

from gru_viz.ui import page
from gru_viz.ui.conventions import conventions

texts = page.start("conventions")
page.top(texts, "conventions")
conventions(texts)
