"""Gates that are held, as text."""

import re
from itertools import zip_longest
from typing import cast

from gru_viz import sequences
from gru_viz.links.pieces import number_of, number_text, parted, shown
from gru_viz.messages import Problem
from gru_viz.weights import MOST_UNITS
from gru_viz.whatif import ALL, MAX_HOLDS, Gate, Hold

_HOLD = re.compile(r"([rz])\.(all|[1-9]\d{0,2})\.([1-9]\d{0,2})\.([1-9]\d{0,2})", re.ASCII)


def hold_text(hold: Hold) -> str:
    """A hold as :func:`read_holds` reads it back."""
    unit = "all" if hold.unit == ALL else hold.unit
    return f"{hold.gate}.{unit}.{hold.first}.{hold.last} {number_text(hold.value)}"


def read_holds(text: str) -> tuple[Hold, ...]:
    """The holds in a text such as ``z.2.3.6 1 r.all.1.9 0``.

    Raises Problem for any other text.
    """
    pieces = parted(text)
    holds = []
    if len(pieces) > 2 * MAX_HOLDS:
        raise Problem("link-many-holds", count=len(pieces) // 2, limit=MAX_HOLDS)
    for where, number in zip_longest(pieces[::2], pieces[1::2], fillvalue=""):
        match, value = _HOLD.fullmatch(where), number_of(number)
        if not match or value is None or not 0 <= value <= 1:
            raise Problem("link-not-holds", piece=shown(f"{where} {number}".strip()))
        gate, unit, first, last = match.groups()
        hold = Hold(
            cast(Gate, gate), ALL if unit == "all" else int(unit), int(first), int(last), value
        )
        if hold.unit > MOST_UNITS or not hold.first <= hold.last <= sequences.MAX_TIMESTEPS:
            raise Problem("link-not-holds", piece=shown(f"{where} {number}"))
        holds.append(hold)
    return tuple(holds)
