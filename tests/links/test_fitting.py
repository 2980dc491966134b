"""How much fits into a link, and what one leaves out that can't hold it all."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest

from gru_viz import links, weights
from gru_viz.cells import gru
from gru_viz.links import State
from gru_viz.variants import own
from tests.links.states import NAMES, full_edits


def test_length_is_that_of_the_encoded_query():
    assert links.length({"seq": "1, 2", "lang": "ko"}) == len("seq=1%2C+2&lang=ko")
    assert links.length({"seq": "가"}) == len("seq=%EA%B0%80")


def test_a_link_that_fits_stays_under_the_limit_with_its_server():
    server = len("https://a-rather-long-name-of-a-server.example.org:8501/some/path/?")
    longest = State(seq="1" * (links.MAX_LINK - links.MAX_SERVER - len("seq=")))
    assert links.fits(longest)
    assert server + len(urlencode(links.write(longest))) < 8000
    assert not links.fits(replace(longest, seq=longest.seq + "1"))


def test_sixteen_units_drawn_and_edited_throughout_fit():
    """All the numbers of a layer of usual size, in two decimals, travel in a link."""
    drawn = weights.random(1, 16, 3, 2.0, own(gru.Variant("keeps", "after")))
    edits = {
        (name, row, column): value
        for name, table in weights.tables(drawn).items()
        for (row, column), value in np.ndenumerate(table.tolist())
    }
    assert links.fits(State(units=16, edits=edits))


@pytest.mark.parametrize(
    ("seq", "edits", "left_out"),
    [
        ("1, 2", {("W_r", 0, 0): 1.0}, set()),
        ("1, 2", full_edits(32), {"edits"}),
        ("1, 2" * 2000, {("W_r", 0, 0): 1.0}, {"seq"}),
        ("1, 2" * 2000, full_edits(32), {"seq", "edits"}),
    ],
)
def test_what_cannot_fit_is_left_out_of_a_shortened_state(seq, edits, left_out):
    state = State(seq=seq, edits=edits, units=32)
    short = links.shortened(state)
    assert links.fits(short)
    assert {name for name in NAMES if getattr(short, name) != getattr(state, name)} == left_out


def test_a_problem_of_ones_own_is_left_out_before_anything_else():
    state = State(seq="1, 2", question="W_r = 0.5\n" * 2000)
    short = links.shortened(state)
    assert links.fits(short)
    assert short == replace(state, question="")
