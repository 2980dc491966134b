"""Worked steps as Markdown, with math that GitHub, Jupyter and most editors set."""

from collections.abc import Iterable, Iterator

from gru_viz.cells.gru import Trace
from gru_viz.exports import head, steps
from gru_viz.exports.writing import Writing, notation_of
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation

NEWLINE = r"\cr"  # as \\ is, but Markdown doesn't take one of its backslashes away
_SPECIAL = {ord(char): f"&#{ord(char)};" for char in "\\`*_{}[]<>|~#&@:^=+!()-"}
# Alone, so that no two of them enclose what would be read as math.
_SPECIAL |= {ord("$"): "<span>&#36;</span>"}


def as_markdown(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    decimals: int = 3,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
) -> str:
    """The worked steps of one sequence's trace, see :func:`steps.worked`, in a language."""
    writing = Writing(notation_of(trace, notation))
    texts = writing.texts(texts)
    worked = steps.worked(trace, sequence, decimals, timesteps, units, writing.notation)
    blocks = [*_head(trace, sequence, texts, decimals, writing), *_steps(worked, sequence, texts)]
    return "\n\n".join(blocks) + "\n"


def _head(
    trace: Trace, sequence: Sequence, texts: Texts, decimals: int, writing: Writing
) -> Iterator[str]:
    yield f"# {texts('export-title')}"
    for message in head.statements(trace, sequence, decimals, writing):
        yield texts.say(message)
    yield f"## {texts('export-formulas')}"
    yield aligned(head.formula_rows(trace, writing))
    yield f"## {texts('export-sequence')}"
    for table in head.tables(trace, sequence):
        yield _table(table)
    yield f"## {texts('export-weights')}"
    if left_out := head.weights_left_out(trace):
        yield texts.say(left_out)
    for display in head.weight_displays(trace, NEWLINE, writing):
        yield displayed(display)


def _steps(worked: Iterable[steps.Step], sequence: Sequence, texts: Texts) -> Iterator[str]:
    for step in worked:
        heading = texts("export-step", t=step.t, unit=step.unit)
        if sequence.tokens:
            heading += f" · {_typed(head.one_line(sequence.tokens[step.t - 1]))}"
        yield f"## {heading}"
        for derivation in step.derivations:
            yield aligned(derivation.rows())
            if derivation.held:
                held, free = (f"${equation}$" for equation in derivation.held)
                yield texts("export-held", held=held, free=free)


def aligned(rows: Iterable[str]) -> str:
    """Rows of an aligned display, each with its &."""
    body = f" {NEWLINE}\n".join(rows)
    return displayed(f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}")


def displayed(tex: str) -> str:
    """A formula on lines of its own."""
    return f"$$\n{tex}\n$$"


def _table(table: head.Table) -> str:
    rows = [["$t$", *map(str, table.timesteps)], ["---:"] * (1 + len(table.timesteps))]
    if table.tokens:
        rows.append(["", *map(_typed, table.tokens)])
    rows += [[_typed(name), *(f"${v}$" for v in values)] for name, values in table.features]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _typed(text: str) -> str:
    """What a person typed, as text and nothing else."""
    return text.translate(_SPECIAL)
