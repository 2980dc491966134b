"""A run beside the same run rounded on the way, as HTML: where their last digits part."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import product
from os.path import commonprefix

from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.writing import Writing
from gru_viz.formulas import RESULTS
from gru_viz.locales import Texts
from gru_viz.practice.shown import at_unit
from gru_viz.variants import Notation, plain

_MOST_NAMED = 12


def rounding_html(
    exact: Trace, rounded: Trace | None, texts: Texts, decimals: int, notation: Notation
) -> str:
    """The gates, candidate and state of every timestep and unit, computed in both ways.

    exact: in full precision, shown rounded to the decimals. rounded: the same run rounded at each
    step; None leaves it out. Digits that differ are marked, and named below.
    """
    writing, H = Writing(notation, coloured=True), exact.params.H
    texts = writing.texts(texts)
    runs = {"exact": exact} if rounded is None else {"exact": exact, "rounded": rounded}
    bodies: list[str] = []
    apart: list[str] = []
    for t, unit in product(range(1, exact.T + 1), range(1, H + 1)):
        values = [[_value(run, q, t, unit, decimals) for q in RESULTS] for run in runs.values()]
        first, last = values[0], values[-1]
        rows = zip(runs, values, (last, first), strict=False)
        bodies.append(_body(texts, _place(texts, t, unit, H), rows))
        apart += (
            at_unit(writing.symbol(q, t), unit, H)
            for q, one, other in zip(RESULTS, first, last, strict=True)
            if one != other
        )
    label = escape(texts("question-values"))
    table = (
        f'<div tabindex="0" role="group" aria-label="{label}" style="overflow-x: auto">'
        f"<table>{_head(notation)}{''.join(bodies)}</table></div>"
    )
    return table if rounded is None else f"{table}<p>{sentence(_said(apart, texts))}</p>"


def _head(notation: Notation) -> str:
    # Plain letters, as a header of MathML alone counts as empty for some screen readers.
    columns = "".join(
        f'<th scope="col" class="q-{q}"><i>{escape(plain(notation.symbols[q]))}</i></th>'
        for q in RESULTS
    )
    return f"<thead><tr><td></td>{columns}</tr></thead>"


def _place(texts: Texts, t: int, unit: int, H: int) -> str:
    return f"<i>t</i> = {t}" if H == 1 else sentence(texts("export-step", t=t, unit=unit))


def _body(texts: Texts, place: str, rows: Iterable[tuple[str, list[str], list[str]]]) -> str:
    """The rows of a place, each the way of computing, its values, and those of the other way."""
    lines = "".join(
        f'<tr><th scope="row">{escape(texts(f"question-{way}"))}</th>{"".join(_cells(own, other))}'
        "</tr>"
        for way, own, other in rows
    )
    return f'<tbody><tr><th colspan="5" scope="rowgroup">{place}</th></tr>{lines}</tbody>'


def _value(trace: Trace, quantity: str, t: int, unit: int, decimals: int) -> str:
    row = trace.h[t] if quantity == "h" else getattr(trace, quantity)[t - 1]
    return tex.computed(float(row[unit - 1]), decimals)


def _cells(own: list[str], other: list[str]) -> Iterator[str]:
    """Values, with what differs from the other run's marked from its first digit on."""
    for quantity, text, beside in zip(RESULTS, own, other, strict=True):
        same = len(commonprefix([text, beside]))
        marked = f"<mark>{text[same:]}</mark>" if same < len(text) else ""
        shown = math(text) if "\\" in text else f"{text[:same]}{marked}".replace("-", "−")
        yield f'<td class="q-{quantity}">{shown}</td>'


def _said(apart: list[str], texts: Texts) -> str:
    if not apart:
        return texts("question-agree")
    names = ", ".join(f"${symbol}$" for symbol in apart[:_MOST_NAMED])
    return texts("question-differ", names=names + (", …" if len(apart) > _MOST_NAMED else ""))
