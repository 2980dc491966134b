"""The loss and the check of the gradients, told as HTML with formulas."""

from html import escape

from gru_viz.exports import tex
from gru_viz.exports.backward_loss import loss_lines, own_gradient, sum_over
from gru_viz.exports.backward_steps import slope_at
from gru_viz.exports.mathml import math, sentence, wrapping
from gru_viz.exports.writing import Writing
from gru_viz.locales import Texts
from gru_viz.ui import state
from gru_viz.ui.backpropagation_check import Row
from gru_viz.ui.backpropagation_way import Way

_DECIMALS = 10  # of two numbers that are the same but for rounding


def loss_html(way: Way, texts: Texts) -> str:
    """The loss: its formula, its numbers, its value, and its own gradient."""
    shown = state.current()
    writing = Writing(shown.written, coloured=True)
    lines = list(loss_lines(way, shown.decimals, writing))
    rows = "".join(
        f'<span class="left">{math("L") if line is lines[0] else ""}</span>'
        f'<span class="equals">{math("=")}</span><span class="right">{wrapping(line)}</span>'
        for line in lines
    )
    own = f"${own_gradient(way.loss, writing)}$"
    return _section(
        texts("backprop-loss-heading"),
        f'<div class="rows" tabindex="0">{rows}</div>',
        sum_over(way.loss, texts),
        texts(f"backprop-loss-says-{way.loss.kind}", gradient=own),
    )


def check_html(way: Way, texts: Texts) -> str:
    """The gradients against finite differences: how many were checked, the largest difference."""
    shown = state.current()
    writing = Writing(shown.written, coloured=True)
    rows = way.differences.rows(shown.written)
    checked, count = (sum(getattr(row, name) for row in rows) for name in ("checked", "count"))
    which = "none" if not checked else "all" if checked == count else "some"
    said, verdict = [texts(f"backprop-check-{which}", checked=checked, count=count)], ""
    if checked:
        worst = max((row for row in rows if row.checked), key=lambda row: row.by)
        largest = way.differences.largest
        words = texts(f"backprop-check-{way.differences.verdict}", times=way.differences.finer)
        verdict = f"<p><b>{escape(words)}</b></p>"
        said.append(
            texts(
                "backprop-check-largest",
                by=f"${tex.scientific(worst.by)}$",
                place=f"${_place(worst, writing)}$",
                backward=f"${_number(worst.backward)}$",
                differences=f"${_number(worst.differences)}$",
                share=f"${tex.scientific(worst.by / largest if largest else 0)}$",
            )
            if worst.by
            else texts("backprop-check-exact")
        )
    return _section(texts("backprop-check"), verdict, *said)


def check_table(way: Way, texts: Texts) -> str:
    """The same by matrix."""
    writing = Writing(state.current().written, coloured=True)
    names = ("matrix", "checked", "by", "place", "backward", "differences")
    head = "".join(f"<th>{escape(texts(f'backprop-check-column-{name}'))}</th>" for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(row, writing))}</tr>"
        for row in way.differences.rows(state.current().written)
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="rows" tabindex="0">{table}</div>'


def _section(heading: str, html: str, *sentences: str) -> str:
    said = "".join(f"<p>{sentence(line)}</p>" for line in sentences)
    return f'<section class="solution"><h3>{escape(heading)}</h3>{html}{said}</section>'


def _cells(row: Row, writing: Writing) -> list[str]:
    first = [math(slope_at(row.name, writing)), f"{row.checked} / {row.count}"]
    if not row.checked:
        return [*first, "", "", "", ""]
    numbers = (tex.scientific(row.by), _index(row), _number(row.backward), _number(row.differences))
    return [*first, *map(math, numbers)]


def _place(row: Row, writing: Writing) -> str:
    return rf"{slope_at(row.name, writing)} [{_index(row)}]"


def _index(row: Row) -> str:
    return f"{row.row}, {row.column}" if row.column else str(row.row)


def _number(value: float) -> str:
    return tex.computed(value, _DECIMALS)
