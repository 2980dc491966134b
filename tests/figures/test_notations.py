"""Every notation in the plots: its letters and no others, in titles, hovers and descriptions."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import numpy as np
import pytest

from gru_viz.figures import (
    Style,
    as_json,
    gates_alt,
    gates_drawing,
    gates_over_time,
    unit_alt,
    unit_drawing,
)
from gru_viz.locales import LANGUAGES, texts
from gru_viz.variants import PUBLISHED, QUANTITIES, Notation, letters, own
from tests.figures.runs import VARIANTS, array, holding, run, sent

NOTATIONS = [*map(own, VARIANTS), *PUBLISHED.values()]
ALL = pytest.mark.parametrize("notation", NOTATIONS, ids=lambda n: f"{n.key} {n.variant}")
HELD = holding(z={(2, 2): 0.9}, r={(4, 1): 1.0, (4, 2): 1.0})
HOW: dict[str, Any] = {"t": 3, "unit": 2}


def words_of(notation: Notation, language: str) -> Iterator[str]:
    """All that the plots and their descriptions say, without markup and without templates."""
    trace = run(variant=notation.variant, hold=HELD)
    ghost = run(variant=notation.variant)
    style = Style(texts(language), notation=notation)
    for draw in (gates_drawing, unit_drawing):
        drawn = draw(trace, style, ghost=ghost, tokens=("가",) * 7, **HOW)
        layout = drawn["layout"]
        yield from (note["text"] for note in layout["annotations"])
        yield from (part["hovertemplate"] for part in drawn["data"] if "hovertemplate" in part)
        for name, axis in layout.items():
            if "axis" in name:
                yield from (str(text) for text in axis.get("ticktext", ()))
                yield from axis.get("labelalias", {}).values()
    written = texts(language).written_in(notation)
    for alt in (gates_alt, unit_alt):
        yield alt(trace, written, ghost=ghost, **HOW)


def symbols_in(text: str) -> set[str]:
    """The single letters in a text, with what is above and below them."""
    text = re.sub(r"<sub>([a-z])</sub>", r"_\1", text)
    text = text.replace("ᵤ", "_u").replace("ᵣ", "_r")
    text = unescape(re.sub(r"<.*?>|%\{.*?\}", " ", text)).replace("_ ", "_")
    text = re.sub(r"(\w) (_\w|̃)", r"\1\2", text)
    return set(re.findall(r"(?<![A-Za-z])[A-Za-zΓ]̃?(?:_[a-z])?(?![A-Za-z̃])", text))


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_plots_have_the_letters_of_the_notation_and_no_others(language, notation) -> None:
    found = set().union(*map(symbols_in, words_of(notation, language)))
    symbols = {
        s.base + ("\u0303" if s.accent else "") + (f"_{s.sub}" if s.sub else "")
        for s in (notation.symbols[name] for name in QUANTITIES)
    }
    assert found - {"t", "a"} == symbols  # the timestep, and the article


def title_of(notation: Notation, t: int) -> str:
    """The title of the memory of h at t, without its colours."""
    style = Style(texts("en"), notation=notation)
    trace = run(T=12, variant=notation.variant)
    notes = unit_drawing(trace, style, t=t, unit=1)["layout"]["annotations"]
    title = next(note["text"] for note in notes if "still directly" in note["text"])
    return plain(title)


def plain(title: str) -> str:
    """A title without its colours and without spaces beside each other."""
    return " ".join(re.sub(r"</?(?:span|i)\b.*?>", "", title).split())


@pytest.mark.parametrize(
    ("key", "end"),
    [("torch", "h<sub>11</sub>"), ("ng", "c<sup>⟨11⟩</sup>"), ("d2l", "H<sub>11</sub>")],
)
def test_the_timestep_stands_where_the_notation_writes_it(key: str, end: str) -> None:
    assert title_of(PUBLISHED[key], 11).endswith(f" {end}")


def test_ng_s_gates_have_their_index() -> None:
    style = Style(texts("en"), notation=PUBLISHED["ng"])
    assert plain(style.titled("z")) == "Γ<sub>u</sub> update gate"


@ALL
def test_a_notation_changes_words_and_nothing_else(notation: Notation) -> None:
    trace = run(variant=notation.variant)
    ours, theirs = (
        gates_drawing(trace, Style(texts("en"), notation=n), **HOW)
        for n in (own(notation.variant), notation)
    )
    for drawn in (ours, theirs):
        drawn["layout"].pop("annotations")
        for part in drawn["data"]:
            part.pop("hovertemplate")
    assert as_json(ours) == as_json(theirs)


def test_descriptions_are_plain_text() -> None:
    for notation in NOTATIONS:
        trace = run(variant=notation.variant, hold=HELD)
        for alt in (gates_alt, unit_alt):
            said = alt(trace, texts("en").written_in(notation), **HOW)
            assert not re.search("[<>{}]", said)
            assert letters(notation)["h"] in said


# --- many units ----------------------------------------------------------------------------

MANY = 512
LARGE = run(T=20, H=MANY)


def heatmaps(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in figure["data"] if part["type"] == "heatmap"]


def units_of_rows(figure: dict[str, Any], axis: str = "yaxis2") -> list[int]:
    alias = figure["layout"][axis]["labelalias"]
    return [int(alias[str(row)]) for row in range(1, MANY + 1)]


def test_many_units_are_sorted_by_how_far_h_moves() -> None:
    figure = sent(gates_over_time(LARGE, Style(texts("en")), t=3, unit=300))
    units = units_of_rows(figure)
    assert sorted(units) == list(range(1, MANY + 1))
    moves = [
        sum(abs(LARGE.h[t + 1, i - 1] - LARGE.h[t, i - 1]) for t in range(LARGE.T)) for i in units
    ]
    assert moves == sorted(moves, reverse=True)
    r, z, n, h = heatmaps(figure)
    for shown, values in ((r, LARGE.r), (z, LARGE.z), (n, LARGE.n), (h, LARGE.h)):
        rows = [i - 1 for i in units]
        np.testing.assert_allclose(array(shown["z"]), values.T[rows], atol=5e-7)
    notes = [note["text"] for note in figure["layout"]["annotations"]]
    assert Style(texts("en")).texts("figure-sorted") in notes


@pytest.mark.parametrize("unit", [1, 300, MANY])
def test_among_many_the_chosen_unit_is_framed_and_named_where_it_stands(unit: int) -> None:
    figure = sent(gates_over_time(LARGE, Style(texts("en")), t=3, unit=unit))
    row = units_of_rows(figure).index(unit) + 1
    frames = [s for s in figure["layout"]["shapes"] if s.get("name") == "unit"]
    assert [(s["y0"], s["y1"]) for s in frames] == [(row - 0.5, row + 0.5)] * 4
    axis = figure["layout"]["yaxis2"]
    ticks = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    assert re.sub("<.*?>", "", ticks.pop(row)) == str(unit)
    assert ticks == {i: str(units_of_rows(figure)[i - 1]) for i in ticks}
    assert 4 <= len(ticks) <= 16
    assert figure["layout"]["height"] <= 1200


def test_rows_stay_where_they_are_while_a_number_is_changed() -> None:
    style = Style(texts("en"))
    changed = run(T=20, H=MANY, x=LARGE.x + 0.5, h0=LARGE.h[0])
    orders = [
        units_of_rows(sent(gates_over_time(trace, style, t=3, unit=1, ghost=LARGE)))
        for trace in (LARGE, changed)
    ]
    assert orders[0] == orders[1]
    moved = heatmaps(sent(gates_over_time(changed, style, t=3, unit=1, ghost=LARGE)))[-1]
    rows = [i - 1 for i in orders[0]]
    np.testing.assert_allclose(array(moved["z"]), (changed.h - LARGE.h).T[rows], atol=5e-7)
    np.testing.assert_array_equal(array(moved["customdata"])[..., 0], changed.h.T[rows])


def test_a_hidden_future_does_not_sort_the_rows() -> None:
    x = LARGE.x.copy()
    x[4:] += 3
    other = run(T=20, H=MANY, x=x, h0=LARGE.h[0])
    style = Style(texts("en"))
    for future, same in ((False, True), (True, False)):
        one, two = (
            units_of_rows(sent(gates_over_time(trace, style, t=4, unit=1, future=future)))
            for trace in (LARGE, other)
        )
        assert (one == two) is same


def test_held_gates_are_hatched_where_their_unit_stands() -> None:
    hold = holding(20, MANY, z={(5, 300): 0.5})
    figure = sent(gates_over_time(run(T=20, H=MANY, hold=hold), Style(texts("en")), t=1, unit=1))
    (hatched,) = [part for part in figure["data"] if "fillpattern" in part]
    row = units_of_rows(figure, "yaxis3").index(300) + 1
    corners = array(hatched["y"])[:5]
    assert (corners.min(), corners.max()) == (row - 0.5, row + 0.5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_description_of_many_units_tells_which_moves_most(language: str) -> None:
    most = int(np.abs(np.diff(LARGE.h, axis=0)).sum(axis=0).argmax()) + 1
    said = gates_alt(LARGE, texts(language), t=3, unit=2)
    assert texts(language)("figure-sorted-alt", most=most) in said
    assert texts(language)("figure-sorted-alt", most=2) not in gates_alt(
        run(H=64), texts(language), t=3, unit=2
    )
