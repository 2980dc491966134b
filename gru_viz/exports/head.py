"""What stands at the head of worked steps: formulas, sequence, weights, and what was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from gru_viz import formulas
from gru_viz.cells.gru import Array, Trace
from gru_viz.exports import tex
from gru_viz.exports.steps import shown_decimals
from gru_viz.exports.writing import FUNCTIONS, Writing, as_matrix, laid_out
from gru_viz.messages import Message
from gru_viz.sequences import Sequence, shortened, visible
from gru_viz.variants import own

_TABLE_WIDTH = 72  # characters
_NAME_LENGTH = 24
_MOST_WEIGHTS = 30_000


@dataclass(frozen=True, slots=True)
class Table:
    """Some timesteps of the sequence, a column each.

    timesteps: from 1. tokens: one for each, or () for numbers. features: their names and values.
    """

    timesteps: tuple[int, ...]
    tokens: tuple[str, ...]
    features: tuple[tuple[str, tuple[str, ...]], ...]


def one_line(text: str, length: int = _NAME_LENGTH) -> str:
    """The beginning of what a person typed, on one line, with nothing invisible in it."""
    return shortened(" ".join(visible(text).split()), length)


def statements(
    trace: Trace, sequence: Sequence, decimals: int, writing: Writing
) -> Iterator[Message]:
    """What a reader should know about the numbers."""
    shown = {"decimals": shown_decimals(trace, decimals)}
    yield Message("export-exact" if trace.decimals is None else "export-rounded", shown)
    yield Message("export-column" if writing.notation.vectors == "row" else "export-row")
    if formulas.is_onehot(trace.x, sequence.tokens):
        yield Message("export-onehot")
    if any(held is not None and held.any() for held in (trace.held_r, trace.held_z)):
        yield Message("export-some-held")


def formula_rows(trace: Trace, writing: Writing) -> Iterator[str]:
    """The four equations of the variant, as rows of an aligned display."""
    for equation in formulas.equations(writing.notation, trace.params):
        function = FUNCTIONS[equation.function]
        argument = writing.formula(equation.argument, None)
        inside = f"{function}({argument})" if function else argument
        yield f"{writing.symbol(equation.result, None)} &= {inside}"


def weights_left_out(trace: Trace) -> Message | None:
    """What is said in the place of more weights than anyone would read, or set."""
    count = sum(array.size for array in laid_out(trace.params, own(trace.variant)).values())
    if count <= _MOST_WEIGHTS:
        return None
    return Message("export-weights-left-out", {"count": count, "limit": _MOST_WEIGHTS})


def weight_displays(trace: Trace, newline: str, writing: Writing) -> Iterator[str]:
    """h₀ and the weights, those of a gate together, in as few displays as they fit into.

    They stand as the notation has them: joined where it joins them, vectors as rows or columns.
    """
    notation, params = writing.notation, trace.params

    def shown(symbol: str, array: Array) -> Iterator[tex.Matrix]:
        return tex.matrices(symbol, as_matrix(array, notation), newline)

    yield from tex.side_by_side(shown(writing.symbol("h", 0), trace.h[0]))
    if weights_left_out(trace):
        return
    weights = laid_out(params, notation)
    for gate in "rzn":
        parts = (
            part
            for name, array in weights.items()
            if name.endswith(gate)
            for part in shown(writing.symbol(name, None), array)
        )
        yield from tex.side_by_side(parts)


def tables(trace: Trace, sequence: Sequence) -> Iterator[Table]:
    """The sequence, in tables that fit on a page; of one-hot input the tokens say everything."""
    names = () if formulas.is_onehot(trace.x, sequence.tokens) else sequence.features
    rows = [(name, [tex.given(v) for v in trace.x[:, k]]) for k, name in enumerate(names)]
    tokens = [one_line(token) for token in sequence.tokens]
    columns = [[values[t] for _, values in rows] for t in range(trace.T)]
    widths = [
        2 + max(3, *map(tex.width, column), _columns(tokens[t]) if tokens else 0)
        for t, column in enumerate(columns)
    ]
    room = _TABLE_WIDTH - max((_columns(one_line(name)) for name in names), default=3)
    start = 0
    while start < trace.T:
        end, used = start + 1, widths[start]
        while end < trace.T and used + widths[end] <= room:
            used += widths[end]
            end += 1
        features = tuple((one_line(name), tuple(values[start:end])) for name, values in rows)
        yield Table(tuple(range(start + 1, end + 1)), tuple(tokens[start:end]), features)
        start = end


def _columns(text: str) -> int:
    """How wide a text is, where a letter of Korean, Chinese or Japanese takes two columns."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
