"""Problems of reading a graph: what its curves show is what the answer says."""

from gru_viz.practice import graph
from tests.practice.problems import (
    EACH_NOTATION,
    choices,
    half_up,
    named,
    problems,
    read,
    renews,
    typed,
    verdicts,
)


def curves(exercise) -> tuple[list[float], list[float], int]:
    """h from h_0 on, the candidate from t = 1 on, and the timestep that is asked about."""
    shown = exercise.graph
    return [0.0, *shown.lines["h"]], list(shown.lines["n"]), shown.at


def gate(exercise) -> float:
    """z at that timestep, off the printed numbers."""
    old, new, now = read(exercise.given[-1])[-3:]
    of_candidate = (now - old) / (new - old)
    return of_candidate if renews(exercise.notation) else 1 - of_candidate


def right(exercise) -> str:
    (choice,) = choices(exercise)
    return choice.right


@EACH_NOTATION
def test_each_event_comes_up(notation):
    found = {right(exercise) for exercise in problems(graph.make, notation)}
    assert found == {"z0", "z1", "r0"}


@EACH_NOTATION
def test_the_curves_are_of_a_unit_and_the_numbers_stand_on_them(notation):
    for exercise in problems(graph.make, notation):
        h, n, at = curves(exercise)
        assert 6 <= len(n) == len(h) - 1 <= 9
        assert 4 <= at <= len(n)
        assert exercise.graph.first == 1
        assert read(exercise.given[-1])[-3:] == [h[at - 1], n[at - 1], h[at]]
        for t in range(1, len(h)):  # the new state lies between the old one and the candidate
            low, high = sorted((h[t - 1], n[t - 1]))
            assert low - 0.0011 <= h[t] <= high + 0.0011


@EACH_NOTATION
def test_the_gate_that_did_it_can_be_told_from_the_curves(notation):
    for exercise in problems(graph.make, notation):
        h, n, at = curves(exercise)
        old, new, now = h[at - 1], n[at - 1], h[at]
        if right(exercise) == "r0":
            assert exercise.task[1].key == "practice-graph-same-input"
            as_at_first = [t for t, value in enumerate(n, start=1) if abs(value - n[0]) < 0.1]
            assert as_at_first == [1, at]
            assert abs(old) > 0.05
            assert 0.25 < gate(exercise) < 0.75
            continue
        assert len(exercise.task) == 1
        stayed, jumped = abs(now - old) < 0.15, abs(now - new) < 0.25 * abs(new - old)
        assert stayed != jumped or abs(now - old) < abs(now - new)
        near = abs(now - old) < abs(now - new)  # the update gate holds
        at_end = 1 if near != renews(notation) else 0
        assert right(exercise) == f"z{at_end}"
        others = [t for t in range(1, len(h)) if t != at and abs(n[t - 1] - h[t - 1]) > 0.1]
        moved = [abs(h[t] - h[t - 1]) / abs(n[t - 1] - h[t - 1]) for t in others]
        assert all(0.25 < share < 0.65 for share in moved)


@EACH_NOTATION
def test_the_gate_is_read_off_to_two_decimals(notation):
    for exercise in problems(graph.make, notation):
        answers = typed(exercise, z=half_up(gate(exercise), 2))
        assert verdicts(exercise, answers) == {"right"}
        assert "swapped" in named(exercise, "z", z=half_up(1 - gate(exercise), 2))
        assert "sign" in named(exercise, "z", z=half_up(-gate(exercise), 2))
        (choice,) = choices(exercise)
        assert choice.mistakes == (
            {} if choice.right == "r0" else {{"z0": "z1", "z1": "z0"}[choice.right]: "swapped"}
        )
