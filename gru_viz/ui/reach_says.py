"""What is said of how far gradients reach: sentences from the numbers alone."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from gru_viz.cells.clipping import Arriving, factor
from gru_viz.cells.parameters import Cell
from gru_viz.cells.reach import Curve
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.writing import Writing
from gru_viz.figures.powers import size_text
from gru_viz.formulas import Hadamard, Quantity, Sum, equations
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.variants import Notation, beside

_EQUAL = 1e-9  # a difference of log10 that only rounding makes
_VANISHED, _EXPLODED = -3, 3  # log10 of the sizes beyond which that is said
_LONG = 100  # timesteps over which the rate of a shorter run is judged too
_SIGNS: Mapping[Cell, str] = {"rnn": "▲", "lstm": "■", "gru": "●"}  # as on the lines


def summary(curves: Mapping[Cell, Curve], texts: Texts) -> str:
    """The three beside each other, from the first timestep to the last, as HTML."""
    sizes = {cell: float(curve.log_size[0]) for cell, curve in curves.items()}
    steps = len(curves["gru"].log_size) - 1
    verdicts = {cell: _verdict(size, steps) for cell, size in sizes.items()}
    each: dict[str, str] = {
        cell: texts(
            f"reach-three-{verdict}",
            orders=f"{abs(sizes[cell]):.1f}",
            size=_size(sizes[cell]),
            long=_LONG,
        )
        for cell, verdict in verdicts.items()
    }
    said = texts("reach-all-three", steps=steps, **each)
    if not {"explodes", "would-explode"} & set(verdicts.values()):  # there, most isn't best
        said += " " + _compared(sizes, steps, texts)
    return sentence(said.rstrip())


def _compared(sizes: Mapping[Cell, float], steps: int, texts: Texts) -> str:
    least, most = min(sizes.values()), max(sizes.values())
    if np.isinf(most):
        return ""
    if most - least < _EQUAL:
        return texts("reach-compared-equal", steps=steps)

    def named(end: float) -> str:
        """The cells at one end, of which there may be two."""
        cells = [c.upper() for c, s in sizes.items() if s == end or abs(s - end) < _EQUAL]
        return texts("reach-two", one=cells[0], other=cells[1]) if cells[1:] else cells[0]

    names = {"most": named(most), "least": named(least)}
    if np.isinf(least):
        return texts("reach-compared-nothing", steps=steps, size=_size(most), **names)
    return texts("reach-compared", steps=steps, ratio=_size(most - least), **names)


def kept(three: Three, notation: Notation, texts: Texts) -> str:
    """What units keep of their state at a timestep on average, as HTML."""
    return sentence(
        texts(
            "reach-kept",
            gru=f"{three.gru.keep.mean():.3f}",
            lstm=f"{three.lstm.f.mean():.3f}",
            keep=f"${_keep('gru', notation)}$",
            forget=f"${_keep('lstm', notation)}$",
        )
    )


def size_is(T: int, H: int, notation: Notation, texts: Texts) -> str:
    """What is meant by the size, as HTML."""
    derivatives = {
        "derivative": f"${derivative('gru', T, 0, notation)}$",
        "cell_derivative": f"${derivative('lstm', T, 0, notation)}$",
    }
    return sentence(texts("reach-size", units=H, steps=T, **derivatives))


def thresholds(texts: Texts) -> str:
    """From where on it is said that a gradient vanishes or explodes."""
    return texts("reach-thresholds", long=_LONG)


def card(cell: Cell, curve: Curve, H: int, notation: Notation, texts: Texts) -> str:
    """One cell of H units from the first timestep to the last, as HTML."""
    steps = len(curve.log_size) - 1
    size = float(curve.log_size[0])
    rate = size / max(steps, 1)
    said = texts(
        f"reach-says-{_verdict(size, steps)}",
        steps=steps,
        orders=f"{abs(size):.1f}",
        size=_size(size),
        factor=_size(rate),
        long=_LONG,
        far=_size(rate * _LONG),
    )
    norm = rf"\| {derivative(cell, steps, 0, notation)} \|"
    equation = rf"{norm} / \sqrt{{{H}}} = {size_text(size, 'tex')}"
    return (
        f'<h2 style="color: var(--{cell}-text)">'
        f'<span aria-hidden="true">{_SIGNS[cell]}</span> {cell.upper()}</h2>'
        f'<p style="font-size: 1.08em">{math(equation)}</p>'
        f"<p>{sentence(said)}</p>"
        f"<p>{sentence(_direct(curve, _keep(cell, notation), texts))}</p>"
    )


def _verdict(log_size: float, steps: int) -> str:
    """By the whole way; of one that is shorter than _LONG also by its average rate over _LONG."""
    if np.isinf(log_size):
        return "nothing"
    if log_size < _VANISHED:
        return "vanishes"
    if log_size > _EXPLODED:
        return "explodes"
    far = log_size * _LONG / max(1, min(steps, _LONG))
    if far < _VANISHED:
        return "would-vanish"
    return "would-explode" if far > _EXPLODED else "holds"


def _direct(curve: Curve, keep: str, texts: Texts) -> str:
    if curve.log_direct is None:
        return texts("reach-direct-none")
    size, direct = float(curve.log_size[0]), float(curve.log_direct[0])
    if np.isinf(direct):
        return texts(f"reach-direct-{'nothing' if np.isinf(size) else 'zero'}", keep=f"${keep}$")
    said = {"keep": f"${keep}$", "direct": _size(direct)}
    if direct > size + 5e-4:
        return texts("reach-direct-more", **said)
    return texts("reach-direct-part", share=_size(direct - size), **said)


def picked(curves: Mapping[Cell, Curve], k: int, notation: Notation, texts: Texts) -> str:
    """The sizes of one pair of timesteps, as HTML; curves: to the later one."""
    t = len(curves["gru"].log_size) - 1
    said = []
    for cell, curve in curves.items():
        size = _size(curve.log_size[k])
        if curve.log_direct is None:
            said.append(texts("reach-picked-cell", cell=cell.upper(), size=size))
        else:
            direct = _size(curve.log_direct[k])
            said.append(texts("reach-picked-direct", cell=cell.upper(), size=size, direct=direct))
    of = texts("reach-picked", derivative=f"${derivative('gru', t, k, notation)}$", steps=t - k)
    return f"<p>{sentence(of)} {'; '.join(map(sentence, said))}</p>"


def clipped(
    arriving: Mapping[Cell, Arriving], cells: list[Cell], threshold: float, texts: Texts
) -> list[str]:
    """What clipping does to each of the cells, a sentence or two for each, as HTML."""
    said = []
    for cell in cells:
        name = cell.upper()
        if cell not in arriving:
            said.append(sentence(texts("reach-clip-beyond", cell=name)))
            continue
        found = arriving[cell]
        by = factor(found.weights, threshold)
        length = _length(found.weights)
        if not threshold:
            said.append(sentence(texts("reach-clip-off", cell=name, length=length)))
            continue
        if by == 1:
            line = texts("reach-clip-below", cell=name, length=length)
        else:
            line = texts(
                "reach-clip-cut",
                cell=name,
                length=length,
                factor=_length(by),
                threshold=f"{threshold:g}",
            )
        first, last = found.states[[0, -1]]
        with np.errstate(divide="ignore"):
            share = float(np.log10(first) - np.log10(last)) if last else 0.0
        if share < _VANISHED:
            line += " " + texts("reach-clip-vanished", cell=name, share=_size(share))
        elif share > _EXPLODED and by < 1:
            line += " " + texts("reach-clip-cured", cell=name, share=_size(share))
        said.append(sentence(line))
    return said


def _length(length: float) -> str:
    with np.errstate(divide="ignore"):
        return _size(float(np.log10(length)))


def _size(log_size: float) -> str:
    """A size as math in a sentence."""
    return f"${size_text(log_size, 'tex')}$"


def derivative(cell: Cell, t: int, k: int, notation: Notation) -> str:
    """∂s_t/∂s_k as TeX: of the LSTM its cell state, else the hidden state."""
    state = "c" if cell == "lstm" else "h"
    at_t, at_k = (_writing(cell, notation).symbol(state, step) for step in (t, k))
    return rf"\partial {at_t} / \partial {at_k}"


def _keep(cell: Cell, notation: Notation) -> str:
    """The factor by which a state is kept, as TeX."""
    writing = _writing(cell, notation)
    if cell == "lstm":
        return writing.symbol("f", None)
    *_, mix = equations(notation)
    match mix.argument:
        case Sum(
            (Hadamard(factor, Quantity("h_prev")), _) | (_, Hadamard(factor, Quantity("h_prev")))
        ):
            return writing.formula(factor, None)
    raise AssertionError(mix)


def _writing(cell: Cell, notation: Notation) -> Writing:
    """In the letters of the notation, or of the cell beside it."""
    if cell == "gru":
        return Writing(notation)
    letters = (beside.of_lstm if cell == "lstm" else beside.of_rnn)(notation)
    return Writing(replace(notation, symbols={**notation.symbols, **letters}))
