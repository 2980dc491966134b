"""A question of the learner's own: its numbers, as they are typed, become a GRU and its input.

The names are those of the learner's notation, and so is the layout: matrices joined for [h, x]
where it joins them, turned where it multiplies rows. How many units and features there are is
found from what is given.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells.gru import Params
from gru_viz.exports.writing import biases, matrices
from gru_viz.messages import Problem
from gru_viz.practice.question_names import (
    COMPUTED,
    INPUT,
    MAX_TIMESTEPS,
    START,
    Place,
    label,
    names_of,
    place_of,
)
from gru_viz.practice.question_shapes import MAX_SIZE, Given, Question
from gru_viz.practice.question_text import Array, array, assignments, shown_name
from gru_viz.variants import Notation

__all__ = ["MAX_SIZE", "MAX_TIMESTEPS", "Question", "as_text", "example", "read"]


def read(text: str, notation: Notation) -> Question:
    """The numbers of a question, under the names of a notation.

    ``x = 1, 0; W_r = 0.5`` in one line, or one under another; matrices as
    :func:`gru_viz.weight_files.text.read_text` takes them, or ``[1 2; 3 4]``. The input is x, or
    x_1, x_2, …; the state before it h_0, h_{t-1}, h_prev or h; a gate's value r or r_2. What has
    only a ? as its value is passed over.

    Raises Problem, one sentence, whatever else the text is.

    >>> from gru_viz.cells.gru import Variant
    >>> from gru_viz.variants import own
    >>> q = read("x = 1, 0; z = 0.5; r = 1; W_n = 1.5, U_n = 0.5", own(Variant()))
    >>> q.x.tolist(), q.params.W_n.tolist(), q.known["z"].tolist()
    ([[1.0], [0.0]], [[1.5]], [[0.5], [0.5]])
    """
    names = names_of(notation)
    given: dict[Place, Array] = {}
    for name, value in assignments(text):
        place = place_of(name, names, notation)
        if value == "?":
            continue
        if place[0] == COMPUTED:
            raise Problem("question-computed", name=shown_name(name))
        if place in given:
            raise Problem("question-twice", name=label(place, notation))
        given[place] = array(label(place, notation), value)
    return Given(given, notation).question()


def as_text(question: Question, notation: Notation) -> str:
    """A question as :func:`read` reads it in that notation; of one unit, several to a line."""
    params = question.params

    def named(name: str, a: NDArray[np.floating[Any]], t: int | None = None) -> str:
        return f"{label((name, t), notation)} = {_written(a)}"

    known = (
        named(gate, row, t)
        for gate, values in question.known.items()
        for t, row in enumerate(values, 1)
        if not np.isnan(row).any()
    )
    arrays = {**matrices(params, notation), **biases(params)}
    groups = [[named(INPUT, question.x), named(START, question.h0)], list(known)]
    groups += [[named(name, a) for name, a in arrays.items() if name[0] == kind] for kind in "WUbc"]
    between = "; " if params.H == 1 else "\n"
    return "\n".join(between.join(group) for group in groups if group)


def example(notation: Notation) -> str:
    """A question to begin with, in a notation: one unit, two timesteps.

    Rounding each step to three decimals changes a last digit of it.
    """
    numbers = {"W_r": -0.4, "W_z": 0.6, "W_n": 1.2, "U_r": 1.0, "U_z": 0.8, "U_n": 0.9}
    added = {"b_r": 0.1, "b_z": -0.2, "b_n": 0.3, "c_r": 0.0, "c_z": 0.0, "c_n": 0.2}
    params = Params(
        **{name: np.array([[value]]) for name, value in numbers.items()},
        **{name: np.array([added[name]]) for name in notation.biases},
    )
    return as_text(Question(params, np.array([[1.0], [-0.5]]), np.array([0.4]), {}), notation)


def _written(a: NDArray[np.floating[Any]]) -> str:
    if a.size == 1:
        return repr(float(a.item())).removesuffix(".0")
    if max(a.shape) == a.size:
        a = a.reshape(-1)
    return f"[{', '.join(_written(part) for part in a)}]"
