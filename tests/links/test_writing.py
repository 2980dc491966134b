"""Writing a link: whatever is on screen survives the address bar, in as few words as do."""

import struct
from urllib.parse import parse_qsl, urlencode

from hypothesis import given

from gru_viz import links
from gru_viz.links import State
from tests.links.states import bits, full_edits, states


@given(states)
def test_a_state_comes_back_from_the_address_bar_bit_for_bit(state):
    address = urlencode(links.write(state))
    back, messages = links.read(dict(parse_qsl(address, keep_blank_values=True)))
    assert not messages
    assert back == state
    assert bits(back) == bits(state)
    assert struct.pack("<d", back.scale) == struct.pack("<d", state.scale) or state.scale == 0


def test_a_first_visit_has_an_empty_link():
    assert links.write(State()) == {}
    assert links.read({}) == (State(), [])


def test_a_link_holds_only_what_differs_in_the_order_of_the_fields():
    state = State(unit=1, seq="1, 2", units=2, hide=frozenset({"weights", "plots"}), std=True)
    assert list(links.write(state).items()) == [
        ("seq", "1, 2"), ("std", "true"), ("units", "2"), ("unit", "1"), ("hide", "plots weights"),
    ]  # fmt: skip


def test_edits_are_written_as_runs_along_rows_and_down_vectors():
    edits = {
        ("b_z", 3, 0): 2.0, ("b_z", 2, 0): -1.0, ("U_r", 0, 1): 0.25, ("U_r", 1, 0): 1e22,
        ("W_r", 0, 1): 0.5, ("U_r", 0, 0): 0.1, ("h0", 63, 0): -0.0,
    }  # fmt: skip
    written = "W_r.1.2 0.5 U_r.1.1 0.1 0.25 U_r.2.1 1e22 b_z.3 -1 2 h0.64 -0"
    assert links.write(State(edits=edits)) == {"edits": written}


def test_edits_need_no_escape_in_an_address():
    encoded = urlencode(links.write(State(edits=full_edits(4))))
    assert "%" not in encoded
