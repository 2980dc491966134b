"""A question of one's own: its text in any notation, what is missing in it, how it is shown."""

import re
from contextlib import suppress
from dataclasses import fields
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Params, Variant
from gru_viz.exports import head
from gru_viz.exports.rounding_table import rounding_html
from gru_viz.exports.writing import Writing
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.practice import question
from gru_viz.practice.question import MAX_SIZE, MAX_TIMESTEPS, Question, as_text, example, read
from gru_viz.ui.run import trace_of
from gru_viz.variants import PUBLISHED, WEIGHTS, own
from tests import pages
from tests.cells import scalar_gru

VARIANTS = [Variant(*words) for words in product(("renews", "keeps"), ("before", "after"))]
NOTATIONS = [*PUBLISHED.values(), *map(own, VARIANTS)]
OURS = own(Variant())
SCALAR = "W_r = -0.4; W_z = 0.6; W_n = 1.2; U_r = 1; U_z = 0.8; U_n = 0.9"
BRACED = re.sub(r"_(.)", r"_{\1}", SCALAR)


def ids(notation):
    return f"{notation.key}-{notation.variant.update}-{notation.variant.reset}"


def drawn(seed, notation, H, D, T):
    """A question of any numbers."""
    random = np.random.default_rng(seed)
    weights = {name: random.normal(size=(H, D if name[0] == "W" else H)) for name in WEIGHTS}
    biases = {name: random.normal(size=H) for name in notation.biases}
    known = {"r": random.random((T, H))} if seed % 2 else {}
    x, h0 = random.normal(size=(T, D)), random.normal(size=H)
    return Question(Params(**weights, **biases), x, h0, known)


def assert_same(one, other):
    for field in fields(Params):
        left, right = (getattr(q.params, field.name) for q in (one, other))
        if left is None:
            assert right is None, field.name
        else:
            np.testing.assert_array_equal(left, right, field.name)
    np.testing.assert_array_equal(one.x, other.x)
    np.testing.assert_array_equal(one.h0, other.h0)
    assert one.known.keys() == other.known.keys()
    for gate, values in one.known.items():
        np.testing.assert_array_equal(values, other.known[gate])


def refused(text, notation=OURS):
    """The key and the arguments of the sentence; both languages have it."""
    with pytest.raises(Problem) as caught:
        read(text, notation)
    message = caught.value.message
    for language in LANGUAGES:
        assert texts(language).say(message).strip()
    return message.key, message.args


# --- every notation ------------------------------------------------------------------------


@pytest.mark.parametrize("notation", NOTATIONS, ids=ids)
def test_its_example_is_read_and_lacks_nothing(notation):
    found = read(example(notation), notation)
    assert (found.params.H, found.params.D, len(found.x)) == (1, 1, 2)
    assert found.notes == ()
    assert found.known == {}


@pytest.mark.parametrize("notation", NOTATIONS, ids=ids)
def test_its_example_shows_what_rounding_on_the_way_does(notation):
    found = read(example(notation), notation)
    exact = gru.forward(found.params, found.x, found.h0, notation.variant)
    rounded = by_hand.forward(found.params, found.x, found.h0, notation.variant, decimals=3)
    assert [f"{h:.3f}" for h in exact.h[1:, 0]] != [f"{h:.3f}" for h in rounded.h[1:, 0]]


def test_a_textbook_s_name_of_the_candidate_s_weights_is_known_where_it_is_free():
    typed = "x = 1; W_r = 2; W_z = 3; W_h = 4; U_r = 5; U_z = 6; U_h = 7; b_h = 8"
    found = read(typed, own(Variant()))
    assert (found.params.W_n, found.params.U_n, found.params.b_n) == (4, 7, 8)


def test_the_numbers_of_a_korean_sentence_are_read_and_its_words_are_not():
    sentence = (
        "입력 x_1 = 1, 이전 은닉 상태 h_0 = 0.5이고 가중치가 W_r = 2, W_z = 3, W_n = 4, "
        "U_r = 5, U_z = 6, U_n = 7일 때 새 은닉 상태 h_1을 구하시오."
    )
    found = read(sentence, own(Variant()))
    assert (found.x, found.h0) == (1, 0.5)
    assert [getattr(found.params, name).item() for name in WEIGHTS] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("notation", NOTATIONS, ids=ids)
@pytest.mark.parametrize("size", [(1, 1, 1), (1, 1, 4), (1, 3, 2), (2, 1, 2), (2, 2, 2), (3, 2, 1)])
def test_what_it_writes_it_reads(notation, size):
    for seed in (1, 2):
        asked = drawn(seed, notation, *size)
        assert_same(read(as_text(asked, notation), notation), asked)


@pytest.mark.parametrize("newline", [r"\cr", r"\\"])
@pytest.mark.parametrize("notation", NOTATIONS, ids=ids)
def test_the_weights_of_its_export_are_read(notation, newline):
    asked = drawn(2, notation, 2, 3, 1)
    rounded = Params(**{
        f.name: None if a is None else a.round(4)
        for f in fields(Params)
        for a in [getattr(asked.params, f.name)]
    })  # fmt: skip
    h0 = asked.h0.round(4)
    trace = gru.forward(rounded, asked.x, h0, notation.variant)
    exported = "\n".join(head.weight_displays(trace, newline, Writing(notation)))
    x = f"{notation.symbols['x'].base} = {asked.x[0].tolist()}"
    assert_same(read(f"{x}\n{exported}", notation), Question(rounded, asked.x, h0, {}))


def test_joined_and_turned_matrices_are_taken_apart_as_they_are_written():
    joined = read("x = 3, 4\nc_0 = 1\nΓ_r = 1; Γᵤ = 1; W_c = [7, 8, 9]", PUBLISHED["ng"])
    assert joined.params.U_n.tolist() == [[7.0]]  # [c, x]: the state first
    assert joined.params.W_n.tolist() == [[8.0, 9.0]]
    turned = read(
        "X = [[1, 2, 3]]\nH = 0, 0\nR = 1\nZ = 1\nW_xh = [[1, 2], [3, 4], [5, 6]]",
        PUBLISHED["d2l"],
    )
    assert turned.params.W_n.tolist() == [[1, 3, 5], [2, 4, 6]]  # typed (D, H), ours (H, D)


def test_capital_and_small_letters_are_told_apart_where_the_notation_does():
    # For ONNX, H is the state and h the candidate, which nobody can give.
    notation = PUBLISHED["onnx"]
    given = "X = 1; r = 1; z = 0.5; W_h = 1; R_h = 2"
    assert read(f"{given}; H = 0.25", notation).h0.tolist() == [0.25]
    assert refused(f"{given}; h = 0.25", notation)[0] == "question-computed"
    assert read("x = 1; w_n = 2; r = 1; Z = 1", OURS).params.W_n.item() == 2


# --- ways of writing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"x = 1, -0.5; h_0 = 0.25; {SCALAR}",
        f"x=1,-0.5\nh0=.25\n{SCALAR.replace('; ', ' ')}",
        f"x = [1, -0.5], h_prev = 0.25, {SCALAR.replace(';', ',')}.",
        f"x_1 = 1, x_2 = −0.5, h_{{t-1}} = 0.25\n{SCALAR.replace('; ', chr(10))}",
        f"x₁: 1\nx₂: -0.5\nh: 0.25\n{SCALAR.replace('_', '')}",
        f"x\n1\n-0.5\n\nh 0.25\n{BRACED}",
        '{"x": [1, -0.5], "h_0": 0.25, "W_r": [[-0.4]], "W_z": 0.6, "W_n": 1.2,'
        ' "U_r": 1, "U_z": [0.8], "U_n": 0.9}',
        r"$x_1 = 1$, $x_2 = -0.5$, $\mathbf{h}_{t-1} = 0.25$; $W_{\text{r}} = -0.4$, $W_z = .6$,"
        r" $W_n = 1.2$, $U_r = \begin{pmatrix} 1 \end{pmatrix}$, $U_z = 0.8$, $U_n = 0.9$",
        f"# question 3\nx = (1, -0.5)^T; h(t-1) = 0.25\n{SCALAR}\nh_1 = ? h_2 = ?",
        "x = tensor([1.0000, -0.5000], dtype=torch.float64)\nh_0 = 0.25\nW_r = "
        "Parameter containing:\ntensor([[-0.4]], requires_grad=True)\n"
        + SCALAR.removeprefix("W_r = -0.4; "),
    ],
)
def test_ways_of_writing_the_same_question(text):
    found = read(text, OURS)
    expected = Params(*([[value]] for value in (-0.4, 0.6, 1.2, 1.0, 0.8, 0.9)))
    assert_same(found, Question(expected, np.array([[1.0], [-0.5]]), np.array([0.25]), {}))
    assert found.notes == ()


@pytest.mark.parametrize(
    "matrix",
    ["[[1, 2], [3, 4]]", "[1 2; 3 4]", "\n1 2\n3 4", "1, 2; 3, 4", "1\t2\n3\t4", "((1, 2), (3, 4))",
     "[1, 3; 2, 4]'", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"],
)  # fmt: skip
def test_ways_of_writing_a_matrix(matrix):
    found = read(f"x = 5, 6; r = 1; z = 1; W_n = {matrix}\nh_0 = 0, 0", OURS)
    assert found.params.W_n.tolist() == [[1, 2], [3, 4]]
    assert found.x.tolist() == [[5, 6]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("r = 0.5", [[0.5, 0.5], [0.5, 0.5]]),
        ("r_t = [0.5, 0.25]", [[0.5, 0.25], [0.5, 0.25]]),
        ("r = [[0.1, 0.2], [0.3, 0.4]]", [[0.1, 0.2], [0.3, 0.4]]),
        ("r_1 = 1, r_2 = (0, 0.5)", [[1, 1], [0, 0.5]]),
        ("r = 1; r_2 = 0", [[1, 1], [0, 0]]),
    ],
)
def test_a_known_gate_is_one_number_or_one_for_each_unit_or_timestep(text, values):
    given = "x = 1, 2; h_0 = 0, 0; W_n = 1, 2; z = 1"
    assert read(f"{given}; {text}", OURS).known["r"].tolist() == values


def test_one_gate_known_at_one_timestep_leaves_the_others_to_be_computed():
    found = read(f"x = 1, -0.5; h_0 = 0.25; {SCALAR}; z_2 = 0", OURS)
    trace = gru.forward(found.params, found.x, found.h0, OURS.variant, found.hold)
    assert trace.z[0, 0] == pytest.approx(scalar_gru.sigma(0.6 * 1 + 0.8 * 0.25), abs=1e-15)
    assert trace.h[2, 0] == trace.h[1, 0]


def test_the_run_of_a_question_is_that_of_plain_python():
    text = """x = [[1, 0.5], [0, -1]]
    h_0 = 0.1, -0.2
    W_r = [[0.1, 0.2], [0.3, 0.4]]; W_z = [[0.5, -0.6], [0.7, 0.8]]; W_n = [[1, 2], [-1, 0]]
    U_r = [[0.9, 0.1], [0.2, 0.3]]; U_z = [[0.4, 0.5], [0.6, 0.7]]; U_n = [[0.8, 0.9], [0.1, 1.2]]
    b_r = 0.1, 0.2; b_z = 0.3, 0.4; b_n = 0.5, 0.6"""
    found = read(text, OURS)
    p = {
        "W_r": [[0.1, 0.2], [0.3, 0.4]], "W_z": [[0.5, -0.6], [0.7, 0.8]], "W_n": [[1, 2], [-1, 0]],
        "U_r": [[0.9, 0.1], [0.2, 0.3]], "U_z": [[0.4, 0.5], [0.6, 0.7]],
        "U_n": [[0.8, 0.9], [0.1, 1.2]],
        "b_r": [0.1, 0.2], "b_z": [0.3, 0.4], "b_n": [0.5, 0.6],
        "c_r": [0, 0], "c_z": [0, 0], "c_n": [0, 0],
    }  # fmt: skip
    steps = scalar_gru.run(p, [[1, 0.5], [0, -1]], [0.1, -0.2], "renews", "before")
    trace = gru.forward(found.params, found.x, found.h0, OURS.variant, found.hold)
    np.testing.assert_allclose(trace.h[1:], [step["h"] for step in steps], atol=1e-15)


# --- what is missing, what is wrong --------------------------------------------------------


def test_what_counts_as_0_is_said():
    found = read("x = 1; r = 1; W_z = 2; W_n = 1", OURS)
    assert [(note.key, note.args.get("names")) for note in found.notes] == [
        ("question-zero-known", "W_r, U_r"),
        ("question-zero", "U_z"),
        ("question-zero", "U_n"),
        ("question-start", None),
    ]
    assert not found.params.U_n.any()
    assert found.h0.tolist() == [0]


@pytest.mark.parametrize(
    ("text", "key", "args"),
    [
        ("", "question-empty", {}),
        (" ; ", "question-empty", {}),
        ("so: x = 1", "question-unknown", {"name": "so"}),
        ("x =; W_n = 1", "question-no-value", {"matrix": "x"}),
        ("x = 1; h_0 = 0, 0; W_n = [[1, 2, 3]]; U_z = 1, 2", "question-square", {"name": "U_z"}),
        (
            "x = 1; h_0 = 0, 0; W_n = [[1, 2], [3, 4], [5, 6]]",
            "question-shape",
            {"name": "W_n", "shape": "3 × 2", "expected": "2 × 3", "H": 2, "D": 3},
        ),
        ("compute x = 1", "question-outside", {"shown": "compute"}),
        ("x = one", "question-not-numbers", {"matrix": "x", "shown": "one"}),
        ("x = 1, a", "pasted-not-a-number", {"matrix": "x", "shown": "a"}),
        ("x = [[1, 2], [3]]", "pasted-ragged", {"matrix": "x", "row": 2}),
        ("x = 1e999", "question-not-finite", {"matrix": "x"}),
        ("x = [[[1]]]", "question-several", {"matrix": "x"}),
        ("x = 1; x_1 = 1; W_n = 1", "question-twice", {"name": "x"}),
        ("W_n = 1; W_n = 2", "question-twice", {"name": "W_n"}),
        ("h_2 = 1", "question-computed", {"name": "h_2"}),
        (f"{SCALAR}; h_0 = 0", "question-no-input", {"name": "x"}),
        (f"x_2 = 1; {SCALAR}", "question-input-gap", {"name": "x_1"}),
        (f"x_0 = 1; {SCALAR}", "question-input-from", {"name": "x"}),
        (f"x_21 = 1; {SCALAR}", "question-timesteps", {"limit": MAX_TIMESTEPS}),
        (f"x = {[0] * 21}; {SCALAR}", "question-timesteps", {"limit": MAX_TIMESTEPS}),
        ("x = 1; r = 1; z = 1", "question-no-candidate", {"names": "W_n, U_n"}),
        ("x = 1; W_n = 1; r = 1", "question-no-gate", {"gate": "z", "names": "W_z, U_z"}),
        (f"x = 1; {SCALAR}; z = 1.5", "question-known-range", {"name": "z"}),
        (f"x = 1; {SCALAR}; z_2 = 1", "question-known-time", {"name": "z_2", "T": 1}),
        (f"x = 1; {SCALAR}; z = 1, 0", "question-known-shape", {"name": "z", "shape": "1 × 2"}),
        (f"x = 1; {SCALAR}; b_z = 1, 2", "question-length", {"name": "b_z", "count": 2, "H": 1}),
        ("x = 1; U_n = [[1, 2, 3], [4, 5, 6]]", "question-square", {"name": "U_n"}),
        ("x = 1; h_0 = [[1, 2], [3, 4]]", "question-vector", {"name": "h_0", "shape": "2 × 2"}),
        (
            "x = 1, 2, 3; h_0 = 0, 0; W_n = [[1, 2, 3], [4, 5, 6]]; W_z = [[1, 2], [3, 4], [5, 6]]",
            "question-shape",
            {"name": "W_z", "shape": "3 × 2", "expected": "2 × 3"},
        ),
        (
            "x = [[1, 2, 3]]; h_0 = 0; W_n = 1, 2; r = 1; z = 1",
            "question-input",
            {"name": "x", "shape": "1 × 3", "D": 2},
        ),
        (
            "x_1 = 1, 2, 3; h_0 = 0; W_n = 1, 2; r = 1; z = 1",
            "question-input-at",
            {"name": "x_1", "count": 3, "D": 2},
        ),
        (f"x = 1; h_0 = {[0] * 17}", "question-large", {"H": MAX_SIZE + 1, "limit": MAX_SIZE}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(text, key, args):
    found, said = refused(text)
    assert found == key
    assert args.items() <= said.items()


def test_an_unknown_name_is_told_those_that_there_are():
    key, args = refused("q = 1", PUBLISHED["d2l"])
    assert (key, args["name"]) == ("question-unknown", "q")
    assert {"W_xr", "W_hh", "X", "H_0", "R"} <= set(args["names"].split(", "))


PIECES = st.sampled_from(
    ["x", "h_0", "W_r", "U_n", "W", "b", "r", "z_2", "x_1", "h̃", "Γᵤ", "=", " = ", ":", ";", ",",
     "\n", "\t", " ", "1", "-0.5", "1e308", "nan", "?", "[", "]", "[[1, 2], [3, 4]]", "(", ")", "{",
     "}", "'", '"', "^T", "\\begin{bmatrix} 1 & 2 \\\\ 3 \\end{bmatrix}", "\\", "$", "_", "array(",
     "dtype=float", "…", "1 2; 3 4", "\ud800", "ᵣ", "0" * 400]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), st.sampled_from(NOTATIONS))
def test_any_text_is_a_question_or_a_problem(text, notation):
    with suppress(Problem):
        found = read(text, notation)
        trace = gru.forward(found.params, found.x, found.h0, notation.variant, found.hold)
        assert np.isfinite(trace.h).all()


# --- both ways of rounding -----------------------------------------------------------------


def test_the_table_marks_the_digits_in_which_rounding_on_the_way_differs():
    asked = read("x = 1, 0; h_0 = 0; r = 1; W_z = 2; b_z = -1; W_n = 1.5; U_n = 0.5", OURS)
    run = (asked.params, asked.x, asked.h0, OURS.variant, asked.hold)
    exact, rounded = gru.forward(*run), by_hand.forward(*run, decimals=4)
    html = rounding_html(exact, rounded, texts("en"), 4, OURS)
    # h_2 is 0.5696 and 0.5697 (see test_public_questions); nothing else differs.
    assert re.findall(r">([\d.]*)<mark>(\d+)</mark>", html) == [("0.569", "6"), ("0.569", "7")]
    assert "<mark>" not in rounding_html(exact, None, texts("en"), 4, OURS)


# --- the page ------------------------------------------------------------------------------


visit = partial(pages.visit, "practice", part="own", lang="en")


def button(page: AppTest, key: str):
    return next(b for b in page.button if b.key == key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notation", ["own", "ng", "d2l", "torch", "kr_exam"])
def test_the_example_is_filled_in_and_worked(language, notation):
    page = visit(lang=language, notation=notation)
    button(page, "question_example").click().run()
    assert not page.exception, page.exception
    assert not page.error
    assert page.session_state["visit"].state.question == example(
        page.session_state["visit"].state.written
    )


def test_a_mistake_is_said_and_what_was_typed_stays():
    page = visit(question="x = 1; W_q = 2")
    (error,) = page.error
    assert "W\\_q" in error.value
    assert page.text_area[0].value == "x = 1; W_q = 2"


@pytest.mark.parametrize(
    "text",
    [
        f"x = 1, -0.5; h_0 = 0.25; {SCALAR}; b_r = 0.1; b_n = -1",
        "x = 1, 0, 0; h_0 = 0; W_z = 2; b_z = -1; r = 1; W_n = 1.5; U_n = 0.5",
        "x = 1, 2; h_0 = 0.5, 0; W_n = [[1, 2], [3, 4]]; r = 1; z_1 = 0.25, 0.75",
    ],
)
def test_a_question_opens_on_the_gates_page_with_the_same_states(text):
    page = visit(question=text)
    button(page, "question_gates").click().run()
    state: links.State = page.session_state["visit"].state
    asked = read(text, OURS)
    expected = gru.forward(asked.params, asked.x, asked.h0, OURS.variant, asked.hold)
    _, trace = trace_of(state)
    np.testing.assert_array_equal(trace.h, expected.h)
    link, broken = links.read(links.write(state))
    assert not broken
    np.testing.assert_array_equal(trace_of(link)[1].h, expected.h)


def test_a_bias_that_the_notation_does_not_have_is_worked_but_not_sent_to_the_gates_page():
    page = visit(question="x = 1; r = 1; z = 1; W = 1; b = 0.5", notation="chung")
    assert not page.error
    assert not [b for b in page.button if b.key == "question_gates"]


def test_numbers_too_large_to_round_on_the_way_are_worked_in_full_precision():
    large = "x = 2000; r = 1; z = 1; W_n = 0.001"
    said = texts("en")("page-rounding-says", decimals=3)
    page = visit(question=large, rounding="steps")
    assert len(page.warning) == 1
    assert not page.error
    assert said not in [caption.value for caption in page.caption]
    small = visit(question=large.replace("2000", "2"), rounding="steps")
    assert not small.warning
    assert said in [caption.value for caption in small.caption]


def test_a_question_of_many_places_is_shown_a_place_at_a_time():
    many = drawn(2, OURS, 8, 2, 20)
    page = visit(
        question=as_text(question.Question(many.params, many.x.round(2), many.h0, {}), OURS)
    )
    assert {"t", "unit"} <= {field.key for field in page.number_input}
