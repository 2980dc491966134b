"""A text of numbers as a Sequence: timesteps by features, or the Problem with its place."""

from collections import Counter

import numpy as np

from gru_viz.messages import Message, Problem
from gru_viz.sequences.cells import (
    THOUSANDS,
    VALUE,
    cells_of,
    columns_of,
    delimiter_of,
    is_header,
    lines_of,
    names_of,
    number,
    trimmed,
    without_trailing,
)
from gru_viz.sequences.names import distinct
from gru_viz.sequences.sequence import MAX_FEATURES, MAX_TIMESTEPS, Array, Sequence
from gru_viz.sequences.standardising import standardised
from gru_viz.sequences.text import plain, shortened


def read_numbers(text: str, standardise: bool) -> Sequence:
    """The Sequence in a text of numbers; see :func:`gru_viz.sequences.parse`."""
    lines = trimmed(lines_of(plain(text)))
    header = ""
    if len(lines) > 1 and is_header(lines[0]):
        header, lines = lines[0].removeprefix("#").strip(), trimmed(lines[1:])
    if not any(map(VALUE.search, lines)):
        raise Problem("sequence-empty")
    if len(lines) > MAX_TIMESTEPS:
        raise Problem("sequence-timesteps", count=len(lines), limit=MAX_TIMESTEPS)

    delimiter = delimiter_of(lines)
    rows = [without_trailing(cells_of(line, delimiter)) for line in lines]
    widths = [line.count(delimiter) + 1 for line in lines]
    if len(rows) == 1 and len(columns_of(header, delimiter)) == 1:
        rows = [[cell] for cell in rows[0]]
        if len(rows) > MAX_TIMESTEPS:
            raise Problem("sequence-timesteps", count=len(rows), limit=MAX_TIMESTEPS)
    D = _features(rows, widths, lines)
    names = names_of(header, delimiter, D)
    if header and not names:
        raise Problem("sequence-header-ragged", count=len(cells_of(header, delimiter)), expected=D)

    x = _values(rows)
    features = distinct(names or [""] * D)
    notes = []
    if header:
        notes.append(Message("sequence-header", {"names": shortened(", ".join(features), 120)}))
    if standardise:
        x, remarks = standardised(x, features)
        notes += remarks
    return Sequence(x, (), features, "numbers", tuple(notes))


def _features(rows: list[list[str]], widths: list[int], lines: list[str]) -> int:
    """How many values most rows have, which is how many every row must have.

    widths: how many places there are in each line, the blank ones at its end included.
    """
    D = Counter(map(len, rows)).most_common(1)[0][0]
    if D > MAX_FEATURES:
        raise Problem("sequence-features", count=D, limit=MAX_FEATURES)
    for t, row in enumerate(rows, 1):
        if "" in row:
            raise _at("sequence-blank", t, row.index("") + 1, D)
        if len(row) < D <= widths[t - 1]:
            raise _at("sequence-blank", t, len(row) + 1, D)
        if len(row) != D:
            amounts = [line.strip() for line in lines if "," in line]
            if amounts and all(map(THOUSANDS.fullmatch, amounts)):
                amount = shortened(amounts[0])
                raise Problem("sequence-thousands", amount=amount, plain=amount.replace(",", ""))
            raise Problem("sequence-ragged", timestep=t, count=len(row), expected=D)
    return D


def _values(rows: list[list[str]]) -> Array:
    written = [[number(cell) for cell in row] for row in rows]
    x = np.array(written, np.float64) + 0.0  # None becomes nan, and −0 becomes 0
    if not np.isfinite(x).all():
        t, d = (int(i) for i in np.argwhere(~np.isfinite(x))[0])
        key = "sequence-not-a-number" if written[t][d] is None else "sequence-not-finite"
        raise _at(key, t + 1, d + 1, x.shape[1], shown=shortened(rows[t][d]))
    return x


def _at(key: str, timestep: int, feature: int, features: int, **args: str) -> Problem:
    return Problem(key, timestep=timestep, feature=feature, features=features, **args)
