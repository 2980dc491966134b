"""Three cells over each other: what is drawn of their states and gates."""

import numpy as np
import plotly.graph_objects as go
import pytest

from gru_viz import trio
from gru_viz.figures import Style
from gru_viz.figures.cells import cells_alt, cells_over_time
from gru_viz.locales import LANGUAGES, texts
from gru_viz.palette import DARK, LIGHT
from gru_viz.variants import PUBLISHED, own
from tests.figures.runs import VARIANTS, array, cursor, run, sent

THREE = trio.beside(run(), 5, 1.5)
NAMES = ("h rnn", "h lstm", "h gru", "c", "f", "keep", "i", "write", "o", "r")


def figure(three=THREE, *, t=3, unit=2, palette=LIGHT, notation=None, tokens=()):
    style = Style(texts("en"), palette, notation=notation or own(three.gru.variant))
    return cells_over_time(three, style, t=t, unit=unit, tokens=tokens)


def lines(figure):
    drawn = sent(figure)["data"]
    assert len(drawn) == len(NAMES)
    return dict(zip(NAMES, drawn, strict=True))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_each_line_has_the_values_of_its_cell_at_its_timesteps(variant):
    three = trio.beside(run(variant=variant), 5, 1.5)
    z = three.gru.z[:, 1]
    keep, write = (1 - z, z) if variant.update == "renews" else (z, 1 - z)
    expected = {
        "h rnn": three.rnn.h[:, 1],
        "h lstm": three.lstm.h[:, 1],
        "h gru": three.gru.h[:, 1],
        "c": three.lstm.c[:, 1],
        "f": three.lstm.f[:, 1],
        "keep": keep,
        "i": three.lstm.i[:, 1],
        "write": write,
        "o": three.lstm.o[:, 1],
        "r": three.gru.r[:, 1],
    }
    for name, line in lines(figure(three)).items():
        np.testing.assert_allclose(array(line["y"]), expected[name], rtol=1e-15)
        first = 0 if len(expected[name]) == three.gru.T + 1 else 1
        np.testing.assert_array_equal(array(line["x"]), np.arange(first, three.gru.T + 1))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_states_have_the_hue_of_their_cell_and_gates_that_of_what_they_do(palette):
    drawn = lines(figure(palette=palette))
    colours = {name: line["line"]["color"] for name, line in drawn.items()}
    cells, fill = palette.cells, palette.fill
    assert [colours[f"h {cell}"] for cell in ("rnn", "lstm", "gru")] == [
        cells.rnn,
        cells.lstm,
        cells.gru,
    ]
    assert colours["f"] == colours["keep"] == fill.kept
    assert colours["i"] == colours["write"] == fill.written
    # and without colour: by their marks, or by dashes
    for one, other in (("f", "keep"), ("i", "write"), ("o", "r"), ("h lstm", "c")):
        looks = [(drawn[n]["marker"]["symbol"], drawn[n]["line"].get("dash")) for n in (one, other)]
        assert looks[0] != looks[1]


def test_a_cell_of_fewer_units_shows_its_last_one():
    three = trio.beside(run(H=4), 5, 1.0, "parameters")
    sizes = [trace.h.shape[1] for trace in (three.rnn, three.lstm, three.gru)]
    assert sizes[1] < sizes[2] < sizes[0]
    drawn = lines(figure(three, unit=sizes[0]))
    for name, trace in (("h rnn", three.rnn), ("h lstm", three.lstm), ("h gru", three.gru)):
        np.testing.assert_array_equal(array(drawn[name]["y"]), trace.h[:, -1])


def test_the_cursor_stands_at_t_and_moves_no_scale():
    assert set(cursor(figure(t=5))) == {(4.5, 5.5)}
    for axis in ("yaxis", "yaxis2", "yaxis3", "yaxis4"):
        assert figure(t=1).layout[axis].range == figure(t=7).layout[axis].range


def test_a_cell_state_beyond_1_has_a_panel_of_its_own():
    three = trio.beside(run(x=np.ones((40, 1))), 1, 0.5, keep=9)
    by_unit = np.abs(three.lstm.c).max(axis=0)
    unit = int(by_unit.argmax()) + 1
    assert by_unit.max() > 2
    drawn = figure(three, unit=unit)
    assert lines(drawn)["c"]["yaxis"] == "y2"
    assert {lines(drawn)[f"h {cell}"]["yaxis"] for cell in ("rnn", "lstm", "gru")} == {"y"}
    assert drawn.layout.yaxis.range == (-1.05, 1.05), "h stays readable"
    low, high = drawn.layout.yaxis2.range
    assert low < -by_unit.max() < by_unit.max() < high
    assert drawn.layout.yaxis2.tickvals is None, "−1, 0, 1 would lie on one another"
    others = [figure(three, unit=other).layout.height for other in range(1, len(by_unit) + 1)]
    assert set(others) == {drawn.layout.height}


def test_a_cell_state_within_1_stands_beside_h():
    three = trio.beside(run(), 5, 0.3)
    assert np.abs(three.lstm.c).max() < 1
    assert {line["yaxis"] for line in list(lines(figure(three)).values())[:4]} == {"y"}


def test_plotly_knows_every_property():
    drawn = figure(tokens=("a", "b", "<c>", "%{x}", "e", "f", "g"))
    go.Figure(drawn.to_dict())  # raises ValueError for any other


def test_the_letters_are_the_notations():
    ng = PUBLISHED["ng"]
    drawn = figure(trio.beside(run(variant=ng.variant), 5, 1.0), notation=ng)
    states, memory, keeping, *_ = [a.text for a in drawn.layout.annotations]
    assert states.count(">a</i>") == 2, "h of RNN and LSTM, since c is the GRU's state"
    assert states.count(">c</i>") == 1, "of the GRU"
    assert memory.count(">c</i>") == 1, "the LSTM's cell state"
    assert ">Γ</i><sub>u</sub>" in keeping


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_for_who_does_not_see_it_has_the_values_at_t(language):
    said = cells_alt(THREE, texts(language), t=4, unit=3)
    for value in (
        *(trace.h[4, 2] for trace in (THREE.rnn, THREE.lstm, THREE.gru)),
        *(THREE.lstm.c[4, 2], THREE.lstm.f[3, 2], THREE.lstm.i[3, 2], THREE.gru.keep[3, 2]),
    ):
        assert f"{value:.3f}".replace("-", "−") in said
