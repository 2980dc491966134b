from gru_viz.ui import page

texts = page.start("study")
page.top(texts, "study")
