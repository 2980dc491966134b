"""What the three cells of the Compare page are, and how far apart the tied LSTM and the GRU are."""

from dataclasses import fields

import numpy as np

from gru_viz.cells.parameters import CELLS
from gru_viz.figures.style import number
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.variants import beside, plain

_SMALLEST = 1e-4  # a difference below it is said with its power of ten
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def says(three: Three, shown: State, texts: Texts) -> str:
    """One paragraph, with the numbers of these runs."""
    texts = texts.written_in(shown.written)
    if shown.cells_from == "drawn":
        return _drawn(three, shown, texts)
    return f"{_made(shown, texts)} **{_apart(three, shown, texts)}**"


def _drawn(three: Three, shown: State, texts: Texts) -> str:
    sizes: dict[str, int] = {}
    for cell in CELLS:
        run = getattr(three, cell)
        sizes[f"{cell}_units"] = run.h.shape[1]
        weights = (getattr(run.params, f.name) for f in fields(run.params))
        sizes[f"{cell}_size"] = sum(a.size for a in weights if a is not None)
    return texts(
        f"compare-drawn-{shown.cells_by}",
        seed=str(shown.seed),
        scale=number(shown.scale, 2),
        **sizes,
    )


def _made(shown: State, texts: Texts) -> str:
    lstm = beside.of_lstm(shown.written)
    names = {f"lstm_{name}": plain(lstm[name]) for name in "fiogc"}
    return texts(f"compare-made-{'open' if shown.open_reset else 'gated'}", **names)


def _apart(three: Three, shown: State, texts: Texts) -> str:
    """Where the LSTM's cell state and the GRU's state are farthest apart, and what tanh takes."""
    c, h = three.lstm.c, three.gru.h
    by = np.abs(c - h)
    t, unit = (int(i) for i in np.unravel_index(by.argmax(), by.shape))
    return texts(
        "compare-apart",
        lstm_c=plain(beside.of_lstm(shown.written)["c"]),
        first=_small(float(by[min(1, three.gru.T)].max()), shown.decimals),
        by=_small(float(by[t, unit]), shown.decimals),
        t=t,
        unit=unit + 1,
        memory=number(c[t, unit], shown.decimals),
        state=number(h[t, unit], shown.decimals),
        squashed=_small(float(np.abs(np.tanh(c) - c).max()), shown.decimals),
    )


def _small(by: float, decimals: int) -> str:
    """A difference, however small."""
    if by == 0 or by >= _SMALLEST:
        return number(by, decimals) if by else "0"
    digits, power = f"{by:.1e}".split("e")
    return f"{digits} · 10{str(int(power)).translate(_SUPERSCRIPTS)}"
