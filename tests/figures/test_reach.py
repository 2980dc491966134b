"""Where gradients go, as pictures: triangles, lines to the last timestep, what is clipped."""

import numpy as np
import plotly.graph_objects as go
import pytest

from gru_viz.cells.clipping import Arriving
from gru_viz.cells.reach import Curve, Reach
from gru_viz.figures import Style
from gru_viz.figures.powers import size_text
from gru_viz.figures.reach import HIGHEST, LOWEST, triangle, triangle_alt
from gru_viz.figures.reach_curves import clipped_alt, clipped_figure, curves_alt, curves_figure
from gru_viz.locales import LANGUAGES, texts
from gru_viz.palette import DARK, LIGHT
from tests.figures.runs import array, sent

GONE, NAN = -np.inf, np.nan
SIZES = np.array([[0, NAN, NAN, NAN], [-1, 0, NAN, NAN], [-12, 3, 0, NAN], [GONE, -2.5, 0.5, 0]])
ALL = Reach(np.arange(4), SIZES, SIZES - 1)
ALONE = Reach(np.arange(4), SIZES, None)
CURVES = {
    "rnn": Curve(np.array([-25.0, -12.0, -3.0, 0.0]), None),
    "lstm": Curve(np.array([1.4, 0.5, 0.1, 0.0]), np.array([-0.3, -0.2, -0.1, 0.0])),
    "gru": Curve(np.array([GONE, -0.2, -0.1, 0.0]), np.array([-0.3, -0.2, -0.1, 0.0])),
}
ARRIVING = {
    "rnn": Arriving(np.array([1e20, 1e8, 1e3, 1.0]), 2e20),
    "lstm": Arriving(np.array([0.0, 0.5, 1.0, 1.0]), 0.5),
}
both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def style(palette=LIGHT, language="en"):
    return Style(texts(language), palette)


# --- triangles -----------------------------------------------------------------------------


def test_a_row_is_a_later_timestep_and_a_column_an_earlier_one():
    heatmap, _ = sent(triangle(ALL, "gru", style(), t=3, k=0))["data"]
    z = array(heatmap["z"])
    for axis in "xy":
        np.testing.assert_array_equal(array(heatmap[axis]), ALL.at)
    assert z[2, 1] == HIGHEST, "3 is beyond the scale"
    assert z[2, 0] == z[3, 0] == LOWEST, "so are −12 and nothing at all"
    assert z[3, 1] == -2.5
    assert np.isnan(z[1, 2])
    figure = triangle(ALL, "gru", style(), t=3, k=0)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "t goes down"


def test_a_hover_has_the_number_also_beyond_the_scale():
    heatmap, _ = sent(triangle(ALL, "gru", style(), t=3, k=0))["data"]
    np.testing.assert_array_equal(array(heatmap["customdata"]), SIZES.astype(np.float32))


@both
def test_the_scale_is_the_same_for_all_and_its_ends_say_that_there_is_more(palette):
    scales = []
    for reach, cell in ((ALL, "lstm"), (ALONE, "rnn")):
        heatmap = sent(triangle(reach, cell, style(palette), t=3, k=0))["data"][0]
        bar = heatmap["colorbar"]
        scales.append((heatmap["zmin"], heatmap["zmax"], heatmap["colorscale"], bar["ticktext"]))
    assert scales[0] == scales[1]
    low, high, colours, names = scales[0]
    assert (low, high) == (-8, 2)
    assert names[0].startswith("≤")
    assert names[-1].startswith("≥")
    (one,) = [colour for position, colour in colours if position == 0.8]  # 10⁰ of −8…2
    assert one == palette.fill.x


def test_the_chosen_pair_is_marked():
    _, mark = sent(triangle(ALL, "gru", style(), t=2, k=1))["data"]
    assert (mark["x"], mark["y"]) == ([1], [2])


def test_the_direct_path_alone_and_the_cell_that_has_none():
    heatmap, _ = sent(triangle(ALL, "gru", style(), t=3, k=0, direct=True))["data"]
    assert array(heatmap["z"])[3, 1] == -3.5
    empty = triangle(ALONE, "rnn", style(), t=3, k=0, direct=True)
    assert not empty.data
    assert texts("en")("reach-corner-none") in empty.layout.annotations[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_triangle_in_words_has_the_numbers_of_its_last_row(language):
    said = triangle_alt(ALL, "gru", texts(language))
    assert "GRU" in said
    assert "t = 3" in said
    assert size_text(0.5) in said  # from k = 2
    assert said != triangle_alt(ALL, "gru", texts(language), direct=True)
    assert "RNN" in triangle_alt(ALONE, "rnn", texts(language), direct=True)


# --- lines ---------------------------------------------------------------------------------


def lines(figure):
    return sent(figure)["data"]


def test_lines_go_back_from_the_last_timestep():
    rnn, lstm, lstm_direct, gru, gru_direct = lines(curves_figure(CURVES, style()))
    np.testing.assert_array_equal(array(rnn["x"]), [3, 2, 1, 0])
    np.testing.assert_array_equal(array(rnn["y"]), CURVES["rnn"].log_size)
    np.testing.assert_array_equal(array(lstm_direct["y"]), CURVES["lstm"].log_direct)
    assert np.isnan(array(gru["y"])[0]), "0 has no place among powers of ten"
    assert [line["line"]["dash"] for line in (rnn, lstm, lstm_direct, gru, gru_direct)] == [
        "solid", "solid", "dash", "solid", "dash",
    ]  # fmt: skip


@both
def test_cells_are_told_apart_by_colour_by_mark_and_by_name(palette):
    figure = curves_figure(CURVES, style(palette))
    whole = [line for line in lines(figure) if line["line"]["dash"] == "solid"]
    assert [line["line"]["color"] for line in whole] == [
        palette.cells.rnn, palette.cells.lstm, palette.cells.gru,
    ]  # fmt: skip
    assert len({line["marker"]["symbol"] for line in whole}) == 3
    names = [note.text for note in figure.layout.annotations]
    assert names[0] == "RNN"
    assert len(set(names)) == 5


@pytest.mark.parametrize("end", [-40.0, -0.3, 0.0, 1.4, 30.0])
def test_names_stand_apart_and_beside_the_plot_wherever_lines_end(end):
    close = {
        cell: Curve(np.array([end + i / 100, 0.0]), np.array([end - i / 100, 0.0]))
        for i, cell in enumerate(CURVES)
    }
    figure = curves_figure(close, style())
    low, high = figure.layout.yaxis.range
    places = sorted(note.y for note in figure.layout.annotations)
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    pixels = np.diff(places) / (high - low) * plot
    assert (pixels > figure.layout.annotations[0].font.size).all()
    assert low <= places[0] < places[-1] <= high


def test_a_name_stands_where_its_line_ends_if_there_is_room():
    figure = curves_figure(CURVES, style())
    assert figure.layout.annotations[0].y == -25


def test_the_axis_is_in_powers_of_ten_and_holds_every_line_and_1():
    axis = curves_figure(CURVES, style()).layout.yaxis
    assert axis.range[0] < -25
    assert axis.range[1] > 1.4
    assert 0 in axis.tickvals
    assert axis.ticktext[axis.tickvals.index(0)] == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_in_words_have_their_ends(language):
    said = curves_alt(CURVES, texts(language))
    for curve in CURVES.values():
        assert size_text(curve.log_size[0]) in said


# --- clipping ------------------------------------------------------------------------------


def test_what_is_clipped_goes_down_as_a_whole_and_the_rest_stays():
    rnn, clipped, lstm = lines(clipped_figure(ARRIVING, {"rnn": 1e-20, "lstm": 1.0}, style()))
    np.testing.assert_allclose(array(rnn["y"]), [20, 8, 3, 0])
    np.testing.assert_allclose(array(clipped["y"]), [0, -12, -17, -20])
    assert clipped["line"]["dash"] == "dash"
    assert lstm["line"]["dash"] == "solid"


@pytest.mark.parametrize("language", LANGUAGES)
def test_clipping_in_words_has_the_lengths_before_and_after(language):
    said = clipped_alt(ARRIVING, {"rnn": 1e-18, "lstm": 1.0}, texts(language))
    for log_size in (20, 0, 2, -18):
        assert size_text(log_size) in said


# --- all -----------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("large", [False, True])
def test_plotly_knows_every_property(palette, large):
    looks = Style(texts("ko"), palette, large)
    for figure in (
        triangle(ALL, "lstm", looks, t=1, k=1),
        triangle(ALONE, "rnn", looks, t=1, k=1, direct=True),
        curves_figure(CURVES, looks),
        clipped_figure(ARRIVING, {"rnn": 0.5, "lstm": 1.0}, looks),
    ):
        go.Figure(figure.to_dict())  # raises ValueError for any other


@pytest.mark.parametrize(
    ("log_size", "said"),
    [
        (GONE, "0"),
        (0.0, "1"),
        (-0.30103, "0.5"),
        (np.log10(51.23), "51.2"),
        (2.9999, "1000"),
        (3.0, "1.0 · 10³"),
        (np.log10(0.0123), "0.0123"),
        (-14.5, "3.2 · 10⁻¹⁵"),
        (-14.0001, "1.0 · 10⁻¹⁴"),
        (np.log10(9.98) + 7, "1.0 · 10⁸"),
        (-400.0, "1.0 · 10⁻⁴⁰⁰"),
        (400.2, "1.6 · 10⁴⁰⁰"),
    ],
)
def test_a_size_is_written_with_its_power_of_ten(log_size, said):
    assert size_text(log_size) == said


def test_a_size_in_a_formula_and_in_plotlys_markup():
    assert size_text(-14.5, "tex") == r"3.2 \cdot 10^{-15}"
    assert size_text(-14.5, "markup") == "3.2 · 10<sup>−15</sup>"
