"""The way back, worked, as Markdown and as a LaTeX document.

Each is the document of the way forward, of the same timesteps and units, with the way back after
it: that takes its numbers from there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gru_viz.cells.gru import Gradients, Params, Trace, weight_gradients
from gru_viz.exports import latex, markdown, tex
from gru_viz.exports.backward_loss import loss_lines, own_gradient, sum_over
from gru_viz.exports.backward_steps import (
    StepBack,
    formula_rows,
    slope_at,
    weight_rows,
    worked_back,
)
from gru_viz.exports.head import weights_left_out
from gru_viz.exports.writing import Writing, as_matrix, laid_out, notation_of
from gru_viz.locales import Texts
from gru_viz.losses import WayBack
from gru_viz.variants import Notation


@dataclass(frozen=True, slots=True)
class _Markup:
    """How a document writes headings, aligned rows and formulas; newline: of a matrix."""

    heading: Callable[[str], str]
    aligned: Callable[[Iterable[str]], str]
    displayed: Callable[[str], str]
    newline: str


_MARKDOWN = _Markup("## {}".format, markdown.aligned, markdown.displayed, markdown.NEWLINE)
_LATEX = _Markup("\\subsection*{{{}}}".format, latex.aligned, latex.displayed, latex.NEWLINE)


def backward_markdown(
    way: WayBack,
    texts: Texts,
    decimals: int = 3,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
) -> str:
    """The worked steps forward and back of one sequence's trace, in a language.

    timesteps, units: which, from 1; None means all. notation: of the trace's variant; None for our
    own.

    Raises Problem for too many of them, see :func:`gru_viz.exports.steps.worked`.
    """
    chosen = _chosen(way.trace, timesteps, units, notation)
    forward = markdown.as_markdown(way.trace, way.sequence, texts, decimals, **chosen)
    blocks = _blocks(way, texts, decimals, _MARKDOWN, **chosen)
    # An underscore behind a sign would begin what Markdown sets in italics.
    return forward + "".join(f"\n{b}\n" for b in blocks).replace(r"\right|_", r"\right\rvert_")


def backward_latex(
    way: WayBack,
    texts: Texts,
    decimals: int = 3,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
) -> str:
    """The same as a LaTeX document, which compiles as it is."""
    chosen = _chosen(way.trace, timesteps, units, notation)
    blocks = _blocks(way, texts, decimals, _LATEX, **chosen)
    return latex.as_latex(way.trace, way.sequence, texts, decimals, **chosen, more=blocks)


def _chosen(
    trace: Trace,
    timesteps: Iterable[int] | None,
    units: Iterable[int] | None,
    notation: Notation | None,
) -> dict[str, Any]:
    return {
        "timesteps": list(range(1, trace.T + 1) if timesteps is None else timesteps),
        "units": list(range(1, trace.params.H + 1) if units is None else units),
        "notation": notation_of(trace, notation),
    }


def _blocks(
    way: WayBack,
    texts: Texts,
    decimals: int,
    markup: _Markup,
    timesteps: Iterable[int],
    units: Iterable[int],
    notation: Notation,
) -> Iterator[str]:
    writing, trace, grads = Writing(notation), way.trace, way.grads
    texts = writing.texts(texts)
    yield markup.heading(texts("backprop-export-loss"))
    yield markup.aligned(
        f"{left} {line}"
        for left, line in zip(
            ["L &=", "&=", "&="], loss_lines(way, decimals, writing), strict=False
        )
    )
    yield sum_over(way.loss, texts)
    yield f"${own_gradient(way.loss, writing)}$"
    yield markup.heading(texts("backprop-export-formulas"))
    yield markup.aligned(formula_rows(trace, writing))
    yield texts("backprop-export-bar")
    for step in worked_back(trace, grads, decimals, timesteps, units, writing):
        yield markup.heading(texts("backprop-export-step", t=step.t, unit=step.unit))
        yield from _step(step, texts, writing, markup)
    yield markup.heading(texts("backprop-export-weights"))
    yield markup.aligned(weight_rows(trace, writing))
    if left_out := weights_left_out(trace):
        yield texts.say(left_out)
        return
    for display in _weights(trace, grads, writing, markup.newline):
        yield markup.displayed(display)


def _step(step: StepBack, texts: Texts, writing: Writing, markup: _Markup) -> Iterator[str]:
    yield markup.aligned(row for derivation in step.derivations for row in derivation.rows())
    for gate in step.held:
        yield texts("backprop-export-held", gate=f"${writing.symbol(gate, step.t)}$")


def _weights(trace: Trace, grads: Gradients, writing: Writing, newline: str) -> Iterator[str]:
    """The gradients at h₀ and the weights, as the notation has them."""
    notation = writing.notation
    sums = Params(**weight_gradients(trace, grads))
    arrays = {"h0": grads.h0, **laid_out(sums, notation)}
    for gate in ("0", "r", "z", "n"):
        yield from tex.side_by_side(
            part
            for name, array in arrays.items()
            if name.endswith(gate)
            for part in tex.matrices(slope_at(name, writing), as_matrix(array, notation), newline)
        )
