"""What the player is given to walk back: a run, the gradients of a loss, and their equations."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from gru_viz import formulas, gradients
from gru_viz.cells.gru import Gradients, Trace
from gru_viz.locales import Texts
from gru_viz.player.payload import Editing, Seek, arrays_of, common, packed, player_texts
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation, own

_ROWS = ("d_h", "d_n", "d_z", "d_r")  # of the strip


def pack_backward(
    trace: Trace,
    grads: Gradients,
    sequence: Sequence,
    texts: Texts,
    *,
    seek: Seek,
    notation: Notation | None = None,
    decimals: int = 3,
    view: str = "",
) -> bytes:
    """The bytes of the player with ``lesson="backward"``, laid out as :mod:`.payload` says.

    trace, grads: of one sequence; the loss stands wherever it has a gradient of its own, in
    ``grads.dh``. seek: timestep and unit count from 1, and stages are 1…5, those of
    :data:`gru_viz.gradients.STAGES`. notation: of the trace's variant; None for our own.
    """
    notation = notation or own(trace.variant)
    texts = texts.written_in(notation)
    slopes = gradients.by_name(trace, grads)
    drawn = {
        **common(trace, sequence, texts, notation, decimals, view),
        "equations": [
            {
                "result": equation.result,
                "argument": formulas.as_json(equation.argument),
                "stage": equation.stage,
            }
            for equation in gradients.equations(notation, trace.params)
        ],
        "gradient_symbols": {
            name: asdict(symbol) for name, symbol in gradients.symbols(notation).items()
        },
        "loss": (np.flatnonzero(grads.dh.any(axis=1)) + 1).tolist(),
        "editable": False,
        "texts": player_texts(texts) | _words(texts),
    }
    numbers = {
        "x_max": float(np.abs(trace.x).max(initial=0)),
        "largest": max(float(np.abs(slopes[name]).max(initial=0)) for name in _ROWS),
        "seek": vars(seek),
        "editing": vars(Editing()),
    }
    into_z = gradients.at_the_mix(trace, grads)
    return packed(drawn, numbers, {**arrays_of(trace), **slopes, **into_z})


_PLAIN = (
    *("player", "loss_here", "split", "share"),
    *("stage_h", "stage_n", "stage_z", "stage_r", "stage_h_prev"),
    *("at_h", "at_n", "at_z", "at_r"),
    *("branch_h", "branch_n", "branch_z", "branch_r"),
    *("by_kept", "by_n", "by_z", "by_r"),
    "check_exact",
)
# What the player fills in itself stays as {name}.
_WORDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_PLAIN, ()),
    "stage": ("stage", "name"),
    "cell_alt": ("t",),
    "colours": ("largest",),
    "all": ("by", "from", "to", "unit"),
    "most": ("by", "from", "to", "unit", "percent"),
    "largest_part": ("by", "from", "to", "unit", "percent"),
    "equal": ("branches", "from", "to", "unit", "percent"),
    "percent": ("percent",),
    "nothing_back": ("from", "to", "unit"),
    "nothing_arrives": ("from", "to"),
    "last_step": ("T",),
    "held": ("gate",),
    "check": ("difference",),
    "check_shown": ("decimals",),
}


def _words(texts: Texts) -> dict[str, str]:
    return {
        name: texts(f"backward-{name.replace('_', '-')}", **{slot: f"{{{slot}}}" for slot in slots})
        for name, slots in _WORDS.items()
    }
