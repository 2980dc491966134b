"""The small example of the Backpropagation page, recomputed from the numbers that are shown.

A reader with a calculator has these digits alone. Where they come to another last digit than the
one shown, the page seems wrong, so the example's numbers are chosen for it to be rare.
"""

import re
from collections.abc import Iterator

import pytest

from gru_viz import links
from gru_viz.exports.backward_steps import worked_back
from gru_viz.exports.writing import Writing
from gru_viz.variants import OWN, PUBLISHED
from tests.backpropagation.page import way_of

# Notations of each formula that most readers come with: our own, the exam's, and the libraries'.
ALL_SUMS_RIGHT = [OWN, "ng", "d2l", "kr_slides", "kr_exam", "colah", "kr_twin", "torch", "keras"]


def lines(notation: str) -> Iterator[tuple[bool, float, float, float]]:
    """Of each line: whether it adds up the four branches, what its numbers come to, what it shows,
    and one in the last digit of that."""
    way = way_of("example", notation)
    writing = Writing(links.State(notation=notation).written)
    for step in worked_back(way.trace, way.grads, 3, (1, 2, 3), (1, 2), writing):
        for derivation in step.derivations:
            if len(derivation.lines) < 3:  # its number is the result
                continue
            _, numbers, (shown,) = derivation.lines
            is_sum = derivation is step.derivations[-1]
            yield is_sum, calculated(" ".join(numbers)), calculated(shown), last_digit(shown)


def calculated(tex: str) -> float:
    """What a calculator says: of numbers, brackets, sums, products and squares."""
    typed = tex.replace(r"\cdot 10^", "e").replace(r"\cdot", "*").replace("^2", "**2")
    typed = re.sub(r" e\{(-?\d+)\}", r"e\1", typed)
    assert re.fullmatch(r"[-+*() .e\d]+", typed), tex
    return float(eval(typed))


def last_digit(shown: str) -> float:
    digits, _, power = shown.partition(r" \cdot 10^")
    decimals = len(digits.partition(".")[2])
    return float(10.0 ** (int(power.strip("{}") or 0) - decimals))


def off(line: tuple[bool, float, float, float]) -> float:
    """By how many in the last digit."""
    _, by_hand, shown, digit = line
    return abs(by_hand - shown) / digit


def is_wrong(line: tuple[bool, float, float, float]) -> bool:
    return off(line) > 0.5 + 1e-6


@pytest.mark.parametrize("notation", ALL_SUMS_RIGHT)
def test_the_four_branches_add_up_and_hardly_a_line_is_off(notation: str) -> None:
    worked = list(lines(notation))
    assert len(worked) >= 60
    assert not [line for line in worked if line[0] and is_wrong(line)]
    assert len([line for line in worked if is_wrong(line)]) <= 1


@pytest.mark.parametrize("notation", [OWN, *PUBLISHED])
def test_no_line_is_off_by_more_than_one_in_the_last_digit(notation: str) -> None:
    assert all(off(line) <= 1.5 for line in lines(notation))
