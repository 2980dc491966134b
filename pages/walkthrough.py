from gru_viz.ui import page

texts = page.start("walkthrough")
page.top(texts, "walkthrough")
