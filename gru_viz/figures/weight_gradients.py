"""The gradients at the weights as heatmaps, a row for each gate, as a notation has its matrices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Any

import numpy as np

from gru_viz.cells.gru import Array, Gradients, Params, Trace, weight_gradients
from gru_viz.exports.plain import gradient_text
from gru_viz.exports.writing import as_matrix, laid_out
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.style import Style, theme
from gru_viz.locales import Texts
from gru_viz.variants import Notation

# Sizes in pixels, at the normal size of type.
_TOP, _BOTTOM, _SIDE, _RIGHT = 24, 6, 26, 12  # above, there is room for the buttons that save it
_TITLE, _LABELS = 24, 16
_CELL, _NUMBERED = 14, 26  # the height of a row of a matrix, without numbers and with them
_TALLEST = 170
_SLOPE = '<i style="font-size:1.15em">∂L/∂</i>'
_GAP = 0.08  # between matrices, as a share of all their columns
_NARROWEST = 0.2  # of the columns of a row: the least that a matrix is wide, for its title
_FAINT = 0.02  # of the scale: what is less has no colour that one sees
_MOST_NUMBERED = 8  # columns beside each other with numbers in their cells
_MOST_WIDE, _FEW_DECIMALS = 4, 3  # beside more columns than that, numbers have few decimals
_LARGEST_NUMBERED = 1000.0
_DIGIT, _DOT = 0.58, 0.3  # how wide they are, as shares of the size of type
_APART = 2  # pixels between a number and the next
_MOST_LABELS = 16  # rows or columns that are numbered
_MOST_LOOKED_AT = 48  # timesteps at which the size of what has built up is looked at


@dataclass(frozen=True, slots=True)
class BuiltUp:
    """The gradients at the weights when one has walked back to a timestep.

    whole: the sums over timesteps t…T. step: the share of timestep t. most: the largest magnitude
    that a number of `whole` has on the way, which is the end of the scale.
    """

    t: int
    T: int
    whole: Params
    step: Params
    most: float

    @property
    def is_faint(self) -> bool:
        """Whether all that has built up is so small that its colours can't be seen."""
        sums = (getattr(self.whole, f.name) for f in fields(Params))
        seen = max(float(np.abs(a).max(initial=0)) for a in sums if a is not None)
        return seen < _FAINT * self.most


def largest(trace: Trace, grads: Gradients) -> float:
    """The largest magnitude that a weight's gradient has on the way back.

    Of a long sequence, as far as evenly spaced timesteps tell.
    """
    T = trace.T
    stops = np.unique(np.linspace(1, T, min(T, _MOST_LOOKED_AT)).astype(int)).tolist()
    sums = {name: array.copy() for name, array in weight_gradients(trace, grads, T + 1).items()}
    most = 0.0
    for first, after in reversed(list(zip(stops, [*stops[1:], T + 1], strict=True))):
        share = weight_gradients(*_part(trace, grads, first, after))
        for name, array in sums.items():
            array += share[name]
            most = max(most, float(np.abs(array).max(initial=0)))
    return most


def _part(trace: Trace, grads: Gradients, first: int, after: int) -> tuple[Trace, Gradients]:
    """Timesteps first…after−1 of a run, as far as the sums over them are taken from these."""
    at = slice(first - 1, after - 1)
    return (
        replace(trace, x=trace.x[at], h=trace.h[first - 1 : after], rq=trace.rq[at]),
        replace(grads, q=grads.q[at], a_r=grads.a_r[at], a_z=grads.a_z[at], a_n=grads.a_n[at]),
    )


def built_up(trace: Trace, grads: Gradients, t: int, most: float) -> BuiltUp:
    """What has built up from T back to timestep t; most: see :func:`largest`."""
    whole, later = (weight_gradients(trace, grads, first) for first in (t, t + 1))
    step = {name: array - later[name] for name, array in whole.items()}
    return BuiltUp(t, trace.T, Params(**whole), Params(**step), most)


def weight_gradients_drawing(built: BuiltUp, style: Style, decimals: int) -> Drawing:
    """A heatmap for each matrix and each bias, with numbers in the cells while they are few.

    The matrices stand as the notation has them: joined where it joins them, transposed for row
    vectors. One scale for all of them and for all timesteps of a run.
    """
    size = style.size
    rows = list(_rows(built, style.notation))
    columns = _columns(rows)
    numbers = _numbers(built, rows, decimals)
    each = _NUMBERED if numbers else _CELL
    heights = [min(_TALLEST, each * max(block.whole.shape[0] for block in row)) for row in rows]
    inner = sum(heights) + len(rows) * (_TITLE + _LABELS)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    titles: list[dict[str, Any]] = []
    top = float(inner)
    for row, height in zip(rows, heights, strict=True):
        top -= _TITLE
        tallest = max(block.whole.shape[0] for block in row)
        for block, (left, right) in zip(row, _places(row), strict=True):
            tall = height * block.whole.shape[0] / tallest
            domains = (left, right), ((top - tall) / inner, top / inner)
            index = str(len(data) + 1) if data else ""
            axes |= _axes(index, block, domains, columns <= _MOST_LABELS, style)
            data.append(
                _heatmap(block, built, style, numbers)
                | {"xaxis": f"x{index}", "yaxis": f"y{index}"}
            )
            titles.append(_title(block, (left + right) / 2, top / inner, style))
        top -= height + _LABELS
    layout = {
        **axes,
        "height": round((_TOP + inner + _BOTTOM) * size),
        "margin": {"l": _SIDE * size, "r": _RIGHT * size, "t": _TOP * size, "b": _BOTTOM * size},
        "annotations": titles,
        **theme(style),
        "meta": "still",  # it has no time axis
        "dragmode": False,
    }
    return {"data": data, "layout": layout}


weight_gradients_figure = as_figure(weight_gradients_drawing)


def width_for_numbers(built: BuiltUp, style: Style, decimals: int) -> int:
    """Pixels that the drawing has to be wide, or the numbers in its cells would touch.

    0 where there are none.
    """
    rows = list(_rows(built, style.notation))
    numbers = _numbers(built, rows, decimals)
    if not numbers:
        return 0
    inner = 0.0
    for row in rows:
        for block, (left, right) in zip(row, _places(row), strict=True):
            longest = max(_ems(text) for line in numbers.of(block) for text in line)
            cell = longest * numbers.font * style.size + _APART
            inner = max(inner, cell * block.whole.shape[1] / (right - left))
    return ceil(inner + (_SIDE + _RIGHT) * style.size)


def _ems(text: str) -> float:
    """The most that a number is wide, in sizes of type."""
    return sum(_DOT if character in ".·" else _DIGIT for character in text)


def weight_gradients_alt(built: BuiltUp, texts: Texts, notation: Notation, decimals: int) -> str:
    """What is to be seen: of each gate's matrices the number farthest from 0."""
    texts = texts.written_in(notation)
    last = "-last" if built.t == built.T else ""
    said = [texts(f"backprop-figure-alt{last}", t=built.t, T=built.T)]
    for row in _rows(built, notation):
        block = max(row, key=lambda block: float(np.abs(block.whole).max()))
        i, j = np.unravel_index(np.abs(block.whole).argmax(), block.whole.shape)
        said.append(
            texts(
                "backprop-figure-alt-gate",
                matrix=texts.letters[block.name],
                row=int(i) + 1,
                column=int(j) + 1,
                value=gradient_text(float(block.whole[i, j]), decimals),
            )
        )
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Block:
    """One matrix or bias, as the notation has it; name: ours."""

    name: str
    whole: Array
    step: Array


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How the numbers in the cells are written; font: in pixels, at the normal size of type."""

    decimals: int
    font: float

    def of(self, block: _Block) -> list[list[str]]:
        return [
            [gradient_text(value, self.decimals) for value in row] for row in block.whole.tolist()
        ]


def _numbers(built: BuiltUp, rows: Sequence[Sequence[_Block]], decimals: int) -> _Numbers | None:
    """None where the cells have none: they are too many, or the numbers too large."""
    columns = _columns(rows)
    if columns > _MOST_NUMBERED or built.most >= _LARGEST_NUMBERED:
        return None
    return (
        _Numbers(decimals, 11.5)
        if columns <= _MOST_WIDE
        else _Numbers(min(decimals, _FEW_DECIMALS), 10.0)
    )


def _columns(rows: Sequence[Sequence[_Block]]) -> int:
    """How many columns stand beside each other."""
    return max(sum(block.whole.shape[1] for block in row) for row in rows)


def _rows(built: BuiltUp, notation: Notation) -> Iterator[Sequence[_Block]]:
    """The matrices and biases of each gate."""
    whole, step = (_laid_out(params, notation) for params in (built.whole, built.step))
    for gate in "rzn":
        yield [_Block(name, whole[name], step[name]) for name in whole if name.endswith(gate)]


def _laid_out(params: Params, notation: Notation) -> Mapping[str, Array]:
    arrays = laid_out(params, notation)
    return {name: as_matrix(array, notation) for name, array in arrays.items()}


def _places(row: Sequence[_Block]) -> Iterator[tuple[float, float]]:
    """From where to where each matrix of a row stands, as shares of the width."""
    columns = [block.whole.shape[1] for block in row]
    widths = [max(count, _NARROWEST * sum(columns)) for count in columns]
    gap = _GAP * sum(widths)
    all_ = sum(widths) + gap * (len(row) - 1)
    left = 0.0
    for width in widths:
        yield left / all_, min(1.0, (left + width) / all_)
        left += width + gap


def _axes(
    index: str, block: _Block, domains: Sequence[Any], has_room: bool, style: Style
) -> dict[str, Any]:
    """The axes of a matrix; has_room: whether there is room for a number at each column."""
    common = {
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "linecolor": style.palette.line,
        "mirror": True,
        "showline": True,
        "tickfont": {"size": 10 * style.size},
    }

    def axis(count: int, other: str, domain: Any, labelled: bool, turned: bool) -> dict[str, Any]:
        ends = [0.5, count + 0.5]
        return {
            **common,
            "anchor": other,
            "domain": domain,
            "range": ends[::-1] if turned else ends,
            "tickvals": list(range(1, count + 1)) if labelled and count > 1 else [],
        }

    across, down = domains
    n_rows, n_columns = block.whole.shape
    return {
        f"xaxis{index}": axis(n_columns, f"y{index}", across, has_room, turned=False),
        f"yaxis{index}": axis(n_rows, f"x{index}", down, n_rows <= _MOST_LABELS, turned=True),
    }


def _heatmap(
    block: _Block, built: BuiltUp, style: Style, numbers: _Numbers | None
) -> dict[str, Any]:
    """One matrix; numbers: how those in its cells are written, None for no numbers."""
    scale = style.palette.state_scale()
    most = built.most or 1.0
    trace: dict[str, Any] = {
        "type": "heatmap",
        "z": block.whole,
        "customdata": block.step,
        "x0": 1,
        "y0": 1,
        "zmin": -most,
        "zmax": most,
        "colorscale": scale,
        "showscale": False,
        "hovertemplate": style.hover(
            "backprop-figure-hover",
            matrix=style.letter(block.name),
            row="%{y}",
            column="%{x}",
            value="%{z:.3g}",
            step="%{customdata:.3g}",
            t=built.t,
        ),
    }
    if numbers:
        trace |= {
            "text": numbers.of(block),
            "texttemplate": "%{text}",
            "textfont": {"color": style.palette.ink, "size": numbers.font * style.size},
            "colorscale": style.palette.under_numbers(scale),
            "xgap": 1,
            "ygap": 1,
        }
    return trace


def _title(block: _Block, middle: float, top: float, style: Style) -> dict[str, Any]:
    gate = block.name[-1]
    return {
        "text": style.coloured(gate, f"{_SLOPE}{style.letter(block.name)}"),
        "x": middle,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
    }
