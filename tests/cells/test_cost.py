"""The multiplications of a timestep, counted by numbers that know how often they are multiplied."""

import numpy as np
import pytest

from gru_viz.cells.cost import FUNCTIONS, GATES, STATES, multiplications
from gru_viz.cells.parameters import CELLS


class Counting:
    """A number of which only the multiplications matter."""

    made = 0

    def __add__(self, other):
        return self

    __radd__ = __rsub__ = __sub__ = __add__

    def __mul__(self, other):
        Counting.made += 1
        return self


def vector(size):
    return np.array([Counting() for _ in range(size)], object)


def matrix(rows, columns):
    return np.array([[Counting() for _ in range(columns)] for _ in range(rows)], object)


def total(cell, D, H):
    """What a timestep multiplies, each equation written out; f stands for σ and tanh."""
    x, h, c = vector(D), vector(H), vector(H)

    def f(a):
        return a

    def linear(state):
        return matrix(H, D) @ x + matrix(H, H) @ state + vector(H)

    Counting.made = 0
    if cell == "rnn":
        f(linear(h))
    if cell == "lstm":
        i, forget, o, g = (f(linear(h)) for _ in range(4))
        c = forget * c + i * g
        o * f(c)
    if cell == "gru":
        r, z = f(linear(h)), f(linear(h))
        n = f(linear(r * h))
        (1 - z) * h + z * n
    if cell == "gru after":
        r, z = f(linear(h)), f(linear(h))
        n = f(matrix(H, D) @ x + vector(H) + r * (matrix(H, H) @ h + vector(H)))
        z * h + (1 - z) * n
    return Counting.made


@pytest.mark.parametrize(("D", "H"), [(1, 1), (1, 4), (3, 2), (5, 7)])
def test_as_many_as_the_equations_make(D, H):
    for cell in CELLS:
        assert multiplications(cell, D, H) == total(cell, D, H)
    assert multiplications("gru", D, H) == total("gru after", D, H)


def test_a_gru_makes_three_quarters_of_an_lstms_matrix_products():
    for H in (8, 64, 512):
        ratio = multiplications("gru", H, H) / multiplications("lstm", H, H)
        assert ratio == pytest.approx(0.75, abs=1 / H)


def test_gates_states_and_functions_are_those_of_the_textbook():
    assert GATES == {"rnn": 0, "lstm": 3, "gru": 2}
    assert STATES == {"rnn": 1, "lstm": 2, "gru": 1}
    # tanh; σ σ σ tanh and tanh of the cell state; σ σ tanh
    assert FUNCTIONS == {"rnn": 1, "lstm": 5, "gru": 3}


@pytest.mark.parametrize(("cell", "D", "H"), [("cnn", 1, 1), ("gru", 0, 1), ("gru", 1, 0)])
def test_what_is_no_cell_or_no_size_is_refused(cell, D, H):
    with pytest.raises(ValueError, match=r"cell|D and H"):
        multiplications(cell, D, H)
