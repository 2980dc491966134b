"""From what is on screen to the numbers: the sequence, the weights, the trace."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
import streamlit as st

from gru_viz import links, presets, sequences, weights, whatif
from gru_viz.cells import by_hand, gru
from gru_viz.layouts import stack
from gru_viz.messages import Problem

_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Run:
    """A sequence through a GRU, as that GRU sees it: what stands below it has made its input.

    ghost: the same without what was changed by hand and without any what-if; None where nothing
    was. start: the weights of that untouched run. number: another for each run of a visit.
    """

    number: int
    sequence: sequences.Sequence
    start: weights.Weights
    trace: gru.Trace
    ghost: gru.Trace | None


def sequence_of(shown: links.State) -> sequences.Sequence:
    """The input of a state, as it was entered. Raises Problem where it can't be read."""
    # Each run asks twice, for the controls and for the model; a visit keeps its last sequence.
    asked = _entered(shown)
    return _kept("parsed", asked, lambda: sequences.parse(*asked))


def run_of(shown: links.State) -> Run:
    """The run of a state. Raises Problem where its sequence or preset can't be used."""
    asked = _computed(shown)
    first = asked.untouched

    def make() -> Run:
        number = st.session_state.run[1].number + 1 if "run" in st.session_state else 1
        sequence = _seen(shown, sequence_of(shown))
        start, untouched = _kept("untouched", first, lambda: _trace(first, sequence))
        if asked == first:
            return Run(number, sequence, start, untouched, None)
        return Run(number, sequence, start, _trace(asked, sequence)[1], untouched)

    return _kept("run", asked, make)


def trace_of(shown: links.State) -> tuple[sequences.Sequence, gru.Trace]:
    """The sequence and the trace of a state, for where there is no visit, such as a download."""
    sequence = _seen(shown, sequences.parse(*_entered(shown)))
    return sequence, _trace(shown, sequence)[1]


def _kept(name: str, asked: object, make: Callable[[], _Made]) -> _Made:
    """What was asked for; a visit keeps the last one of each name."""
    if st.session_state.get(name, (None,))[0] != asked:
        st.session_state[name] = (asked, make())
    made: _Made = st.session_state[name][1]
    return made


def _entered(
    shown: links.State,
) -> tuple[str, sequences.Reading, sequences.Encoding, int, int, bool]:
    text, reading = shown.seq, shown.read
    if shown.series:
        ready = sequences.ready(shown.series, shown.draw)
        text, reading = ready.text, ready.reading
    return text, reading, shown.encode, shown.size, shown.draw, shown.std


def _computed(shown: links.State) -> links.State:
    """The state with only those fields left that decide what is computed."""
    same = shown.viewed_as(links.State())
    return replace(same, decimals=shown.decimals) if shown.rounding == "steps" else same


def given_of(shown: links.State) -> stack.Stack:
    """The weights from elsewhere, all layers of them. Raises Problem where there are none."""
    if not shown.given:
        raise Problem("given-missing")
    return _read_given(shown.given)


@lru_cache(maxsize=4)  # of all visits; one may take 64 MB
def _read_given(text: str) -> stack.Stack:
    return stack.from_text(text)


def _seen(shown: links.State, sequence: sequences.Sequence) -> sequences.Sequence:
    """The sequence as the chosen layer of given weights sees it; for all other weights, itself."""
    if shown.weights != weights.GIVEN:
        return sequence
    given = given_of(shown)
    if (features := sequence.x.shape[1]) != given.D:
        raise Problem("given-features", expected=given.D, features=features)
    if shown.layer == 1 and shown.direction == "forward":
        return sequence
    x = np.asarray(stack.input_of(given, sequence.x, shown.layer, shown.direction), np.float64)
    names = given.features(shown.layer) or sequence.features
    tokens = sequence.tokens[:: -1 if shown.direction == "reverse" else 1]
    return replace(sequence, x=x, tokens=tokens, features=names)


def weights_of(shown: links.State) -> weights.Weights:
    """The weights of a state, with what was changed in them by hand, and without any what-if.

    Raises Problem where there are none; given weights don't need a sequence that fits them.
    """
    if shown.weights == weights.GIVEN:
        return _weights(shown, None)
    return _weights(shown, sequences.parse(*_entered(shown)))


def _weights(shown: links.State, sequence: sequences.Sequence | None) -> weights.Weights:
    notation = shown.written
    if sequence is None:
        unedited = given_of(shown).weights(shown.layer, shown.direction)
    elif shown.weights == "random":
        features = sequence.x.shape[1]
        unedited = weights.random(features, shown.units, shown.seed, shown.scale, notation)
    else:
        unedited = presets.preset(
            shown.weights, sequence, shown.units, notation.variant, notation.biases
        )
    return weights.edited(unedited, shown.edits)


def _trace(shown: links.State, sequence: sequences.Sequence) -> tuple[weights.Weights, gru.Trace]:
    """The weights of a state, without its what-ifs, and its trace."""
    variant = shown.variant
    edited = _weights(shown, None if shown.weights == weights.GIVEN else sequence)
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
