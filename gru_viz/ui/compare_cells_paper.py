"""The tables of the Compare page: a component of its own, in the style of the player."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gru_viz.cells.parameters import CELLS
from gru_viz.locales import Texts
from gru_viz.ui import state
from gru_viz.ui.paper import paper


def table(caption: str, rows: Iterable[tuple[str, Iterable[str]]], texts: Texts) -> str:
    """A table with a column for each cell: of each row its head and its cells, all of it HTML.

    Its parts say what they are, since a small screen lays it out as no table.
    """
    names = [texts(f"compare-cell-{cell}") for cell in CELLS]
    heads = "".join(
        f'<th scope="col" role="columnheader" class="cell-{cell}">{name}</th>'
        for cell, name in zip(CELLS, names, strict=True)
    )

    def row(head: str, cells: Iterable[str]) -> str:
        inner = "".join(
            f'<td role="cell" data-cell="{name}"><div>{cell}</div></td>'
            for name, cell in zip(names, cells, strict=True)
        )
        return f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{inner}</tr>'

    body = "".join(row(*line) for line in rows)
    return (
        f'<table role="table" class="cells"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def show(html: str, key: str, texts: Texts) -> None:
    """Show a table and what stands around it, in large type on a projector."""
    if state.current().view == "projector":
        html = f'<div class="projected">{html}</div>'
    paper(html, key, texts, "gru_cells_table", _style_sheet())


@cache
def _style_sheet() -> str:
    return Path(__file__).with_name("compare_cells.css").read_text("utf-8")
