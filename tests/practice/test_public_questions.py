"""Questions that were published with their answers, from pasted text to the printed digits.

A: https://github.com/ramanaraokamma/ai_to_ai,
   levels/level-4-innovator/module-02-sequence-models.md, practice 1: worked with rounding to four
   decimals, with the last two states in full precision beside it.
B: https://github.com/adit-0132/my-resources,
   GenAIforCV/notes/week-05/19-gru-seq2seq-attention.md, N3: worked in full precision.
"""

import pytest

from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Trace, Variant
from gru_viz.practice import question
from gru_viz.variants import own

A = """x = 1, 0, 0; h₀ = 0; r = 1
W_z = 2, b_z = −1
W_n = 1.5, U_n = 0.5"""
B = """x = 1, h = .5
W_z = .6, U_z = .8
W_r = −.4, U_r = 1.0
W_n = 1.2, U_n = .9"""


def worked(text: str, variant: Variant, decimals: int | None = None) -> Trace:
    q = question.read(text, own(variant))
    if decimals is None:
        return gru.forward(q.params, q.x, q.h0, variant, q.hold)
    return by_hand.forward(q.params, q.x, q.h0, variant, q.hold, decimals=decimals)


def printed(trace: Trace, quantity: str) -> list[str]:
    values = trace.h[1:] if quantity == "h" else getattr(trace, quantity)
    return [f"{value:.4f}" for value in values[:, 0]]


def test_a_as_it_was_printed_with_rounding_on_the_way() -> None:
    trace = worked(A, Variant("renews", "before"), decimals=4)
    assert printed(trace, "z") == ["0.7311", "0.2689", "0.2689"]
    assert printed(trace, "n") == ["0.9051", "0.3193", "0.2774"]
    assert printed(trace, "h") == ["0.6617", "0.5697", "0.4911"]


def test_a_as_it_was_printed_in_full_precision() -> None:
    trace = worked(A, Variant("renews", "before"))
    assert printed(trace, "h")[1:] == ["0.5696", "0.4910"]


@pytest.mark.parametrize(("update", "h"), [("keeps", "0.6057"), ("renews", "0.7873")])
def test_b_as_it_was_printed_in_full_precision(update: gru.Update, h: str) -> None:
    trace = worked(B, Variant(update, "after"))
    found = {quantity: printed(trace, quantity) for quantity in ("a_z", "z", "a_r", "r", "a_n")}
    assert found == {
        "a_z": ["1.0000"],
        "z": ["0.7311"],
        "a_r": ["0.1000"],
        "r": ["0.5250"],
        "a_n": ["1.4362"],
    }
    assert printed(trace, "n") == ["0.8929"]
    assert printed(trace, "h") == [h]


def test_b_ends_on_other_digits_when_it_is_rounded_on_the_way() -> None:
    trace = worked(B, Variant("renews", "after"), decimals=4)
    assert printed(trace, "n") == ["0.8930"]
    assert printed(trace, "h") == ["0.7874"]
