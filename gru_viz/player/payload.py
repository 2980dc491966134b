"""What the player is given: a header in JSON and the numbers of a trace, packed as bytes.

Layout: length of the header (uint32), header (UTF-8), then each array named in the header's
``arrays`` as (name, rows, columns), float64, little-endian, in that order. Bytes reach a
component five times faster than JSON at T 512, H 64, and lose no digit.
"""

import json
import struct
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from math import floor, log10

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Array, Trace
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import BIASES, WEIGHTS, Notation, own, plain
from gru_viz.whatif import WhatIf

_QUANTITIES = (
    "x", "h", "r", "z", "n", "a_r", "a_z", "a_n", "q", "rq", "kept", "written",
)  # fmt: skip
_WEIGHTS = (*WEIGHTS, *BIASES)
_WRITING = ("products", "vectors", "first", "mix", "times")
_HELD = ("held_r", "held_z")

FUNCTIONS = {"sigma": "σ", "tanh": "tanh", "": ""}


@dataclass(frozen=True)
class Seek:
    """A place that the page sends the player to; it goes there once for each number.

    t, unit: counted from 1. stage: within the timestep, from 1, in the order of the lesson: of the
    forward pass four, the reset gate to the mix; of the way back five.
    """

    number: int
    t: int
    unit: int
    stage: int = 4


@dataclass(frozen=True)
class Editing:
    """What the player needs so that numbers can be changed in it.

    answered: the number of the last change that this run contains. was: the places that differ
    from the untouched run, as in links, with their numbers there. undo, redo: whether there is
    something to undo or redo. touched: whether anything differs from the untouched run, and
    fresh: whether numbers do that could become the untouched ones.
    """

    answered: int = 0
    was: Mapping[str, float] = field(default_factory=dict)
    undo: bool = False
    redo: bool = False
    touched: bool = False
    fresh: bool = False


def _farthest(trace: Trace, ghost: Trace | None) -> dict[str, float] | None:
    """Where the hidden state is farthest from the untouched run, and by how much."""
    if ghost is None:
        return None
    with np.errstate(over="ignore"):
        by = np.clip(trace.h - ghost.h, -sys.float_info.max, sys.float_info.max)
    t, j = np.unravel_index(np.abs(by).argmax(), by.shape)
    return {"t": int(t), "unit": int(j) + 1, "by": float(by[t, j])}


def pack(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    *,
    seek: Seek,
    notation: Notation | None = None,
    decimals: int = 3,
    future: str = "shown",
    view: str = "",
    ghost: Trace | None = None,
    editing: Editing | None = None,
    what_if: WhatIf | None = None,
    figures: str = "",
) -> bytes:
    """The player's bytes for one sequence's trace. Timestep and unit of `seek` count from 1.

    notation: of the trace's variant; None for our own.
    ghost: the untouched run, shown behind the trace. editing: None for a player in which
    nothing can be changed. what_if: what is in force; None for a player without that panel.
    figures: what the plots beside it should show, as they are to be told.
    """
    notation = notation or own(trace.variant)
    texts = texts.written_in(notation)
    arrays = arrays_of(trace)
    if ghost:
        arrays |= {"ghost_h": ghost.h, "ghost_n": ghost.n}
    drawn = {
        **common(trace, sequence, texts, notation, decimals, view),
        "equations": [
            {
                "result": equation.result,
                "function": equation.function,
                "argument": formulas.as_json(equation.argument),
                "before": equation.before,
            }
            for equation in formulas.equations(notation, trace.params)
        ],
        "ranges": _ranges(ghost or trace),
        "future": future,
        "editable": editing is not None,
        "has_what_if": what_if is not None,
        "texts": player_texts(texts),
    }
    numbers = {
        "x_max": float(np.abs(trace.x).max(initial=0)),
        "h_max": float(np.abs(trace.h).max(initial=0)),
        "moved": _farthest(trace, ghost),
        "what_if": None if what_if is None else _what_if(what_if),
        "seek": vars(seek),
        "figures": figures,
        "editing": vars(editing or Editing()),
    }
    return packed(drawn, numbers, arrays)


def packed(
    drawn: Mapping[str, object], numbers: Mapping[str, object], arrays: Mapping[str, Array]
) -> bytes:
    """A header and its arrays as bytes.

    drawn: what of the header decides how the run is drawn: while it is the same, the player only
    takes over other numbers. numbers: the rest of the header. arrays: of one axis or two.
    """
    drawing = blake2b(json.dumps(drawn, sort_keys=True).encode(), digest_size=12)
    header = {
        **drawn,
        **numbers,
        "drawing": drawing.hexdigest(),
        "arrays": [(name, *_rows_and_columns(a)) for name, a in arrays.items()],
    }
    head = json.dumps(header, ensure_ascii=False, allow_nan=False).encode()
    body = b"".join(np.ascontiguousarray(a, "<f8").tobytes() for a in arrays.values())
    return struct.pack("<I", len(head)) + head + body


def common(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    notation: Notation,
    decimals: int,
    view: str,
) -> dict[str, object]:
    """What every lesson's header says of how a run is drawn."""
    return {
        "T": trace.T,
        "D": trace.params.D,
        "H": trace.params.H,
        **way_of_writing(notation),
        "tokens": sequence.tokens,
        "features": _features(sequence, notation),
        "onehot": formulas.is_onehot(trace.x, sequence.tokens),
        "decimals": decimals,
        "rounded": trace.decimals,
        "view": view,
        "language": texts.language,
    }


def arrays_of(trace: Trace) -> dict[str, Array]:
    """The numbers of a run: its quantities, its weights, and which gates were held."""
    arrays = {name: getattr(trace, name) for name in _QUANTITIES}
    arrays |= {name: a for name in _WEIGHTS if (a := getattr(trace.params, name)) is not None}
    return arrays | {name: a for name in _HELD if (a := getattr(trace, name)) is not None}


def _features(sequence: Sequence, notation: Notation) -> list[str]:
    """The names of the features; those that only count them, x1, x2, in the notation's letter."""
    letter = plain(notation.symbols["x"])
    return [
        f"{letter}{i}" if name == f"x{i}" else name
        for i, name in enumerate(sequence.features, start=1)
    ]


def way_of_writing(notation: Notation) -> dict[str, object]:
    """What the player's functions need to write in a notation: part of the header."""
    return {
        "variant": asdict(notation.variant),
        "symbols": {name: asdict(symbol) for name, symbol in notation.symbols.items()},
        "writing": {name: getattr(notation, name) for name in _WRITING},
        "functions": FUNCTIONS,
    }


def _what_if(what_if: WhatIf) -> dict[str, object]:
    holds = [asdict(hold) for hold in what_if.holds]
    return {"holds": holds, "gates": what_if.gates, "off": sorted(what_if.off)}


def _ranges(untouched: Trace) -> dict[str, tuple[float, float, float]]:
    """For each kind of input how far it can be dragged, and its step: (low, high, step).

    From the untouched run, so that they stay as they are while a number is dragged.
    """
    params = untouched.params
    weights = [a for name in _WEIGHTS if (a := getattr(params, name)) is not None]
    largest = max(float(np.abs(a).max(initial=0)) for a in weights)

    def around(size: float) -> tuple[float, float, float]:
        unit = 10.0 ** floor(log10(max(1.0, size)))
        high = min(unit * (5 if size <= 2.5 * unit else 20), sys.float_info.max)
        return -high, high, unit / 100

    return {
        "weight": around(largest),
        "x": around(float(np.abs(untouched.x).max(initial=0))),
        "h0": (-1.0, 1.0, 0.01),
        "gate": (0.0, 1.0, 0.01),
    }


def player_texts(texts: Texts) -> dict[str, str]:
    """The words of the player; what it fills in itself stays as {name}."""
    plain = [
        "player",
        "transport",
        "first",
        "back",
        "on",
        "last",
        "play",
        "pause",
        "speed",
        "unit",
        "strip",
        "kept",
        "written",
        "row_x",
        "row_r",
        "row_z",
        "row_n",
        "row_h",
        "stage_r",
        "stage_z",
        "stage_n",
        "stage_h",
        "mix_title",
        "undo",
        "redo",
        "restart",
        "keep",
        "picture",
        "number_help",
        "not_a_number",
        "not_a_gate",
        "not_moved",
        "held_mark",
        "what_if",
        "what_gate",
        "what_value",
        "what_first",
        "what_last",
        "what_unit",
        "what_all_units",
        "what_from",
        "what_to",
        "what_hold",
        "what_do_hold",
        "what_carry",
        "what_do_carry",
        "what_gates",
        "what_off",
        "what_features",
        "what_hint",
        "what_gates_update_chip",
        "what_gates_reset_chip",
        "what_gates_shared_chip",
        "what_do_state",
        "what_gates_both",
        "what_gates_both_about",
        "what_gates_update",
        "what_gates_update_about",
        "what_gates_reset",
        "what_gates_reset_about",
        "what_gates_shared",
        "what_gates_shared_about",
    ]
    filled = {
        "place": ("t", "T"),
        "stage": ("stage", "name"),
        "mix": ("percent", "from", "to", "now"),
        "check": ("difference",),
        "cell_alt": ("t",),
        "fold": ("n",),
        "unfold": ("n",),
        "moved": ("by", "ghost"),
        "number_changed": ("name", "was"),
        "input_at": ("t",),
        "feature_at": ("feature", "t"),
        "gate_at": ("gate", "t", "unit"),
        "state_of": ("h0", "unit"),
        "what_state": ("h0",),
        "what_this_unit": ("unit",),
        "what_answer": ("write", "reset", "keep", "k", "t", "values"),
        "what_answer_once": ("write", "reset", "k", "t", "values"),
        "what_held": ("gate", "value", "t", "units"),
        "what_is_off": ("name",),
        "what_back": ("what",),
        "what_moved": ("t", "unit", "by"),
        "check_rounded": ("decimals", "difference"),
        "check_shown": ("difference", "shown"),
    }
    words = {name: texts(f"player-{name.replace('_', '-')}") for name in plain}
    for name, arguments in filled.items():
        slots = {argument: f"{{{argument}}}" for argument in arguments}
        words[name] = texts(f"player-{name.replace('_', '-')}", **slots)
    return words


def _rows_and_columns(a: Array) -> tuple[int, int]:
    return (a.shape[0], 1) if a.ndim == 1 else (a.shape[0], a.shape[1])
