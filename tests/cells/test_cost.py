"""What a timestep takes, counted by numbers that know how often they are multiplied."""

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


def timestep(cell, D, H):
    """A timestep, each equation written out: what it hands on, how often it took σ, how often tanh,
    and how often it multiplied."""
    x, h, c = vector(D), vector(H), vector(H)
    taken = {"sigma": 0, "tanh": 0}

    def sigma(a):
        taken["sigma"] += 1
        return a

    def tanh(a):
        taken["tanh"] += 1
        return a

    def linear(state):
        return matrix(H, D) @ x + matrix(H, H) @ state + vector(H)

    Counting.made = 0
    match cell:
        case "rnn":
            states = (tanh(linear(h)),)
        case "lstm":
            i, f, o = (sigma(linear(h)) for _ in "ifo")
            c = f * c + i * tanh(linear(h))
            states = (o * tanh(c), c)
        case "gru":
            r, z = sigma(linear(h)), sigma(linear(h))
            states = ((1 - z) * h + z * tanh(linear(r * h)),)
        case "gru after":
            r, z = sigma(linear(h)), sigma(linear(h))
            n = tanh(matrix(H, D) @ x + vector(H) + r * (matrix(H, H) @ h + vector(H)))
            states = (z * h + (1 - z) * n,)
    return states, taken["sigma"], taken["tanh"], Counting.made


@pytest.mark.parametrize(("D", "H"), [(1, 1), (1, 4), (3, 2), (5, 7)])
def test_as_many_as_the_equations_make(D, H):
    for cell in CELLS:
        assert multiplications(cell, D, H) == timestep(cell, D, H)[-1]
    assert multiplications("gru", D, H) == timestep("gru after", D, H)[-1]


def test_a_gru_makes_three_quarters_of_an_lstms_matrix_products():
    for H in (8, 64, 512):
        ratio = multiplications("gru", H, H) / multiplications("lstm", H, H)
        assert ratio == pytest.approx(0.75, abs=1 / H)


def test_gates_states_and_functions_are_those_of_the_equations():
    for cell in CELLS:
        states, gates, tanhs, _ = timestep(cell, 2, 3)
        assert STATES[cell] == len(states)
        assert GATES[cell] == gates
        assert FUNCTIONS[cell] == gates + tanhs


@pytest.mark.parametrize(("cell", "D", "H"), [("cnn", 1, 1), ("gru", 0, 1), ("gru", 1, 0)])
def test_what_is_no_cell_or_no_size_is_refused(cell, D, H):
    with pytest.raises(ValueError, match=r"cell|D and H"):
        multiplications(cell, D, H)
