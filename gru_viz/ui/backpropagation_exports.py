"""What can be carried away from the way back: worked steps, data, code, and the walk."""

from typing import Any

from gru_viz.exports import steps
from gru_viz.exports.backward_code import backward_numpy, backward_torch
from gru_viz.exports.backward_data import gradients_csv, gradients_json
from gru_viz.exports.backward_documents import backward_latex, backward_markdown
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.player.backward import pack_backward
from gru_viz.player.page import page
from gru_viz.player.payload import Seek
from gru_viz.ui.backpropagation_way import Way, made, way_back
from gru_viz.ui.exports import Chosen, Files, panel

_NAMES = {
    "html": "gru-backward.html",
    "csv": "gru-gradients.csv",
    "json": "gru-gradients.json",
    "numpy": "gru_backward_numpy.py",
    "torch": "gru_backward_torch.py",
    "markdown": "gru-backward.md",
    "latex": "gru-backward.tex",
}


def exports(texts: Texts) -> None:
    """A button that opens the exports."""

    def places(way: Way, shown: State, chosen: Chosen) -> dict[str, Any]:
        return chosen.places(shown, *way.place(shown))

    def in_markdown(shown: State, chosen: Chosen) -> str:
        way = made(shown)
        return backward_markdown(way, texts, shown.decimals, **places(way, shown, chosen))

    def in_latex(shown: State, chosen: Chosen) -> str:
        way = made(shown)
        return backward_latex(way, texts, shown.decimals, **places(way, shown, chosen))

    def fits(shown: State, chosen: Chosen) -> object:
        way = way_back(shown)
        these = places(way, shown, chosen)
        return steps.worked(way.trace, way.sequence, shown.decimals, **these)

    files = Files(
        names=_NAMES,
        html=lambda shown: _page(shown, texts),
        csv=lambda shown: gradients_csv(made(shown), shown.written),
        json=lambda shown: gradients_json(made(shown), shown.written),
        numpy=lambda shown: backward_numpy(made(shown), texts, shown.written),
        torch=lambda shown: backward_torch(made(shown), texts, shown.written),
        markdown=in_markdown,
        latex=in_latex,
        fits=fits,
    )
    panel(texts, "back_exports", files)


def _page(shown: State, texts: Texts) -> bytes:
    way = made(shown)
    walk = pack_backward(
        way.trace,
        way.grads,
        way.sequence,
        texts,
        seek=Seek(0, *way.place(shown), shown.stage),
        notation=shown.written,
        decimals=shown.decimals,
    )
    return page(walk, texts, texts("menu-backpropagation"), lesson="backward")
