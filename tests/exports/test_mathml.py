"""TeX as MathML: nothing lost, signs where they belong, lines that can break and sentences."""

import re
from xml.etree import ElementTree

import pytest

from gru_viz.exports.mathml import math, sentence, wrapping
from gru_viz.exports.steps import worked
from tests.exports.runs import NOTATIONS, run_in

MINUS = "\N{MINUS SIGN}"


def parsed(html: str) -> ElementTree.Element:
    """HTML that is XML as well."""
    return ElementTree.fromstring(f"<div>{html}</div>")


def text_of(html: str) -> str:
    """What is read, without spaces."""
    return re.sub(r"\s", "", "".join(parsed(html).itertext()))


def lines_of_steps() -> set[str]:
    """Every line of worked steps, in every notation."""
    found = set()
    for notation in NOTATIONS:
        trace, sequence = run_in(notation)
        for step in worked(trace, sequence, 3, [2], [2], notation, coloured=True):
            for derivation in step.derivations:
                found |= {derivation.left, *(" ".join(line) for line in derivation.lines)} - {""}
    return found


LINES = lines_of_steps()
GIVEN = (
    r"z = \frac{h_1 - n_1 + 0.25 \cdot x_1}{h_0 - n_1 - 0.25 \cdot x_1} = - 0.5 \cdot (-2) + 1",
    r"r = 0.25, \quad z = 0.75, \quad n = -0.5, \quad h = 0.125, \quad x = 100000",
    r"W = \left[ \begin{array}{rr} 0.125 & -1.125 \cr - 3.25 & 4.125 \end{array} \right]",
)


@pytest.mark.parametrize("tex", GIVEN)
def test_a_line_says_the_same_whether_it_may_break_or_not(tex: str) -> None:
    assert text_of(wrapping(tex)) == text_of(math(tex))


def test_worked_steps_say_the_same_whether_they_may_break_or_not() -> None:
    different = [tex for tex in LINES if text_of(wrapping(tex)) != text_of(math(tex))]
    assert not different


def test_every_number_of_a_line_is_in_it() -> None:
    for tex in LINES:
        shown = text_of(wrapping(tex))
        assert re.findall(r"\d+\.\d+", shown) == re.findall(r"\d+\.\d+", tex)
        assert shown.count(MINUS) == len(re.findall(r"-", re.sub(r"\{q-\w+\}", "", tex)))


def test_a_long_sum_breaks_at_its_signs_and_nowhere_else() -> None:
    tex = r"\sigma(0.123 \cdot 0.5 - 0.25 \cdot (1 - 0.75) + 1.5 \cdot (-2.5))"
    pieces = [text_of(ElementTree.tostring(m, "unicode")) for m in parsed(wrapping(tex))]
    assert pieces == ["σ(0.123·0.5", f"{MINUS}0.25·(1{MINUS}0.75)", f"+1.5·({MINUS}2.5))"]


def test_a_short_line_and_what_cannot_be_parted_stay_whole() -> None:
    fraction = r"\frac{0.123 + 0.456 + 0.789 + 0.123}{0.456 - 0.789 - 0.123 - 0.456}"
    for tex in ("r = 1 + 2", fraction, GIVEN[2].removeprefix("W = ")):
        assert len(parsed(wrapping(tex))) == 1


@pytest.mark.parametrize(
    "tex", ["-0.5", "a = -0.5", "(-0.5)", "[-1, -2]", r"f(x, -1) = - 3 \cdot 2"]
)
def test_a_minus_that_belongs_to_a_number_stands_close_to_it(tex: str) -> None:
    # By MathML Core an operator is a prefix where it comes first, or says so.
    for row in parsed(math(tex)).iter():
        for place, sign in enumerate(row):
            if sign.text == MINUS:
                assert place == 0 or sign.get("form") == "prefix"


def test_a_minus_between_numbers_stands_apart() -> None:
    (minus,) = (sign for sign in parsed(math("1 - z")).iter("mo") if sign.text == MINUS)
    assert minus.get("form") is None


def test_functions_stand_upright_and_letters_do_not() -> None:
    letters = {mi.text: mi.get("class") for mi in parsed(math(r"\tanh(a) + \sigma(h)")).iter("mi")}
    assert letters == {"tanh": "function", "σ": "function", "a": None, "h": None}


def test_what_belongs_to_a_quantity_has_its_class_and_no_colour() -> None:
    html = math(r"\textcolor{q-r}{r_1} \cdot \textcolor{q-h}{(-0.5)}")
    marked = {
        e.get("class"): text_of(ElementTree.tostring(e, "unicode")) for e in parsed(html)[0][0]
    }
    assert marked["q-r"] == "r1"
    assert marked["q-h"] == f"({MINUS}0.5)"
    assert "color" not in html.replace("q-", "")


@pytest.mark.parametrize("brackets", [(r"\left[ \begin{array}{rr}", r"\end{array} \right]"),
                                      (r"\begin{bmatrix}", r"\end{bmatrix}")])  # fmt: skip
def test_a_matrix_has_its_entries_in_rows_and_its_brackets_from_the_style_sheet(
    brackets: tuple[str, str],
) -> None:
    opening, closing = brackets
    (table,) = parsed(math(rf"W = {opening} 1 & -2 \\ 3 & 4 {closing}")).iter("mtable")
    rows = [[text_of(ElementTree.tostring(cell, "unicode")) for cell in row] for row in table]
    assert rows == [["1", f"{MINUS}2"], ["3", "4"]]
    assert table.get("class") == "matrix"


def test_a_sentence_is_text_but_for_what_stands_between_dollar_signs() -> None:
    html = sentence('<b onclick="x">1 & 2</b> $h_1$')
    assert [child.tag for child in parsed(html)] == ["math"]
    assert "".join(parsed(html).itertext()) == '<b onclick="x">1 & 2</b> h1'


def test_no_line_ends_between_math_and_its_particle() -> None:
    html = parsed(sentence("손실 $L$의 기울기 ($h$), $x$와 $r$"))
    kept = ["".join(child.itertext()) for child in html if child.tag == "span"]
    assert kept == ["L의", "(h),", "x와"]
    assert all("nowrap" in child.get("style", "") for child in html if child.tag == "span")
    assert "".join(html.itertext()) == "손실 L의 기울기 (h), x와 r"


@pytest.mark.parametrize("tex", ["<script>", r"\text{<img src=x onerror=alert(1)>}", "a < b"])
def test_tex_opens_no_element_of_its_own(tex: str) -> None:
    assert not re.search(r"<(?!/?m[a-z]+[ />])", math(tex))
