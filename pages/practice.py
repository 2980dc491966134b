"""The Practice page: problems with checked answers, a mock exam, sheets, one's own problem."""

from gru_viz.ui import page
from gru_viz.ui.practice import practice

texts = page.start("practice")
page.top(texts, "practice")
practice(texts)
