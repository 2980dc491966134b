"""States of every kind, and what holds for any State that a link or a file gives."""

import struct
from dataclasses import fields
from math import isfinite
from typing import get_args

import numpy as np
from hypothesis import strategies as st

from gru_viz import links, presets, sequences, weights
from gru_viz.cells import gru
from gru_viz.links import State
from gru_viz.locales import LANGUAGES
from gru_viz.whatif import Gates, Hold

NAMES = [f.name for f in fields(State)]

places = st.one_of(
    st.tuples(st.sampled_from(weights.MATRICES[:6]), st.integers(0, 63), st.integers(0, 63)),
    st.tuples(st.sampled_from(weights.MATRICES[6:]), st.integers(0, 63), st.just(0)),
    st.tuples(st.just("x"), st.integers(0, 511), st.integers(0, 63)),
)
timesteps = st.tuples(st.integers(1, 512), st.integers(1, 512)).map(sorted)
holds = st.builds(
    lambda gate, unit, ends, value: Hold(gate, unit, *ends, value),
    st.sampled_from("rz"), st.integers(0, 64), timesteps, st.floats(0, 1),
)  # fmt: skip
floats = st.floats(allow_nan=False, allow_infinity=False)
states = st.builds(
    State,
    seq=st.text(),
    series=st.sampled_from(("", *sequences.READY)),
    read=st.sampled_from(get_args(sequences.Reading)),
    encode=st.sampled_from(get_args(sequences.Encoding)),
    size=st.integers(1, 64),
    std=st.booleans(),
    draw=st.integers(0, 2**31 - 1),
    weights=st.sampled_from(("random", *presets.PRESETS)),
    seed=st.integers(0, 2**31 - 1),
    scale=st.floats(0, 10),
    units=st.integers(1, 64),
    edits=st.dictionaries(places, floats, max_size=40),
    start=st.dictionaries(places, floats, max_size=10),
    hold=st.lists(holds, max_size=6).map(tuple),
    gates=st.sampled_from(get_args(Gates)),
    off=st.frozensets(st.builds("{}{}".format, st.sampled_from("xh"), st.integers(1, 64))),
    rounding=st.sampled_from(("none", "steps")),
    update=st.sampled_from(get_args(gru.Update)),
    reset=st.sampled_from(get_args(gru.Reset)),
    t=st.integers(1, 512),
    unit=st.integers(1, 64),
    stage=st.integers(1, 4),
    lang=st.sampled_from(("", *LANGUAGES)),
    decimals=st.integers(2, 6),
    future=st.sampled_from(("shown", "hidden")),
    view=st.sampled_from(("", "projector")),
    hide=st.frozensets(st.sampled_from(sorted(links.HIDEABLE))),
    gradients=st.sampled_from(get_args(links.Gradients)),
    back=st.sampled_from(get_args(links.Back)),
    loss=st.sampled_from(get_args(links.LossKind)),
    loss_at=st.sampled_from(get_args(links.LossAt)),
    loss_unit=st.integers(0, 512),
    target=st.sampled_from(("1", "0.5, -0.2", "")),
    delta=st.sampled_from(("1", "1 0", "")),
    reach=st.sampled_from(get_args(links.Reach)),
    reach_k=st.integers(0, 512),
    reach_t=st.integers(0, 512),
    reach_paths=st.sampled_from(get_args(links.Paths)),
    clip=st.floats(0, links.MAX_CLIP),
    cells_by=st.sampled_from(get_args(links.CellsBy)),
    cells_from=st.sampled_from(get_args(links.CellsFrom)),
    keep_bias=st.floats(-links.MAX_KEEP_BIAS, links.MAX_KEEP_BIAS),
    open_reset=st.booleans(),
)


def bits(state):
    """The edits with each number as its 64 bits, in which 0 and −0 differ."""
    return {place: struct.pack("<d", value) for place, value in state.edits.items()}


def full_edits(units=64):
    """Every number of a layer edited, to 17 digits."""
    values = np.random.default_rng(0).normal(size=(units, units))
    return {
        (name, row, column): float(values[row, column])
        for name in weights.MATRICES
        for row in range(units)
        for column in range(units if name[0] in "WU" else 1)
    }


def assert_valid(state):
    assert isinstance(state.seq, str)
    assert state.series in ("", *sequences.READY)
    assert state.read in get_args(sequences.Reading)
    assert state.encode in get_args(sequences.Encoding)
    assert isinstance(state.std, bool)
    assert state.weights in ("random", *presets.PRESETS)
    whole = {"size": 512, "units": 64, "t": 512, "unit": 512, "study_d": 4096, "study_h": 4096}
    for name, high in whole.items():
        assert type(getattr(state, name)) is int
        assert 1 <= getattr(state, name) <= high
    assert type(state.seed) is int
    assert 0 <= state.seed < 2**31
    assert 0 <= state.scale <= 10
    assert 0 <= state.clip <= 1e6
    assert abs(state.keep_bias) <= 20
    assert 0 <= state.loss_unit <= 512
    assert 2 <= state.decimals <= 6
    assert state.lang in ("", *LANGUAGES)
    assert state.future in ("shown", "hidden")
    assert state.view in ("", "projector")
    assert state.hide <= links.HIDEABLE
    for (name, row, column), value in state.edits.items():
        assert isfinite(value)
        assert name in (*weights.MATRICES, "x")
        assert 0 <= row < 512
        assert 0 <= column < (1024 if name[0] in "WUx" else 1)
    for hold in state.hold:
        assert hold.gate in "rz"
        assert 0 <= hold.unit <= 512
        assert 1 <= hold.first <= hold.last <= 512
        assert 0 <= hold.value <= 1
    assert state.gates in get_args(Gates)
    assert all(1 <= int(name[1:]) <= {"x": 1024, "h": 512}[name[0]] for name in state.off)
    assert state.rounding in ("none", "steps")
    gru.Variant(state.update, state.reset)
