"""Every notation in the exports: its letters and no others, its products, the trace's numbers."""

import json
import keyword
import re
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gru_viz.cells import gru
from gru_viz.exports.code import numpy_code, torch_code
from gru_viz.exports.data import as_json
from gru_viz.exports.latex import as_latex
from gru_viz.exports.markdown import as_markdown
from gru_viz.exports.names import names
from gru_viz.locales import texts
from gru_viz.variants import BIASES, PUBLISHED, QUANTITIES, WEIGHTS, Notation
from tests.exports.runs import NOTATIONS, holds, run_in
from tests.exports.test_code import TORCH_PYTHON, expected, has_torch, printed
from tests.exports.test_steps import evaluated, shown, value_of

ALL = pytest.mark.parametrize("notation", NOTATIONS, ids=lambda n: f"{n.key} {n.variant}")
STEPS = {"decimals": 6, "timesteps": [2], "units": [2]}


# --- worked steps --------------------------------------------------------------------------


def symbols_of(notation: Notation) -> set[str]:
    """Every symbol as letters in a row, without accent and time: h, W_r, Γ_u."""
    return {s.base + (f"_{s.sub}" if s.sub else "") for s in notation.symbols.values()}


def symbols_in(math: str) -> set[str]:
    """The symbols in TeX, as letters in a row."""
    math = math.replace(r"\Gamma", "Γ").replace("[1.5ex]", "")
    math = re.sub(r"\\mathit\{(\w+)\}", r"\1", math)
    math = re.sub(r"\\(?:begin|end)\{\w+\}(?:\{r+\})?|\^\{\\langle.*?\\rangle\}", " ", math)
    math = re.sub(r"\\[a-zA-Z]+", " ", math)
    # What is left below a letter is its name, or a timestep.
    math = re.sub(r"_\{?(?:t-1|t|\d+)\}?", " ", math)
    math = re.sub(r"_\{(\w+)\}", r"_\1", math)
    return set(re.findall(r"[^\W\d]+(?:_\w+)?", math))


def math_in(document: str) -> str:
    """Everything that is set as math; what was typed, and the t of a table, left out."""
    displays = re.findall(
        r"\$\$\n(.*?)\n\$\$|\\begin\{align\*\}(.*?)\\end\{align\*\}|^\\\[\n(.*?)\n\\\]$",
        document,
        re.DOTALL | re.MULTILINE,
    )
    inline = re.findall(r"(?<!\$)\$([^$\n]+)\$(?!\$)", document)
    return "\n".join([*("".join(parts) for parts in displays), *(m for m in inline if m != "t")])


@ALL
@pytest.mark.parametrize("write", [as_markdown, as_latex])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_steps_have_the_symbols_of_the_notation_and_no_others(language, write, notation):
    run = run_in(notation, hold=holds(3, 3))
    document = write(*run, texts(language), notation=notation)
    shown_letters = symbols_in(math_in(re.sub(r"\\intertext\{.*\}", "", document)))
    present = {"x", "r", "z", "n", "h", *WEIGHTS, *notation.biases}
    symbols = {
        s.base + (f"_{s.sub}" if s.sub else "")
        for name, s in notation.symbols.items()
        if name in present
    }
    assert shown_letters == symbols


def rows_of(document: str) -> list[str]:
    """The four equations at the head."""
    formulas = re.search(r"\\begin\{aligned\}\n(.*?)\n\\end", document, re.DOTALL)
    return formulas[1].split(" \\cr\n")


PRINTED = {
    "ng": [
        r"\Gamma_r &= \sigma(W_r \cdot [c^{\langle t-1 \rangle}, x^{\langle t \rangle}] + b_r)",
        r"\Gamma_u &= \sigma(W_u \cdot [c^{\langle t-1 \rangle}, x^{\langle t \rangle}] + b_u)",
        r"\tilde c^{\langle t \rangle} &= \tanh(W_c \cdot [\Gamma_r \ast c^{\langle t-1 \rangle},"
        r" x^{\langle t \rangle}] + b_c)",
        r"c^{\langle t \rangle} &= \Gamma_u \ast \tilde c^{\langle t \rangle}"
        r" + (1 - \Gamma_u) \ast c^{\langle t-1 \rangle}",
    ],
    "cho_v1": [
        r"r &= \sigma(W_r x + U_r h^{\langle t-1 \rangle})",
        r"z &= \sigma(W_z x + U_z h^{\langle t-1 \rangle})",
        r"\tilde h^{\langle t \rangle} &= \tanh(W x + r \odot (U h^{\langle t-1 \rangle}))",
        r"h^{\langle t \rangle} &= z \odot h^{\langle t-1 \rangle}"
        r" + (1 - z) \odot \tilde h^{\langle t \rangle}",
    ],
    "torch": [
        r"r_t &= \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{t-1} + b_{hr})",
        r"z_t &= \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{t-1} + b_{hz})",
        r"n_t &= \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn}))",
        r"h_t &= (1 - z_t) \odot n_t + z_t \odot h_{t-1}",
    ],
    "onnx": [
        r"r_t &= \sigma(X_t W_r^{\top} + H_{t-1} R_r^{\top} + \mathit{Wb_r} + \mathit{Rb_r})",
        r"z_t &= \sigma(X_t W_z^{\top} + H_{t-1} R_z^{\top} + \mathit{Wb_z} + \mathit{Rb_z})",
        r"h_t &= \tanh(X_t W_h^{\top} + (r_t \odot H_{t-1}) R_h^{\top}"
        r" + \mathit{Wb_h} + \mathit{Rb_h})",
        r"H_t &= (1 - z_t) \odot h_t + z_t \odot H_{t-1}",
    ],
    "tf1": [
        r"r_t &= \sigma([x_t, h_{t-1}] W_r + b_r)",
        r"u_t &= \sigma([x_t, h_{t-1}] W_u + b_u)",
        r"c_t &= \tanh([x_t, r_t \odot h_{t-1}] W_c + b_c)",
        r"h_t &= u_t \odot h_{t-1} + (1 - u_t) \odot c_t",
    ],
    "d2l": [
        r"R_t &= \sigma(X_t W_{xr} + H_{t-1} W_{hr} + b_r)",
        r"Z_t &= \sigma(X_t W_{xz} + H_{t-1} W_{hz} + b_z)",
        r"\tilde H_t &= \tanh(X_t W_{xh} + (R_t \odot H_{t-1}) W_{hh} + b_h)",
        r"H_t &= Z_t \odot H_{t-1} + (1 - Z_t) \odot \tilde H_t",
    ],
    "kr_exam": [
        r"r_t &= \sigma(W_r h_{t-1} + U_r x_t)",
        r"u_t &= \sigma(W_u h_{t-1} + U_u x_t)",
        r"\tilde h_t &= \tanh(W_h (r_t \ast h_{t-1}) + U_h x_t)",
        r"h_t &= (1 - u_t) \ast h_{t-1} + u_t \ast \tilde h_t",
    ],
    "kr_slides": [
        r"r_t &= \sigma(W_{xr} x_t + W_{hr} h_{t-1} + b_r)",
        r"z_t &= \sigma(W_{xz} x_t + W_{hz} h_{t-1} + b_z)",
        r"g_t &= \tanh(W_{xg} x_t + W_{hg} (r_t \odot h_{t-1}) + b_g)",
        r"h_t &= z_t \odot h_{t-1} + (1 - z_t) \odot g_t",
    ],
}


@pytest.mark.parametrize("key", PRINTED)
def test_formulas_are_written_as_in_the_source(key: str) -> None:
    notation = PUBLISHED[key]
    run = run_in(notation)
    assert rows_of(as_markdown(*run, texts("en"), **STEPS, notation=notation)) == PRINTED[key]


def sides(document: str) -> Iterator[list[str]]:
    """The right sides of the derivations; without that of r ⊙ h."""
    for display in re.findall(r"\$\$\n\\begin\{aligned\}\n(.*?)\n\\end", document, re.DOTALL)[1:]:
        text = display.replace(" \\cr\n", "\n").replace("\n& \\quad", "")
        _, *lines = re.split(r"\s*&=\s*", text)
        if r"\enspace" not in text:
            yield [line.strip() for line in lines]


@ALL
def test_every_line_of_numbers_comes_to_the_value(notation: Notation) -> None:
    run = trace, _ = run_in(notation)
    four = sides(as_markdown(*run, texts("en"), **STEPS, notation=notation))
    for name, (_, *lines) in zip("rznh", four, strict=True):
        value = value_of(trace, name, 2, 2)
        assert lines[-1] == shown(value, 6)
        assert len(lines) >= 3
        for line in lines:
            assert evaluated(line) == pytest.approx(value, abs=5e-5)


@ALL
def test_rounded_on_the_way_the_last_lines_are_exact(notation: Notation) -> None:
    run = trace, _ = run_in(notation, decimals=3)
    *_, mix = sides(as_markdown(*run, texts("en"), **STEPS, notation=notation))
    for line in mix[-2:]:
        assert evaluated(line) == pytest.approx(value_of(trace, "h", 2, 2), abs=1e-12)


@ALL
def test_a_product_has_its_factors_in_the_order_of_the_notation(notation: Notation) -> None:
    run = trace, sequence = run_in(notation)
    first, *_ = sides(as_markdown(*run, texts("en"), **STEPS, notation=notation))
    factors = re.findall(r"([-+]?) ?([\d.]+) \\cdot \(?(-?[\d.]+)\)?", first[1])
    left, right = zip(
        *((float(sign + size), float(other)) for sign, size, other in factors), strict=True
    )
    weights, vectors = (left, right) if notation.vectors == "column" else (right, left)
    of_x = [*trace.params.W_r[1]], [*trace.x[1]]
    of_h = [*trace.params.U_r[1]], [*trace.h[1]]
    one, other = (of_x, of_h) if notation.first == "x" else (of_h, of_x)
    assert_allclose(weights, one[0] + other[0])
    assert_allclose(vectors, one[1] + other[1], atol=1e-6)


@ALL
def test_the_weights_stand_as_the_notation_has_them(notation: Notation) -> None:
    run = trace, _ = run_in(notation)
    document = as_markdown(*run, texts("en"), **STEPS, notation=notation)
    found = re.findall(
        r"([^$=\n]+?) = \\left\[ \\begin\{array\}\{r+\} (.*?) \\end\{array\}", document
    )
    arrays = {}
    for name, body in found:
        rows = [[float(n) for n in row.split(" & ")] for row in body.split(r" \cr ")]
        (symbol,) = symbols_in(name.replace(r"\qquad", "")) or {name}
        arrays[symbol] = np.array(rows)

    def array(name: str) -> np.ndarray:
        symbol = notation.symbols[name]
        return arrays[symbol.base + (f"_{symbol.sub}" if symbol.sub else "")]

    for gate in "rzn":
        W, U = (getattr(trace.params, f"{kind}_{gate}") for kind in "WU")
        if notation.products == "joined":
            both = np.hstack([W, U] if notation.first == "x" else [U, W])
            assert_allclose(array(f"W_{gate}"), both.T if notation.vectors == "row" else both)
        else:
            assert_allclose(array(f"W_{gate}"), W.T if notation.vectors == "row" else W)
            assert_allclose(array(f"U_{gate}"), U.T if notation.vectors == "row" else U)
    for name in notation.biases:
        bias = getattr(trace.params, name)
        column = notation.vectors == "column"
        assert_allclose(array(name), bias[:, None] if column else bias[None])


@pytest.mark.parametrize("write", [as_markdown, as_latex])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_more_weights_than_anyone_would_read_are_left_out_and_said_to_be(language, write):
    notation = PUBLISHED["torch"]
    run = run_in(notation, H=512)
    document = write(*run, texts(language), notation=notation, timesteps=[2], units=[2])
    count = 3 * (512 * 2 + 512 * 512 + 2 * 512)
    assert f"{count:,}" in document
    assert not re.search(r"W_\{\w+\}(?: \[.*?\])? = ", document)
    assert len(document) < 1_000_000
    here = write(*run_in(notation, H=64), texts(language), notation=notation, units=[2])
    assert re.search(r"W_\{\w+\}(?: \[.*?\])? = ", here)


@ALL
def test_markdown_has_nothing_to_take_out_of_the_math(notation: Notation) -> None:
    document = as_markdown(
        *run_in(notation, H=12, hold=holds(3, 12)), texts("ko"), notation=notation
    )
    for display in re.findall(r"^\$\$\n(.*?)\n\$\$$", document, re.MULTILINE | re.DOTALL):
        assert not re.search(r"\\[^a-zA-Z]", display)
        assert not re.search(r"(?<![a-zA-Z0-9])_", display)
        assert not re.search(r"[*`<>$]|\n\s*\n|^\s*[-+=#\d]", display, re.MULTILINE)


def test_a_notation_of_another_variant_is_refused() -> None:
    run = run_in(PUBLISHED["torch"])
    for write in (as_markdown, as_latex, numpy_code, torch_code):
        with pytest.raises(ValueError, match="notation: expected one of"):
            write(*run, texts("en"), notation=PUBLISHED["chung"])
    with pytest.raises(ValueError, match="notation: expected one of"):
        as_json(*run, PUBLISHED["chung"])


# --- code ----------------------------------------------------------------------------------


@pytest.fixture(params=["numpy", "torch"])
def library(request: pytest.FixtureRequest) -> tuple[str, Callable[..., str]]:
    if request.param == "numpy":
        return sys.executable, numpy_code
    if not has_torch():
        pytest.skip("PyTorch is not installed, so its exported code is not run")
    return TORCH_PYTHON, torch_code


CASES = {"": {}, "held": {"hold": holds(3, 3)}, "rounded": {"decimals": 3}}


@ALL
def test_the_code_prints_the_digits_of_the_trace(notation, library, tmp_path) -> None:
    # All cases in one program, as to start Python takes longer than all the rest.
    python, code = library
    program, digits = [], ""
    for given in CASES.values():
        trace, sequence = run_in(notation, **given)
        program.append(code(trace, sequence, texts("ko"), 4, notation))
        digits += expected(trace, trace.decimals or 4)
    called = names(notation)
    for name in "rznh":
        digits = digits.replace(f"  {name} ", f"  <{name}> ")
    for name in "rznh":
        digits = digits.replace(f"<{name}>", called[name])
    assert printed(python, "\n".join(program), tmp_path) == digits


@ALL
def test_names_in_code_are_distinct_and_free(notation: Notation) -> None:
    called = names(notation)
    parts = [called[name] for name in (*QUANTITIES, *WEIGHTS, *BIASES)]
    twice = 3 if notation.products == "joined" else 0  # both parts of a joined matrix
    assert len(parts) - len(set(parts)) == twice
    assert all(name.isidentifier() and name.isascii() for name in parts)
    assert not [name for name in parts if keyword.iskeyword(name)]
    assert not {"np", "torch", "t", "sigma", "show", f"{called['x']}_t"} & set(parts)


@ALL
@pytest.mark.parametrize("language", ["en", "ko"])
def test_comments_speak_of_the_variables_of_the_code(language, notation) -> None:
    trace, sequence = run_in(notation)
    script = numpy_code(trace, sequence, texts(language), notation=notation)
    comments = " ".join(line for line in script.splitlines() if line.startswith("#"))
    mentioned = set(re.findall(r"(?<![\w.])[A-Za-z]+_\w+(?=[\s,:(]|$)", comments, re.ASCII))
    present = ("r", "z", "n", "h", *WEIGHTS, *notation.biases)
    called = {name: names(notation)[name] for name in present}
    assert mentioned <= set(called.values())
    assert {name for name in called.values() if "_" in name} <= mentioned


@pytest.mark.parametrize(
    ("key", "lines"),
    {
        "ng": [
            "Gamma_u = sigma(W_u @ np.concatenate([c, x_t]) + b_u)",
            "c_tilde = np.tanh(W_c @ np.concatenate([Gamma_r * c, x_t]) + b_c)",
            "c = Gamma_u * c_tilde + (1 - Gamma_u) * c",
        ],
        "keras": [
            "r = sigma(x_t @ W_r + b_ir + h @ U_r + b_hr)",
            "h_tilde = np.tanh(x_t @ W_h + b_ih + r * (h @ U_h + b_hh))",
        ],
        "onnx": ["h = np.tanh(X_t @ W_h.T + (r * H) @ R_h.T + Wb_h + Rb_h)"],
    }.items(),
)
def test_code_reads_as_the_formulas_do(key: str, lines: list[str]) -> None:
    trace, sequence = run_in(PUBLISHED[key])
    script = numpy_code(trace, sequence, texts("en"), notation=PUBLISHED[key])
    assert not [line for line in lines if f"\n    {line}\n" not in script]


def test_pytorch_takes_the_weights_of_every_notation_it_computes() -> None:
    for notation in NOTATIONS:
        script = torch_code(*run_in(notation), texts("en"), notation=notation)
        assert ("torch.nn.GRU(" in script) == (notation.variant.reset == "after")


# --- data ----------------------------------------------------------------------------------


@ALL
def test_data_keeps_our_names_and_tells_those_of_the_notation(notation: Notation) -> None:
    trace, sequence = run_in(notation)
    content = json.loads(as_json(trace, sequence, notation))
    assert content["notation"] == notation.key
    assert set(content["symbols"]) == set(notation.symbols)
    params = gru.Params(**content["weights"])
    for name in (*WEIGHTS, *notation.biases):
        np.testing.assert_array_equal(getattr(params, name), getattr(trace.params, name))


def test_the_symbols_in_the_data_are_those_on_screen() -> None:
    symbols = json.loads(as_json(*run_in(PUBLISHED["ng"]), PUBLISHED["ng"]))["symbols"]
    seen = {name: symbols[name] for name in ("z", "n", "h", "W_z", "b_n")}
    assert seen == {"z": "Γᵤ", "n": "c\u0303", "h": "c", "W_z": "W_u", "b_n": "b_c"}
