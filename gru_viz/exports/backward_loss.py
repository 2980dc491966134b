"""A loss as TeX: its formula in the letters of a notation, its numbers, and its own gradient.

y is the target, d the given gradient. The sums go over the timesteps and units that count.
"""

from collections.abc import Iterator

from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.locales import Texts
from gru_viz.losses import ALL, Loss, WayBack

_MOST_TERMS = 8  # of a sum with its numbers


def loss_lines(way: WayBack, decimals: int, writing: Writing) -> Iterator[str]:
    """The sides of L = …: in symbols, in numbers while they are few, and its value."""
    loss, trace = way.loss, way.trace
    h = writing.symbol("h", trace.T if loss.at == "last" else None)
    if loss.kind == "squared":
        yield rf"\frac{{1}}{{2}} \sum ({h} - y)^2"
    else:
        yield rf"\sum d {writing.times} {h}"
    first = trace.T if loss.at == "last" else 1
    places = [(t, u) for t in range(first, trace.T + 1) for u in loss.units(trace.params.H)]
    if len(places) <= _MOST_TERMS:
        yield _sum([_term(loss, t, unit, trace, decimals, writing) for t, unit in places], loss)
    yield tex.computed(way.value, decimals)


def own_gradient(loss: Loss, writing: Writing) -> str:
    """∂L_t/∂h_t = …, in symbols."""
    h = writing.symbol("h", None)
    right = f"{h} - y" if loss.kind == "squared" else "d"
    return f"{writing.symbol('d_loss', None)} = {right}"


def sum_over(loss: Loss, texts: Texts) -> str:
    """Over which timesteps and units the loss is the sum, as a sentence."""
    units = "all" if loss.unit == ALL else "one"
    return texts(f"backprop-sum-{loss.at}-{units}", unit=loss.unit)


def _term(loss: Loss, t: int, unit: int, trace: Trace, decimals: int, writing: Writing) -> str:
    h = writing.marked("h", tex.computed(float(trace.h[t, unit - 1]), decimals))
    number = tex.given(loss.number(unit))
    if loss.kind == "given":
        return rf"{number} \cdot {tex.in_brackets(h)}"
    sign, size = tex.apart(number)
    return f"({h} {'-' if sign == '+' else '+'} {size})^2"


def _sum(terms: list[str], loss: Loss) -> str:
    total = terms[0] + "".join(" {} {}".format(*tex.apart(term)) for term in terms[1:])
    if loss.kind == "given":
        return total
    return rf"\frac{{1}}{{2}} ({total})" if len(terms) > 1 else rf"\frac{{1}}{{2}} {total}"
