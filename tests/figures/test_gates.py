"""The heatmaps over time: what they show is the trace, on scales that stay."""

import re
from html import unescape

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_array_equal

from gru_viz.figures import Style, gates_alt, gates_over_time, unit_over_time
from gru_viz.locales import LANGUAGES, texts
from gru_viz.palette import DARK, LIGHT
from tests.figures.colours import contrast
from tests.figures.runs import VARIANTS, array, cursor, lists_of_numbers, run, sent

STYLE = Style(texts("en"))
HOSTILE = ("<b>x</b>", "&lt;", "%{z}", "<a href>", "나는")


def heatmaps(figure):
    return figure["data"][-4:]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_number_of_the_gates_and_states_is_sent_in_its_place(variant):
    trace = run(variant=variant)
    drawn = heatmaps(sent(gates_over_time(trace, STYLE, t=2, unit=1)))
    for shown, values, first in zip(
        drawn, (trace.r, trace.z, trace.n, trace.h), (1, 1, 1, 0), strict=True
    ):
        assert_array_equal(array(shown["z"]), values.T)
        assert (shown["x0"], shown["y0"]) == (first, 1)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_the_scales_of_gates_and_states_are_fixed(scale):
    trace = run(x=scale * np.array([[1.0], [-2.0], [0.5]]))
    drawn = heatmaps(sent(gates_over_time(trace, STYLE, t=1, unit=1)))
    assert [(h["zmin"], h["zmax"]) for h in drawn] == [(0, 1), (0, 1), (-1, 1), (-1, 1)]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_zero_is_the_surface_on_every_scale(palette):
    trace = run(T=30, D=6)
    figure = sent(gates_over_time(trace, Style(texts("en"), palette), t=1, unit=1))
    x, r, z, n, h = (dict(map(tuple, trace["colorscale"])) for trace in figure["data"])
    assert {x[0.5], r[0], z[0], n[0.5], h[0.5]} == {palette.surface}
    assert (r[1], z[1]) == (palette.fill.r, palette.fill.z)
    assert n == h == {0: palette.negative, 0.5: palette.surface, 1: palette.positive}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_in_cells_are_readable_on_the_ends_of_every_scale(palette):
    trace = run(T=3, H=4)
    figure = sent(gates_over_time(trace, Style(texts("en"), palette), t=1, unit=1))
    for cells in figure["data"][-4:]:
        for _, colour in cells["colorscale"]:
            assert contrast(cells["textfont"]["color"], colour) >= 4.5


@pytest.mark.parametrize("D", [1, 2, 4])
def test_a_few_features_are_lines_with_the_numbers_of_the_input(D):
    trace = run(D=D)
    lines = sent(gates_over_time(trace, STYLE, t=1, unit=1))["data"][:-4]
    assert [line["type"] for line in lines] == ["scatter"] * D
    assert_array_equal(np.column_stack([array(line["y"]) for line in lines]), trace.x)
    assert all(array(line["x"]).tolist() == list(range(1, 8)) for line in lines)


def test_many_features_are_a_heatmap_on_a_symmetrical_scale():
    trace = run(x=[[1.0, -3.0, 0.0, 0.0, 2.0], [0.0, 1.0, 0.0, 0.0, 0.0]])
    x = sent(gates_over_time(trace, STYLE, t=1, unit=1))["data"][0]
    assert_array_equal(array(x["z"]), trace.x.T)
    assert (x["zmin"], x["zmax"]) == (-3, 3)


def test_tokens_are_a_heatmap_even_where_they_are_few():
    figure = gates_over_time(
        run(x=np.eye(2)), STYLE, t=1, unit=1, tokens=("a", "b"), features=("a", "b")
    )
    assert [trace["type"] for trace in sent(figure)["data"]] == ["heatmap"] * 5


def input_scale(x):
    figure = sent(gates_over_time(run(x=x), STYLE, t=1, unit=1))
    top = figure["data"][0]
    return (top["zmin"], top["zmax"]) if "zmin" in top else figure["layout"]["yaxis"]["range"]


@pytest.mark.parametrize("value", [0.0, -5.0, 1e303])
@pytest.mark.parametrize("D", [1, 6])
def test_a_constant_input_is_within_its_scale(value, D):
    low, high = input_scale([[value] * D] * 3)
    assert low < high
    assert low <= value <= high


@pytest.mark.parametrize("D", [1, 6])
def test_the_largest_floats_leave_the_scale_finite_for_the_browser(D):
    # JavaScript's high − low must not overflow either
    low, high = input_scale([[1.7e308] * D, [-1.7e308] * D])
    assert low < high
    assert np.isfinite(high - low)


@pytest.mark.parametrize("t", [1, 4, 7])
def test_the_cursor_frames_its_timestep_in_every_panel(t):
    figure = gates_over_time(run(D=2), STYLE, t=t, unit=1)
    assert cursor(figure) == [(t - 0.5, t + 0.5)] * 6
    panels = {s.yref for s in figure.layout.shapes if s.name == "cursor"}
    assert panels == {"paper", *(f"y{i} domain" for i in ("", 2, 3, 4, 5))}


def test_moving_the_cursor_changes_shapes_and_nothing_else():
    # that is what lets a browser move it within a frame
    before, after = (sent(gates_over_time(run(), STYLE, t=t, unit=2)) for t in (2, 5))
    assert before["layout"].pop("shapes") != after["layout"].pop("shapes")
    assert before == after


@pytest.mark.parametrize("H", [2, 16, 64])
def test_the_chosen_unit_is_framed_and_always_named(H):
    for unit in {1, H // 2, H}:
        figure = gates_over_time(run(H=H), STYLE, t=1, unit=unit)
        frames = [s for s in figure.layout.shapes if s.name == "unit"]
        assert [(s.y0, s.y1) for s in frames] == [(unit - 0.5, unit + 0.5)] * 4
        axis = figure.layout.yaxis2
        ticks = zip(axis.tickvals, axis.ticktext, strict=True)
        marked = [(i, re.sub("<.*?>", "", text)) for i, text in ticks if text.startswith("<b")]
        assert marked == [(unit, str(unit))]
        assert len(axis.tickvals) <= 11  # more do not fit above each other


@pytest.mark.parametrize("view", [gates_over_time, unit_over_time], ids=["gates", "unit"])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_smallest_run_is_drawn_in_both_languages(view, variant, language):
    style = Style(texts(language), large=True)
    figure = sent(view(run(T=1, H=1, variant=variant), style, t=1, unit=1))
    assert figure["layout"]["xaxis"]["range"] == [-0.5, 1.5]


@pytest.mark.parametrize("tokens", [(), ("a",) * 7, ("a",) * 30], ids=len)
@pytest.mark.parametrize("D", [1, 4, 6])
def test_plotly_knows_every_property(D, tokens):
    trace = run(T=len(tokens) or 7, D=D)
    for view in (gates_over_time, unit_over_time):
        figure = view(trace, STYLE, t=1, unit=1, tokens=tokens)
        go.Figure(figure.to_plotly_json())  # else raises ValueError


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_hovers_speak_the_language(language):
    words = texts(language)
    style = Style(words)
    figure = sent(gates_over_time(run(), style, t=1, unit=1))
    titles = " ".join(a["text"] for a in figure["layout"]["annotations"])
    assert all(words(f"figure-{name}") in titles for name in "xrznh")
    expected = words(
        "figure-hover-unit", symbol=style.letter("z"), value="%{z:.6f}", unit="%{y}", when="%{x}"
    ).replace("\n", "<br>")
    told = figure["data"][2]["hovertemplate"].replace("&nbsp;", "")
    assert told == expected + "<extra></extra>"


def test_both_figures_share_their_time_axis_so_that_a_zoom_of_one_fits_the_other():
    for tokens in ((), ("a",) * 7):
        gates = gates_over_time(run(), STYLE, t=3, unit=1, tokens=tokens).layout
        unit = unit_over_time(run(), STYLE, t=3, unit=1, tokens=tokens).layout
        assert gates.xaxis.range == unit.xaxis.range
        assert gates.xaxis.labelalias == unit.xaxis.labelalias
        assert (gates.margin.l, gates.margin.r) == (unit.margin.l, unit.margin.r)


def test_a_zoom_survives_every_change_but_another_length():
    def revision(figure):
        return figure.layout.uirevision

    plain = revision(gates_over_time(run(), STYLE, t=1, unit=1))
    korean = Style(texts("ko"), DARK, large=True)
    other = run(seed=3, H=5, D=6, variant=VARIANTS[3])
    assert revision(gates_over_time(other, korean, t=7, unit=4)) == plain
    assert revision(unit_over_time(other, korean, t=7, unit=4)) == plain
    assert revision(gates_over_time(run(T=8), STYLE, t=1, unit=1)) != plain


def test_only_the_time_axis_zooms():
    for view in (gates_over_time, unit_over_time):
        layout = sent(view(run(), STYLE, t=1, unit=1))["layout"]
        axes = [axis for name, axis in layout.items() if name.startswith("yaxis")]
        assert all(axis["fixedrange"] and len(axis["range"]) == 2 for axis in axes)
        assert layout["dragmode"] == "zoom"
        assert "fixedrange" not in layout["xaxis"]


def test_no_template_changes_the_figure_where_streamlit_has_set_its_own():
    figure = sent(gates_over_time(run(), STYLE, t=1, unit=1))
    assert not figure["layout"]["template"].get("layout")


@pytest.mark.parametrize("tokens", [(), ("a",) * 7], ids=["numbers", "tokens"])
@pytest.mark.parametrize("D", [1, 6])
def test_numbers_travel_as_typed_arrays(tokens, D):
    # lists took four times as long to arrive at T 512, H 64
    for figure in (
        gates_over_time(run(D=D), STYLE, t=5, unit=1, tokens=tokens),
        unit_over_time(run(D=D), STYLE, t=5, unit=1, tokens=tokens),
    ):
        assert not list(lists_of_numbers([t | {"colorscale": 0} for t in sent(figure)["data"]]))


@pytest.mark.parametrize("view", [gates_over_time, unit_over_time], ids=["gates", "unit"])
def test_markup_in_tokens_is_drawn_as_text(view):
    x = np.eye(5)
    names = {"features": HOSTILE} if view is gates_over_time else {}
    figure = sent(view(run(x=x), STYLE, t=1, unit=1, tokens=HOSTILE, **names))
    shown = figure["layout"]["xaxis"]["labelalias"]
    shown = [shown[str(t)] for t in range(1, 6)]
    assert not re.search("[<>%]", "".join(shown))
    assert [unescape(text) for text in shown] == list(HOSTILE)
    label = next(s["label"]["text"] for s in figure["layout"]["shapes"] if "label" in s)
    assert label == "<b>t = 1 · “&lt;b&gt;x&lt;/b&gt;”</b>"


def test_tokens_take_the_place_of_numbers_only_where_all_of_them_fit():
    def aliases(T):
        tokens = [f"w{t}" for t in range(1, T + 1)]
        layout = gates_over_time(run(x=np.eye(T)), STYLE, t=1, unit=1, tokens=tokens).layout
        return layout.xaxis.labelalias["2"], layout.xaxis.dtick

    assert aliases(5) == ("w2", 1)
    assert aliases(100) == ("2 · w2", None)  # where Plotly leaves most out, the number still helps


def test_hovering_a_token_still_tells_its_timestep():
    figure = sent(gates_over_time(run(x=np.eye(5)), STYLE, t=1, unit=1, tokens=HOSTILE))
    for shown, first in zip(figure["data"], (1, 1, 1, 1, 0), strict=True):
        assert "%{customdata} · %{x}" in shown["hovertemplate"]
        t = array(shown["customdata"])
        assert t.shape == array(shown["z"]).shape
        assert (t == np.arange(first, 6)).all()


@pytest.mark.parametrize("D", [2, 5])
def test_markup_in_feature_names_is_drawn_as_text(D):
    everything = str(sent(gates_over_time(run(D=D), STYLE, t=1, unit=1, features=HOSTILE[:D])))
    assert "&lt;b&gt;x&lt;/b" in everything
    assert not [name for name in ("<b>x", "<a href", "'&lt;'") if name in everything]


def test_without_a_future_nothing_is_drawn_or_said_of_it():
    t, later = 4, np.arange(7) >= 4
    one = run(D=2)
    x = one.x.copy()
    x[later] += 1.0
    other = run(D=2, x=x)
    assert_array_equal(one.h[: t + 1], other.h[: t + 1])
    assert (one.h[t + 1 :] != other.h[t + 1 :]).all()
    for future, same in ((False, True), (True, False)):
        shown = [
            heatmaps(sent(gates_over_time(trace, STYLE, t=t, unit=1, future=future)))
            + sent(unit_over_time(trace, STYLE, t=t, unit=1, future=future))["data"]
            for trace in (one, other)
        ]
        assert (shown[0] == shown[1]) is same
    said = [gates_alt(trace, STYLE.texts, t=t, unit=1, future=False) for trace in (one, other)]
    assert said[0] == said[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_text_tells_true_numbers(language):
    trace = run(T=9, H=4)
    text = gates_alt(trace, texts(language), t=6, unit=3)
    z = {t: trace.z[t - 1, 2] for t in range(1, 10)}
    h = [float(value) for value in trace.h[:, 2]]
    numbers = [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?", text)]
    for t in (max(z, key=z.get), min(z, key=z.get)):
        assert numbers[numbers.index(round(z[t], 3)) - 1] == t
    assert {round(min(h), 3), round(max(h), 3), 4, 9, 3} <= set(numbers)


def test_large_type_is_larger_and_has_the_room_for_it():
    small, large = (
        gates_over_time(run(), Style(texts("en"), large=large), t=1, unit=1).layout
        for large in (False, True)
    )
    assert large.font.size == 1.5 * small.font.size
    assert large.height == pytest.approx(1.5 * small.height, abs=1)
