"""From what is on screen to the numbers: the sequence, the weights, the trace."""

from dataclasses import dataclass

import streamlit as st

from gru_viz import links, presets, sequences, weights
from gru_viz.cells import gru


@dataclass(frozen=True)
class Run:
    """A sequence through a GRU. unedited: the weights before any number was changed by hand."""

    sequence: sequences.Sequence
    unedited: weights.Weights
    trace: gru.Trace


def sequence_of(shown: links.State) -> sequences.Sequence:
    """The input of a state. Raises Problem where it can't be read."""
    text, reading = shown.seq, shown.read
    if shown.series:
        ready = sequences.ready(shown.series, shown.draw)
        text, reading = ready.text, ready.reading
    asked = (text, reading, shown.encode, shown.size, shown.draw, shown.std)
    # Each run asks twice, for the controls and for the model; a visit keeps its last sequence.
    if st.session_state.get("parsed", (None,))[0] != asked:
        st.session_state.parsed = (asked, sequences.parse(*asked))
    sequence: sequences.Sequence = st.session_state.parsed[1]
    return sequence


def run_of(shown: links.State) -> Run:
    """The run of a state. Raises Problem where its sequence or preset can't be used."""
    sequence = sequence_of(shown)
    variant = gru.Variant(shown.update, shown.reset)
    if shown.weights == "random":
        features = sequence.x.shape[1]
        unedited = weights.random(features, shown.units, shown.seed, shown.scale, variant)
    else:
        unedited = presets.preset(shown.weights, sequence, shown.units, variant)
    used = weights.edited(unedited, shown.edits)
    return Run(sequence, unedited, gru.forward(used.params, sequence.x, used.h0, variant))
