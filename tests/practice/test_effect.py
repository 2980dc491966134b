"""Problems of effects, against fractions, plain floats and the GRU itself."""

from fractions import Fraction
from math import atanh, exp, tanh

import numpy as np
import pytest

from gru_viz.cells import gru
from gru_viz.practice import effect
from gru_viz.practice.grader import marked
from tests.practice.problems import (
    EACH_NOTATION,
    choices,
    half_up,
    named,
    problems,
    renews,
    typed,
    verdicts,
)

CONSTANT = "practice-effect-constant"


def constant(notation):
    """The problems in which the gate and the candidate stay the same, each with its numbers."""
    for exercise in problems(effect.make, notation):
        if exercise.task[0].key == CONSTANT:
            told = exercise.task[0].args
            z, start, candidate = (Fraction(told[name]) for name in ("value", "start", "candidate"))
            yield exercise, z, start, candidate, int(told["steps"])


def after_reset(notation):
    """The problems in which the reset gate is 0."""
    return [e for e in problems(effect.make, notation) if e.task[0].key != CONSTANT]


def states(keep, start, candidate, steps):
    found = [start]
    for _ in range(steps):
        found.append(keep * found[-1] + (1 - keep) * candidate)
    return found


@EACH_NOTATION
def test_all_five_templates_come_up(notation):
    keys = {e.task[-1].key for e in problems(effect.make, notation)}
    assert keys == {
        f"practice-effect-{name}-task"
        for name in ("stays", "replaced", "approaches", "forgets", "both")
    }


# --- the update gate stays where it is -------------------------------------------------------


@EACH_NOTATION
def test_the_states_are_those_of_fractions_however_one_rounds(notation):
    for exercise, z, start, candidate, steps in constant(notation):
        keep, d = 1 - z if renews(notation) else z, exercise.decimals
        exact = states(keep, start, candidate, steps)
        answers = {name: half_up(float(exact[int(name[2:])]), d) for name in exercise.right}
        assert verdicts(exercise, typed(exercise, **answers)) == {"right"}
        h, by_hand = float(start), {}
        for t in range(1, steps + 1):
            h = half_up(float(keep) * h, d) + half_up(float(1 - keep) * float(candidate), d)
            by_hand[f"h.{t}"] = half_up(h, d)
        rounded = {name: by_hand[name] for name in exercise.right}
        assert verdicts(exercise, typed(exercise, **rounded)) == {"right"}


@EACH_NOTATION
def test_the_gru_itself_does_that_with_a_held_gate(notation):
    zero = [[0.0]]
    for exercise, z, start, candidate, steps in constant(notation):
        params = gru.Params(zero, zero, [[atanh(candidate)]], zero, zero, zero)
        hold = gru.Hold(z=np.full((steps, 1), float(z)))
        trace = gru.forward(params, np.ones((steps, 1)), [float(start)], notation.variant, hold)
        for name, amount in exercise.right.items():
            assert amount.value == pytest.approx(trace.h[int(name[2:])].item())


@EACH_NOTATION
def test_the_choice_says_what_happens_to_the_state(notation):
    for exercise, z, start, candidate, steps in constant(notation):
        (choice,) = choices(exercise)
        keep = 1 - z if renews(notation) else z
        h = states(keep, start, candidate, 1000 if 0 < keep < 1 else steps)[-1]
        template = exercise.task[1].key.split("-")[2]
        if template == "approaches":
            ends = {"start": start, "candidate": candidate}
            assert float(h) == pytest.approx(float(ends[choice.right]))
        else:
            assert choice.right == "none"  # of the candidates in the state, or of the start
            assert h == (start if template == "stays" else candidate)
            assert list(choice.mistakes.values()) == ["swapped"]


@EACH_NOTATION
def test_swapping_and_forgetting_the_new_state_are_named(notation):
    for exercise, z, start, candidate, steps in constant(notation):
        d, last = exercise.decimals, f"h.{steps}"
        keep = z if renews(notation) else 1 - z  # the wrong way round
        wrong = states(keep, start, candidate, steps)
        if "swapped" in exercise.mistakes:
            first = next(iter(exercise.right))
            answer = half_up(float(wrong[int(first[2:])]), d)
            assert "swapped" in named(exercise, first, **{first: answer})
        else:
            assert z == Fraction(1, 2)
        if "old_state" in exercise.mistakes:
            h_1 = half_up(float(states(1 - keep, start, candidate, 1)[1]), d)
            answers = {"h.1": h_1, last: h_1}  # each step begun from h_0
            assert "old_state" in named(exercise, last, **answers)


@EACH_NOTATION
def test_what_follows_from_a_wrong_first_state_counts(notation):
    for exercise, z, _, candidate, steps in constant(notation):
        if "h.1" not in exercise.right:
            continue
        keep = float(1 - z if renews(notation) else z)
        first = exercise.right["h.1"].value + 0.2
        last = states(keep, first, float(candidate), steps - 1)[-1]
        answers = {"h.1": first, f"h.{steps}": half_up(last, exercise.decimals)}
        marks = marked(exercise, typed(exercise, **answers))
        assert marks["h.1"].verdict == "wrong"
        assert marks[f"h.{steps}"].counts


# --- the reset gate is 0 ---------------------------------------------------------------------


def of(exercise):
    """The numbers of a candidate: W, U, b, c (0 where there is none), x and h_{t-1}."""
    p, trace = exercise.work.trace.params, exercise.work.trace
    b, c = (0.0 if bias is None else bias.item() for bias in (p.b_n, p.c_n))
    return p.W_n.item(), p.U_n.item(), b, c, trace.x.item(), trace.h[0].item()


def argument(exercise, r=0.0, bias=1.0):
    """a_n by hand; bias 0 leaves the biases out."""
    W, U, b, c, x, h = of(exercise)
    if exercise.notation.variant.reset == "after":
        return W * x + bias * b + r * (U * h + bias * c)
    return W * x + U * r * h + bias * (b + c)


def z_of(exercise):
    return exercise.work.trace.z.item()


@EACH_NOTATION
def test_with_a_reset_gate_of_0_the_candidate_knows_only_the_input(notation):
    for exercise in after_reset(notation):
        d, a = exercise.decimals, argument(exercise)
        answers = {"a_n.1.1": half_up(a, d), "n.1.1": half_up(tanh(a), d)}
        if "h.1.1" in exercise.right:
            write = z_of(exercise) if renews(notation) else 1 - z_of(exercise)
            assert write in (0, 1)
            answers["h.1.1"] = answers["n.1.1"] if write else of(exercise)[-1]
            (past,) = choices(exercise)
            assert past.right == ("none" if write else "all")
        assert verdicts(exercise, typed(exercise, **answers)) == {"right"}


@EACH_NOTATION
def test_mistakes_with_a_reset_gate_are_named(notation):
    for exercise in after_reset(notation):
        d, a = exercise.decimals, half_up(argument(exercise), exercise.decimals)
        unreset = half_up(argument(exercise, r=1.0), d)
        assert "no_reset" in named(exercise, "a_n.1.1", **{"a_n.1.1": unreset})
        sigma = half_up(1 / (1 + exp(-a)), d)
        assert "activation" in named(exercise, "n.1.1", **{"a_n.1.1": a, "n.1.1": sigma})
        if "no_bias" in exercise.mistakes:
            bare = half_up(argument(exercise, bias=0.0), d)
            assert "no_bias" in named(exercise, "a_n.1.1", **{"a_n.1.1": bare})
        else:
            assert not notation.biases
        if "h.1.1" in exercise.right:
            h, n = of(exercise)[-1], half_up(tanh(a), d)
            kept = exercise.right["h.1.1"].value == pytest.approx(h)
            answers = {"a_n.1.1": a, "n.1.1": n, "h.1.1": n if kept else h}
            assert "swapped" in named(exercise, "h.1.1", **answers)
