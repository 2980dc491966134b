"""Text of a user in a figure, and numbers in a sentence."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.figures.style import columns, literal, number


@given(st.text(), st.integers(4, 20))
def test_any_text_is_drawn_without_markup_or_template_in_its_space(text, most):
    shown = literal(text, most)
    assert not set(shown) & set("<>%\n\t")
    assert 1 <= columns(unescape(shown)) <= most or not unescape(shown).isprintable()


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
)
def test_a_short_text_is_shown_whole(text):
    assert unescape(literal(text)) == text


def test_hangul_counts_double_and_is_cut_between_syllables():
    assert columns("나는 x") == 6
    assert unescape(literal("하나둘셋넷다섯여섯", 8)) == "하나…섯"


def test_a_long_name_keeps_both_ends():
    assert literal("temperature_max", 10) == "tempe…max"


@pytest.mark.parametrize(("text", "shown"), [(" ", "␣"), ("\n", "⏎"), ("\t", "␣")])
def test_white_space_can_be_seen(text, shown):
    assert literal(text) == shown


@pytest.mark.parametrize(
    ("value", "said"),
    [(-0.23, "−0.230"), (-0.0001, "0.000"), (1.0, "1.000"), (0.4567, "0.457")],
)
def test_numbers_have_a_true_minus_and_no_minus_zero(value, said):
    assert number(value) == said
