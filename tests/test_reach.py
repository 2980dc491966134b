"""Where gradients go, on the page without a browser, and what is said of it from the numbers."""

import json
import re
from functools import partial
from html import unescape
from itertools import pairwise, permutations, product

import numpy as np
import pytest

from gru_viz import links, trio
from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.clipping import Arriving
from gru_viz.cells.reach import Curve, curve
from gru_viz.figures.reach_curves import clipped_alt
from gru_viz.locales import LANGUAGES, texts
from gru_viz.trio import GAIN, KEEP, UNITS
from gru_viz.ui import reach_says
from gru_viz.ui.reach_runs import measure, preset
from gru_viz.variants import PUBLISHED, own
from tests import pages

VARIANTS = list(product(("renews", "keeps"), ("before", "after")))
PRESETS = ("usual", "raised", "exploding")
OURS = own(gru.Variant())
EN = texts("en")
CURVE = Curve(np.array([-1.0, 0.0]), None)

visit = partial(pages.visit, "backpropagation", gradients="reach")


def papers(page):
    """What the page says, without its markup."""
    found = [
        json.loads(element.proto.json)["html"]
        for element in page.main
        if element.type == "bidi_component" and element.proto.component_name == "gru_paper"
    ]
    return [re.sub(r"<[^>]+>", "", html) for html in found]


def said(page):
    return "\n".join(papers(page))


@pytest.mark.parametrize(
    ("notation", "biases"), [("kr_exam", False), ("colah", False), ("torch", True), ("d2l", True)]
)
def test_biases_are_named_only_where_there_are_some(notation, biases):
    three = preset("usual", 1, PUBLISHED[notation])
    assert (three.gru.params.b_r is not None) == biases == (three.lstm.params.b_f is not None)
    assert ("Every weight and bias is" in said(visit(notation=notation))) == biases
    assert ("가중치와 편향은" in said(visit(notation=notation, lang="ko"))) == biases


def falls(log_size):
    """By how many orders of magnitude the English summary says that something falls."""
    return f"falls by {-log_size:.1f}"


def log_size(jacobians, keep_rows):
    """log10 of the size of a product of Jacobians, without any of the code under test."""
    M, exponent = np.eye(jacobians.shape[-1])[:, -keep_rows:], 0.0
    for jacobian in jacobians:
        M = jacobian @ M
        norm = np.linalg.norm(M)
        M, exponent = M / norm, exponent + np.log10(norm)
    s = M[-keep_rows:]
    return exponent + np.log10(np.linalg.norm(s) / keep_rows**0.5)


def truth(three):
    """log10 of the sizes from timestep 0 to the last: RNN, LSTM, GRU."""
    H = three.gru.params.H
    return (
        log_size(rnn.jacobians(three.rnn), H),
        log_size(lstm.jacobians(three.lstm), H),
        log_size(gru.jacobians(three.gru), H),
    )


# --- the presets ---------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("seed", range(20))
def test_each_preset_shows_its_point_whatever_the_seed(seed, variant):
    notation = own(gru.Variant(*variant))
    of_rnn, of_lstm, of_gru = truth(preset("usual", seed, notation))
    assert of_rnn < -10, "usual: by orders of magnitude"
    assert max(of_lstm, of_gru) < -10, "and no gate helps that is half open"
    of_rnn, of_lstm, of_gru = truth(preset("raised", seed, notation))
    assert of_rnn < -10
    assert -1 < of_gru <= 0, "raised: the GRU holds"
    assert -1 < of_lstm < 3, "and so does the LSTM"
    of_rnn, _, _ = truth(preset("exploding", seed, notation))
    assert of_rnn > 6, "exploding"


def test_the_presets_differ_in_what_they_say():
    usual, raised, exploding = (preset(name, 5, OURS) for name in PRESETS)
    np.testing.assert_array_equal(usual.rnn.params.U, raised.rnn.params.U)
    np.testing.assert_allclose(exploding.rnn.params.U, GAIN * usual.rnn.params.U)
    assert (usual.lstm.forget_bias, raised.lstm.forget_bias) == (0, KEEP)
    assert (usual.keep, raised.keep, exploding.keep) == (0, KEEP, KEEP)
    np.testing.assert_array_equal(raised.gru.params.b_z, usual.gru.params.b_z)
    for three in (usual, raised, exploding):
        assert three.gru.params.H == UNITS
        assert three.gru.T == trio.TIMESTEPS


# --- what the page says --------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 6099, 77])
def test_the_page_says_from_the_numbers_that_the_rnn_vanishes_and_the_raised_gru_holds(seed):
    of_rnn, _, of_gru = truth(preset("raised", seed, OURS))
    page = visit(reach="raised", seed=str(seed), lang="en")
    summary, of = said(page), page.session_state["reach_measured"][1]
    assert f"RNN’s gradient vanishes ({falls(of_rnn)} orders of magnitude)" in summary
    assert f"GRU’sholds(×{10**of_gru:.3g})" in plain(summary)
    rnn_card, _, gru_card = (line for line in papers(page) if "‖" in line or "&#x02016;" in line)
    assert "vanishes" in rnn_card
    assert "vanishes" not in gru_card
    assert "holds" in gru_card
    assert of.curves["rnn"].log_size[0] == pytest.approx(of_rnn)


def test_other_numbers_make_another_sentence():
    one, other = (said(visit(reach="usual", seed=str(seed), lang="en")) for seed in (1, 2))
    assert one != other
    for seed, line in ((1, one), (2, other)):
        of_rnn, of_lstm, of_gru = truth(preset("usual", seed, OURS))
        for size in (of_rnn, of_lstm, of_gru):
            assert falls(size) in line


def plain(html):
    """Math as it is seen, without spaces."""
    return unescape(re.sub(r"<[^>]+>|\s", "", html))


def straight(rnn_size, lstm_size, gru_size, direct=-0.3, steps=100):
    """Curves over so many timesteps that end at these sizes."""
    alone = back(direct, steps)
    return {
        "rnn": Curve(back(rnn_size, steps), None),
        "lstm": Curve(back(lstm_size, steps), alone),
        "gru": Curve(back(gru_size, steps), alone),
    }


def back(size, steps):
    return np.array([size, *[0.0] * steps])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_follows_its_numbers_each_way(language):
    sizes = (-14.2, 7.1, -2.0, 0.0, -np.inf)
    lines = [reach_says.summary(straight(size, -1, -2), texts(language)) for size in sizes]
    assert len(set(lines)) == len(lines)
    assert "14.2" in lines[0]
    assert "7.1" in lines[1]
    assert "0.01" in lines[2]


def test_the_summary_says_of_each_cell_what_its_card_says():
    verdicts = {-9.0: "vanishes", -1.0: "holds", 9.0: "explodes"}
    for ends in permutations(verdicts):
        found = straight(*ends)
        line = reach_says.summary(found, EN)
        for end, (cell, of_cell) in zip(ends, found.items(), strict=True):
            assert re.search(rf"{cell.upper()}’s (gradient )?{verdicts[end]} ", line)
            assert f"The gradient {verdicts[end]}:" in reach_says.card(cell, of_cell, 4, OURS, EN)


def test_what_explodes_is_not_said_to_pass_on_the_most():
    assert "most" in reach_says.summary(straight(2.9, -1, -2), EN)
    for size, steps in ((25.6, 100), (2.0, 5)):
        assert "most" not in reach_says.summary(straight(size, -1, -2, steps=steps), EN)


def test_the_summary_names_the_paths_that_it_is_of():
    page = visit(reach="raised", reach_paths="direct", lang="en")
    assert "along all paths" in papers(page)[0]


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((-6, -1, -3), "by the LSTM, least by the RNN"),
        ((2.9, -np.inf, 1), "by the RNN .*nothing at all by the LSTM"),
        ((-np.inf, -np.inf, 1), "by the GRU .*nothing at all by the RNN and the LSTM"),
        ((-6, -1, -1 + 1e-12), "by the LSTM and the GRU, least by the RNN"),
        ((-3, -1, -3), "by the LSTM, least by the RNN and the GRU"),
        ((-3, -3, -3), "all three pass on the same"),
    ],
)
def test_the_most_and_the_least_are_named_with_their_ratio_and_ties_together(sizes, said):
    assert re.search(said, reach_says.summary(straight(*sizes), EN))


def test_where_nothing_arrives_there_is_no_most():
    line = reach_says.summary(straight(-np.inf, -np.inf, -np.inf), EN)
    assert "most" not in line


def test_one_timestep_is_one():
    line = reach_says.summary(straight(-0.01, -3.5, 3.5, steps=1), EN)
    assert "Over one timestep," in line
    for size in (-3.5, -0.5, 0.01, 0.5, 3.5, -np.inf):
        card = card_of(size, -1, steps=1)
        assert "over one timestep" in card
        assert "timesteps" not in card.replace("100 timesteps", "")


@pytest.mark.parametrize(
    ("size", "word"),
    [
        (-3.1, "vanishes"),
        (-2.9, "holds"),
        (0.0, "holds"),
        (2.9, "holds"),
        (3.1, "explodes"),
        (-np.inf, "Nothing arrives"),
    ],
)
def test_the_verdict_has_the_thresholds_that_are_stated(size, word):
    found = straight(size, size, size)
    card = reach_says.card("rnn", found["rnn"], 4, OURS, EN)
    assert word in card


def test_what_holds_is_said_with_its_direction():
    for size, factor in ((-1.9, "0.0126"), (2.9, "794")):
        assert f"ismultipliedby{factor}," in plain(card_of(size, size))


@pytest.mark.parametrize(
    ("size", "steps", "said"),
    [
        (-1.2, 5, "would vanish"),  # × 0.575 each time
        (0.2, 5, "would explode"),
        (-0.1, 5, "holds"),
        (-2.9, 99, "holds"),
        (-2.9, 95, "would vanish"),
        (-3.1, 5, "vanishes"),
        (-2.9, 300, "holds"),
    ],
)
def test_a_short_run_is_judged_by_what_its_rate_makes_of_100_timesteps(size, steps, said):
    card = card_of(size, size, steps=steps)
    assert said in card
    line = reach_says.summary(straight(-1, -1, size, steps=steps), EN)
    assert said in line[line.index("GRU’s") :]


def test_what_would_become_of_a_short_run_is_said_in_numbers():
    said = plain(card_of(-1.2, -1.2, steps=5))
    for number in (10**-1.2, 10 ** (-1.2 / 5)):
        assert f"{number:.3g}" in said
    assert "×1.0·10−24over100timesteps" in said


def card_of(size, direct, notation=OURS, cell="gru", steps=100):
    found = Curve(back(size, steps), back(direct, steps))
    return reach_says.card(cell, found, 4, notation, EN)


def test_the_direct_path_is_said_as_its_share_of_the_whole():
    assert "0.5 times the whole" in re.sub(r"<[^>]+>", "", card_of(-1, -1.30103))
    assert "work against it" in card_of(-1, -0.5)
    assert "gates and candidates" in card_of(-1, -np.inf)
    assert "gates and candidates" not in card_of(-np.inf, -np.inf)
    assert "is 0 too" in card_of(-np.inf, -np.inf)
    none = reach_says.card("rnn", CURVE, 4, OURS, EN)
    assert "no direct path" in none


def test_the_factor_of_the_direct_path_is_that_of_the_notation():
    renews, keeps = PUBLISHED["ng"], PUBLISHED["mxnet"]
    assert "1−Γ" in plain(card_of(-1, -1, renews))
    assert "&#x02212;" not in card_of(0, 0, keeps), "i as it stands"


def test_the_others_have_the_letters_that_they_have_on_the_compare_page():
    assert "∂a⟨1⟩" in plain(reach_says.card("rnn", CURVE, 4, PUBLISHED["ng"], EN))
    assert "f⟨t⟩" in plain(card_of(-1, -1, PUBLISHED["ng"], "lstm"))
    assert "∂c⟨100⟩" in plain(card_of(-1, -1, PUBLISHED["ng"], "lstm"))
    assert "∂C100" in plain(card_of(-1, -1, PUBLISHED["onnx"], "lstm"))
    assert "Ft" in plain(card_of(-1, -1, PUBLISHED["onnx"], "lstm"))


# --- clipping ------------------------------------------------------------------------------


def clipped(weights, states, threshold):
    back = {"rnn": Arriving(np.array(states), weights)}
    (line,) = reach_says.clipped(back, ["rnn"], threshold, EN)
    return unescape(re.sub(r"<[^>]+>", "", line))


def test_clipping_says_what_it_did():
    assert "Nothing is clipped" in clipped(7.0, [1.0, 1.0], 0)
    assert "stays as it is" in clipped(0.5, [1.0, 1.0], 1)
    cut = clipped(50.0, [1.0, 1.0], 5)
    assert "multiplied by 0.1" in cut
    assert "a length of 5" in cut


def test_clipping_cures_what_explodes_and_not_what_vanishes():
    assert "grows 1.0·1020-fold" in clipped(1e20, [1e20, 1.0], 5)
    for weights in (0.5, 50.0):  # clipped or not
        assert "with clipping as much as without" in clipped(weights, [1e-20, 1.0], 5)


def test_a_gradient_beyond_the_largest_float_has_no_length():
    (line,) = reach_says.clipped({}, ["rnn"], 5, EN)
    assert "beyond the largest number" in line


def test_the_threshold_is_of_the_link_and_acts():
    page = visit(reach="exploding", clip="5", lang="en")
    lines = next(text for text in papers(page) if "weights’ gradient" in text)
    assert "a length of 5" in lines
    box = next(widget for widget in page.number_input if widget.key == "clip")
    assert box.value == 5
    box.set_value(0).run()
    assert not page.exception
    assert "a length of 5" not in said(page)
    assert page.session_state["visit"].state.clip == 0


def test_what_explodes_is_clipped_from_the_start():
    page = visit(reach="exploding", lang="en")
    lines = next(text for text in papers(page) if "weights’ gradient" in text)
    assert "RNN: the weights’ gradient has length" in lines
    assert "-fold on its way back" in unescape(lines)
    assert "Nothing is clipped" not in lines


# --- controls, one's own run ---------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PRESETS, "own"])
@pytest.mark.parametrize("notation", ["own", "ng", "kr_exam", "torch"])
def test_every_run_opens_in_every_language(name, notation, language):
    page = visit(reach=name, lang=language, notation=notation)
    assert not page.error
    assert len(page.session_state["reach_measured"][1].reaches) == 3


def test_choosing_another_run_says_something_else_and_is_in_the_state():
    page = visit(lang="en")
    before = said(page)
    (choice,) = (group for group in page.button_group if group.key == "reach")
    choice.set_value("exploding").run()
    assert not page.exception
    assert page.session_state["visit"].state.reach == "exploding"
    assert said(page) != before
    assert "explodes" in said(page)


def test_a_pair_of_timesteps_is_said_with_its_exact_sizes():
    page = visit(reach="raised", seed="4", lang="en")
    for key, value in (("reach_k", 20), ("reach_t", 60)):
        next(box for box in page.number_input if box.key == key).set_value(value).run()
    assert not page.exception
    three = preset("raised", 4, OURS)
    line = next(text for text in papers(page) if "over 40 timesteps" in text)
    for trace in (three.lstm, three.gru):
        found = curve(trace, 60)
        for size in (found.log_size[20], found.log_direct[20]):
            assert f"{10**size:.3g}" in line


def test_k_never_passes_t():
    page = visit(lang="en")
    next(box for box in page.number_input if box.key == "reach_k").set_value(50).run()
    box = next(box for box in page.number_input if box.key == "reach_t")
    assert box.min == 50


def test_ones_own_run_is_that_of_the_gates_page_without_what_ifs():
    page = visit(reach="own", lang="en", hold="z.all.1.5 0.5", rounding="steps", units="3")
    found = page.session_state["reach_measured"][1]
    plain = visit(reach="own", lang="en", units="3").session_state["reach_measured"][1]
    np.testing.assert_array_equal(found.three.gru.h, plain.three.gru.h)
    assert found.three.rnn.params.H == found.three.lstm.params.H == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sequence_that_cannot_be_read_is_said(language):
    page = visit(reach="own", seq="1, 2, x", lang=language)
    assert len(page.error) == 1
    assert visit(reach="usual", seq="1, 2, x", lang=language).error == []


def test_the_largest_run_opens_and_says_which_timesteps_it_shows():
    seq = ", ".join(f"{value:.2f}" for value in np.sin(np.arange(512)))
    page = visit(reach="own", seq=seq, units="64", lang="en")
    assert any("of the 513 timesteps" in caption.value for caption in page.caption)
    reaches = page.session_state["reach_measured"][1].reaches
    assert all(len(found.at) <= 102 for found in reaches.values())


def test_large_weights_end_in_numbers_or_in_a_sentence():
    # 10³⁰⁸ where a sum of the RNN's or the LSTM's stays finite, and where none does.
    for edits in ("U_n.1.1 1e308", "U_n.1.1 1e308 1e308 U_z.1.1 1e308 1e308", "x.1.1 1e308"):
        page = visit(reach="own", lang="en", edits=edits)
        assert bool(page.error) != ("along all paths" in said(page)), edits


def test_a_gradient_whose_length_alone_is_beyond_the_largest_float_has_none():
    """Its 64 numbers are within floats at timestep 0; the square root of 64 times one is not."""
    T, H = 308, 64
    x, zero = np.zeros((T, 1)), np.zeros((H, H))
    three = trio.Three(
        rnn.forward(rnn.Params(np.zeros((H, 1)), 10.065 * np.eye(H)), x),
        lstm.forward(lstm.Params(*[np.zeros((H, 1))] * 4, *[zero] * 4), x),
        gru.forward(gru.Params(*[np.zeros((H, 1))] * 3, *[zero] * 3), x),
    )
    found = measure(three)
    lines = reach_says.clipped(found.arriving, list(found.reaches), 1, EN)
    assert "beyond the largest number" in lines[0]
    assert "has length" in lines[1]
    assert "LSTM" in clipped_alt(found.arriving, {"lstm": 1.0, "gru": 1.0}, EN)


def test_times_between_timesteps_are_even():
    found = visit(reach="own", lang="en").session_state["reach_measured"][1]
    assert {b - a for a, b in pairwise(found.reaches["gru"].at)} == {1}


def test_the_link_leads_back_to_it():
    state, broken = links.read({"gradients": "reach", "reach": "own", "clip": "2.5"})
    assert not broken
    assert (state.gradients, state.reach, state.clip) == ("reach", "own", 2.5)
