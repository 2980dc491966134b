"""Problems of counting, against the sizes of the arrays that a layer has."""

from math import prod

import pytest

from gru_viz.practice import parameters
from gru_viz.variants import PUBLISHED
from tests.practice.problems import (
    EACH_NOTATION,
    NOTATIONS,
    named,
    numbers,
    problems,
    read,
    typed,
    uncoloured,
    verdicts,
)

BIASES = {"none": 0, "one": 1, "bracket": 1, "two": 2}


def size(exercise) -> tuple[int, int, str]:
    """D, H and how the task counts biases."""
    D, H = (int(number) for number in read(exercise.given[-1]))
    return D, H, exercise.task[1].key.removeprefix("practice-parameters-biases-")


def arrays(D: int, H: int, biases: int) -> list[tuple[int, ...]]:
    """The shapes that belong to one gate."""
    return [(H, D), (H, H), *[(H,)] * biases]


def counts(D: int, H: int, biases: str) -> dict[str, int]:
    gate = sum(map(prod, arrays(D, H, BIASES[biases])))
    in_bracket = H if biases == "bracket" else 0
    return {"gate": gate, "gru": 3 * gate + in_bracket, "lstm": 4 * gate, "rnn": gate}


@EACH_NOTATION
def test_the_counts_are_those_of_the_arrays(notation):
    for exercise in problems(parameters.make, notation):
        expected = counts(*size(exercise))
        assert {name: amount.value for name, amount in exercise.right.items()} == expected
        assert verdicts(exercise, typed(exercise, **expected)) == {"right"}


def test_biases_are_mostly_those_of_the_notation():
    """And now and then those of another, which the task then says."""
    theirs = {"torch": "two", "colah": "none", "kr_exam": "none"}
    for notation in NOTATIONS:
        after = notation.variant.reset == "after"
        expected = theirs.get(notation.key, "bracket" if after else "one")
        said = [size(exercise)[2] for exercise in problems(parameters.make, notation)]
        assert said.count(expected) >= len(said) * 0.4
        assert {"one", "two"} <= set(said)


def test_the_formula_is_shown_only_where_it_has_the_biases_that_count():
    for exercise in problems(parameters.make, PUBLISHED["colah"]):
        assert (len(exercise.given) == 2) == (size(exercise)[2] == "none")


@EACH_NOTATION
def test_each_mistake_is_named_wherever_it_is_made(notation):
    for exercise in problems(parameters.make, notation):
        D, H, said = size(exercise)
        right, biases, c_n = counts(D, H, said), BIASES[said], H if said == "bracket" else 0
        wrong_gates = {
            "no_recurrent": H * D + biases * H,
            "transposed": H * D + D * D + biases * H,
        }
        if biases:
            wrong_gates["no_bias"] = H * D + H * H
            wrong_gates["one_bias"] = H * D + H * H + (3 - biases) * H
        assert set(wrong_gates) | {"gate_count"} == set(exercise.mistakes)
        for mistake, gate in wrong_gates.items():
            assert mistake in named(exercise, "gate", gate=gate)
            # With the gate left empty, or right, and the mistake made in a total.
            assert mistake in named(exercise, "lstm", lstm=4 * gate)
            assert mistake in named(exercise, "lstm", gate=right["gate"], lstm=4 * gate)
        assert "gate_count" in named(exercise, "gru", gru=4 * right["gate"] + c_n)
        assert "gate_count" in named(exercise, "gru", gru=2 * right["gate"] + c_n)
        assert "gate_count" in named(exercise, "lstm", lstm=3 * right["gate"])
        if c_n:
            assert "one_bias" in named(exercise, "gru", gru=3 * right["gate"])


@EACH_NOTATION
def test_a_count_has_no_timestep(notation):
    for exercise in problems(parameters.make, notation)[:10]:
        gate = uncoloured(next(numbers(exercise)).tex)
        assert gate == f"N_{{{'u' if notation.key == 'kr_exam' else 'z'}}}"


def test_what_follows_from_a_wrong_gate_counts():
    exercise = parameters.make(1, NOTATIONS[0], 3)
    gate = int(exercise.right["gate"].value) + 7
    answers = typed(exercise, gate=gate, gru=3 * gate, lstm=4 * gate, rnn=gate)
    assert verdicts(exercise, answers) == {"wrong", "follows"}


@pytest.mark.parametrize(("D", "H", "one", "two"), [(3, 5, 135, 150), (10, 20, 1860, 1920)])
def test_known_sizes_of_a_gru(D, H, one, two):
    """As Keras prints them for D 3, H 5; PyTorch's nn.GRU(10, 20) has 1920."""
    assert counts(D, H, "one")["gru"] == one
    assert counts(D, H, "two")["gru"] == two
