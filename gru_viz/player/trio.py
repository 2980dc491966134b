"""What the player of three cells is given: the runs of an RNN, an LSTM and a GRU on one input.

The bytes are laid out as those of :mod:`gru_viz.player.payload`; each array has its cell before
its name: ``lstm.f``.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.parameters import CELLS, Cell
from gru_viz.locales import Texts
from gru_viz.player.payload import Editing, Seek, common, packed, player_texts
from gru_viz.sequences import Sequence
from gru_viz.trio import Three
from gru_viz.variants import Notation, Symbol, beside

MOST_UNITS = 64  # of each cell that are sent: three cells of them are 7 MB at the most timesteps

_PLAIN = (
    *("stage_keep", "stage_propose", "stage_write", "stage_show", "stages"),
    *("row_f", "row_i", "row_o", "row_r", "row_c", "row_h", "row_keep", "row_write"),
    *("box_rnn", "box_f", "box_i", "box_g", "box_o", "box_r", "box_z"),
    *("kept", "written", "nothing_kept", "held_open"),
    *("rnn_keep", "rnn_write"),
)
_FILLED = {
    "which_unit": ("unit", "H"),
    "as_it_is": ("formula",),
    **dict.fromkeys(("alt_rnn", "alt_lstm", "alt_gru"), ("t",)),
}


def pack_trio(
    three: Three,
    sequence: Sequence,
    texts: Texts,
    *,
    seek: Seek,
    notation: Notation,
    decimals: int = 3,
    view: str = "",
) -> bytes:
    """The bytes of three runs on one sequence. Timestep and unit of `seek` count from 1.

    notation: the GRU's; see :mod:`gru_viz.variants.beside` for the others.
    Of more than MOST_UNITS units, the first ones are sent.
    """
    texts = texts.written_in(notation)
    cells = _cells(three, notation, texts)
    drawn = {
        **common(three.gru, sequence, texts, notation, decimals, view),
        "H": max(cell["H"] for cell in cells.values()),
        "cells": cells,
        "editable": False,
        "texts": player_texts(texts) | _words(texts),
    }
    x = three.gru.x
    numbers = {
        "x_max": float(np.abs(x).max(initial=0)),
        "seek": vars(seek),
        "figures": "",
        "editing": vars(Editing()),
    }
    return packed(drawn, numbers, {"x": x, **_arrays(three)})


def _arrays(three: Three) -> Mapping[str, Array]:
    """The quantities of each cell by its name and theirs, (T, H), states with a row for t = 0."""
    lstm, gru = three.lstm, three.gru
    computed = {"i": lstm.variant.input == "own", "o": lstm.variant.output == "gate"}
    before = [f"a_{gate}" for gate in "fgio" if computed.get(gate, True)]
    named: dict[Cell, dict[str, Array]] = {
        "rnn": {"h": three.rnn.h, "a": three.rnn.a},
        "lstm": {name: getattr(lstm, name) for name in (*"hcfigo", "kept", "written", *before)},
        "gru": {name: getattr(gru, name) for name in (*"hrzn", "a_r", "a_z", "a_n", "rq")},
    }
    named["lstm"]["tanh_c"] = lstm.tanh_c
    write = gru.z if gru.variant.update == "renews" else 1 - gru.z
    named["gru"] |= {"keep": gru.keep, "write": write, "kept": gru.kept, "written": gru.written}
    return {
        f"{cell}.{name}": a[:, :MOST_UNITS] for cell, of in named.items() for name, a in of.items()
    }


def _cells(three: Three, notation: Notation, texts: Texts) -> dict[Cell, dict[str, Any]]:
    """What is drawn of each cell. H: of how many units; all: how many it has."""
    symbols: dict[Cell, Mapping[str, Symbol]] = {
        "rnn": beside.of_rnn(notation),
        "lstm": beside.of_lstm(notation),
        "gru": notation.symbols,
    }
    lstm = three.lstm.variant
    about: dict[Cell, dict[str, Any]] = {
        "rnn": {},
        "lstm": {"tied": lstm.input == "tied", "open": lstm.output == "open"},
        "gru": {"variant": asdict(notation.variant), "reset_held": three.gru.held_r is not None},
    }
    return {
        cell: {
            "symbols": {name: asdict(symbol) for name, symbol in symbols[cell].items()},
            "title": texts(f"compare-cell-{cell}"),
            "H": min(MOST_UNITS, H := getattr(three, cell).h.shape[1]),
            "all": H,
            **about[cell],
        }
        for cell in CELLS
    }


def _words(texts: Texts) -> dict[str, str]:
    """The words of this player; what it fills in itself stays as {name}."""
    words = {name: texts(f"compare-{name.replace('_', '-')}") for name in _PLAIN}
    for name, arguments in _FILLED.items():
        slots = {argument: f"{{{argument}}}" for argument in arguments}
        words[name] = texts(f"compare-{name.replace('_', '-')}", **slots)
    return words
