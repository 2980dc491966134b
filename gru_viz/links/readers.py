"""Which texts each field takes: a reader for every field of State.

A reader gives the value that a text means, or raises Problem.
"""

import re
from collections.abc import Callable, Mapping
from typing import get_args

from gru_viz import sequences
from gru_viz.cells import gru
from gru_viz.layouts import stack
from gru_viz.layouts.stack import MAX_LAYERS, Direction
from gru_viz.links.holds import read_holds
from gru_viz.links.pieces import number_of, parted, shown
from gru_viz.links.places import read_edits
from gru_viz.links.state import (
    DECIMALS,
    HIDEABLE,
    MAX_CLIP,
    MAX_KEEP_BIAS,
    MAX_SCALE,
    MAX_SEED,
    MAX_STUDY,
    MOST_STAGES,
    Back,
    CellsBy,
    CellsFrom,
    Future,
    Gradients,
    LossAt,
    LossKind,
    Mode,
    Part,
    Paths,
    Reach,
    Rounding,
    View,
    Walk,
)
from gru_viz.locales import LANGUAGES
from gru_viz.messages import Problem
from gru_viz.presets import PRESETS
from gru_viz.syllabus import CHECKLIST, KINDS
from gru_viz.variants import OWN, PUBLISHED
from gru_viz.weights import GIVEN, MAX_UNITS, MOST_COLUMNS, MOST_UNITS
from gru_viz.whatif import Gates

_MOST_BRIEF = 1000  # characters


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Problem("link-not-text") from error
    return text


def _brief(text: str) -> str:
    """A text of names and numbers; its own module says whether they are right."""
    if len(text) > _MOST_BRIEF:
        raise Problem("link-too-long", length=len(text), limit=_MOST_BRIEF)
    return _text(text)


def _given(text: str) -> str:
    stack.from_text(text)
    return text


def _choice(*choices: str) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if text not in choices:
            raise Problem("link-not-a-choice", choices=", ".join(filter(None, choices)))
        return text

    return reader


def _flag(text: str) -> bool:
    return _choice("true", "false", "1", "0")(text.lower()) in ("true", "1")


def _whole(low: int, high: int) -> Callable[[str], int]:
    def reader(text: str) -> int:
        if not re.fullmatch("[0-9]{1,10}", text) or not low <= int(text) <= high:
            raise Problem("link-not-whole", low=low, high=high)
        return int(text)

    return reader


def _within(low: float, high: float) -> Callable[[str], float]:
    def reader(text: str) -> float:
        value = number_of(text)
        if value is None or not low <= value <= high:
            raise Problem("link-not-a-number", low=low, high=high)
        return value

    return reader


def _hide(text: str) -> frozenset[str]:
    names = frozenset(parted(text))
    if not names <= HIDEABLE:
        raise Problem("link-not-names", choices=", ".join(sorted(HIDEABLE)))
    return names


def _off(text: str) -> frozenset[str]:
    names = frozenset(parted(text))
    for name in sorted(names):
        most = MOST_UNITS if name[0] == "h" else MOST_COLUMNS
        if not re.fullmatch(r"[xh][1-9]\d{0,3}", name, re.ASCII) or int(name[1:]) > most:
            raise Problem("link-not-off", piece=shown(name))
    return names


def _ticked(text: str) -> frozenset[str]:
    names = frozenset(parted(text))
    if not names <= frozenset(CHECKLIST):
        raise Problem("link-not-names", choices=", ".join(CHECKLIST))
    return names


READERS: Mapping[str, Callable[[str], object]] = {
    "seq": _text,
    "series": _choice("", *sequences.READY),
    "read": _choice(*get_args(sequences.Reading)),
    "encode": _choice(*get_args(sequences.Encoding)),
    "size": _whole(1, sequences.MAX_FEATURES),
    "std": _flag,
    "draw": _whole(0, MAX_SEED),
    "weights": _choice("random", GIVEN, *PRESETS),
    "given": _given,
    "layer": _whole(1, MAX_LAYERS),
    "direction": _choice(*get_args(Direction)),
    "seed": _whole(0, MAX_SEED),
    "scale": _within(0, MAX_SCALE),
    "units": _whole(1, MAX_UNITS),
    "edits": read_edits,
    "start": read_edits,
    "notation": _choice(OWN, *PUBLISHED),
    "update": _choice(*get_args(gru.Update)),
    "reset": _choice(*get_args(gru.Reset)),
    "hold": read_holds,
    "gates": _choice(*get_args(Gates)),
    "off": _off,
    "t": _whole(1, sequences.MAX_TIMESTEPS),
    "unit": _whole(1, MOST_UNITS),
    "stage": _whole(1, MOST_STAGES),
    "lang": _choice("", *LANGUAGES),
    "decimals": _whole(*DECIMALS),
    "rounding": _choice(*get_args(Rounding)),
    "future": _choice(*get_args(Future)),
    "view": _choice(*get_args(View)),
    "hide": _hide,
    "other": _choice(OWN, *PUBLISHED),
    "mode": _choice(*get_args(Mode)),
    "walk": _choice(*get_args(Walk)),
    "part": _choice(*get_args(Part)),
    "kind": _choice(*KINDS),
    "problem": _whole(0, MAX_SEED),
    "sheet": _brief,
    "question": _text,
    "done": _brief,
    "study_d": _whole(1, MAX_STUDY),
    "study_h": _whole(1, MAX_STUDY),
    "ticked": _ticked,
    "gradients": _choice(*get_args(Gradients)),
    "back": _choice(*get_args(Back)),
    "loss": _choice(*get_args(LossKind)),
    "loss_at": _choice(*get_args(LossAt)),
    "loss_unit": _whole(0, MOST_UNITS),
    "target": _brief,
    "delta": _brief,
    "reach": _choice(*get_args(Reach)),
    "reach_k": _whole(0, sequences.MAX_TIMESTEPS),
    "reach_t": _whole(0, sequences.MAX_TIMESTEPS),
    "reach_paths": _choice(*get_args(Paths)),
    "clip": _within(0, MAX_CLIP),
    "cells_by": _choice(*get_args(CellsBy)),
    "cells_from": _choice(*get_args(CellsFrom)),
    "keep_bias": _within(-MAX_KEEP_BIAS, MAX_KEEP_BIAS),
    "open_reset": _flag,
}
