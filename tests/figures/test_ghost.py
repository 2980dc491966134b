"""The untouched run behind the changed one, and the gates that are held."""

import re

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_array_equal

from gru_viz.figures import Style, gates_alt, gates_over_time, unit_alt, unit_over_time
from gru_viz.locales import LANGUAGES, texts
from tests.figures.runs import array, cursor, holding, lists_of_numbers, run, sent

STYLE = Style(texts("en"))
VIEWS = pytest.mark.parametrize("view", [gates_over_time, unit_over_time], ids=["gates", "unit"])
HELD = holding(z={(2, 2): 0.9, (3, 2): 0.9, (6, 2): 0.0}, r={(4, 1): 1.0, (4, 2): 1.0})
GHOST = run()
CHANGED = run(hold=HELD)


def numbers(text):
    return [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?", text)]


def lines(figure, dash):
    """The lines of a figure that are dashed, or those that aren't, by the axis of their panel."""
    found = {}
    for trace in sent(figure)["data"]:
        if trace["type"] == "scatter" and (trace["line"].get("dash") == "dash") is dash:
            found.setdefault(trace["yaxis"], []).append(trace)
    return found


@pytest.mark.parametrize("T", [7, 60])
def test_the_last_heatmap_is_how_far_h_has_moved(T):
    trace, ghost = run(T), run(T, h0=[0.5, 0.5, -0.5])
    *_, moved = sent(gates_over_time(trace, STYLE, t=2, unit=1, ghost=ghost))["data"]
    assert_array_equal(array(moved["z"]), (trace.h - ghost.h).T)
    assert (moved["x0"], moved["y0"]) == (0, 1)
    assert (moved["zmin"], moved["zmax"]) == (-1, 1)
    told = array(moved["customdata"])
    assert_array_equal(told[..., 0], trace.h.T)
    assert_array_equal(told[..., 1], ghost.h.T)


def test_hovering_a_token_tells_its_timestep_beside_both_values():
    tokens = ("a",) * 7
    figure = gates_over_time(CHANGED, STYLE, t=1, unit=1, tokens=tokens, ghost=GHOST)
    moved = sent(figure)["data"][-1]
    assert (array(moved["customdata"])[..., 2] == np.arange(8)).all()
    assert "%{customdata[2]} · %{x}" in moved["hovertemplate"]


def test_the_ghost_stands_dashed_behind_each_line_of_the_unit():
    figure = unit_over_time(CHANGED, STYLE, t=3, unit=2, ghost=GHOST)
    (r, z), (h,) = lines(figure, dash=True).values()
    for line, ghost, now in (
        (r, GHOST.r[:, 1], CHANGED.r[:, 1]),
        (z, GHOST.z[:, 1], CHANGED.z[:, 1]),
        (h, GHOST.h[:, 1], CHANGED.h[:, 1]),
    ):
        assert_array_equal(array(line["y"]), ghost)
        assert_array_equal(array(line["customdata"])[:, :2], np.column_stack([now, ghost]))
        assert_array_equal(array(line["customdata"])[:, 3], now - ghost)
    (r, z, *_), (*_, h) = lines(figure, dash=False).values()
    assert_array_equal(array(r["y"]), CHANGED.r[:, 1])
    assert_array_equal(array(z["y"]), CHANGED.z[:, 1])
    assert_array_equal(array(h["y"]), CHANGED.h[:, 1])
    assert r["marker"]["symbol"] != z["marker"]["symbol"]


def test_bars_stand_under_the_timesteps_at_which_a_gate_of_the_unit_is_held():
    figure = sent(unit_over_time(CHANGED, STYLE, t=3, unit=2, ghost=GHOST))
    r, z = (
        array(trace["x"]).reshape(-1, 3)[:, :2].tolist()
        for trace in figure["data"]
        if trace["yaxis"] == "y" and trace["mode"] == "lines" and "shape" not in trace["line"]
    )
    assert r == [[3.5, 4.5]]
    assert z == [[1.5, 3.5], [5.5, 6.5]]
    ticks = figure["layout"]["yaxis"]["ticktext"]
    labels = [" ".join(re.sub("<.*?>", "", text).split()) for text in ticks]
    assert labels[:2] == ["r held", "z held"]


def test_held_gates_are_hatched_in_their_heatmaps():
    figure = sent(gates_over_time(CHANGED, STYLE, t=3, unit=2, ghost=GHOST))
    hatched = {}
    for trace in figure["data"]:
        if "fillpattern" in trace:
            corners = np.column_stack([array(trace["x"]), array(trace["y"])]).reshape(-1, 6, 2)
            boxes = [(*box[:5].min(axis=0), *box[:5].max(axis=0)) for box in corners]
            hatched[trace["yaxis"]] = sorted(tuple(map(float, box)) for box in boxes)
    assert hatched == {
        "y2": [(3.5, 0.5, 4.5, 2.5)],  # neighbouring units with the same run are one
        "y3": [(1.5, 1.5, 3.5, 2.5), (5.5, 1.5, 6.5, 2.5)],
    }


@VIEWS
def test_without_a_ghost_or_a_hold_nothing_is_dashed_hatched_or_compared(view):
    figure = view(GHOST, STYLE, t=3, unit=2)
    assert not lines(figure, dash=True)
    assert not [trace for trace in sent(figure)["data"] if "fillpattern" in trace]
    titles = " ".join(a.text for a in figure.layout.annotations)
    assert not [
        key for key in ("figure-held", "figure-untouched") if STYLE.texts(key) in titles.split()
    ]


def test_a_hold_shows_the_gates_of_its_unit_without_a_ghost_too():
    def panels(unit):
        return len(cursor(unit_over_time(CHANGED, STYLE, t=1, unit=unit))) - 1

    assert [panels(unit) for unit in (1, 2, 3)] == [3, 3, 2]


@VIEWS
def test_while_there_is_a_ghost_its_panels_and_scales_stay(view):
    def frame(trace):
        layout = sent(view(trace, STYLE, t=3, unit=2, ghost=GHOST))["layout"]
        axes = {name: axis for name, axis in layout.items() if "axis" in name}
        return layout["height"], [(a["domain"], a["range"]) for a in axes.values() if "domain" in a]

    far = run(seed=5, x=GHOST.x + 0.01, h0=[0.9, -0.9, 0.1], hold=HELD)
    assert frame(far) == frame(CHANGED) == frame(GHOST)


@VIEWS
def test_hidden_timesteps_are_hidden_of_the_ghost_too(view):
    t = 4
    other = run(x=np.where(np.arange(7)[:, None] < t, GHOST.x, 9.0), h0=GHOST.h[0])
    assert_array_equal(other.h[: t + 1], GHOST.h[: t + 1])
    for future, same in ((False, True), (True, False)):
        shown = [
            sent(
                view(
                    CHANGED, STYLE, t=t, unit=2, future=future, ghost=ghost,
                    **({"base_x": GHOST.x} if view is gates_over_time else {}),
                )
            )["data"]
            for ghost in (GHOST, other)
        ]  # fmt: skip
        assert (shown[0] == shown[1]) is same
    for alt in (gates_alt, unit_alt):
        said = [
            alt(CHANGED, STYLE.texts, t=t, unit=2, future=False, ghost=ghost)
            for ghost in (GHOST, other)
        ]
        assert said[0] == said[1]


# --- scales of the input -------------------------------------------------------------------


def ends(x, **kwargs):
    figure = sent(gates_over_time(run(x=x), STYLE, t=1, unit=1, **kwargs))
    top = figure["data"][0]
    return (top["zmin"], top["zmax"]) if "zmin" in top else figure["layout"]["yaxis"]["range"]


def dragged(D, value):
    x = np.array([[1.0] * D, [-2.0] * D, [0.5] * D])
    x[1, 0] = value
    return x


@pytest.mark.parametrize("D", [1, 6])
def test_a_dragged_input_stays_on_the_scale_of_the_untouched_one(D):
    base = dragged(D, -2.0)
    for value in (-2.0, -1.3, 0.0, 0.99):
        x = dragged(D, value)
        assert ends(x, base_x=base) == ends(x, ghost=run(x=base)) == ends(base)


@pytest.mark.parametrize("D", [1, 6])
@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_it_the_scale_grows_in_few_steps_and_holds_everything(D, sign):
    base = dragged(D, -2.0)
    seen = []
    for value in np.linspace(0, 20, 401):
        low, high = ends(dragged(D, sign * value), base_x=base)
        assert low <= sign * value <= high
        assert high - low <= 4 * max(4.0, value)  # and isn't lost in it
        if (low, high) not in seen:
            seen.append((low, high))
    assert len(seen) <= 6
    assert seen == sorted(seen, key=lambda ends: ends[1] - ends[0])


@pytest.mark.parametrize("D", [1, 6])
@pytest.mark.parametrize("base", [0.0, 5e-324, 1.0, 1e17, 1.7e308])
@pytest.mark.parametrize("value", [0.0, 5e-324, -3.0, 1e200, -1.7e308])
def test_no_float_breaks_the_scale(D, base, value):
    low, high = ends([[value] * D] * 3, base_x=np.full((3, D), base))
    assert low < high
    assert np.isfinite(high - low)


def test_a_dragged_h0_changes_the_range_of_the_mix_in_few_steps():
    ranges = set()
    for h0 in np.linspace(0, 8, 81):
        figure = unit_over_time(run(h0=[0, h0, 0]), STYLE, t=1, unit=2, ghost=run(h0=[0, 0.5, 0]))
        low, high = figure.layout.yaxis2.range
        assert low <= -h0 <= h0 <= high
        ranges.add((low, high))
    assert len(ranges) <= 4


# --- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alternative_texts_tell_how_far_h_moved_and_what_is_held(language):
    words = texts(language)
    moves = np.abs(CHANGED.h - GHOST.h)
    t, i = np.unravel_index(moves.argmax(), moves.shape)
    told = numbers(gates_alt(CHANGED, words, t=1, unit=2, ghost=GHOST))
    plain = numbers(gates_alt(CHANGED, words, t=1, unit=2))
    of_move = [t, i + 1, *np.round([GHOST.h[t, i], CHANGED.h[t, i], moves[t, i]], 3)]
    assert sorted(told[len(plain) :]) == sorted(of_move)
    assert words("figure-held-alt", held_r=2, held_z=3) in gates_alt(CHANGED, words, t=1, unit=2)

    text = unit_alt(CHANGED, words, t=1, unit=2, ghost=GHOST)
    t = moves[:, 1].argmax()
    told = numbers(text)[len(numbers(unit_alt(CHANGED, words, t=1, unit=2))) :]
    of_move = [t, 2, *np.round([GHOST.h[t, 1], CHANGED.h[t, 1], moves[t, 1]], 3)]
    assert sorted(told) == sorted(of_move)
    assert words("figure-held-unit-alt", gate="z", steps="2–3, 6") in text
    assert words("figure-held-unit-alt", gate="r", steps="4") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_moved_it_says_so(language):
    words = texts(language)
    assert words("figure-unmoved-alt") in unit_alt(GHOST, words, t=1, unit=1, ghost=run())


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_name_the_ghost_and_what_is_held_in_the_language(language):
    words = texts(language)
    for view, keys in (
        (gates_over_time, ["figure-held"]),
        (unit_over_time, ["figure-untouched"]),
    ):
        figure = view(CHANGED, Style(words), t=1, unit=2, ghost=GHOST)
        titles = " ".join(a.text for a in figure.layout.annotations)
        assert not [key for key in keys if words(key) not in titles]


def test_numbers_in_cells_have_a_true_minus_and_moves_a_sign():
    figure = sent(gates_over_time(CHANGED, STYLE, t=1, unit=1, ghost=GHOST))
    *_, h, moved = (trace for trace in figure["data"] if trace["type"] == "heatmap")
    for cells, sign in ((h, ""), (moved, "+")):
        assert cells["texttemplate"] == "%{text}"
        for row, values in zip(cells["text"], array(cells["z"]), strict=True):
            assert all("-" not in text for text in row)
            assert [float(text.replace("−", "-")) for text in row] == pytest.approx(
                values, abs=0.0051
            )
            assert all(
                text.startswith(sign) for text, v in zip(row, values, strict=True) if v > 0.006
            )


@VIEWS
@pytest.mark.parametrize("tokens", [(), ("<b>", "%{z}", "나는", "a", "b", "c", "d")], ids=len)
def test_ghosts_and_holds_are_drawn_as_plotly_knows_and_typed(view, tokens):
    figure = view(CHANGED, STYLE, t=5, unit=2, tokens=tokens, ghost=GHOST)
    go.Figure(figure.to_plotly_json())  # else raises ValueError
    assert not list(lists_of_numbers([t | {"colorscale": 0} for t in sent(figure)["data"]]))
