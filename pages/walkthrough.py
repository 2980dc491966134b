"""The Walkthrough page: a timestep formula by formula, each value hidden until it is asked for."""

from gru_viz.ui import page
from gru_viz.ui.walkthrough import arrive, walkthrough

arrive()
texts = page.start("walkthrough")
page.top(texts, "walkthrough")
walkthrough(texts)
