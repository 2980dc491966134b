"""Runs to be exported: every variant, with and without holds, rounding, tokens."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from gru_viz import sequences, weights
from gru_viz.cells import by_hand, gru
from gru_viz.sequences import Sequence
from gru_viz.variants import PUBLISHED, WEIGHTS, Notation, own

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
NUMBERS = "0.3, -1.2, 2.5, 0, 1"
FEATURES = "0.3, -1.25; 0, 3; -2, 1e-3"
NOTATIONS = [*map(own, VARIANTS), *PUBLISHED.values()]
WORDS = "고양이 sat . the 고양이 sat"

Run = tuple[gru.Trace, Sequence]


def run_of(
    text: str = NUMBERS,
    variant: gru.Variant = VARIANTS[0],
    H: int = 3,
    *,
    h0: Any = None,
    hold: gru.Hold | None = None,
    rounded_to: int | None = None,
    **reading: Any,
) -> Run:
    sequence = sequences.parse(text, **reading)
    drawn = weights.random(sequence.x.shape[1], H, 6099, 1.5, own(variant))
    given = drawn.params, sequence.x, drawn.h0 if h0 is None else h0, variant, hold
    if rounded_to is None:
        return gru.forward(*given), sequence
    return by_hand.forward(*given, decimals=rounded_to), sequence


def run_in(notation: Notation, text: str = FEATURES, H: int = 3, **given: Any) -> Run:
    """A run of a notation's variant, with numbers in each of its biases."""
    sequence = sequences.parse(text)
    rng = np.random.default_rng(6099)
    columns = {"W": (H, sequence.x.shape[1]), "U": (H, H), "b": (H,), "c": (H,)}
    drawn = {
        name: rng.uniform(-1.5, 1.5, columns[name[0]]).round(2)
        for name in (*WEIGHTS, *notation.biases)
    }
    params, h0 = gru.Params(**drawn), rng.uniform(-1, 1, H).round(2)
    forward = by_hand.forward if "decimals" in given else gru.forward
    return forward(params, sequence.x, h0, notation.variant, **given), sequence


def holds(T: int, H: int) -> gru.Hold:
    """z at 1 for every third gate, r at 0.25 for the last unit."""
    z = np.where(np.arange(T * H).reshape(T, H) % 3 == 0, 1, np.nan)
    r = np.full((T, H), np.nan)
    r[:, -1] = 0.25
    return gru.Hold(r, z)


# What people, and those who mean harm, may type as a token or as the name of a column.
hostile = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(
        st.sampled_from(
            [
                "\\input{/etc/passwd}", "\\end{document}", "$$", "$x$", "%", "{", "}", "\\", "^^M",
                "'''", '"""', "\n", "\r\n", "\u2028", "#", "`", "```", "|", "&", "~", "_", "*",
                "<script>", "</span>", "[a](javascript:b)", "=1+1", "@SUM(A1)", "-2+3", "+1",
                ";=1", "\t=1", '"', ",", "가", "뷁", "ㅋ", "é", "漢", "\U0001f600", "\ud800",
                "coding: latin-1", "import os", "--", "??`", "e\u0301\u0301",
            ]
        ),
        min_size=1,
        max_size=6,
    ).map("".join),
)  # fmt: skip


def named(tokens: list[str], features: list[str]) -> Run:
    """A run over these tokens, with these names of features."""
    T, D = len(tokens), len(features)
    x = np.random.default_rng(0).normal(size=(T, D))
    sequence = Sequence(x, tuple(tokens), tuple(features), "words")
    drawn = weights.random(D, 2, 1, 1.0, own(VARIANTS[0]))
    return gru.forward(drawn.params, x), sequence


hostile_runs = st.tuples(
    st.lists(hostile, min_size=1, max_size=4), st.lists(hostile, min_size=1, max_size=3)
).map(lambda names: named(*names))
