"""Reset before and after the product: where the two part, and the cases in which they agree."""

import numpy as np
import streamlit as st

from gru_viz.cells import gru
from gru_viz.cells.gru import Params, Trace, Variant
from gru_viz.figures.compare import farthest
from gru_viz.figures.style import number
from gru_viz.layouts.conversion import CASES, COUNTEREXAMPLE, convert
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.ui import state
from gru_viz.ui.conventions_drawn import draw, run_bytes, side
from gru_viz.variants import WEIGHTS, Notation, own, typed

_DECIMALS = 4  # at least, so that the sums close to the eye
RESETS: tuple[gru.Reset, ...] = ("before", "after")


def counterexample(texts: Texts, left: Notation, right: Notation, names: tuple[str, str]) -> None:
    """Work the step in which the candidates of two notations part on the smallest example."""
    params, x, h0 = COUNTEREXAMPLE
    runs = _run(params, x, h0, left), _run(params, x, h0, right)
    place = farthest(*runs, "n")
    decimals = max(_DECIMALS, state.current().decimals)
    letters = [texts.written_in(notation).letters for notation in (left, right)]
    sequence = Sequence(x=np.asarray(x, np.float64), tokens=(), features=("x",), reading="numbers")
    st.header(texts("conventions-counter"), anchor=False)
    draw(
        "worked",
        "counterexample",
        texts,
        {
            "sides": [
                side(notation, name) for notation, name in zip((left, right), names, strict=True)
            ],
            "steps": {"t": place.t, "unit": place.unit, "results": ["n"]},
            "given": [
                texts(
                    "conventions-counter-given",
                    units=params.H,
                    features=params.D,
                    timesteps=len(x),
                    t=place.t,
                    unit=place.unit,
                ),
                *_weights(texts, left, params, x),
            ],
            "says": [
                texts(
                    "conventions-counter-says",
                    left_n=letters[0]["n"],
                    right_n=letters[1]["n"],
                    left=number(place.left, decimals),
                    right=number(place.right, decimals),
                    by=number(place.by, decimals),
                )
            ],
            "cases": {
                "title": texts("conventions-cases"),
                "heads": [
                    texts("conventions-cases-case"),
                    texts("conventions-cases-difference"),
                ],
                "rows": [[texts(key), _said(by)] for key, by in _cases()],
            },
        },
        [
            run_bytes(run, sequence, notation, texts, decimals)
            for run, notation in zip(runs, (left, right), strict=True)
        ],
    )


def _run(params: Params, x: gru.Array, h0: gru.Array, notation: Notation) -> Trace:
    """The example in a notation, its update gate turned where the notation has it the other way.

    So the two runs differ by the place of the reset gate, and by nothing else.
    """
    variant = notation.variant
    turned = convert(params, own(Variant("renews", variant.reset)), own(variant))
    return gru.forward(turned, x, h0, variant)


def _weights(texts: Texts, notation: Notation, params: Params, x: gru.Array) -> list[str]:
    """The weights that aren't 0, and the input. Of a joined matrix it says which columns."""
    letters = texts.written_in(notation).letters
    joined = notation.products == "joined"
    named = {
        typed(notation.symbols[name])
        + (f" ({letters['x' if name[0] == 'W' else 'h']})" if joined else ""): _matrix(
            getattr(params, name)
        )
        for name in WEIGHTS
        if getattr(params, name).any()
    }
    weights = ", ".join(f"{name} = {matrix}" for name, matrix in named.items())
    return [texts("conventions-counter-weights", weights=weights, input=_matrix(x))]


def _matrix(array: gru.Array) -> str:
    """Whole numbers, rows one behind the other: (2, −2), or (0, 2; 0, 0)."""
    if array.shape[1] == 1:
        array = array.T
    return f"({'; '.join(', '.join(number(value, 0) for value in row) for row in array)})"


def _cases() -> list[tuple[str, float]]:
    """Each case in which both agree, with the largest difference of h in its example."""
    found = []
    for case in CASES:
        before, after = (
            gru.forward(case.params, case.x, case.h0, Variant("renews", reset), case.hold)
            for reset in RESETS
        )
        found.append((case.key, farthest(before, after).by))
    return found


def _said(by: float) -> str:
    return number(by, 0) if by == 0 else f"{by:.1e}"
