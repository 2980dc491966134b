"""A run as data: a table for spreadsheets (CSV), and everything there is (JSON).

Both hold every number in full: read back, it is the same float.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import fields

from gru_viz.cells.gru import Array, Trace
from gru_viz.exports.names import names
from gru_viz.exports.writing import notation_of
from gru_viz.sequences import Sequence, number
from gru_viz.variants import Notation, letters

_BY_UNIT = ("a_r", "r", "a_z", "z", "q", "rq", "a_n", "n", "keep", "kept", "written")
_HELD = ("held_r", "held_z")


def as_csv(trace: Trace, sequence: Sequence, notation: Notation | None = None) -> bytes:
    """A row for each timestep and unit of one sequence's trace, as UTF-8 with a byte order mark.

    Columns: t and unit, from 1; the token, where there are tokens; the features of x by name;
    h_prev; then the intermediates as :class:`Trace` names them, with held_r and held_z (1 where
    the gate was held) where there was a hold; h. In these names r, z, n and h are what the
    notation calls them, see :mod:`names`; None means ours, as everywhere here.

    Spreadsheets know UTF-8 by its mark. What a person typed can't act as a formula in them: an
    apostrophe stands before it.
    """
    held = [name for name in _HELD if getattr(trace, name) is not None]
    written = names(notation_of(trace, notation))
    first = ["t", "unit", *(["token"] if sequence.tokens else [])]
    others = [_column(name, written) for name in ("h_prev", *_BY_UNIT, *held, "h")]
    features = [_unlike([*first, *others], _harmless(name)) for name in sequence.features]
    columns = [*first, *features, *others]

    H = trace.params.H
    arrays = [trace.h[:-1], *(getattr(trace, name) for name in _BY_UNIT)]
    arrays += [getattr(trace, name).astype(int) for name in held] + [trace.h[1:]]
    by_unit = [array.reshape(-1).tolist() for array in arrays]
    tokens = [[_harmless(token)] for token in sequence.tokens] or [[]] * trace.T
    by_timestep = [
        [*token, *map(repr, x_t)] for token, x_t in zip(tokens, trace.x.tolist(), strict=True)
    ]

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(
        [place // H + 1, place % H + 1, *by_timestep[place // H], *values]
        for place, values in enumerate(zip(*by_unit, strict=True))
    )
    return text.getvalue().encode("utf-8-sig", "replace")


def as_json(trace: Trace, sequence: Sequence, notation: Notation | None = None) -> bytes:
    """Everything about one sequence's run, as a JSON object in UTF-8.

    Its keys, and those of the weights, are our names whatever the notation, which is of the
    trace's variant, or None for our own: it only adds what it calls them.

    Keys: variant; notation, by its key; symbols, the notation's by our names; T, D, H;
    decimals, to which every intermediate was rounded, or null; holds, for r and z the value
    where the gate was held and null elsewhere, or null for no hold; weights by name; h0; x,
    tokens, features; then each array of the :class:`Trace`, a row a timestep (h has h0 in front).

    Raises ValueError for a notation of another variant.
    """
    params, notation = trace.params, notation_of(trace, notation)
    content = {
        "variant": {"update": trace.variant.update, "reset": trace.variant.reset},
        "notation": notation.key,
        "symbols": dict(letters(notation)),
        "T": trace.T,
        "D": params.D,
        "H": params.H,
        "decimals": trace.decimals,
        "holds": {gate: _held_values(trace, gate) for gate in ("r", "z")},
        "weights": {f.name: _listed(getattr(params, f.name)) for f in fields(params)},
        "h0": trace.h[0].tolist(),
        "x": trace.x.tolist(),
        "tokens": list(sequence.tokens),
        "features": list(sequence.features),
        **{name: getattr(trace, name).tolist() for name in (*_BY_UNIT, "h")},
    }
    lines = ",\n".join(f"{json.dumps(k)}: {_json(v)}" for k, v in content.items())
    # Half of a surrogate pair, which UTF-8 can't hold, becomes \udXXX: in JSON, itself.
    return f"{{\n{lines}\n}}\n".encode(errors="backslashreplace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _listed(array: Array | None) -> list[object] | None:
    return None if array is None else array.tolist()


def _held_values(trace: Trace, gate: str) -> list[list[float | None]] | None:
    held = getattr(trace, f"held_{gate}")
    if held is None:
        return None
    rows = zip(held.tolist(), getattr(trace, gate).tolist(), strict=True)
    return [
        [value if is_held else None for is_held, value in zip(*row, strict=True)] for row in rows
    ]


def _column(name: str, written: Mapping[str, str]) -> str:
    """The name of a column: a_r, held_r, h_prev and r itself follow what r and h are called."""
    return "_".join(written.get(part, part) for part in name.split("_"))


def _unlike(taken: list[str], name: str) -> str:
    """The name of a feature, told apart from the columns that are ours."""
    return f"x {name}" if name in taken else name


# Where a spreadsheet begins a cell, and would begin one if it split at semicolons, as it does
# in countries that write 0,5. Full-width signs count too.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%\t\r])")


def _harmless(text: str) -> str:
    if number(text) is not None:
        return text
    return _FORMULA.sub(r"\1'", text)
