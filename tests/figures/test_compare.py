"""Two runs over each other: how far apart they are, and what is drawn of them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from gru_viz.figures import Style
from gru_viz.figures.compare import compare_alt, compare_over_time, farthest
from gru_viz.locales import LANGUAGES, texts
from gru_viz.palette import DARK, LIGHT
from gru_viz.variants import PUBLISHED
from tests.figures.runs import VARIANTS, array, cursor, run, sent

COLAH, TORCH = PUBLISHED["colah"], PUBLISHED["torch"]
LEFT = run(variant=COLAH.variant)
RIGHT = run(variant=TORCH.variant)
NAMES = ("one", "the other")


def figure(left=LEFT, right=RIGHT, *, palette=LIGHT, t=3, unit=2, tokens=()):
    styles = (Style(texts("en"), palette, False, notation) for notation in (COLAH, TORCH))
    return compare_over_time(left, right, *styles, t=t, unit=unit, names=NAMES, tokens=tokens)


@pytest.mark.parametrize("quantity", ["h", "z", "n"])
def test_the_farthest_place_is_the_one_that_a_search_finds(quantity):
    one, other = (getattr(trace, quantity) for trace in (LEFT, RIGHT))
    by, row, unit = max(
        (abs(float(one[i, j]) - float(other[i, j])), i, j)
        for i in range(one.shape[0])
        for j in range(one.shape[1])
    )
    apart = farthest(LEFT, RIGHT, quantity)
    assert (apart.by, apart.unit) == (by, unit + 1)
    assert apart.t == (row if quantity == "h" else row + 1), "h has a row for t = 0"
    assert (apart.left, apart.right) == (one[row, unit], other[row, unit])


def test_equal_runs_are_nowhere_apart():
    assert farthest(LEFT, LEFT).by == 0


def test_states_at_the_limit_of_floats_have_a_finite_distance():
    left, right = (run(h0=[start, 0, 0]) for start in (1e308, -1e308))
    assert np.isfinite(farthest(left, right).by)
    compare_over_time(
        left, right, Style(texts("en")), Style(texts("en")), t=1, unit=1, names=NAMES
    ).to_json()


def test_z_and_h_of_both_runs_are_drawn_at_their_timesteps():
    left_z, right_z, left_h, right_h = sent(figure())["data"]
    for line, trace in ((left_z, LEFT), (right_z, RIGHT)):
        np.testing.assert_array_equal(array(line["x"]), np.arange(1, 8))
        np.testing.assert_array_equal(array(line["y"]), trace.z[:, 1])
    for line, trace in ((left_h, LEFT), (right_h, RIGHT)):
        np.testing.assert_array_equal(array(line["x"]), np.arange(8))
        np.testing.assert_array_equal(array(line["y"]), trace.h[:, 1])


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_left_and_right_are_told_apart_without_colour_and_have_the_quantitys(palette):
    left_z, right_z, left_h, right_h = sent(figure(palette=palette))["data"]
    assert left_z["line"]["color"] == right_z["line"]["color"] == palette.fill.z
    assert left_h["line"]["color"] == right_h["line"]["color"] == palette.fill.h
    for left, right in ((left_z, right_z), (left_h, right_h)):
        assert left["line"].get("dash", "solid") == "solid"
        assert right["line"]["dash"] == "dash"
        assert left["marker"]["symbol"] != right["marker"]["symbol"]


def test_each_line_is_named_in_the_letters_of_its_notation():
    mxnet = PUBLISHED["mxnet"]
    styles = Style(texts("en"), notation=COLAH), Style(texts("en"), notation=mxnet)
    drawn = compare_over_time(LEFT, run(variant=mxnet.variant), *styles, t=1, unit=1, names=NAMES)
    title = next(a.text for a in drawn.layout.annotations if ">z</i>" in a.text)
    assert title.index(">z</i>") < title.index("one") < title.index(">i</i>")
    assert title.index(">i</i>") < title.index("the other")


def test_the_cursor_stands_at_t_and_moves_no_scale():
    assert set(cursor(figure(t=5))) == {(4.5, 5.5)}
    for axis in ("yaxis", "yaxis2"):
        assert figure(t=1).layout[axis].range == figure(t=7).layout[axis].range


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_state_before_the_first_timestep_may_be_large(variant):
    trace = run(variant=variant, h0=[0, 3.5, 0])
    low, high = figure(trace, trace).layout.yaxis2.range
    assert low < -3.5 < 3.5 < high


def test_plotly_knows_every_property():
    drawn = figure(tokens=("a", "b", "<c>", "%{x}", "e", "f", "g"))
    go.Figure(drawn.to_dict())  # raises ValueError for any other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_for_who_does_not_see_it_names_the_places_where_they_part(language):
    said = compare_alt(LEFT, RIGHT, texts(language), (COLAH, TORCH), 2)
    z, h = (
        int(np.abs(getattr(LEFT, name)[:, 1] - getattr(RIGHT, name)[:, 1]).argmax())
        for name in ("z", "h")
    )
    assert f"t = {z + 1}" in said
    assert f"t = {h}" in said
