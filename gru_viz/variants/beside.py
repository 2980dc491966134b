"""An RNN and an LSTM in the letters of a GRU's notation.

Their h and x are the notation's, and their weights have its letters, with their own gate below:
W_if where the GRU has W_ir. The LSTM's quantities are f, i, o, c̃ (by our name g) and c: capitals
where the notation's state is one. Where the notation's state is called c, that of the others is a.
"""

from collections.abc import Mapping
from dataclasses import replace
from os.path import commonprefix

from gru_viz.variants.notation import Notation, Symbol


def of_rnn(notation: Notation) -> Mapping[str, Symbol]:
    """The symbols of an RNN: h, x, and W, U, b, c without a gate below them."""
    return {**_outside(notation), **{kind: _weight(notation, kind, "") for kind in "WUbc"}}


def of_lstm(notation: Notation) -> Mapping[str, Symbol]:
    """The symbols of an LSTM: f, i, o, g, c, h, x, and W_f, U_f, b_f, c_f, and so on."""
    outside = _outside(notation)
    upper, time = outside["h"].base.isupper(), outside["h"].time
    letters = {"f": "f", "i": "i", "o": "o", "g": "c", "c": "c"}
    quantities = {
        name: Symbol(base.upper() if upper else base, accent="~" if name == "g" else "", time=time)
        for name, base in letters.items()
    }
    weights = {
        f"{kind}_{gate}": _weight(notation, kind, letters[gate])
        for kind in "WUbc"
        for gate in "figo"
    }
    return {**quantities, **outside, **weights}


def _outside(notation: Notation) -> dict[str, Symbol]:
    h = notation.symbols["h"]
    return {
        "h": replace(h, base="a") if h.base == "c" else h,
        "x": notation.symbols["x"],
    }


def _weight(notation: Notation, kind: str, gate: str) -> Symbol:
    """The GRU's letter, with what all its gates have below it, and then the gate."""
    r, z = (notation.symbols[f"{kind}_{gru_gate}"] for gru_gate in "rz")
    return Symbol(r.base, commonprefix([r.sub, z.sub]) + gate)
