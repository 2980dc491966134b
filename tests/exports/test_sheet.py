"""Problems, solutions, sheets with their key, the table and graphs, as HTML."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest

from gru_viz.cells import by_hand, gru
from gru_viz.exports.function_table import table_html
from gru_viz.exports.graph_svg import graph_svg
from gru_viz.exports.sheet import answers_html, exercise_html, sheet_html, solution_html
from gru_viz.exports.worked_html import worked_html
from gru_viz.locales import LANGUAGES, Texts, texts
from gru_viz.messages import Message
from gru_viz.practice import kinds
from gru_viz.practice.exercise import Amount, Choice, Exercise, Graph, Number
from gru_viz.syllabus import KINDS, Kind
from gru_viz.variants import PUBLISHED, Notation
from tests.cells import scalar_gru
from tests.exports.runs import NOTATIONS, VARIANTS, holds, run_in, run_of

WORKED: tuple[Kind, ...] = ("gate", "candidate", "step", "steps", "matrices")
CODE = "4711 gate.1 step.2"
OURS = NOTATIONS[0]
LONGEST = PUBLISHED["torch"]  # the most biases, and the reset gate after the product
EVERY_NOTATION = pytest.mark.parametrize(
    "notation", NOTATIONS, ids=lambda n: f"{n.key} {n.variant}"
)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def parsed(html: str) -> Element:
    """HTML that is XML as well."""
    return ElementTree.fromstring(f"<div>{html}</div>")


def having(root: Element, name: str) -> list[Element]:
    """The elements of a class, in their order."""
    return [e for e in root.iter() if name in e.get("class", "").split()]


def text_of(element: Element) -> str:
    """What is read, without spaces and with the minus of a keyboard."""
    return re.sub(r"\s", "", "".join(element.itertext())).replace("\N{MINUS SIGN}", "-")


def numbers_in(element: Element) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text_of(element))]


def exercise(kind: Kind, notation: Notation = OURS, seed: int = 7) -> Exercise:
    return kinds.exercise(kind, seed, notation, 3)


@cache
def sheet(language: str, notation: Notation = OURS, chosen: tuple[Kind, ...] = KINDS) -> Element:
    exercises = [exercise(kind, notation) for kind in chosen]
    return parsed(sheet_html(exercises, texts(language), CODE))


# --- worked steps --------------------------------------------------------------------------


def second_opinion(trace: gru.Trace) -> list[dict[str, list[float]]]:
    """The run again, number by number."""
    H = trace.params.H
    weights = {
        name: np.zeros(H) if (array := getattr(trace.params, name)) is None else array
        for name in (f"{kind}_{gate}" for kind in "WUbc" for gate in "rzn")
    }
    lists = {name: array.tolist() for name, array in weights.items()}
    x, h0 = trace.x.tolist(), trace.h[0].tolist()
    return scalar_gru.run(lists, x, h0, trace.variant.update, trace.variant.reset)


def ends(root: Element) -> list[tuple[str, str]]:
    """The quantity of each derivation, and the value that its last row has."""
    return [
        (d.get("class", "").split("q-")[1], text_of(having(d, "right")[-1]))
        for d in having(root, "derivation")
    ]


@EVERY_NOTATION
def test_each_derivation_ends_with_the_value_of_the_run(notation: Notation) -> None:
    trace, sequence = run_in(notation)
    html = worked_html(trace, sequence, texts("en"), 4, [2, 3], [1, 3], notation)
    found = [(name, value) for name, value in ends(parsed(html)) if "," not in value]
    expected = [
        (name, second_opinion(trace)[t - 1][name][unit - 1])
        for t in (2, 3)
        for unit in (1, 3)
        for name in "rznh"
    ]
    assert [name for name, _ in found] == [name for name, _ in expected]
    values = [value for _, value in expected]
    assert [float(value) for _, value in found] == pytest.approx(values, abs=0.51e-4)


@EVERY_NOTATION
def test_each_row_is_equal_to_the_one_before_it(notation: Notation) -> None:
    trace, sequence = run_in(notation)
    html = worked_html(trace, sequence, texts("en"), 6, [2], [2], notation)
    for derivation in having(parsed(html), "derivation"):
        rows = [text_of(row) for row in having(derivation, "right")]
        values = [evaluated(row) for row in rows if not re.search(r"[^\W\d]", without(row))]
        assert len(values) >= 2
        for value in values[1:]:
            assert value == pytest.approx(values[0], abs=5e-6)


def without(row: str) -> str:
    """A row without the names of its functions; letters that are left are symbols."""
    return re.sub(r"σ|tanh", "", row)


def evaluated(row: str) -> list[float]:
    """A row of numbers, or several between commas, as a calculator takes it."""
    python = row.replace("·", "*").replace("σ", "scalar_gru.sigma").replace("tanh", "math.tanh")
    value = eval(python, {"math": math, "scalar_gru": scalar_gru})
    return list(value) if isinstance(value, tuple) else [value]


def test_only_the_results_asked_for_are_worked() -> None:
    trace, sequence = run_of()
    chosen = [
        [
            name
            for name, _ in ends(
                parsed(worked_html(trace, sequence, texts("en"), 3, [1], [1], None, results))
            )
        ]
        for results in (("z",), ("r", "h"), ("n",))
    ]
    # The product of the reset gate and the state belongs to the candidate.
    assert chosen == [["z"], ["r", "h"], ["n", "n"]]


@EVERY_LANGUAGE
def test_timesteps_and_units_are_told_apart_and_a_single_one_needs_no_heading(
    language: str,
) -> None:
    trace, sequence = run_of()
    several = parsed(worked_html(trace, sequence, texts(language), 3, [1, 4], [2, 3]))
    assert [numbers_in(h) for h in several.iter("h4")] == [[1, 2], [1, 3], [4, 2], [4, 3]]
    single = parsed(worked_html(trace, sequence, texts(language), 3, [4], [2]))
    assert not list(single.iter("h4"))


def test_a_held_gate_is_said_with_what_it_would_have_been() -> None:
    trace, sequence = run_of(hold=holds(5, 3))
    (said,) = having(parsed(worked_html(trace, sequence, texts("en"), 3, [1], [1])), "held")
    free = 1 / (1 + math.exp(-trace.a_z[0, 0]))
    assert numbers_in(said)[1] == 1
    assert numbers_in(said)[-1] == pytest.approx(free, abs=0.51e-3)


def test_rounding_at_each_step_is_shown_as_it_was_done() -> None:
    # 0.57 · 0.5 = 0.285, which goes up: tanh(0.29) is 0.28, where tanh(0.285) also is; the
    # state is 0.5 · 0.28.
    zero = [[0.0]]
    params = gru.Params(W_r=zero, W_z=zero, W_n=[[0.57]], U_r=zero, U_z=zero, U_n=zero)
    trace = by_hand.forward(params, [[0.5]], decimals=2)
    _, sequence = run_of("0.5")
    root = parsed(worked_html(trace, sequence, texts("en"), 5))
    assert [value for name, value in ends(root) if name in "nh"][-2:] == ["0.28", "0.14"]
    assert "tanh(0.29)" in "".join(map(text_of, having(root, "right")))


# --- a problem -----------------------------------------------------------------------------


@EVERY_LANGUAGE
@pytest.mark.parametrize("kind", KINDS)
def test_a_problem_has_its_number_its_kind_and_all_that_is_given(kind: Kind, language: str) -> None:
    for notation in NOTATIONS:
        one = exercise(kind, notation)
        root = parsed(exercise_html(one, texts(language), 12))
        (heading,) = root.iter("h3")
        assert text_of(heading).startswith("12.")
        assert text_of(heading)[3:] == texts(language)(f"practice-kind-{kind}").replace(" ", "")
        assert len(having(root, "given")[0] if one.given else []) == len(one.given)
        # Neither a gap of a sentence nor TeX is left over.
        assert not re.search(r"[${}\\]", "".join(root.itertext()))
        solution = parsed(solution_html(one, texts(language)))
        assert not re.search(r"[${}\\]", "".join(solution.itertext()))


def test_a_problem_on_paper_has_room_for_each_answer_and_on_screen_none() -> None:
    for kind in KINDS:
        one = exercise(kind)
        root = parsed(exercise_html(one, texts("en"), blanks=True))
        numbers = [blank for blank in one.blanks if isinstance(blank, Number)]
        options = [o for blank in one.blanks if isinstance(blank, Choice) for o in blank.options]
        assert len(having(root, "line")) == len(numbers)
        assert len(having(root, "tick-box")) == len(options)
        assert not having(parsed(exercise_html(one, texts("en"))), "blanks")


OPTIONS = {"a": Message("sheet-date"), "b": Message("sheet-score")}


def hand_made(**changed: object) -> Exercise:
    """A problem whose words and numbers are known here."""
    made = {
        "kind": "gate",
        "seed": 0,
        "notation": OURS,
        "decimals": 2,
        "task": (Message("sheet-about", {"count": 1, "seed": "<b>", "notation": "$z_1$ & co"}),),
        "given": ("h_0 = -0.5",),
        "blanks": (
            Number("z", "z_1", 2),
            Number("count", "N", 0),
            Choice("who", Message("sheet-name"), OPTIONS, "b"),
        ),
        "paths": lambda earlier, mistake: [{"z": Amount(0.285), "count": Amount(24.0)}],
        "hints": (),
        "solution": (Message("sheet-key"), r"z_1 = \frac{0.57}{2} = 0.285"),
    }  # fmt: skip
    return Exercise(**(made | changed))  # type: ignore[arg-type]


def test_what_a_sentence_names_is_text() -> None:
    root = parsed(exercise_html(hand_made(), texts("en")))
    assert not list(root.iter("b"))
    (task,) = root.iter("p")
    assert "<b>" in "".join(task.itertext())
    assert "z1 & co" in "".join(task.itertext())


def test_answers_have_the_decimals_asked_for_and_choices_their_words() -> None:
    root = parsed(answers_html(hand_made(), texts("en")))
    assert [text_of(answer) for answer in root.iter("li")] == ["z1=0.29", "N=24", "Score"]


def test_a_solution_says_its_sentences_and_formulas_in_their_order() -> None:
    root = parsed(solution_html(hand_made(), texts("en")))
    assert [text_of(p) for p in root.iter("p")] == ["Answerkey", "z1=0.572=0.285"]


@EVERY_NOTATION
def test_a_solution_comes_to_the_answers(notation: Notation) -> None:
    for kind in WORKED:
        one = exercise(kind, notation)
        answers = [text_of(a) for a in parsed(answers_html(one, texts("en"))).iter("li")]
        results = [a.rpartition("=")[2] for a in answers if not re.search(r"(σ|tanh)\(a\)", a)]
        solved = [v for _, v in ends(parsed(solution_html(one, texts("en")))) if "(" not in v]
        assert set(results) <= set(solved)
        assert len(results) == len(solved)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_the_key_is_reached_in_the_solution(kind: Kind) -> None:
    for notation in (OURS, LONGEST, PUBLISHED["colah"]):
        for seed in range(5):
            one = exercise(kind, notation, seed)
            solution = text_of(parsed(solution_html(one, texts("en"))))
            for answer in parsed(answers_html(one, texts("en"))).iter("li"):
                _, is_number, value = text_of(answer).rpartition("=")
                # Where it comes out in fewer decimals, the solution may leave out the zeros.
                assert not is_number or re.sub(r"\.?0*$", "", value) in solution


# --- a sheet -------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_a_sheet_has_its_problems_then_the_table_then_the_key(language: str) -> None:
    root = sheet(language)
    said = texts(language)
    titles = [text_of(h) for h in root.iter("h2")]
    keys = ("sheet-title", "sheet-table", "sheet-key")
    assert titles == [re.sub(r"[\s$\\]", "", said(key)).replace("sigma", "σ") for key in keys]
    assert len(having(root, "problem")) == len(having(root, "solved")) == len(KINDS)
    assert [numbers_in(n) for n in having(root, "number")] == [[k] for k in range(1, 12)] * 2


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(e.tag[1]) for e in sheet("en").iter() if re.fullmatch(r"h\d", e.tag)]
    assert levels[0] == 2  # below the title of the page
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_key_has_every_answer_before_the_solutions() -> None:
    root = sheet("en")
    (table,) = having(root, "all-answers")
    rows = list(table.iter("tr"))[1:]
    for number, (kind, row) in enumerate(zip(KINDS, rows, strict=True), start=1):
        assert text_of(row[0]) == str(number)
        answers = parsed(answers_html(exercise(kind), texts("en")))
        assert text_of(row[1]) == text_of(answers)
    order = [e.get("class") for e in root.iter() if e.get("class") in ("all-answers", "solved")]
    assert order == ["all-answers", *["solved"] * len(KINDS)]


def test_no_answer_stands_before_the_key() -> None:
    problems = having(sheet("en", LONGEST, ("matrices",)), "sheet")[0]
    answers = parsed(answers_html(exercise("matrices", LONGEST), texts("en")))
    for answer in answers.iter("li"):
        assert text_of(answer) not in text_of(problems)


def test_the_head_says_what_makes_the_sheet_again() -> None:
    """Head and key: what its link says, the notation, the decimals that were asked for."""
    for said in having(sheet("en", LONGEST, ("graph",)), "about"):
        for needed in (CODE.replace(" ", ""), "PyTorch", "3decimals"):
            assert needed in text_of(said)


@EVERY_LANGUAGE
def test_a_line_says_its_decimals_where_they_are_not_those_of_the_head(language: str) -> None:
    root, said = sheet(language), texts(language)
    head = text_of(having(root, "rules")[0][0])
    assert head == said("sheet-decimals", decimals=3).replace(" ", "")
    lines = [e for e in having(root, "blanks") for e in e if having(e, "line")]
    numbers = [b for kind in KINDS for b in exercise(kind).blanks if isinstance(b, Number)]
    for line, blank in zip(lines, numbers, strict=True):
        own = f"({said('practice-decimals', decimals=blank.decimals)})".replace(" ", "")
        assert text_of(line).endswith(own) == (blank.decimals != 3)
    assert {blank.decimals for blank in numbers} == {0, 2, 3}


def test_a_sheet_of_whole_numbers_asks_for_no_decimals() -> None:
    assert not having(sheet("en", OURS, ("parameters",)), "rules")
    graphs = having(sheet("en", OURS, ("graph",)), "rules")
    assert "2decimals" in text_of(graphs[0])


def test_the_table_is_there_only_where_it_is_needed() -> None:
    assert having(sheet("en", OURS, ("gate",)), "functions")
    assert not having(sheet("en", OURS, ("parameters", "mix")), "functions")


def test_the_same_seed_gives_the_same_sheet_and_the_language_changes_words_alone() -> None:
    kinds.exercise.cache_clear()
    first = sheet_html([exercise(kind) for kind in KINDS], texts("ko"), CODE)
    kinds.exercise.cache_clear()
    again = sheet_html([exercise(kind) for kind in KINDS], Texts("ko"), CODE)
    assert first == again
    korean, english = (
        ["".join(m.itertext()) for g in having(root, "given") for m in g.iter("math")]
        for root in (parsed(first), sheet("en"))
    )
    assert korean == english


# --- the table -----------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_the_table_has_sigma_and_tanh_of_every_hundredth_below_four(language: str) -> None:
    tables = list(parsed(table_html(texts(language))).iter("table"))
    assert [text_of(next(table.iter("caption"))) for table in tables] == ["σ(a)", "tanh(a)"]
    for table, function in zip(tables, (scalar_gru.sigma, math.tanh), strict=True):
        head, *rows = table.iter("tr")
        columns = [text_of(cell) for cell in head[1:]]
        found = {
            Decimal(text_of(row[0])) + Decimal(column): Decimal(text_of(cell))
            for row in rows
            for column, cell in zip(columns, row[1:], strict=True)
        }
        assert sorted(found) == [Decimal(a) / 100 for a in range(400)]
        for a, value in found.items():
            exact = Decimal(function(float(a)))
            assert value == exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@EVERY_LANGUAGE
def test_what_is_said_about_the_table_is_true(language: str) -> None:
    said = [text_of(p) for p in parsed(table_html(texts(language))).iter("p")]
    assert "σ(1.37)=0.7974" in said[0]
    assert "tanh(1.37)=0.8787" in said[0]
    assert "0.001" in said[2]
    for a in (4, 4.5, 6, 20):
        assert abs(math.tanh(a) - 1) < 0.001
        assert abs(scalar_gru.sigma(a) - (1 - 1 / math.e**a)) < 0.001


# --- graphs --------------------------------------------------------------------------------

GRAPH = Graph({"h": [-1, 0, 0.5, 1], "n": [1, -1, 0.25, 0.98]}, first=3, at=5)


def curves(graph: Graph) -> dict[str, list[tuple[float, float]]]:
    """The points of each line, by its class."""
    root = parsed(graph_svg(graph, texts("en"), OURS))
    return {
        group.get("class", ""): [
            (float(x), float(y))
            for x, y in (point.split(",") for point in line.get("points", "").split())
        ]
        for group in root.iter("g")
        for line in group.findall("polyline")
    }


def test_states_are_drawn_on_a_scale_from_minus_one_to_one() -> None:
    drawn = curves(GRAPH)
    bottom, top = drawn["q-h"][0][1], drawn["q-h"][3][1]
    for name, values in GRAPH.lines.items():
        for value, (_, y) in zip(values, drawn[f"q-{name}"], strict=True):
            assert y == pytest.approx(bottom + (value + 1) / 2 * (top - bottom), abs=0.1)
    across = [x for x, _ in drawn["q-h"]]
    assert np.diff(across) == pytest.approx([across[1] - across[0]] * 3, abs=0.2)


def test_the_scale_does_not_follow_the_values() -> None:
    small = curves(Graph({"h": [0.1, 0.2]}, 1, 1))["q-h"]
    assert small[0][1] - small[1][1] < 10


def test_gates_have_a_panel_of_their_own_from_zero_to_one() -> None:
    drawn = curves(Graph({"h": [0, -1, 1], "z": [0, 0.5, 1]}, 1, 2))
    (_, zero), (_, half), (_, one) = drawn["q-z"]
    assert half == pytest.approx((zero + one) / 2, abs=0.1)
    assert zero - one == pytest.approx(drawn["q-h"][1][1] - drawn["q-h"][2][1], abs=0.1)


@pytest.mark.parametrize("last", [(0.5, 0.5), (0.5, 0.52), (1, 0.98), (-1, 1)])
def test_the_names_at_the_ends_of_lines_never_cover_each_other(last: tuple[float, float]) -> None:
    graph = Graph({"h": [0, last[0]], "n": [0, last[1]]}, 1, 2)
    root = parsed(graph_svg(graph, texts("en"), OURS))
    names = [e for e in having(root, "letter") if e.get("class") != "letter"]
    assert sorted(text_of(e) for e in names) == ["h", "h\u0303"]
    heights = [float(e.get("y", "")) for e in names]
    assert abs(heights[0] - heights[1]) >= 15


def test_lines_are_told_apart_without_colour() -> None:
    lines = {name: [0.1, 0.2] for name in "hnrz"}
    root = parsed(graph_svg(Graph(lines, 1, 1), texts("en"), OURS))
    for pair in (("q-h", "q-n"), ("q-r", "q-z")):
        dashes = {having(root, name)[0].find("polyline").get("stroke-dasharray") for name in pair}
        assert len(dashes) == 2


@EVERY_LANGUAGE
def test_who_does_not_see_the_graph_hears_its_values(language: str) -> None:
    (svg,) = parsed(graph_svg(GRAPH, texts(language), PUBLISHED["ng"])).iter("svg")
    assert svg.get("role") == "img"
    label = svg.get("aria-label", "")
    assert "c: -1.00, 0.00, 0.50, 1.00" in label
    assert "c\u0303: 1.00, -1.00, 0.25, 0.98" in label
    assert re.search(r"3\D+6\D+5", label)


def test_a_long_run_has_fewer_timesteps_named_than_fit() -> None:
    graph = Graph({"h": [0.0] * 60}, 1, 30)
    ticks = [text_of(e) for e in having(parsed(graph_svg(graph, texts("en"), OURS)), "tick")]
    assert len(ticks) < 25


def test_every_variant_can_be_drawn() -> None:
    for variant in VARIANTS:
        one = exercise("graph", next(n for n in NOTATIONS if n.variant == variant))
        assert list(parsed(exercise_html(one, texts("ko"))).iter("svg"))
