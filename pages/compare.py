"""The Compare page: RNN, LSTM and GRU on the same sequence."""

from gru_viz.ui import page

texts = page.start("compare")
page.top(texts, "compare")
