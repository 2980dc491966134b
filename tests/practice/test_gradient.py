"""Problems of backpropagation, against the gradients as a reference writes them."""

import re

import pytest

from gru_viz.cells import gru
from gru_viz.practice import gradient
from tests.practice.problems import (
    EACH_NOTATION,
    VARIANTS,
    half_up,
    named,
    problems,
    read,
    typed,
    uncoloured,
    verdicts,
)

WANTED = ("n", "a_n", "a_z", "a_r", "h")


def given(exercise) -> dict[str, float]:
    """The numbers that a problem prints, by our names."""
    displays = list(map(uncoloured, exercise.given[4:]))
    after = exercise.notation.variant.reset == "after"
    *weights, values, delta = displays
    found = dict(zip(("r", "z", "n", "h"), read(displays[-3] if after else values), strict=True))
    if after:
        *weights, _ = weights
        (found["q"],) = read(values)
    else:
        found["q"] = found["h"]
    if exercise.notation.products == "joined":  # [h, x]: the first of each matrix
        rows = [re.search(r"bmatrix\} (-?[\d.]+) &", display) for display in weights]
        U = [float(row[1]) for row in rows if row]
    else:
        U = read(weights[0])
    found |= dict(zip(("U_r", "U_z", "U_n"), U, strict=True))
    (found["delta"],) = read(delta)
    return found


def gradients(v: dict[str, float], variant: gru.Variant, **wrong: float) -> dict[str, float]:
    """∂L/∂n, â_n, â_z, â_r, ∂L/∂h_{t-1}; wrong: factors in the place of the right ones."""
    s, k = (1, v["z"]) if variant.update == "keeps" else (-1, 1 - v["z"])
    f = {
        "u": 1 - k,
        "k": k,
        "s": s,
        "tanh": 1 - v["n"] ** 2,
        "slope_z": v["z"] * (1 - v["z"]),
        "slope_r": v["r"] * (1 - v["r"]),
        **wrong,
    }
    n = v["delta"] * f["u"]
    a_n = n * f["tanh"]
    a_z = f["s"] * v["delta"] * (v["h"] - v["n"]) * f["slope_z"]
    if variant.reset == "after":
        r, q = a_n * v["q"], a_n * v["r"]
        through_n = v["U_n"] * q
    else:
        q = v["U_n"] * a_n
        r = q * v["h"]
        through_n = q * v["r"]
    a_r = r * f["slope_r"]
    h = v["delta"] * f["k"] + v["U_r"] * a_r + v["U_z"] * a_z + through_n
    return {"n": n, "a_n": a_n, "a_z": a_z, "a_r": a_r, "h": h}


def written(numbers: dict[str, float], exercise, *names: str) -> dict[str, float]:
    decimals = max(3, exercise.decimals)
    return {name: half_up(numbers[name], decimals) for name in names or numbers}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.update}-{v.reset}")
def test_the_reference_is_what_the_gru_computes(variant):
    params = gru.Params(*([[w]] for w in (0.3, -0.8, 1.2, 0.7, -0.4, 0.9)), b_n=[0.2], c_n=[-0.3])
    trace = gru.forward(params, [[0.8]], [-0.6], variant)
    v = {name: getattr(trace, name).item() for name in ("r", "z", "n", "q")}
    v |= {name: getattr(params, name).item() for name in ("U_r", "U_z", "U_n")}
    back = gru.backward(trace, [[1.5]])
    expected = gradients(v | {"h": -0.6, "delta": 1.5}, variant)
    found = {name: back.h0 if name == "h" else getattr(back, name) for name in WANTED}
    assert {name: array.item() for name, array in found.items()} == pytest.approx(expected)


@EACH_NOTATION
def test_the_answers_follow_from_the_numbers_that_are_given(notation):
    for exercise in problems(gradient.make, notation):
        expected = gradients(given(exercise), notation.variant)
        found = {name: amount.value for name, amount in exercise.right.items()}
        assert found == pytest.approx(expected, abs=1e-12)
        answers = written(expected, exercise)
        assert verdicts(exercise, typed(exercise, **answers)) == {"right"}


@EACH_NOTATION
def test_rounding_at_every_product_is_never_wrong(notation):
    for exercise in problems(gradient.make, notation):
        v, d = given(exercise), max(3, exercise.decimals)

        def times(*factors: float, d: int = d) -> float:
            product = factors[0]
            for factor in factors[1:]:
                product = half_up(product * factor, d)
            return product

        renews = notation.variant.update == "renews"
        write, keep = (v["z"], 1 - v["z"]) if renews else (1 - v["z"], v["z"])
        apart = v["n"] - v["h"] if renews else v["h"] - v["n"]
        n = times(v["delta"], write)
        a_n = times(n, 1 - times(v["n"], v["n"]))
        a_z = times(times(v["delta"], apart), times(v["z"], 1 - v["z"]))
        slope = times(v["r"], 1 - v["r"])
        if notation.variant.reset == "after":
            a_r, through_n = times(a_n, v["q"], slope), times(v["U_n"], times(a_n, v["r"]))
        else:
            a_r, through_n = times(v["U_n"], a_n, v["q"], slope), times(v["U_n"], a_n, v["r"])
        terms = times(v["delta"], keep), times(v["U_r"], a_r), times(v["U_z"], a_z), through_n
        answers = {"n": n, "a_n": a_n, "a_z": a_z, "a_r": a_r, "h": half_up(sum(terms), d)}
        assert verdicts(exercise, typed(exercise, **answers)) == {"right"}


@EACH_NOTATION
def test_each_mistake_is_named(notation):
    for exercise in problems(gradient.make, notation)[:100]:
        v, variant = given(exercise), notation.variant
        right = gradients(v, variant)
        k = v["z"] if variant.update == "keeps" else 1 - v["z"]

        def names(blank: str, wrong: dict[str, float], exercise=exercise, right=right):
            earlier = WANTED[: WANTED.index(blank)]
            answers = written(right, exercise, *earlier) if earlier else {}
            return named(exercise, blank, **answers, **written(wrong, exercise, blank))

        def slip(exercise=exercise, v=v, variant=variant, **factors: float):
            return gradients(v, variant, **factors)

        s = 1 if variant.update == "keeps" else -1
        assert "branch" in names("h", slip(k=0))
        assert "branch" in names("h", {"h": v["delta"] * k})
        assert "swapped" in names("n", slip(u=k))
        assert "swapped" in names("h", slip(k=1 - k))
        assert "activation" in names("a_n", slip(tanh=v["n"] * (1 - v["n"])))
        assert "activation" in names("a_z", slip(slope_z=1 - v["z"] ** 2))
        assert "activation" in names("a_r", slip(slope_r=1 - v["r"] ** 2))
        assert "sign" in names("a_z", slip(s=-s))
        # The same throughout, with nothing but the end written down.
        for mistake, factors in {"swapped": {"u": k, "k": 1 - k}, "sign": {"s": -s}}.items():
            alone = written(slip(**factors), exercise, "h")
            if abs(alone["h"] - right["h"]) > exercise.right["h"].slack:
                assert mistake in named(exercise, "h", **alone)


@EACH_NOTATION
def test_what_follows_from_a_wrong_start_counts(notation):
    for exercise in problems(gradient.make, notation)[:50]:
        v = given(exercise)
        k = v["z"] if notation.variant.update == "keeps" else 1 - v["z"]
        answers = written(gradients(v, notation.variant, u=k), exercise)
        marks = verdicts(exercise, typed(exercise, **answers))
        assert marks <= {"wrong", "follows", "right"}
        assert "follows" in marks


def lines(exercise) -> list[str]:
    """The displays of the solution, one for each blank."""
    displays = [part for part in exercise.solution if isinstance(part, str)]
    return displays[-len(WANTED) :]


def worked(line: str) -> tuple[str, str]:
    """The numbers of a line of the solution, and what they come to."""
    _, _, numbers, result = uncoloured(line).split(" = ")
    return numbers.replace(r"\cdot", "*").replace("^2", "**2"), result


@EACH_NOTATION
def test_the_solution_computes_what_is_asked_for(notation):
    for exercise in problems(gradient.make, notation)[:100]:
        v, d = given(exercise), max(3, exercise.decimals)
        expected = written(gradients(v, notation.variant), exercise)
        for name, line in zip(WANTED, lines(exercise), strict=True):
            numbers, result = worked(line)
            assert float(result) == expected[name], (exercise.seed, name)
            # Earlier answers are in it, each off by half a last decimal, times 1.2 at most.
            assert eval(numbers) == pytest.approx(expected[name], abs=3 * 10**-d), numbers


@EACH_NOTATION
def test_the_solution_has_each_number_that_it_takes(notation):
    """Those of the problem and the answers before, each where the chain rule has it."""
    for exercise in problems(gradient.make, notation)[:100]:
        v, d = given(exercise), max(3, exercise.decimals)
        right = written(gradients(v, notation.variant), exercise)
        answers = {name: f"{value:.{d}f}" for name, value in right.items()}
        before = notation.variant.reset == "before"
        renews = notation.variant.update == "renews"
        write, keep = (["z"], ["1", "z"]) if renews else (["1", "z"], ["z"])
        expected = {
            "n": ["delta", *write],
            "a_n": [answers["n"], "1", "n"],
            "a_z": ["delta", "h", "n", "z", "1", "z"],
            "a_r": [answers["a_n"], "q", "r", "1", "r", *(["U_n"] if before else [])],
            "h": [
                "delta", *keep, "U_n", answers["a_n"], "r", "U_z", answers["a_z"], "U_r",
                answers["a_r"],
            ],
        }  # fmt: skip
        for name, line in zip(WANTED, lines(exercise), strict=True):
            numbers, _ = worked(line)
            found = re.findall(r"\d+(?:\.\d+)?", numbers.replace("**2", ""))
            sizes = sorted(abs(float(v.get(of, of))) for of in expected[name])
            assert sorted(map(float, found)) == sizes, line


@EACH_NOTATION
def test_the_solution_names_nothing_that_is_not_given(notation):
    """Of joined matrices it says which numbers it takes; what r multiplies has its letter."""
    for exercise in problems(gradient.make, notation)[:20]:
        v = given(exercise)
        said = [uncoloured(part) for part in exercise.solution if isinstance(part, str)]
        if notation.products == "joined":
            assert read(said[0]) == [v["U_r"], v["U_z"], v["U_n"]]
        if notation.variant.reset == "after":
            assert uncoloured(exercise.given[-2]).startswith("q")
            assert any(re.search(r"\bq[_^ ]", line) for line in said)
