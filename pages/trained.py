"""The Trained weights page: weights from a file in, and out again in any layout."""

from gru_viz.ui import address, page
from gru_viz.ui.outgoing import outgoing
from gru_viz.ui.trained import incoming

texts = page.start("trained")
page.top(texts, "trained")
incoming(texts)
outgoing(texts)
address.keep_address()
