"""The way back, exported: worked steps that come out, documents that compile, code that checks."""

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gru_viz import gradients, links, losses
from gru_viz.cells import gru
from gru_viz.exports import tex
from gru_viz.exports.backward_code import backward_numpy, backward_torch
from gru_viz.exports.backward_data import gradients_csv, gradients_json
from gru_viz.exports.backward_documents import backward_latex, backward_markdown
from gru_viz.exports.backward_loss import loss_lines, own_gradient, sum_over
from gru_viz.exports.backward_steps import formula_rows, weight_rows, worked_back
from gru_viz.exports.writing import Writing
from gru_viz.locales import LANGUAGES, texts
from gru_viz.losses import Loss, WayBack
from gru_viz.messages import Problem
from gru_viz.ui.backpropagation_way import made
from gru_viz.variants import PUBLISHED, Notation, own
from tests.exports.runs import NOTATIONS, VARIANTS, WORDS, Run, holds, run_in, run_of
from tests.exports.test_code import TORCH_PYTHON, has_torch, printed

EVERY = Loss("squared", "every", 0, (0.5, -0.25, 1.0))
LOSSES = [EVERY, Loss("given", "last", 2, (-2.0,))]


def back(run: Run, loss: Loss = EVERY) -> WayBack:
    trace, sequence = run
    return losses.way_back(sequence, trace, loss)


def in_(notation: Notation, loss: Loss = EVERY, **given: Any) -> WayBack:
    return back(run_in(notation, **given), loss)


def key(notation: Notation) -> str:
    return f"{notation.key} {notation.variant.update} {notation.variant.reset}"


# --- numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0.000"), (-0.0, "0.000"), (1.5, "1.500"), (-0.01, "-0.010"), (0.0099, "0.0099"),
        (-0.00187, "-0.0019"), (0.00047, r"4.7 \cdot 10^{-4}"), (-3e-9, r"-3.0 \cdot 10^{-9}"),
    ],
)  # fmt: skip
def test_a_small_gradient_is_not_shown_as_0(value: float, shown: str) -> None:
    assert tex.gradient(value, 3) == shown


def calculated(text: str) -> float:
    """What a line of numbers comes to, by Python's own arithmetic."""
    text = text.replace(r"\cdot", "*").replace(r"\quad", "").replace("& ", "")
    text = re.sub(r"10\^\{(-\d+)\}", r"10**(\1)", text)
    return float(eval(text.replace("^", "**"), {"__builtins__": {}}))


@pytest.mark.parametrize("notation", NOTATIONS, ids=key)
def test_each_line_of_numbers_comes_to_its_result(notation: Notation) -> None:
    way = in_(notation)
    writing = Writing(notation)
    numbers = gradients.by_name(way.trace, way.grads)
    steps = list(worked_back(way.trace, way.grads, 9, [1, 2, 3], [1, 2, 3], writing))
    assert [(s.t, s.unit) for s in steps] == [(t, u) for t in (3, 2, 1) for u in (1, 2, 3)]
    equations = gradients.equations(notation, way.trace.params)
    for step in steps:
        assert len(step.derivations) == len(equations)
        for derivation, equation in zip(step.derivations, equations, strict=True):
            _, *lines = (" ".join(line) for line in derivation.lines)
            array = numbers.get(equation.result, way.trace.q)
            exact = array[step.t - 1, step.unit - 1]
            for line in lines:
                assert calculated(line) == pytest.approx(exact, abs=2e-7), (step, equation)


def test_a_held_gate_lets_nothing_through() -> None:
    way = in_(own(VARIANTS[0]), hold=holds(3, 3))
    steps = worked_back(way.trace, way.grads, 3, [1], [1, 3], Writing(own(VARIANTS[0])))
    z_held, r_held = steps
    assert (z_held.held, r_held.held) == (("z",), ("r",))
    for step, gate in ((z_held, "z"), (r_held, "r")):
        (at_a,) = [d for d in step.derivations if d.left.endswith(rf"\partial a_{{{gate}_1}}}}")]
        assert at_a.lines == (("0.000",),)
    said = backward_markdown(way, texts("en"), timesteps=[1], units=[1])
    assert texts("en")("backprop-export-held", gate="$z_1$") in said


# --- formulas ------------------------------------------------------------------------------


def rows(made: Any) -> dict[str, str]:
    return dict(row.split(" &= ") for row in made)


def test_the_weights_gradients_stand_as_the_notation_has_them() -> None:
    slope = r"\frac{{\partial L}}{{\partial {}}}".format

    def of(name: str) -> dict[str, str]:
        notation = PUBLISHED[name]
        return rows(weight_rows(in_(notation).trace, Writing(notation)))

    colah = of("colah")
    at_a = slope("a_{z_t}")
    assert colah[slope("W_z")] == rf"\sum_{{t}} {at_a} [h_{{t-1}}, x_t]^{{\top}}"
    torch = of("torch")
    assert torch[slope("W_{hn}")] == rf"\sum_{{t}} {slope('q_t')} {{h_{{t-1}}}}^{{\top}}"
    assert torch[slope("b_{hn}")] == rf"\sum_{{t}} {slope('q_t')}"
    d2l = of("d2l")
    assert d2l[slope("W_{xz}")] == rf"\sum_{{t}} {{X_t}}^{{\top}} {slope('a_{Z_t}')}"


@pytest.mark.parametrize("notation", NOTATIONS, ids=key)
def test_there_is_a_formula_for_each_gradient_and_each_weight(notation: Notation) -> None:
    trace, writing = in_(notation).trace, Writing(notation)
    assert len(rows(formula_rows(trace, writing))) == len(gradients.equations(notation))
    joined = notation.products == "joined"
    assert len(rows(weight_rows(trace, writing))) == (3 if joined else 6) + len(notation.biases)


def test_the_loss_in_symbols_and_numbers() -> None:
    notation = PUBLISHED["ng"]
    way = in_(notation, Loss("squared", "last", 2, (-0.5,)))
    c = float(way.trace.h[3, 1])
    symbols, numbers, value = loss_lines(way, 3, Writing(notation))
    assert symbols == r"\frac{1}{2} \sum (c^{\langle 3 \rangle} - y)^2"
    assert numbers == rf"\frac{{1}}{{2}} ({c:.3f} + 0.5)^2"
    assert value == f"{(c + 0.5) ** 2 / 2:.3f}"
    given = in_(own(VARIANTS[0]), Loss("given", "every", 1, (-2.0,)))
    h = given.trace.h[1:, 0]
    symbols, numbers, value = loss_lines(given, 3, Writing(own(VARIANTS[0])))
    assert symbols == r"\sum d \odot h_t"
    assert calculated(numbers) == pytest.approx(-2 * h.sum(), abs=5e-3)
    assert float(value) == pytest.approx(-2 * h.sum(), abs=5e-4)
    assert own_gradient(given.loss, Writing(own(VARIANTS[0]))).endswith("= d")
    assert sum_over(given.loss, texts("en")) == texts("en")("backprop-sum-every-one", unit=1)


# --- documents -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notation", NOTATIONS, ids=key)
def test_both_documents_have_the_way_forward_and_the_way_back(notation, language) -> None:
    way = in_(notation)
    said = texts(language)
    for document in (backward_markdown, backward_latex):
        text = document(way, said, timesteps=[2], units=[3], notation=notation)
        forward = text.index(said("export-step", t=2, unit=3))
        backwards = text.index(said("backprop-export-step", t=2, unit=3))
        assert forward < backwards
        assert said("backprop-export-step", t=1, unit=3) not in text
        assert text.count(r"\begin{align") + text.count(r"\begin{aligned}") >= 5
        for opened, closed in (("{", "}"), (r"\left", r"\right"), (r"\begin", r"\end")):
            assert text.count(opened) == text.count(closed)


def test_markdown_sets_nothing_in_italics() -> None:
    """An underscore behind a sign opens emphasis where another one can close it."""
    text = backward_markdown(in_(own(VARIANTS[1])), texts("en"))
    assert not re.search(r"[^A-Za-z0-9]_", text)
    assert not re.search(r"\\[^a-zA-Z]", text), "Markdown takes such a backslash away"


def test_latex_needs_no_character_that_it_can_not_set() -> None:
    text = backward_latex(in_(own(VARIANTS[0])), texts("en"))
    assert text.isascii()
    assert text.startswith(r"\documentclass")
    assert text.endswith("\\end{document}\n")
    assert text.count(r"\end{document}") == 1


def test_too_many_steps_are_refused_as_those_of_the_way_forward_are() -> None:
    way = back(run_of(" ".join(["1"] * 500), H=64), Loss("squared", "last", 0, (1.0,)))
    for document in (backward_markdown, backward_latex):
        with pytest.raises(Problem) as problem:
            document(way, texts("en"))
        assert problem.value.message.key == "export-too-long"


# --- data ----------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.kind)
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_data_is_that_of_the_run_to_the_last_bit(variant: gru.Variant, loss: Loss) -> None:
    way = back(run_of(variant=variant), loss)
    data = json.loads(gradients_json(way))
    assert data["run"]["h"] == way.trace.h.tolist()
    assert data["loss"]["value"] == way.value
    assert data["h0"] == way.grads.h0.tolist()
    assert data["x"] == way.grads.x.tolist()
    for name, array in gru.weight_gradients(way.trace, way.grads).items():
        assert data["weights"][name] == array.tolist()
    table = list(csv.DictReader(io.StringIO(gradients_csv(way).decode("utf-8-sig"))))
    assert [(row["t"], row["unit"]) for row in table[:4]] == [
        ("5", "1"), ("5", "2"), ("5", "3"), ("4", "1"),
    ]  # fmt: skip
    for name, array in gradients.by_name(way.trace, way.grads).items():
        assert data[name] == array.tolist()
        assert [float(row[name]) for row in table] == array[::-1].ravel().tolist()


def test_columns_are_called_as_the_notation_calls_them() -> None:
    first = (
        gradients_csv(in_(PUBLISHED["ng"]), PUBLISHED["ng"]).decode("utf-8-sig").split("\r\n")[0]
    )
    assert {"d_c", "d_Gamma_u", "d_a_Gamma_r", "d_by_c_tilde", "d_back"} <= set(first.split(","))


# --- code ----------------------------------------------------------------------------------


def gradients_printed(text: str) -> dict[str, np.ndarray]:
    """The arrays that a script prints, by name."""
    parts = re.split(r"^(\w+):\n", text, flags=re.MULTILINE)[1:]
    numbers = re.compile(r"-?\d+\.?\d*(?:e[-+]\d+)?")
    return {
        name: np.array([float(n) for n in numbers.findall(body.split("dtype")[0])])
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.kind)
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("held", [False, True])
def test_the_numpy_script_runs_checks_and_prints_the_gradients(
    variant, loss, held, tmp_path: Path
) -> None:
    way = back(run_of(variant=variant, hold=holds(5, 3) if held else None), loss)
    given = gradients_printed(printed(sys.executable, backward_numpy(way, texts("ko")), tmp_path))
    expected = {**gru.weight_gradients(way.trace, way.grads), "h_0": way.grads.h0}
    assert set(given) == set(expected)
    for name, array in expected.items():
        np.testing.assert_allclose(given[name], array.ravel(), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("notation", PUBLISHED.values(), ids=lambda notation: notation.key)
def test_the_numpy_script_runs_in_every_notation(notation: Notation, tmp_path: Path) -> None:
    script = backward_numpy(in_(notation), texts("en"), notation)
    assert printed(sys.executable, script, tmp_path)


def test_the_numpy_script_finds_a_wrong_gradient(tmp_path: Path) -> None:
    script = backward_numpy(in_(own(VARIANTS[0])), texts("en"))
    wrong = script.replace("d_n = d_h * z", "d_n = d_h * (1 - z)")
    assert wrong != script
    path = tmp_path / "wrong.py"
    path.write_text(wrong, "utf-8")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True)
    assert "AssertionError" in done.stderr


@pytest.mark.parametrize("notation", [own(VARIANTS[0]), *PUBLISHED.values()], ids=key)
def test_the_pytorch_script_agrees_with_autograd(notation: Notation, tmp_path: Path) -> None:
    if not has_torch():
        pytest.skip("PyTorch is not installed, so its exported code is not run")
    script = backward_torch(in_(notation, hold=holds(3, 3)), texts("en"), notation)
    assert printed(TORCH_PYTHON, script, tmp_path)


def test_saturated_gates_make_no_noise(tmp_path: Path) -> None:
    way = back(run_of("900, -900"), Loss("squared", "last", 0, (1.0,)))
    assert printed(sys.executable, backward_numpy(way, texts("en")), tmp_path)


@pytest.mark.parametrize("notation", ["own", "ng", "torch"])
@pytest.mark.parametrize(
    "query",
    [
        {"seq": "1000, -500, 800", "edits": "W_z.1.1 .0005 W_n.1.1 .001 W_r.1.1 .001"},
        {"target": "1000000", "loss_at": "every"},
        {"edits": "h0.1 1000000", "loss": "given"},
        {"loss": "given", "delta": "0"},
    ],
)
def test_large_numbers_do_not_stop_the_script(notation: str, query, tmp_path: Path) -> None:
    state, wrong = links.read({"back": "own", "units": "1", "notation": notation, **query})
    assert not wrong
    assert printed(
        sys.executable, backward_numpy(made(state), texts("en"), state.written), tmp_path
    )


@pytest.mark.parametrize("letter", ["y", "q", "d", "before", "step"])
def test_a_notation_may_have_letters_that_the_script_has_too(letter: str, tmp_path: Path) -> None:
    notation = PUBLISHED["d2l"]
    symbols = {**notation.symbols, "z": replace(notation.symbols["z"], base=letter)}
    other = replace(notation, symbols=symbols)
    assert printed(sys.executable, backward_numpy(in_(other), texts("en"), other), tmp_path)


def test_tokens_are_comments_and_nothing_else(tmp_path: Path) -> None:
    way = back(run_of(WORDS + " '); import os; ("), Loss("squared", "last", 0, (1.0,)))
    assert printed(sys.executable, backward_numpy(way, texts("ko")), tmp_path)


def test_what_python_would_overflow_at_is_refused() -> None:
    way = back(run_of("1e200", h0=[1e100] * 3), Loss("given", "last", 0, (1.0,)))
    for code in (backward_numpy, backward_torch):
        with pytest.raises(Problem) as problem:
            code(way, texts("en"))
        assert problem.value.message.key == "export-code-too-large"
