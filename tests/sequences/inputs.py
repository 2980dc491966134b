"""Texts that people and machines enter, and what the reader of sequences makes of one."""

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.sequences import parse

finite = st.floats(allow_nan=False, allow_infinity=False)
matrices = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=finite)
READINGS = ("auto", "numbers", "words", "characters")

# Long, odd and hostile pieces, so that random text is now and then close to what people enter.
pieces = st.one_of(
    st.text(max_size=8),
    st.floats().map(repr),
    st.sampled_from(
        [",", ";", "\t", "\n", "\r\n", " ", '"', "[", "]", "(", ")", "#", "1,234", "nan", "1e400",
         "-", "−", "１", "、", "abc", "가", "각", "\u200b", "\u200d", "\u202e", "\ufeff", "\ufe0f",
         "\U0001f3f4\U000e0067", "👍🏽", "🇰", "\x00", "\ud800", "e\u0301", "<img src=x onerror=1>",
         "array", ".", "…", "\u2028", "\u3164"]
    ),
)  # fmt: skip
hostile = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join))


def numbers(text, **options):
    """The rows of a text of numbers."""
    sequence = parse(text, **options)
    assert (sequence.reading, sequence.tokens) == ("numbers", ())
    return sequence.x.tolist()


def tokens(text, reading="words"):
    return list(parse(text, reading, "vectors").tokens)


def problem(text, *options, **named):
    with pytest.raises(Problem) as caught:
        parse(text, *options, **named)
    return caught.value.message


def said(message):
    """The sentence in each language; a missing one is a KeyError."""
    return [texts(language).say(message) for language in LANGUAGES]


def column(*values):
    return [[value] for value in values]
