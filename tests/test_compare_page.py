"""The Compare page without a browser: three runs, and every number that it says of them."""

import json
import re
import struct
from dataclasses import fields
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gru_viz import links, trio
from gru_viz.cells import gru, lstm, rnn
from gru_viz.exports.study import sheet
from gru_viz.exports.study_links import address
from gru_viz.layouts import stack
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from gru_viz.player.payload import Seek
from gru_viz.player.trio import pack_trio
from gru_viz.sequences import parse
from gru_viz.ui import compare_cells_time
from gru_viz.ui.compare_cells_time import per_timestep
from gru_viz.ui.run import trace_of
from gru_viz.variants import OWN, PUBLISHED, beside, own, plain, typed
from gru_viz.weights import random
from tests import pages
from tests.figures.runs import VARIANTS
from tests.test_study import Page, opened

ROOT = Path(__file__).parents[1]
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
CELLS = ("rnn", "lstm", "gru")
KEEPS_AFTER = PUBLISHED["torch"].variant
visit = partial(pages.visit, "compare")


# --- what is on the page -------------------------------------------------------------------


def components(page):
    for element in page.main:
        if element.type == "bidi_component":
            yield element.proto.component_name, element.proto


def player(page):
    """What the player is sent: its header, and its arrays by name."""
    (data,) = (p.bytes for name, p in components(page) if name == "gru_player_trio")
    return unpack(data)


def unpack(data):
    (length,) = struct.unpack_from("<I", data)
    header, offset, arrays = json.loads(data[4 : 4 + length]), 4 + length, {}
    for name, rows, columns in header["arrays"]:
        arrays[name] = np.frombuffer(data, "<f8", rows * columns, offset).reshape(rows, columns)
        offset += rows * columns * 8
    assert offset == len(data)
    return header, arrays


def tables(page):
    """What corresponds to what, and what is counted."""
    found = [json.loads(p.json)["html"] for name, p in components(page) if "cells_table" in name]
    correspondence, counted = map(Page, found)
    return correspondence, counted


def row(table, *begins):
    return next(cells for cells in table.rows if cells[0].startswith(begins))


def three_of(page):
    return page.session_state["three"][1][1]


def size(params):
    return sum(a.size for f in fields(params) if (a := getattr(params, f.name)) is not None)


def last_number(text):
    """The number that a formula comes to."""
    return int(re.match(r"[\d,]+", text.split("=")[1].strip())[0].replace(",", ""))


# --- it opens ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [OWN, "ng", "torch", "onnx", "kr_exam", "d2l_concise"])
@pytest.mark.parametrize(
    "mode",
    [
        {"cells_by": "units"},
        {"cells_by": "parameters", "keep_bias": "2"},
        {"cells_from": "gru"},
        {"cells_from": "gru", "open_reset": "true", "keep_bias": "-1.5"},
    ],
    ids=str,
)
def test_it_opens_in_every_mode_notation_and_language(mode, key, language):
    page = visit(notation=key, lang=language, **mode)
    assert page.title[0].value == texts(language)("menu-compare")
    header, arrays = player(page)
    assert header["language"] == language
    assert {name.split(".")[0] for name in arrays} == {"x", *CELLS}
    for table in tables(page):
        assert all(len(cells) == 4 and all(cells[1:]) for cells in table.rows)
        assert "$" not in table.text
        assert "{" not in table.text


@pytest.mark.parametrize("key", PUBLISHED)
def test_the_other_cells_have_letters_that_are_told_apart(key):
    notation = PUBLISHED[key]
    symbols = beside.of_lstm(notation)
    quantities = [plain(symbols[name]) for name in "figochx"]
    assert len(set(quantities)) == 7
    assert plain(symbols["x"]) == plain(notation.symbols["x"])
    assert plain(beside.of_rnn(notation)["h"]) == plain(symbols["h"])
    names = [typed(symbols[f"{kind}_{gate}"]) for kind in "Wb" for gate in "figo"]
    assert len(set(names)) == 8


def test_the_other_cells_write_their_weights_as_the_notation_does():
    names = ("W_f", "U_f", "b_f", "c_f", "W_g")
    letters = {
        key: [typed(beside.of_lstm(PUBLISHED[key])[name]) for name in names]
        for key in ("torch", "kr_exam", "d2l", "onnx")
    }
    assert letters == {
        "torch": ["W_if", "W_hf", "b_if", "b_hf", "W_ic"],
        "kr_exam": ["U_f", "W_f", "b_f", "c_f", "U_c"],
        "d2l": ["W_xf", "W_hf", "b_f", "c_f", "W_xc"],
        "onnx": ["W_f", "R_f", "Wb_f", "Rb_f", "W_c"],
    }


# --- the three runs ------------------------------------------------------------------------


def sigma(a):
    return 1 / (1 + np.exp(-a))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_what_the_player_shows_obeys_the_equations(variant):
    page = visit(update=variant.update, reset=variant.reset, seq="1, -2, 0.5, 3", units="3")
    _, a = player(page)
    f, i, o, g = (a[f"lstm.{name}"] for name in "fiog")
    for name in "fio":
        np.testing.assert_allclose(a[f"lstm.{name}"], sigma(a[f"lstm.a_{name}"]), rtol=1e-12)
    np.testing.assert_allclose(g, np.tanh(a["lstm.a_g"]), rtol=1e-12)
    c, h = a["lstm.c"], a["lstm.h"]
    np.testing.assert_allclose(c[1:], f * c[:-1] + i * g, rtol=1e-12)
    np.testing.assert_allclose(h[1:], o * np.tanh(c[1:]), rtol=1e-12)
    np.testing.assert_allclose(a["lstm.kept"], f * c[:-1], rtol=1e-12)
    np.testing.assert_allclose(a["lstm.written"], i * g, rtol=1e-12)
    np.testing.assert_allclose(a["rnn.h"][1:], np.tanh(a["rnn.a"]), rtol=1e-12)
    keep, write, n, h = (a[f"gru.{name}"] for name in ("keep", "write", "n", "h"))
    np.testing.assert_allclose(keep + write, 1)
    np.testing.assert_allclose(h[1:], keep * h[:-1] + write * n, rtol=1e-12)


def test_the_gru_is_that_of_the_gates_page_without_what_ifs_and_rounding():
    mine = State(seq="1, -2, 0.5", seed=7, edits={("b_z", 0, 0): 1.0})
    _, trace = trace_of(mine)
    page = visit(**links.write(mine), hold="z.all.1.5 0.5", off="h1", rounding="steps")
    np.testing.assert_array_equal(player(page)[1]["gru.h"], trace.h)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_what_ifs_and_rounding_are_left_out(language):
    said = texts(language)("compare-without-what-ifs")
    for rule in (
        {"hold": "z.all.1.9 1"}, {"off": "h1"}, {"gates": "update"}, {"rounding": "steps"}
    ):  # fmt: skip
        assert said in [c.value for c in visit(lang=language, **rule).caption], rule
    assert said not in [c.value for c in visit(lang=language, edits="b_z.1.1 1").caption]


def test_rnn_and_lstm_run_on_their_weights_from_zero():
    page = visit(seq="1, -2, 0.5", keep_bias="1.5", edits="h0.1 0.5")
    three, arrays = three_of(page), player(page)[1]
    assert not arrays["rnn.h"][0].any()
    assert not arrays["lstm.c"][0].any()
    assert arrays["gru.h"][0, 0] == 0.5
    again = lstm.forward(three.lstm.params, three.gru.x, forget_bias=1.5)
    np.testing.assert_array_equal(arrays["lstm.h"], again.h)
    np.testing.assert_array_equal(arrays["rnn.h"], rnn.forward(three.rnn.params, again.x).h)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_keep_bias_raises_what_keeps_in_both(variant):
    choice = {"update": variant.update, "reset": variant.reset}
    plain_run, kept = three_of(visit(**choice)), three_of(visit(**choice, keep_bias="4"))
    assert kept.gru.keep[0].min() > plain_run.gru.keep[0].max()
    assert kept.lstm.f[0].min() > plain_run.lstm.f[0].max()
    made = three_of(visit(**choice, cells_from="gru", keep_bias="4"))
    np.testing.assert_allclose(made.lstm.f[0], made.gru.keep[0])


@pytest.mark.parametrize("H", [1, 2, 5, 16])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_tied_lstm_is_the_gru_but_for_tanh(variant, H):
    """From h₀ = 0 with the reset open: c₁ is h₁; from then on tanh(c) is what parts them."""
    drawn = {"update": variant.update, "reset": variant.reset, "units": str(H)}
    page = visit(**drawn, cells_from="gru", open_reset="true")
    a = player(page)[1]
    np.testing.assert_allclose(a["lstm.c"][1], a["gru.h"][1], atol=1e-15)
    assert (a["gru.r"] == 1).all()
    np.testing.assert_allclose(a["lstm.i"], 1 - a["lstm.f"])
    assert (a["lstm.o"] == 1).all()
    assert np.abs(a["lstm.c"] - a["gru.h"]).max() > 1e-4
    # A GRU whose gates and candidate see tanh(h) instead of h is this LSTM.
    p, (T, _) = three_of(page).gru.params, a["x"].shape
    h = np.zeros(H)
    for t in range(T):
        seen = np.tanh(h)
        bias = {g: sum(b for k in "bc" if (b := getattr(p, f"{k}_{g}")) is not None) for g in "rzn"}
        z = sigma(p.W_z @ a["x"][t] + p.U_z @ seen + bias["z"])
        n = np.tanh(p.W_n @ a["x"][t] + p.U_n @ seen + bias["n"])
        keep = 1 - z if variant.update == "renews" else z
        h = keep * h + (1 - keep) * n
    np.testing.assert_allclose(a["lstm.c"][-1], h, rtol=1e-12)


def test_with_small_weights_the_difference_vanishes():
    """tanh(c) is c but for its cube."""
    apart = []
    for scale in ("0.4", "0.1"):
        page = visit(scale=scale, seq="0.1, 0.2, -0.1", cells_from="gru", open_reset="true")
        a = player(page)[1]
        apart.append(np.abs(a["lstm.c"] - a["gru.h"]).max())
        assert 0 < apart[-1] < np.abs(a["gru.h"]).max() ** 3
    assert apart[1] < apart[0] / 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("open_reset", ["true", "false"])
def test_it_says_how_far_the_tied_lstm_is_from_the_gru(open_reset, language):
    page = visit(cells_from="gru", open_reset=open_reset, lang=language, decimals="5")
    three = three_of(page)
    by = np.abs(three.lstm.c - three.gru.h)
    t, unit = np.unravel_index(by.argmax(), by.shape)
    said = next(c.value for c in page.caption if "tanh" in c.value)
    for value in (by.max(), three.lstm.c[t, unit], three.gru.h[t, unit]):
        assert f"{value:.5f}".replace("-", "−") in said
    assert f"t = {t}" in said
    squashed = np.abs(np.tanh(three.lstm.c) - three.lstm.c).max()
    assert f"{squashed:.5f}" in said


def test_other_numbers_are_said_of_other_runs():
    said = [
        next(c.value for c in visit(cells_from="gru", seed=seed).caption if "tanh" in c.value)
        for seed in ("1", "2")
    ]
    assert said[0] != said[1]


# --- what corresponds to what ----------------------------------------------------------------


def letters_of(text):
    """Formula text without what is invisible in it."""
    return "".join(text.split()).replace("\u2062", "")


def test_formulas_stand_beside_those_that_do_the_same():
    for variant in VARIANTS:
        page = visit(update=variant.update, reset=variant.reset)
        table, _ = tables(page)
        _, _, forget, keep = map(letters_of, row(table, "Keep"))
        _, _, given_in, write = map(letters_of, row(table, "Write"))
        assert forget == "ft=σ(Wfxt+Ufht−1+bf)"
        assert given_in == "it=σ(Wixt+Uiht−1+bi)"
        gate = "zt=σ(Wzxt+Uzht−1+bz)"
        renews = variant.update == "renews"
        assert (keep, write) == (("1−zt", gate) if renews else (gate, "1−zt"))
        assert letters_of(row(table, "New memory")[2]) == "ct=ft⊙ct−1+it⊙c~t"
        assert letters_of(row(table, "Shown")[2]) == "ht=ot⊙tanh(ct)"
        assert letters_of(row(table, "Candidate")[1]) == "ht=tanh(Wxt+Uht−1+b)"


def test_a_notation_lays_out_the_others_as_its_own():
    joined, _ = tables(visit(notation="ng"))
    assert letters_of(row(joined, "Keep")[2]).replace("⋅", "·") == "f⟨t⟩=σ(Wf·[a⟨t−1⟩,x⟨t⟩]+bf)"
    rows, _ = tables(visit(notation="keras"))
    assert letters_of(row(rows, "Keep")[2]).startswith("ft=σ(xtWf+bif+ht−1Uf")


def test_the_tied_and_open_gates_are_written_as_such():
    table, _ = tables(visit(cells_from="gru"))
    assert letters_of(row(table, "Write")[2]) == "it=1−ft"
    _, _, output, reset = map(letters_of, row(table, "Only here"))
    assert output.startswith("ot=1")
    assert reset.startswith("rt=σ(")
    opened_up, _ = tables(visit(cells_from="gru", open_reset="true"))
    assert row(opened_up, "Only here")[2] == row(table, "Only here")[2]
    assert letters_of(row(opened_up, "Only here")[3]) == output.replace("ot", "rt")


@pytest.mark.parametrize("mode", ["drawn", "gru"])
@pytest.mark.parametrize("update", ["renews", "keeps"])
def test_what_is_added_so_that_both_keep_stands_in_their_formulas(update, mode):
    by, gate = ("−2", 3) if update == "renews" else ("+2", 2)
    page = visit(update=update, cells_from=mode, keep_bias="2", notation=OWN)
    table, _ = tables(page)
    assert letters_of(row(table, "Keep")[2]) == "ft=σ(Wfxt+Ufht−1+bf+2)"
    z = letters_of(row(table, "Write" if gate == 3 else "Keep")[3])
    assert z == f"zt=σ(Wzxt+Uzht−1+bz{by})"
    assert any("+2 in the σ of f" in c.value and f"{by} in that of z" in c.value
               for c in page.caption)  # fmt: skip


def test_what_is_added_is_no_parameter_of_a_gru_without_biases():
    page = visit(notation="cho_v1", cells_by="parameters", keep_bias="2")
    assert any("has 60 parameters" in c.value for c in page.caption), "3 · 4 (1 + 4)"
    table, _ = tables(page)
    assert "b" not in letters_of(row(table, "Keep")[3] + row(table, "Write")[3])
    assert letters_of(row(table, "Keep")[2]).endswith("+2)")


def test_it_says_between_what_forget_and_input_gate_add_up():
    page = visit(decimals="4")
    lstm_run = three_of(page).lstm
    total = lstm_run.f + lstm_run.i
    table, _ = tables(page)
    assert f"{total.min():.4f}" in table.text
    assert f"{total.max():.4f}" in table.text


# --- counted -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seq", "units"), [("1, 2, 3", "4"), ("1 2 3\n4 5 6", "7"), ("0.5, 1", "64")]
)
def test_parameters_are_as_many_as_the_weights_have_numbers(seq, units):
    page = visit(seq=seq, units=units)
    three = three_of(page)
    _, counted = tables(page)
    one, two = row(counted, "Parameters, one"), row(counted, "Parameters, two")
    H, D = int(units), three.gru.params.D
    weights = {
        "rnn": [np.zeros((H, D)), np.zeros((H, H))],
        "lstm": 4 * [np.zeros((H, D)), np.zeros((H, H))],
        "gru": 3 * [np.zeros((H, D)), np.zeros((H, H))],
    }
    biases = {"rnn": H, "lstm": 4 * H, "gru": 3 * H}
    for cell, shown, shown_two in zip(CELLS, one[1:], two[1:], strict=True):
        number = sum(a.size for a in weights[cell])
        assert last_number(shown) == number + biases[cell]
        assert last_number(shown_two) == number + 2 * biases[cell]
        # the weights that ran are those that are counted
        if cell != "gru":
            assert last_number(shown) == size(getattr(three, cell).params)


@pytest.mark.parametrize("notation", ["cho_v1", "torch", OWN])
@pytest.mark.parametrize("reset", ["before", "after"])
def test_the_rows_have_the_parameters_of_the_gru_that_ran(notation, reset):
    page = visit(notation=notation, reset=reset)
    _, counted = tables(page)
    shown = [last_number(c[3]) for c in counted.rows if c[0].startswith("Parameters")]
    assert size(three_of(page).gru.params) in shown
    assert len(shown) == (3 if notation == "cho_v1" else 2)


def test_with_as_many_parameters_no_other_size_would_come_nearer():
    page = visit(cells_by="parameters", units="6", notation="ng")
    three = three_of(page)
    wanted = size(three.gru.params)
    for cell, sums in (("rnn", 1), ("lstm", 4)):
        H = getattr(three, cell).h.shape[1]
        off = {n: abs(sums * n * (1 + n + 1) - wanted) for n in range(1, 60)}
        assert off[H] == min(off.values())
    header, _ = player(page)
    assert header["H"] == max(getattr(three, cell).h.shape[1] for cell in CELLS)
    sizes = [str(size(getattr(three, cell).params)) for cell in CELLS]
    assert any(all(n in caption.value for n in sizes) for caption in page.caption)


def test_multiplications_states_and_functions_are_counted():
    _, counted = tables(visit(seq="1 2 3\n4 5 6", units="5"))
    # by hand: H (D + H) = 5 · 8 = 40; 4 · 40 + 15; 3 · 40 + 15
    assert [last_number(c) for c in row(counted, "Multiplications")[1:]] == [40, 175, 135]
    assert [last_number(c) for c in row(counted, "State carried")[1:]] == [5, 10, 5]
    assert [last_number(c) for c in row(counted, "σ and tanh")[1:]] == [5, 25, 15]
    assert [c[0] for c in row(counted, "Gates")[1:]] == ["0", "3", "2"]


def test_the_way_of_the_memory_has_the_mean_of_its_factors():
    page = visit(decimals="4")
    three = three_of(page)
    _, counted = tables(page)
    _, _, by_lstm, by_gru = row(counted, "Way of the memory")
    assert f"{three.lstm.f.mean():.4f}" in by_lstm
    assert f"{three.gru.keep.mean():.4f}" in by_gru


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_says_that_it_leads_to_an_example(language):
    """It leaves the learner's own sequence, as the others don't."""
    page = visit(lang=language, seq="1, 2, 3")
    source = [json.loads(p.json)["html"] for n, p in components(page) if "cells_table" in n][1]
    found = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)">([^<]*)</a>', source)
    said = {"seq=1" in to: {word} for to, _, word in found}
    assert len(found) == 4
    assert said[False] == {texts(language)("compare-see-example")}
    assert said[True] == {texts(language)("compare-see-it")}
    for _, about, word in found:
        assert word in about, "what is spoken has what is seen"


def change(cell, three, h):
    """By what a change of the first state is multiplied until the last one: RMS, by differences."""
    trace = getattr(three, cell)
    H, T = trace.h.shape[1], len(trace.x)

    def last(start):
        if cell == "rnn":
            return rnn.forward(trace.params, trace.x, start).h[T]
        if cell == "lstm":
            return lstm.forward(trace.params, trace.x, trace.h[0], start).c[T]
        return gru.forward(trace.params, trace.x, start, trace.variant).h[T]

    first = trace.c[0] if cell == "lstm" else trace.h[0]
    columns = [(last(first + h * e) - last(first - h * e)) / (2 * h) for e in np.eye(H)]
    return np.linalg.norm(columns) / np.sqrt(H)


def test_the_gradients_reach_is_what_small_changes_of_the_first_state_come_to():
    page = visit()
    _, counted = tables(page)
    for cell, shown in zip(CELLS, row(counted, "Gradient over")[1:], strict=True):
        number = float(re.match(r"0\.\d+", shown)[0])
        expected = change(cell, three_of(page), 1e-6)
        assert number == pytest.approx(expected, rel=0.01)
        factor = float(re.search(r"× (\d\.\d+)", shown)[1])
        assert factor == pytest.approx(expected ** (1 / 5), abs=1e-3)


@pytest.mark.parametrize(("scale", "sign"), [("0.3", -1), ("10", 1)])
def test_a_gradient_of_any_size_is_a_number_times_a_power_of_ten(scale, sign):
    """That of an RNN, whose J is diag(1 − h²) U; its numbers are exact to a fraction of one."""
    if sign < 0:
        page = visit(seq=",".join(["0.5"] * 60), scale=scale, decimals="6")
    else:  # with h = 0 throughout, J is U
        page = visit(seq=",".join("0" * 8), scale=scale, notation="cho_v1", decimals="6")
    run = three_of(page).rnn
    J = np.eye(run.h.shape[1])
    for h in run.h[1:]:
        J = (1 - h**2)[:, None] * run.params.U @ J
    expected = np.linalg.norm(J) / np.sqrt(len(J))
    shown = letters_of(row(tables(page)[1], "Gradient over")[1])
    digits, power = re.match(r"(\d\.\d)·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)×", shown).groups()
    power = int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
    assert np.sign(power) == sign
    assert float(digits) * 10.0**power == pytest.approx(expected, rel=0.05)


def test_what_is_timed_is_the_standard_lstm(monkeypatch):
    three, ran = three_of(visit(cells_from="gru", keep_bias="2")), []
    forward = lstm.forward
    monkeypatch.setattr(lstm, "forward", lambda *a, **k: ran.append(forward(*a, **k)) or ran[-1])
    per_timestep(three)
    assert ran
    assert all((run.variant, run.forget_bias) == (lstm.Variant(), 0) for run in ran)
    assert three.lstm.variant != lstm.Variant()


def test_a_slow_moment_of_the_machine_is_not_taken_for_a_slow_cell(monkeypatch):
    """Of each cell's rounds, the shortest counts."""
    three, clock, runs = three_of(visit()), [0.0], dict.fromkeys(CELLS, 0)
    takes = {"rnn": 1e-4, "lstm": 3e-4, "gru": 2e-4}

    def slow_but_once(cell):
        def forward(*args, **kwargs):
            clock[0] += takes[cell] * (1 if runs[cell] == 1 else 40)
            runs[cell] += 1

        return forward

    for module, cell in ((rnn, "rnn"), (lstm, "lstm"), (gru, "gru")):
        monkeypatch.setattr(module, "forward", slow_but_once(cell))
    monkeypatch.setattr(compare_cells_time, "perf_counter", lambda: clock[0])
    seconds = per_timestep(three)
    assert {cell: seconds[cell] * 100 for cell in CELLS} == pytest.approx(takes)
    assert min(runs.values()) >= 3


def test_time_is_measured_here_and_again_when_asked():
    page = visit()
    first = page.session_state["cells_measured"][1]
    assert all(0 < seconds < 0.1 for seconds in first.seconds.values())
    _, counted = tables(page)
    shown = row(counted, "Time for")
    for cell, text in zip(CELLS, shown[1:], strict=True):
        number, unit = re.match(r"([\d.]+) (µs|ms)", text).groups()
        seconds = float(number) * {"µs": 1e-6, "ms": 1e-3}[unit]
        assert seconds == pytest.approx(first.seconds[cell], abs=6e-8)
    ratio = first.seconds["lstm"] / first.seconds["gru"]
    assert f"{ratio:.2f} × the GRU" in shown[2]
    page.run()
    assert page.session_state["cells_measured"][1] is first, "kept while the runs are the same"
    (button,) = (b for b in page.button if b.key == "measure_again")
    button.click().run()
    assert not page.exception
    again = page.session_state["cells_measured"][1]
    assert again.seconds != first.seconds
    assert again.reach == first.reach


# --- what the study sheet claims -----------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [OWN, "torch", "kr_exam"])
def test_each_difference_on_the_study_sheet_leads_to_where_it_shows(key, language):
    mine = State(notation=key, seq="1, -1, 2", units=3, lang=language)
    written = texts(language).written_in(mine.written)
    leads = {words: opened(to) for to, words in Page(sheet(mine, written)).links}
    for claim in ("gates", "states", "activations", "parameters", "parameters-two", "time", "path"):
        name, there = leads[written(f"study-{claim}")]
        assert name == "compare"
        assert (there.seq, there.units, there.notation) == ("1, -1, 2", 3, key)
    assert leads[written("study-why-cost-seen")][0] == "compare"
    name, there = leads[written("study-why-vanishing-seen")]
    assert (name, there.gradients, there.reach) == ("backpropagation", "reach", "usual")


def test_page_and_sheet_count_by_the_formulas_of_the_textbook():
    on_sheet = Page(sheet(State(study_d=1, study_h=4), texts("en")))
    _, counted = tables(visit())  # D = 1, H = 4
    one = ["H(D+H+1)=24", "4H(D+H+1)=96", "3H(D+H+1)=72"]
    two = ["H(D+H+2)=28", "4H(D+H+2)=112", "3H(D+H+2)=84"]
    for table, names in (
        (counted, ("Parameters, one", "Parameters, two")),
        (on_sheet, ("Parameters, one", "with two")),
    ):
        for name, formulas in zip(names, (one, two), strict=True):
            assert [letters_of(cell) for cell in row(table, name)[1:]] == formulas
    products = ["H(D+H)", "4H(D+H)", "3H(D+H)"]
    assert [letters_of(cell) for cell in row(on_sheet, "Training time")[1:]] == products
    made = ["H(D+H)=20", "4H(D+H)+3H=92", "3H(D+H)+3H=72"]
    shown = [letters_of(cell) for cell in row(counted, "Multiplications")[1:]]
    assert all(text.startswith(begin) for text, begin in zip(shown, made, strict=True))


@pytest.mark.parametrize("place", ["beside", "joined", "back-keep", "reach-usual", "reach-own"])
def test_places_of_the_new_pages_open_there(place):
    name, there = opened(address(place, State(notation="ng"), "ko"))
    assert (ROOT / "pages" / f"{name}.py").exists()
    assert (there.notation, there.lang) == ("ng", "ko")


def test_links_of_the_table_open_pages_that_exist():
    _, counted = tables(visit(notation="keras"))
    assert len(counted.links) == 4
    for to, words in counted.links:
        name, there = opened(to)
        assert words.strip()
        assert not name or (ROOT / "pages" / f"{name}.py").exists()
        assert there.notation == "keras"


# --- what can go wrong ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seq", ["1, 2, x", "", "1, 2\n3"])
def test_a_sequence_that_cannot_be_read_is_said(seq, language):
    page = visit(seq=seq, lang=language)
    assert len(page.error) == 1
    assert "gru_player_trio" not in [name for name, _ in components(page)]


def test_a_sum_beyond_the_largest_float_is_said():
    page = visit(seq="1e308, -1e308", scale="10")
    (error,) = page.error
    assert error.value == texts("en")("compare-too-large")


def test_a_place_outside_of_the_runs_opens():
    page = visit(seq="1, 2", units="3", t="9", unit="64")
    header, _ = player(page)
    assert (header["T"], header["H"]) == (2, 3)


@pytest.mark.parametrize("mode", list(product(("units", "parameters"), ("drawn", "gru"))))
def test_the_longest_and_widest_opens(mode):
    cells_by, cells_from = mode
    seq = ",".join(["0.5", "-1", "2", "0"] * 128)
    page = visit(seq=seq, units="64", cells_by=cells_by, cells_from=cells_from)
    header, arrays = player(page)
    assert header["T"] == 512
    assert max(a.shape[1] for a in arrays.values()) == 64


def test_of_very_many_units_the_first_are_sent_and_all_are_told():
    H = 70
    weights = [np.zeros((H, 1))] * 3 + [np.zeros((H, H))] * 3
    run = gru.forward(gru.Params(*weights), np.ones((3, 1)))
    data = pack_trio(
        trio.beside(run, 1, 1.0), parse("1, 1, 1"), texts("en"), seek=Seek(0, 1, 1),
        notation=own(run.variant),
    )  # fmt: skip
    header, arrays = unpack(data)
    assert {a.shape[1] for name, a in arrays.items() if name != "x"} == {64}
    assert {cell["all"] for cell in header["cells"].values()} == {H}


def visit_given(levels, **changed):
    """The page on weights from elsewhere."""
    weights = stack.Stack("torch", levels)
    page = visit(seq="1, -1, 2", units="3")
    page.session_state["visit"].state = State(
        seq="1, -1, 2", weights="given", given=stack.as_text(weights), notation="torch", **changed
    )
    page.run()
    assert not page.exception
    return page


def layer(D, H, *seeds):
    return stack.Layer(*(random(D, H, seed, 1.0, PUBLISHED["torch"]) for seed in seeds))


@pytest.mark.parametrize("cells_from", ["drawn", "gru"])
def test_of_given_layers_the_chosen_one_is_compared_as_it_reads(cells_from):
    levels = (layer(1, 5, 1, 2), layer(10, 5, 3, 4))
    page = visit_given(levels, layer=2, direction="reverse", cells_from=cells_from)
    x = np.array([[1.0], [-1.0], [2.0]])
    both = [gru.forward(way.params, x[::s], variant=KEEPS_AFTER).h[1:][::s]
            for way, s in ((levels[0].forward, 1), (levels[0].reverse, -1))]  # fmt: skip
    below = np.concatenate(both, axis=1)[::-1]
    three, arrays = three_of(page), player(page)[1]
    for trace in (three.rnn, three.lstm, three.gru):
        np.testing.assert_allclose(trace.x, below, rtol=1e-6)
    last = gru.forward(levels[1].reverse.params, below, variant=KEEPS_AFTER)
    np.testing.assert_allclose(arrays["gru.h"], last.h, rtol=1e-5)


def test_a_given_layer_of_512_units_is_compared():
    levels = (layer(1, 512, 1),)
    page = visit_given(levels)
    three, (header, _) = three_of(page), player(page)
    assert {cell: about["all"] for cell, about in header["cells"].items()} == dict.fromkeys(
        CELLS, 512
    )
    _, counted = tables(page)
    weights = 512 * (1 + 512)
    assert [last_number(c) for c in row(counted, "Parameters, two")[1:]] == [
        k * (weights + 2 * 512) for k in (1, 4, 3)
    ]
    assert size(three.gru.params) == 3 * (weights + 2 * 512)
    nearest = visit_given(levels, cells_by="parameters")
    assert len(nearest.error) == 1, "an RNN of as many would have 888 units"


def test_one_unit_at_one_timestep_is_compared():
    for mode in product(("drawn", "gru"), ("false", "true"), ("units", "parameters")):
        chosen = dict(zip(("cells_from", "open_reset", "cells_by"), mode, strict=True))
        page = visit(seq="0.5", units="1", **chosen)
        _, arrays = player(page)
        assert arrays["gru.h"].shape == (2, 1)
        _, counted = tables(page)
        assert [last_number(c) for c in row(counted, "Multiplications")[1:]][2] == 9


def test_words_and_many_features_open():
    page = visit(seq="so it goes", encode="onehot")
    assert player(page)[0]["tokens"] == ["so", "it", "goes"]


def test_controls_change_the_runs_and_the_address():
    page = visit()
    before = player(page)[1]["rnn.h"]
    (control,) = (c for c in page.segmented_control if c.key == "cells_by")
    control.set_value("parameters").run()
    assert not page.exception
    assert player(page)[1]["rnn.h"].shape != before.shape
    (query,) = (json.loads(p.json)["query"] for n, p in components(page) if n == "gru_address")
    assert "cells_by=parameters" in query


@FEW
@given(
    st.dictionaries(
        st.sampled_from([f.name for f in fields(links.State)]), st.text(), min_size=1, max_size=6
    )
)
def test_any_link_opens(query):
    visit(**query)
