"""The Walkthrough page without a browser: its numbers, its sums, what it accepts, what it says."""

import html as markup
import json
import math
import re
from dataclasses import fields
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz import links, sequences
from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Params, Variant
from gru_viz.locales import LANGUAGES, texts
from gru_viz.ui.run import trace_of
from gru_viz.ui.walkthrough_drag import VALUES, dragged
from gru_viz.ui.walkthrough_example import example
from gru_viz.ui.walkthrough_step import lesson
from gru_viz.variants import OWN, PUBLISHED
from tests import pages
from tests.cells import scalar_gru
from tests.figures.runs import VARIANTS, holding, run

ROOT = Path(__file__).parents[1]
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
NOTATIONS = [OWN, *PUBLISHED]


def sequence_of(trace: gru.Trace) -> sequences.Sequence:
    return sequences.parse("\n".join(",".join(map(repr, row)) for row in trace.x.tolist()))


def lesson_of(trace, t, unit, notation=None, decimals=3, language="en", unfolded=False):
    notation = notation or links.State(update=trace.variant.update, reset=trace.variant.reset)
    written = notation.written if isinstance(notation, links.State) else notation
    sequence = sequence_of(trace)
    return lesson(trace, sequence, t, unit, written, texts(language), decimals, unfolded)


def text_of(piece: str) -> str:
    """What markup says."""
    return markup.unescape(re.sub("<[^>]+>", "", piece))


def said(line) -> str:
    """The right-hand side of a line of a sum, as text."""
    return " ".join(f"{piece['sign']} {text_of(piece['html'])}".strip() for piece in line["pieces"])


def worth(line) -> float:
    """What the right-hand side of a line comes to, by Python's own arithmetic."""
    names = {"sigma": scalar_gru.sigma, "tanh": math.tanh, "__builtins__": {}}
    plain = said(line).translate(str.maketrans("−·", "-*")).replace("σ", "sigma")
    return float(eval(plain, names))


def states(params: Params, x, h0, variant: Variant):
    """Every timestep by the other implementation, number by number."""
    zeros = [0.0] * params.H
    named = {f.name: getattr(params, f.name) for f in fields(params)}
    plain = {name: zeros if a is None else a.tolist() for name, a in named.items()}
    return scalar_gru.run(plain, x.tolist(), h0.tolist(), variant.update, variant.reset)


# --- the small example ---------------------------------------------------------------------


@pytest.mark.parametrize("key", NOTATIONS)
def test_the_example_is_small_and_something_happens_in_every_notation(key):
    _, trace = trace_of(example(links.State(notation=key)))
    assert (trace.T, trace.params.H, trace.params.D) == (3, 1, 1)
    numbers = [a for f in fields(Params) if (a := getattr(trace.params, f.name)) is not None]
    for array in (*numbers, trace.x, trace.h[0]):
        assert np.array_equal(array, np.round(array, 1))
    keep, h, n = trace.keep[:, 0], trace.h[:, 0], trace.n[:, 0]
    assert keep[0] < 0.2, "at first the state is replaced"
    assert keep[1] > 0.8, "then it holds on"
    assert 0.2 < keep[2] < 0.8
    assert trace.r[0, 0] < 0.2 < 0.8 < trace.r[1, 0]
    assert (abs(h[:-1] - n) > 0.05).all(), "else the mix would have nothing to show"


@pytest.mark.parametrize("key", NOTATIONS)
@pytest.mark.parametrize("t", [1, 2, 3])
def test_what_is_shown_is_what_the_equations_give(key, t):
    state = links.State(notation=key)
    sequence, trace = trace_of(example(state))
    step = states(trace.params, trace.x, trace.h[0], trace.variant)[t - 1]
    shown = lesson(trace, sequence, t, 1, state.written, texts("ko"), 3)
    for stage in shown["stages"]:
        value = step[stage["name"]][0]
        assert stage["value"] == pytest.approx(value, abs=1e-12)
        assert float(stage["shown"].replace("−", "-")) == pytest.approx(value, abs=5.1e-4)
        # Each line with its rounded numbers comes to the same, as far as they are rounded.
        for line in (stage["given"][-1], *stage["rest"]):
            assert worth(line) == pytest.approx(value, abs=4e-3)


@pytest.mark.parametrize("key", NOTATIONS)
def test_the_formula_has_the_letters_and_the_parts_of_the_notation(key):
    state = links.State(notation=key)
    sequence, trace = trace_of(example(state))
    shown = lesson(trace, sequence, 2, 1, state.written, texts("en"), 3)
    for stage in shown["stages"]:
        symbols = [text_of(part["symbol_html"]) for part in stage["parts"]]
        assert symbols[-1] == text_of(stage["formula"]["left_html"])
        assert len(symbols) == len(set(symbols))
        for symbol in symbols[:-1]:
            assert symbol in said(stage["formula"])


# --- larger runs ---------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_parts_have_the_sizes_of_the_run(variant):
    trace = run(T=3, D=2, H=3, variant=variant)
    reset, _, candidate, mix = lesson_of(trace, 2, 2)["stages"]
    sizes = {p["what_html"]: text_of(p["shape_html"]) for p in (*reset["parts"], *mix["parts"])}
    assert sizes["input weights"] == "H×D=3×2"
    assert sizes["recurrent weights"] == "H×H=3×3"
    assert sizes["input"] == "D=2"
    assert {sizes[name] for name in ("bias", "state before", "new state")} == {"H=3"}
    numbers = {p["what_html"]: text_of(p["numbers_html"]) for p in reset["parts"]}
    row = numbers["input weights"].replace("−", "-").strip("()").split(", ")
    assert [float(v) for v in row] == pytest.approx(trace.params.W_r[1].tolist(), abs=1e-6)
    assert len(candidate["parts"]) == len(reset["parts"]) + 1, "and r"


@pytest.mark.parametrize("vectors", ["ng", "keras"])
def test_joined_and_turned_matrices_have_the_sizes_of_their_notation(vectors):
    trace = run(T=2, D=2, H=3, variant=PUBLISHED[vectors].variant)
    stage = lesson_of(trace, 1, 1, PUBLISHED[vectors])["stages"][0]
    wanted = {"ng": "H×(D+H)=3×5", "keras": "D×H=2×3"}[vectors]
    assert wanted in [text_of(part["shape_html"]) for part in stage["parts"]]


def test_a_long_sum_is_folded_until_it_is_asked_for():
    trace = run(T=2, D=9, H=7)
    folded = lesson_of(trace, 2, 3)["stages"][1]["given"][-1]["pieces"]
    whole = lesson_of(trace, 2, 3, unfolded=True)["stages"][1]["given"][-1]
    assert len(folded) <= 12 < len(whole["pieces"]) == 9 + 7 + 1
    (left_out,) = [piece for piece in folded if piece.get("more")]
    assert str(len(whole["pieces"]) - len(folded) + 1) in left_out["html"]
    assert worth(whole) == pytest.approx(trace.z[1, 2], abs=5e-3)
    assert lesson_of(trace, 2, 3)["foldable"]
    assert not lesson_of(run(T=2, D=1, H=4), 2, 3)["foldable"]


def test_a_held_gate_is_known_and_said():
    trace = run(T=3, H=2, hold=holding(T=3, H=2, r={(2, 1): 0.25}))
    reset, update, *_ = lesson_of(trace, 2, 1)["stages"]
    free = 1 / (1 + math.exp(-trace.a_r[1, 0]))
    assert "0.25" in text_of(reset["held_html"])
    assert f"{free:.3f}" in text_of(reset["held_html"])
    assert reset["value"] == 0.25
    assert update["held_html"] == ""
    assert lesson_of(trace, 2, 2)["stages"][0]["held_html"] == ""


def test_what_was_typed_is_never_markup():
    state = links.State(seq="<b>x</b> $y$ <b>x</b>", read="words", walk="own")
    sequence, trace = trace_of(state)
    shown = lesson(trace, sequence, 1, 1, state.written, texts("en"), 3)
    assert shown["token"] == "<b>x</b>", "the page sets it as text"
    assert "<b>" not in json.dumps({k: v for k, v in shown.items() if k != "token"})


# --- a gate dragged ------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("gate", ["r", "z"])
def test_dragging_gives_what_the_whole_run_gives_with_that_gate_held(variant, gate):
    T, H, t, unit = 5, 3, 4, 2
    before = {"z": {(2, 1): 0.3}, "r": {(4, 3): 0.9}}
    trace = run(T=T, H=H, variant=variant, hold=holding(T, H, **before))
    table = dragged(trace, t, unit, gate)
    for value, (n, h) in zip(VALUES, table, strict=True):
        held = {"z": dict(before["z"]), "r": dict(before["r"])}
        held[gate][t, unit] = value
        other = gru.forward(trace.params, trace.x, trace.h[0], variant, holding(T, H, **held))
        assert n == pytest.approx(other.n[t - 1, unit - 1], abs=1e-12)
        assert h == pytest.approx(other.h[t, unit - 1], abs=1e-12)


def test_dragged_to_its_ends_a_gate_keeps_or_writes_all():
    for variant in VARIANTS:
        trace = run(variant=variant)
        table = dragged(trace, 3, 1, "z")
        ends = table[0][1], table[-1][1]
        kept, written = ends if variant.update == "renews" else ends[::-1]
        assert kept == pytest.approx(trace.h[2, 0])
        assert written == pytest.approx(trace.n[2, 0])


def test_with_all_reset_gates_shut_the_candidate_sees_the_input_alone():
    trace = run(D=2)
    alone = math.tanh(trace.params.W_n[1] @ trace.x[2] + trace.params.b_n[1])
    assert dragged(trace, 3, 2, "r", whole=True)[0][0] == pytest.approx(alone)


def test_a_run_that_rounds_at_each_step_does_so_when_dragged():
    state = links.State(rounding="steps", decimals=2)
    _, trace = trace_of(example(state))
    for n, h in dragged(trace, 2, 1, "r"):
        assert round(n, 2) == n
        assert round(h, 2) == h


# --- what is accepted ----------------------------------------------------------------------


def answers(trace, t, unit, decimals, rounded):
    """A learner's four values, from the numbers on screen; rounded: after which operations."""
    p, u = trace.params, unit - 1

    def end(a):  # half up, as on paper
        return math.floor(abs(a) * 10**decimals + 0.5) / 10**decimals * (1 if a >= 0 else -1)

    def cut(a):
        return end(a) if rounded == "products" else a

    h = [end(v) for v in trace.h[t - 1].tolist()] if t > 1 else trace.h[0].tolist()
    x, r_all = trace.x[t - 1].tolist(), [end(v) for v in trace.r[t - 1].tolist()]

    def bias(name):
        array = getattr(p, name)
        return 0.0 if array is None else float(array[u])

    def total(name, vector):
        return sum(cut(w * v) for w, v in zip(getattr(p, name)[u].tolist(), vector, strict=True))

    def gate(g):
        a = total(f"W_{g}", x) + total(f"U_{g}", h) + bias(f"b_{g}") + bias(f"c_{g}")
        return end(scalar_gru.sigma(end(a)))

    if trace.variant.reset == "before":
        inner = total("U_n", [cut(r * v) for r, v in zip(r_all, h, strict=True)]) + bias("c_n")
    else:
        inner = cut(r_all[u] * end(total("U_n", h) + bias("c_n")))
    n = end(math.tanh(end(total("W_n", x) + bias("b_n") + inner)))
    z, n_shown = end(trace.z[t - 1, u]), end(trace.n[t - 1, u])
    keep, write = (1 - z, z) if trace.variant.update == "renews" else (z, 1 - z)
    mix = end(cut(keep * h[u]) + cut(write * n_shown))
    return {"r": gate("r"), "z": gate("z"), "n": n, "h": mix}


@pytest.mark.parametrize("rounded", ["products", "sums"])
@pytest.mark.parametrize("decimals", [2, 3, 4])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_learner_who_rounds_on_the_way_is_right(variant, decimals, rounded):
    for seed in range(12):
        trace = run(T=3, D=1 + seed % 2, H=1 + seed % 3, variant=variant, seed=seed)
        for t in (1, 3):
            shown = lesson_of(trace, t, 1, decimals=decimals)
            mine = answers(trace, t, 1, decimals, rounded)
            for stage in shown["stages"]:
                by = abs(stage["value"] - mine[stage["name"]])
                assert by <= stage["tolerance"] + 1e-9, (seed, t, stage["name"])


def test_what_by_hand_gives_is_right_in_the_example():
    for key in NOTATIONS:
        for decimals in (2, 3, 4):
            state = links.State(notation=key, decimals=decimals)
            sequence, trace = trace_of(example(state))
            params, x, h0 = trace.params, trace.x, trace.h[0]
            paper = by_hand.forward(params, x, h0, trace.variant, decimals=decimals)
            shown = lesson(trace, sequence, 1, 1, state.written, texts("en"), decimals)
            for stage in shown["stages"]:
                name = stage["name"]
                mine = float(getattr(paper, name)[1 if name == "h" else 0, 0])
                assert abs(mine - stage["value"]) <= stage["tolerance"] + 1e-9


def test_the_usual_mistakes_are_not_right():
    _, trace = trace_of(example(links.State()))
    reset, _, candidate, mix = lesson_of(trace, 1, 1)["stages"]
    (h,), (z,), (n,) = trace.h[0], trace.z[0], trace.n[0]
    wrong = {
        "swapped": (mix, z * h + (1 - z) * n),
        "no reset": (candidate, math.tanh(1 * 1 - 0.5 * 0.5 + 0.2)),
        "tanh for σ": (reset, math.tanh(-1.65)),
        "no bias": (reset, scalar_gru.sigma(-1.75)),
    }
    for name, (stage, value) in wrong.items():
        assert abs(stage["value"] - value) > stage["tolerance"], name


def test_exactly_one_guess_is_right_and_it_is_that_of_the_value():
    for seed in range(20):
        trace = run(T=4, H=2, seed=seed)
        for stage in lesson_of(trace, 4, 2)["stages"]:
            right = [option["right"] for option in stage["options"]]
            assert sum(right) == 1
            value, keep = stage["value"], trace.keep[3, 1]
            at = {
                "r": 0 if value < 0.2 else 2 if value > 0.8 else 1,
                "n": 0 if value < -0.2 else 2 if value > 0.2 else 1,
                "h": 0 if keep > 0.5 else 1,
            }
            assert right.index(True) == at["r" if stage["name"] == "z" else stage["name"]]


# --- the page ------------------------------------------------------------------------------


visit = partial(pages.visit, "walkthrough")


def sent(page):
    """What the component is sent; None where it isn't on the page."""
    for element in page.main:
        if element.type == "bidi_component" and "walkthrough" in element.proto.component_name:
            return json.loads(element.proto.json)
    return None


def shown(page) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


def place(page):
    data = sent(page)
    return data["lesson"]["t"], data["lesson"]["unit"], data["stage"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_begins_the_example_at_its_beginning(language):
    page = visit(lang=language)
    assert place(page) == (1, 1, 1)
    assert sent(page)["lesson"]["T"] == 3
    assert sent(page)["lesson"]["stages"][0]["title"] == texts(language)("walk-title-r")


def test_the_run_of_the_gates_page_comes_along_with_its_place():
    page = visit(seq="1, -2, 0.5, 3", units="3", t="4", unit="2", stage="2", decimals="4")
    trace = page.session_state["run"][1].trace
    data = sent(page)["lesson"]
    assert place(page) == (4, 2, 2)
    assert (data["T"], data["H"], data["decimals"]) == (4, 3, 4)
    step = states(trace.params, trace.x, trace.h[0], trace.variant)[3]
    assert [s["value"] for s in data["stages"]] == pytest.approx([step[g][1] for g in "rznh"])


def test_what_ifs_come_along():
    page = visit(hold="z.2.1.5 0.25", t="3", unit="2", walk="own")
    stage = sent(page)["lesson"]["stages"][1]
    assert stage["value"] == 0.25
    assert "0.25" in text_of(stage["held_html"])
    assert texts("en")("walk-what-if") in [caption.value for caption in page.caption]


def test_a_place_within_the_example_is_opened_by_a_link():
    assert place(visit(t="2", unit="1", stage="3")) == (2, 1, 3)
    assert place(visit(t="9", unit="1", stage="3")) == (1, 1, 1)
    assert place(visit(seq="1, 2", t="9", unit="64", stage="2")) == (2, 4, 2)


def switch(page, walk):
    (control,) = [group for group in page.button_group if group.key == "walk_of"]
    control.set_value(walk).run()
    assert not page.exception


def test_one_click_leads_from_the_example_to_the_own_run_and_back():
    page = visit()
    switch(page, "own")
    assert sent(page)["lesson"]["T"] == 5
    assert shown(page).walk == "own"
    switch(page, "example")
    assert sent(page)["lesson"]["T"] == 3
    assert place(page) == (1, 1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seq", ["1, 2, x", "", "1, 2\n3"])
def test_a_sequence_that_cannot_be_read_is_said_and_the_example_is_there(seq, language):
    page = visit(seq=seq, lang=language)
    assert len(page.error) == 1
    assert sent(page) is None
    switch(page, "example")
    assert not page.error
    assert sent(page)["lesson"]["T"] == 3


def test_the_example_opens_on_the_gates_page_with_its_numbers():
    page = visit(notation="cho_v3")
    at = [s["value"] for s in sent(page)["lesson"]["stages"]]
    (button,) = [button for button in page.button if button.key == "walk_to_gates"]
    button.click().run()
    assert not page.exception
    trace = trace_of(shown(page))[1]
    assert [trace.r[0, 0], trace.z[0, 0], trace.n[0, 0], trace.h[1, 0]] == pytest.approx(at)
    assert links.read(links.write(shown(page))) == (shown(page), [])


def test_who_comes_from_another_page_begins_with_the_first_formula():
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["seq"] = "1, 2, 3"
    page.query_params["t"] = "2"
    page.run()
    page.switch_page("pages/walkthrough.py").run()
    assert place(page) == (2, 2, 1)


def test_the_notation_and_its_letters_are_those_of_the_gates_page():
    data = sent(visit(notation="ng", unit="1"))["lesson"]
    assert "Γ" in text_of(data["stages"][0]["formula"]["left_html"])
    assert "Γ" in text_of(data["stages"][0]["about_html"] + data["stages"][1]["about_html"])


@pytest.mark.parametrize("notation", ["own", "torch", "kr_exam"])
def test_the_largest_size_opens(notation):
    row = ",".join(["0.5"] * 64)
    page = visit(units="64", seq="\n".join([row] * 20), notation=notation, t="20", unit="64")
    assert place(page)[:2] == (20, 64)
    assert len(json.dumps(sent(page))) < 100_000, "one timestep of one unit, folded"


def test_rounding_at_each_step_shows_the_rounded_numbers():
    page = visit(rounding="steps", decimals="2", t="1", unit="1")
    _, trace = trace_of(example(shown(page)))
    stage = sent(page)["lesson"]["stages"][2]
    assert stage["value"] == trace.n[0, 0] == round(trace.n[0, 0], 2)
    assert worth(stage["rest"][-1]) == stage["value"]


@FEW
@given(
    st.dictionaries(
        st.sampled_from([f.name for f in fields(links.State)]), st.text(), min_size=1, max_size=6
    )
)
def test_any_link_opens(query):
    visit(**query)
