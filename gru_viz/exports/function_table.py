"""The table of σ and tanh as HTML, as books of statistics print theirs."""

from collections.abc import Callable

from gru_viz.exports.mathml import math, sentence
from gru_viz.formulas import FUNCTIONS
from gru_viz.locales import Texts

ROWS = 40  # 0.0 … 3.9
DECIMALS = 4
_BAND = 5  # rows that have the same shade, to guide the eye


def _shown(value: float) -> str:
    return f"{value:.{DECIMALS}f}"


def table_html(texts: Texts, level: int = 2) -> str:
    """σ(a) and tanh(a) for a = 0.00 … 3.99, and how the rest follows; one A4 page.

    level: of its heading.
    """
    example = {name: _shown(function(1.37)) for name, function in FUNCTIONS.items()}
    tables = (_table(rf"\{name}(a)", function) for name, function in FUNCTIONS.items())
    return (
        f'<section class="functions"><h{level}>{sentence(texts("sheet-table"))}</h{level}>'
        f"<p>{sentence(texts('sheet-table-read', **example))}</p>"
        f"<p>{sentence(texts('sheet-table-negative'))}</p>"
        f'<div class="two">{"".join(tables)}</div>'
        f"<p>{sentence(texts('sheet-table-beyond'))}</p></section>"
    )


def _table(name: str, function: Callable[[float], float]) -> str:
    heads = "".join(f'<th scope="col">.0{hundredths}</th>' for hundredths in range(10))
    rows = [_row(tenths, function) for tenths in range(ROWS)]
    bands = ("".join(rows[k : k + _BAND]) for k in range(0, ROWS, _BAND))
    return (
        f'<table class="values"><caption>{math(name)}</caption>'
        f'<thead><tr><th scope="col"><var>a</var></th>{heads}</tr></thead>'
        f"{''.join(f'<tbody>{band}</tbody>' for band in bands)}</table>"
    )


def _row(tenths: int, function: Callable[[float], float]) -> str:
    values = (function((10 * tenths + hundredths) / 100) for hundredths in range(10))
    cells = "".join(f"<td>{_shown(value).removeprefix('0')}</td>" for value in values)
    return f'<tr><th scope="row">{tenths / 10}</th>{cells}</tr>'
