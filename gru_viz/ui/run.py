"""From what is on screen to the numbers: the sequence, the weights, the trace."""

from dataclasses import dataclass, replace

import streamlit as st

from gru_viz import links, presets, sequences, weights, whatif
from gru_viz.cells import by_hand, gru
from gru_viz.messages import Problem


@dataclass(frozen=True)
class Run:
    """A sequence through a GRU.

    ghost: the same without what was changed by hand and without any what-if; None where nothing
    was. start: the weights of that untouched run.
    """

    sequence: sequences.Sequence
    start: weights.Weights
    trace: gru.Trace
    ghost: gru.Trace | None


def sequence_of(shown: links.State) -> sequences.Sequence:
    """The input of a state, as it was entered. Raises Problem where it can't be read."""
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
    asked = _computed(shown)
    if st.session_state.get("run", (None,))[0] != asked:
        sequence = sequence_of(shown)
        start, untouched = _trace("ghost", asked.untouched, sequence)
        trace = untouched if asked == asked.untouched else _trace("touched", asked, sequence)[1]
        ghost = None if trace is untouched else untouched
        st.session_state.run = (asked, Run(sequence, start, trace, ghost))
    run: Run = st.session_state.run[1]
    return run


def _computed(shown: links.State) -> links.State:
    """The state with only those fields left that decide what is computed."""
    first = links.State()
    same = {name: getattr(first, name) for name in links.VIEWING}
    if shown.rounding == "steps":
        del same["decimals"]
    return replace(shown, **same)


def _trace(
    name: str, shown: links.State, sequence: sequences.Sequence
) -> tuple[weights.Weights, gru.Trace]:
    """The weights of a state, and its trace; a visit keeps the last one of each name."""
    if st.session_state.get(name, (None,))[0] != shown:
        st.session_state[name] = (shown, _weights_and_trace(shown, sequence))
    made: tuple[weights.Weights, gru.Trace] = st.session_state[name][1]
    return made


def _weights_and_trace(
    shown: links.State, sequence: sequences.Sequence
) -> tuple[weights.Weights, gru.Trace]:
    variant = shown.variant
    if shown.weights == "random":
        features = sequence.x.shape[1]
        unedited = weights.random(features, shown.units, shown.seed, shown.scale, variant)
    else:
        unedited = presets.preset(shown.weights, sequence, shown.units, variant)
    edited = weights.edited(unedited, shown.edits)
    x = weights.edited_input(sequence.x, shown.edits)
    used, x, hold = whatif.applied(shown.what_if, edited, x, variant)
    if shown.rounding == "none":
        return edited, gru.forward(used.params, x, used.h0, variant, hold)
    try:
        return edited, by_hand.forward(
            used.params, x, used.h0, variant, hold, decimals=shown.decimals
        )
    except ValueError as error:
        raise Problem("rounding-too-large", limit=by_hand.LARGEST) from error
