"""The Study sheet page: what an exam asks of the GRU, on one page."""

from gru_viz.ui import page
from gru_viz.ui.study import study

texts = page.start("study")
page.top(texts, "study")
study(texts)
