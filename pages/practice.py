from gru_viz.ui import page

texts = page.start("practice")
page.top(texts, "practice")
