"""The worked steps, read back: every line of numbers comes to what the trace holds."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from gru_viz.cells import gru
from gru_viz.exports.markdown import as_markdown
from gru_viz.exports.steps import MAX_TERMS, worked
from gru_viz.locales import texts
from gru_viz.messages import Problem
from gru_viz.sequences import visible
from tests.exports.runs import (
    FEATURES,
    VARIANTS,
    WORDS,
    Run,
    holds,
    hostile_runs,
    run_of,
)

RESULTS = {"r": "r", "z": "z", r"\tilde h": "n", "h": "h"}


def displays(markdown: str) -> list[str]:
    return re.findall(r"^\$\$\n(.*?)\n\$\$$", markdown, re.MULTILINE | re.DOTALL)


def chains(markdown: str) -> list[tuple[str, list[str]]]:
    """The left side and the right sides of each derivation, rows put together again."""
    found = []
    for display in displays(markdown):
        rows = re.fullmatch(r"\\begin\{aligned\}\n(.*)\n\\end\{aligned\}", display, re.DOTALL)
        if not rows or "_t" in display:  # a matrix, or the formulas at the head
            continue
        text = rows[1].replace(" \\cr\n", "\n").replace("\n& \\quad", "")
        left, first, *others = re.split(r"\s*&=\s*|\s*& \\mathrel\{\\phantom\{=\}\}\s*", text)
        found.append((left, [side.strip() for side in (first, *others)]))
    return found


def evaluated(tex: str) -> float:
    """What a line of numbers comes to; fails at anything but numbers, brackets, σ and tanh."""
    python = re.sub(r"10\^\{(-?\d+)\}", r"10**(\1)", tex).replace(r"\cdot", "*")
    assert re.fullmatch(r"(?:\\sigma|\\tanh|[-+*(). 0-9])*", python), tex
    python = re.sub(r"\\(\w+)", r"\1", python)
    return eval(python, {"sigma": sigma, "tanh": math.tanh})


def sigma(a: float) -> float:
    return (1 + math.tanh(a / 2)) / 2


def shown(value: float, decimals: int) -> str:
    digits = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(digits if digits else abs(digits))


def value_of(trace: gru.Trace, name: str, t: int, unit: int) -> float:
    row = trace.h[t] if name == "h" else getattr(trace, name)[t - 1]
    return float(row[unit - 1])


def steps_in(trace: gru.Trace, markdown: str) -> list[tuple[int, int, dict[str, list[str]]]]:
    """(t, unit, the right sides for r, z, n, h) for every step; vectors are left out."""
    places = [(t, i) for t in range(1, trace.T + 1) for i in range(1, trace.params.H + 1)]
    scalar = [(left, sides) for left, sides in chains(markdown) if r"\odot" not in left]
    assert len(scalar) == 4 * len(places)
    found = []
    for k, (t, unit) in enumerate(places):
        four = dict(zip("rznh", scalar[4 * k : 4 * k + 4], strict=True))
        for name, (left, _) in four.items():
            index = str(t) if t < 10 else f"{{{t}}}"
            symbol = rf"\tilde h_{index}" if name == "n" else f"{name}_{index}"
            assert left in (symbol, "")
        found.append((t, unit, {name: sides for name, (_, sides) in four.items()}))
    return found


CASES: dict[str, dict[str, Any]] = {
    "numbers": {"h0": [0.5, -0.25, 0.123456]},
    "features": {"text": FEATURES},
    "tokens": {"text": WORDS},
    "large and small": {"text": "3e6, -2; 4e-8, 1"},
    "many units": {"H": 12},
}


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("case", CASES)
def test_every_line_of_numbers_comes_to_the_value(case: str, variant: gru.Variant) -> None:
    trace, sequence = run_of(variant=variant, **CASES[case])
    markdown = as_markdown(trace, sequence, texts("en"), decimals=6)
    for t, unit, sides in steps_in(trace, markdown):
        for name, (formula, *lines) in sides.items():
            value = value_of(trace, name, t, unit)
            assert re.search("[WUrzh]_", formula)
            assert len(lines) >= 3
            assert lines[-1] == shown(value, 6)
            # Only what was computed is rounded, by 5e-7 at most, in some thirty products.
            for line in lines:
                assert evaluated(line) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_substituted_line_has_every_weight_with_its_sign(variant: gru.Variant) -> None:
    trace, sequence = run_of(FEATURES, variant)
    markdown = as_markdown(trace, sequence, texts("en"))
    for t, unit, sides in steps_in(trace, markdown):
        weights = [
            *trace.params.W_r[unit - 1],
            *trace.params.U_r[unit - 1],
            trace.params.b_r[unit - 1],
        ]
        factors = [*trace.x[t - 1], *trace.h[t - 1]]
        terms = re.findall(r"([-+]?) ?([\d.]+)(?: \\cdot \(?(-?[\d.]+)\)?)?", sides["r"][1])
        assert [float(sign + size) for sign, size, _ in terms] == pytest.approx(weights, abs=1e-12)
        assert [float(factor) for *_, factor in terms[:-1]] == pytest.approx(factors, abs=5e-4)
        assert terms[-1][2] == ""
        assert "+ -" not in sides["r"][1]
        assert "- -" not in sides["r"][1]


def test_of_one_hot_input_the_one_weight_counts() -> None:
    trace, sequence = run_of(WORDS)
    (first, *_) = steps_in(trace, as_markdown(trace, sequence, texts("en")))
    weight = trace.params.W_r[0, 0]
    assert first[2]["r"][1].startswith(rf"\sigma({weight} \cdot 1 ")
    assert first[2]["r"][1].count(r"\cdot") == 1 + 3


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("text", ["0.3, -1.2, 2.5", FEATURES, WORDS])
def test_rounded_on_the_way_every_line_is_exact(text: str, variant: gru.Variant) -> None:
    h0 = [0.123456, -0.5, 1]
    trace, sequence = run_of(text, variant, h0=h0, rounded_to=3, hold=None)
    markdown = as_markdown(trace, sequence, texts("en"), decimals=5)  # which the trace overrules
    for t, unit, sides in steps_in(trace, markdown):
        for name in "rzn":
            inside = [
                re.fullmatch(r"\\(?:sigma|tanh)\((.*)\)", side)[1]
                for side in sides[name]
                if side.startswith("\\")
            ]
            _, substituted, rounded, *_, a = inside
            assert a == shown(value_of(trace, f"a_{name}", t, unit), 3)
            products = re.findall(r"-?[\d.]+ \\cdot \(?-?[\d.]+\)?(?! \\cdot)", substituted)
            assert products
            # After rounding its products, a sum has only the reset's product left to multiply.
            assert rounded.count(r"\cdot") == (name == "n" and variant.reset == "after")
            if r"\cdot" not in rounded:
                total = sum(
                    Decimal(n.replace(" ", "")) for n in re.findall(r"[-+]? ?[\d.]+", rounded)
                )
                assert shown_exactly(total, 3) == a
            assert sides[name][-1] == shown(value_of(trace, name, t, unit), 3)
        for line in sides["h"][-2:]:
            assert evaluated(line) == pytest.approx(value_of(trace, "h", t, unit), abs=1e-12)


def shown_exactly(number: Decimal, decimals: int) -> str:
    digits = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(digits if digits else abs(digits))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_held_gate_is_said_to_be_held(language: str) -> None:
    trace, sequence = run_of("0.3, -1.2", H=2, hold=gru.Hold(z=[[1, np.nan], [np.nan, 0.25]]))
    markdown = as_markdown(trace, sequence, texts(language))
    held = re.findall(r"\$(z_\d = [\d.]+)\$", markdown)
    instead = re.findall(r"\$\\sigma\((-?[\d.]+)\) = ([\d.]+)\$", markdown)
    assert held == ["z_1 = 1", "z_2 = 0.25"]
    for (a, free), (t, unit) in zip(instead, [(1, 1), (2, 2)], strict=True):
        assert a == shown(trace.a_z[t - 1, unit - 1], 3)
        assert free == shown(1 / (1 + math.exp(-trace.a_z[t - 1, unit - 1])), 3)
    # What is held is not shown as if it followed from the sum.
    assert [left for left, _ in chains(markdown)].count("") == 2


def test_timesteps_and_units_can_be_chosen() -> None:
    trace, sequence = run_of()
    chosen = [(s.t, s.unit) for s in worked(trace, sequence, 3, timesteps=[4, 2], units=[3])]
    assert chosen == [(2, 3), (4, 3)]
    for wrong in ({"timesteps": [0]}, {"timesteps": [6]}, {"units": [4]}):
        with pytest.raises(ValueError, match="expected numbers within"):
            worked(trace, sequence, 3, **wrong)


def test_too_many_terms_are_refused_with_how_many_timesteps_fit() -> None:
    trace, sequence = run_of(", ".join(["0.5", "-1"] * 256), H=64)
    with pytest.raises(Problem) as problem:
        worked(trace, sequence, 3)
    args = problem.value.message.args
    assert args["count"] > args["limit"] == MAX_TERMS
    fits = range(1, int(args["timesteps"]) + 1)
    terms = sum(
        len(re.findall(r"\\cdot", row))
        for step in worked(trace, sequence, 3, timesteps=fits)
        for derivation in step.derivations
        for row in derivation.rows()
    )
    assert 0.5 * MAX_TERMS < terms <= MAX_TERMS
    with pytest.raises(Problem):
        worked(trace, sequence, 3, timesteps=range(1, len(fits) + 2))
    for language in ("en", "ko"):
        assert str(len(fits)) in texts(language).say(problem.value.message)


@pytest.mark.parametrize("H", [1, 4, 40])
def test_the_head_has_every_weight(H: int) -> None:
    trace, sequence = run_of(FEATURES, VARIANTS[1], H)
    markdown = as_markdown(trace, sequence, texts("en"), timesteps=[1], units=[1])
    numbers: dict[str, list[float]] = {}
    for name, body in re.findall(
        r"(\w_\w)[^=$]*= \\left\[ \\begin\{array\}\{r+\} (.*?) \\end\{array\}", markdown
    ):
        numbers.setdefault(name, []).extend(map(float, re.split(r" & | \\cr ", body)))
    assert numbers.pop("h_0") == trace.h[0].tolist()
    for name, values in numbers.items():
        assert sorted(values) == pytest.approx(sorted(getattr(trace.params, name).ravel()))
    assert set(numbers) == {f"{m}_{gate}" for m in "WUb" for gate in "rzn"} | {"c_n"}


def test_no_line_is_wider_than_a_page() -> None:
    trace, sequence = run_of(FEATURES, VARIANTS[1], 40)
    for step in worked(trace, sequence, 6, timesteps=[2], units=[1]):
        for derivation in step.derivations:
            assert max(len(re.sub(r"\\\w+|[{} ]", "", row)) for row in derivation.rows()) < 80


# --- Markdown ------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_markdown_has_nothing_to_take_out_of_the_math(variant: gru.Variant) -> None:
    # A backslash before a sign, and an underscore between signs, mean something to Markdown.
    trace, sequence = run_of(FEATURES, variant, 12, hold=holds(3, 12))
    for display in displays(as_markdown(trace, sequence, texts("ko"))):
        assert not re.search(r"\\[^a-zA-Z]", display)
        assert not re.search(r"(?<![a-zA-Z0-9])_", display)
        assert not re.search(r"[*`<>$]|\n\s*\n|^\s*[-+=#\d]", display, re.MULTILINE)


@given(hostile_runs)
def test_whatever_was_typed_is_text_in_markdown(run: Run) -> None:
    trace, sequence = run
    plain = as_markdown(trace, sequence, texts("en"), timesteps=[1], units=[1])
    plain.encode()
    lines = plain.splitlines()
    heading = next(line for line in lines if line.startswith("## t = "))
    typed = heading.split(" · ", 1)[1]
    assert not re.search(r"[\\`*_\[\]|~]|\$(?!</span>)|<(?!/?span>)", typed.replace("&#36;", ""))
    seen = unescape(re.sub("</?span>", "", typed))
    assert " ".join(visible(sequence.tokens[0]).split()).startswith(seen.removesuffix("…"))
    for block in plain.split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1
    assert len(displays(plain)) == plain.count("\n$$\n") // 2
