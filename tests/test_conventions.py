"""The Conventions page without a browser, and what it says of two notations."""

import json
import re
import struct
from dataclasses import fields
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gru_viz import links
from gru_viz.cells.gru import Params, Variant
from gru_viz.layouts.conversion import CASES
from gru_viz.locales import LANGUAGES, texts
from gru_viz.sequences import parse
from gru_viz.ui.conventions_drawn import one_place
from gru_viz.variants import OWN, PUBLISHED, own
from gru_viz.variants.differences import differences, marked
from tests import pages
from tests.cells import scalar_gru
from tests.figures.runs import VARIANTS, run

ROOT = Path(__file__).parents[1]
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
PAIRS = [(PUBLISHED[one], PUBLISHED[other]) for one, other in product(PUBLISHED, repeat=2)]


# --- what differs --------------------------------------------------------------------------


def marks(notation, other):
    """What is marked in a notation beside another one, by the equation it stands in."""

    def under(node):
        if node[0] == "marked":
            return [node[1]]
        return [mark for part in node[1:] if isinstance(part, list) for mark in under(part)]

    return {line["result"]: under(line["argument"]) for line in marked(notation, other)}


def biases(notation):
    """The biases in a notation's formulas, read from the formulas."""
    return set(re.findall(r'"([bc]_[rzn])"', json.dumps(marked(notation))))


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda n: n.key)
def test_marked_is_what_differs_and_nothing_else(one, other):
    found = marks(one, other)
    alone = biases(one) - biases(other)
    z = ["quantity", "z"]
    if one.variant.update != other.variant.update:
        assert sorted(map(str, found["h"])) == sorted(map(str, [z, ["one_minus", z]]))
    else:
        assert found["h"] == []
    for gate in "rz":
        assert {mark[1] for mark in found[gate]} == {b for b in alone if b.endswith(gate)}
    if one.variant.reset != other.variant.reset:
        (term,) = [mark for mark in found["n"] if mark[0] != "quantity"]
        assert "'r'" in str(term), "the term in which r stands"
    else:
        assert {mark[1] for mark in found["n"]} == {b for b in alone if b.endswith("n")}


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda n: n.key)
def test_each_has_what_the_other_lacks(one, other):
    there, back = differences(one, other), differences(other, one)
    assert (there.has, there.lacks) == (back.lacks, back.has)
    assert (there.update, there.reset) == (back.update, back.reset)
    alike = one.variant == other.variant and set(one.biases) == set(other.biases)
    assert bool(there) != alike


def test_renaming_alone_marks_nothing():
    assert not any(marks(PUBLISHED["torch"], PUBLISHED["mxnet"]).values())
    assert not differences(PUBLISHED["torch"], PUBLISHED["mxnet"])


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_one_place_of_a_run_has_the_numbers_of_that_place(variant):
    trace = run(T=5, D=2, H=3, variant=variant)
    sequence = parse("\n".join(",".join(map(repr, row)) for row in trace.x.tolist()))
    alone, _ = one_place(trace, sequence, 4, 2)
    assert alone.h.tolist() == [[trace.h[3, 1]], [trace.h[4, 1]]]
    for name in ("r", "z", "n", "q", "rq", "keep", "kept", "written"):
        assert getattr(alone, name).tolist() == [[getattr(trace, name)[3, 1]]]
    assert alone.x.tolist() == [trace.x[3].tolist()]
    assert alone.params.W_r.tolist() == [trace.params.W_r[1].tolist()]


# --- the page ------------------------------------------------------------------------------


visit = partial(pages.visit, "conventions")


def components(page):
    for element in page.main:
        if element.type == "bidi_component":
            yield element.proto.component_name, element.proto


def drawn(page, drawing):
    """What a drawing of the page is sent, its header; None where it isn't on the page."""
    for name, proto in components(page):
        if name == f"gru_compare_{drawing}":
            (length,) = struct.unpack_from("<I", proto.bytes)
            return json.loads(proto.bytes[4 : 4 + length])
    return None


def box(page, key):
    return next(widget for widget in page.selectbox if widget.key == key)


def shown(page) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


def states(params: Params, x, h0, variant: Variant) -> list[list[float]]:
    """h of every timestep by the other implementation, number by number."""
    zeros = [0.0] * params.H
    named = {f.name: getattr(params, f.name) for f in fields(params)}
    plain = {name: zeros if a is None else a.tolist() for name, a in named.items()}
    steps = scalar_gru.run(plain, x.tolist(), h0.tolist(), variant.update, variant.reset)
    return [h0.tolist(), *(step["h"] for step in steps)]


def largest(left, right) -> float:
    return max(
        abs(a - b)
        for one, other in zip(left, right, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def value(page) -> float:
    """The largest difference as it is said."""
    said = drawn(page, "sides")["verdict"]["value"]
    scientific = re.fullmatch("(.+)·10(.+)", said)
    if scientific:
        power = scientific[2].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(f"{scientific[1]}e{power}")
    return float(said)


@pytest.mark.parametrize("key", PUBLISHED)
def test_the_same_weights_under_another_formula_are_as_far_off_as_it_says(key):
    page = visit(notation="kr_exam", other=key, seq="1, -2, 0.5, 3", edits="h0.1 0.4")
    trace = page.session_state["run"][1].trace
    expected = largest(
        states(trace.params, trace.x, trace.h[0], PUBLISHED["kr_exam"].variant),
        states(trace.params, trace.x, trace.h[0], PUBLISHED[key].variant),
    )
    assert value(page) == pytest.approx(expected, abs=5.1e-4)
    assert (value(page) == 0) == (PUBLISHED[key].variant == PUBLISHED["kr_exam"].variant)


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_notation_beside_itself_differs_in_nothing(key):
    for mode in ("same", "converted"):
        page = visit(notation=key, other=key, mode=mode)
        sides = drawn(page, "sides")
        assert value(page) == 0
        assert texts("en")("conventions-alike") in sides["says"]
        assert "marked" not in json.dumps(sides["sides"])


def test_converted_weights_give_the_same_while_z_becomes_1_minus_z():
    page = visit(notation="colah", other="cho_v3", mode="converted", t="2", unit="1")
    assert 0 < value(page) < 1e-14
    trace = page.session_state["run"][1].trace
    z = float(trace.z[1, 0])
    assert any(f"= 1 − {z:.3f} = {1 - z:.3f}" in line for line in drawn(page, "sides")["says"])
    # the weights as they stand go wrong
    assert value(visit(notation="colah", other="cho_v3")) > 0.1


def test_it_lists_what_was_changed_in_the_letters_of_the_left():
    page = visit(notation="kr_exam", other="cho_v3", mode="converted")
    assert any("U_u" in line and "W_u" in line for line in drawn(page, "sides")["says"])
    edits = "c_r.1 0.5 c_z.2 -0.5"
    page = visit(notation="torch", other="linen", mode="converted", edits=edits)
    said = drawn(page, "sides")["says"]
    for names in (("b_ir", "b_hr"), ("b_iz", "b_hz")):
        assert any(all(name in line for name in names) for line in said[1:])
    assert value(page) < 1e-14


@pytest.mark.parametrize(("left", "right"), [("colah", "torch"), ("torch", "cho_v3")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_before_and_after_are_not_converted_but_explained(left, right, language):
    page = visit(notation=left, other=right, mode="converted", lang=language)
    assert drawn(page, "sides")["verdict"]["value"] == "–"
    assert drawn(page, "sides")["sizes"] == [], "there is no run to show"
    worked = drawn(page, "worked")
    # The same sums in another order: what is left is a last bit, or on most machines nothing.
    differences = [float(row[1]) for row in worked["cases"]["rows"]]
    assert len(differences) == len(CASES)
    assert max(differences) < 1e-15
    assert worked["steps"] == {"t": 2, "unit": 1, "results": ["n"]}
    # From W_r = (2, −2), W_n = (0, 2), U_n = ((0, 2), (0, 0)) by a pocket calculator: at t = 1,
    # h = (0, 0.48201); at t = 2, r = (0.98201, 0.01799).
    before, after = "0.0173", "0.7383"
    order = (before, after) if left == "colah" else (after, before)
    W_r = "W_r (x)" if left == "colah" else "W_ir"
    assert f"{W_r} = (2, −2)" in worked["given"][1]
    (said,) = worked["says"]
    assert re.findall(r"= (\d\.\d+)", said) == list(order)


@pytest.mark.parametrize(
    ("weights", "case"),
    [
        ({"units": "1"}, "agree-one-unit"),
        ({"units": "2", "edits": "U_n.1.2 0 U_n.2.1 0"}, "agree-diagonal"),
        ({"units": "2", "edits": "W_r.1.1 1 W_r.2.1 1 U_r.1.1 1 2 U_r.2.1 1 2"}, "agree-tied"),
    ],
)
def test_weights_that_agree_are_converted_and_the_case_is_named(weights, case):
    page = visit(notation="colah", other="cho_v1", mode="converted", **weights)
    assert texts("en")(case) in drawn(page, "sides")["says"]
    assert drawn(page, "worked") is None
    assert value(page) < 1e-14


def test_biases_without_a_place_are_used_as_they_stand_which_is_said():
    page = visit(notation="ng", other="chung")
    assert value(page) == 0
    assert any("b_r, b_u, b_c" in line for line in drawn(page, "sides")["says"])
    page = visit(notation="ng", other="kr_twin", mode="converted")
    assert value(page) < 1e-14
    assert any("b_r, b_u, b_c" in line for line in drawn(page, "sides")["says"])


def test_weights_with_biases_under_a_formula_without_show_them():
    page = visit(notation="kr_exam", weights="keep")
    left = drawn(page, "sides")["sides"][0]
    assert "b_n" in str(left["equations"])


@pytest.mark.parametrize("update", ["renews", "keeps"])
@pytest.mark.parametrize("reset", ["before", "after"])
def test_our_own_on_the_right_has_the_formula_of_the_left(update, reset):
    variant = Variant(update, reset)
    page = visit(update=update, reset=reset, other=OWN)
    assert value(page) == 0
    assert drawn(page, "sides")["sides"][1]["equations"] == marked(own(variant))


def test_choosing_is_one_click_and_the_address_follows():
    page = visit()
    box(page, "notation").select("kr_hh").run()
    box(page, "other").select("kr_slides").run()
    assert not page.exception
    assert [side["key"] for side in drawn(page, "sides")["sides"]] == ["kr_hh", "kr_slides"]
    (address,) = (proto.json or str(proto) for name, proto in components(page) if "address" in name)
    assert "notation=kr_hh" in address
    assert "other=kr_slides" in address


def test_what_ifs_and_rounding_are_left_out_and_that_is_said():
    plain = drawn(visit(), "sides")
    page = visit(hold="z.all.1.5 0.5", off="h1", gates="shared", rounding="steps")
    assert drawn(page, "sides") == plain
    assert texts("en")("conventions-without") in [caption.value for caption in page.caption]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seq", ["1, 2, x", "", "1, 2\n3"])
def test_a_sequence_that_cannot_be_read_is_said_and_the_rest_is_there(seq, language):
    page = visit(seq=seq, lang=language)
    assert len(page.error) == 1
    assert drawn(page, "sides") is None
    assert page.radio, "the questions need no sequence"


def test_a_place_outside_of_the_run_becomes_its_last():
    page = visit(seq="1, 2", units="3", t="9", unit="64")
    assert (shown(page).t, shown(page).unit) == (2, 3)


@pytest.mark.parametrize("mode", ["same", "converted"])
def test_the_largest_size_opens(mode):
    row = ",".join(["0.5"] * 64)
    page = visit(units="64", seq="\n".join([row] * 40), mode=mode, notation="chung", other="tf1")
    assert len(drawn(page, "sides")["sizes"]) == 2


@FEW
@given(
    st.dictionaries(
        st.sampled_from([f.name for f in fields(links.State)]), st.text(), min_size=1, max_size=6
    )
)
def test_any_link_opens(query):
    visit(**query)


# --- which one is mine ---------------------------------------------------------------------


def answer(page, question, key):
    radio = next(radio for radio in page.radio if radio.key == f"which-{question}")
    wanted = texts(shown(page).lang or "en")(f"conventions-{question}-is-{key}")
    radio.set_value(key).run()
    assert not page.exception
    assert wanted in radio.options


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_learner_of_the_exam_notes_finds_them(language):
    page = visit(lang=language)
    assert drawn(page, "cards") is None
    answer(page, "mix", "renews")
    answer(page, "biases", "none")
    answer(page, "letters", "swapped")
    assert len(page.radio) == 3, "the place of r would tell nothing apart"
    (card,) = drawn(page, "cards")["sides"]
    assert card["key"] == "kr_exam"
    assert drawn(page, "cards")["chosen"] == OWN


def test_where_several_are_left_each_is_shown_with_its_formulas():
    page = visit()
    answer(page, "mix", "keeps")
    answer(page, "reset", "after")
    cards = drawn(page, "cards")["sides"]
    assert {card["key"] for card in cards} == {
        key for key, notation in PUBLISHED.items() if notation.variant == Variant("keeps", "after")
    }
    assert all(len(card["equations"]) == 4 for card in cards)


def test_a_change_of_mind_at_the_first_question_asks_the_others_anew():
    page = visit()
    answer(page, "mix", "keeps")
    answer(page, "reset", "after")
    answer(page, "biases", "two")
    answer(page, "mix", "renews")  # after which nobody has two biases
    assert [radio.key for radio in page.radio] == ["which-mix", "which-biases"]
    assert page.radio[1].value is None
