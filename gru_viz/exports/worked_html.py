"""The worked steps of a run as HTML, which the browser sets and prints: see :mod:`.mathml`."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from gru_viz.cells.gru import Trace
from gru_viz.exports.mathml import sentence, wrapping
from gru_viz.exports.steps import Derivation, worked
from gru_viz.exports.tex import width
from gru_viz.exports.writing import Writing, notation_of
from gru_viz.formulas import RESULTS
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation

_LONG = 60  # digits


def worked_html(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    decimals: int = 3,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
    results: Collection[str] = RESULTS,
    level: int = 4,
) -> str:
    """The worked steps of one sequence's trace, see :func:`steps.worked`, in a language.

    results: which of the four equations. level: of the headings, which there are where there is
    more than one timestep or unit.
    """
    notation = notation_of(trace, notation)
    texts = Writing(notation).texts(texts)
    steps = list(worked(trace, sequence, decimals, timesteps, units, notation, coloured=True))
    chosen = [[d for d in step.derivations if d.result in results] for step in steps]
    layout = "derivations long" if _are_long(chain(*chosen)) else "derivations"
    parts = []
    for step, derivations in zip(steps, chosen, strict=True):
        heading = f"<h{level}>{sentence(texts('export-step', t=step.t, unit=step.unit))}</h{level}>"
        drawn = "".join(_derivation(derivation, texts) for derivation in derivations)
        parts.append(
            f'<section class="worked">{heading if len(steps) > 1 else ""}'
            f'<div class="{layout}">{drawn}</div></section>'
        )
    return "".join(parts)


def _are_long(derivations: Iterable[Derivation]) -> bool:
    """Whether they are too long to stand side by side."""
    return any(width(" ".join(line)) > _LONG for d in derivations for line in d.lines)


def _derivation(derivation: Derivation, texts: Texts) -> str:
    rows = "".join(_rows(derivation))
    if derivation.held:
        held, free = (f"${equation}$" for equation in derivation.held)
        rows += f'<p class="held">{sentence(texts("export-held", held=held, free=free))}</p>'
    return f'<div class="derivation q-{derivation.result}"><div class="rows">{rows}</div></div>'


def _rows(derivation: Derivation) -> Iterator[str]:
    """A row for each of the sides that are equal: what it is about, the sign, what it comes to."""
    left, equals = derivation.left, "=" if derivation.left else ""
    for line in derivation.lines:
        yield (
            f'<span class="left">{wrapping(left) if left else ""}</span>'
            f'<span class="equals">{wrapping(equals) if equals else ""}</span>'
            f'<span class="right">{wrapping(" ".join(line))}</span>'
        )
        left, equals = "", "="
