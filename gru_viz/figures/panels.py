"""Panels above each other on one time axis, each under its own title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gru_viz.figures.drawing import Drawing
from gru_viz.figures.style import Style, columns, literal, theme

# Sizes in pixels, at the normal size of type.
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 22, 28
_TITLE, _NOTE = 24, 16
_COLUMN = 7  # the width of a column of type
_TOKEN = 8  # columns of a token on the axis
_MOST_TOKENS = 24  # at every timestep, upright where it is narrow; more are thinned out
_MOST_NUMBERS = 12
_MOST_FRAMED = 100  # timesteps
_SHADE = "rgba(128, 128, 128, 0.6)"
MOST_APART = 40  # timesteps with gaps between their cells, or a marker each
LARGEST = 1e304  # Plotly takes no larger number for an end of an axis


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its traces, and what is particular to it.

    title, note, scale: Plotly's markup; the note stands under the title, the scale at its right.
    height: in pixels at the normal size of type. y: settings of its axis.
    marks: shapes on its axes, under the cursor.
    """

    title: str
    height: float
    traces: Sequence[dict[str, Any]]
    y: dict[str, Any]
    note: str = ""
    scale: str = ""
    marks: Sequence[dict[str, Any]] = ()


def drawing(
    panels: Sequence[Panel], T: int, t: int, tokens: Sequence[str], style: Style
) -> Drawing:
    """Panels over t = 0…T, with the cursor at t.

    The ranges of the y axes are fixed; a zoom of the time axis stays for as long as T does.
    """
    palette, size = style.palette, style.size
    heads = [_TITLE + (_NOTE if panel.note else 0) for panel in panels]
    inner = sum(heads) + sum(panel.height for panel in panels)
    axis = {
        "showgrid": False,
        "zeroline": False,
        "linecolor": palette.line,
        "mirror": "all",
        "ticks": "",
    }
    y_axes: dict[str, Any] = {}
    traces: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    ys = ["y", *(f"y{i}" for i in range(2, len(panels) + 1))]
    bottom = float(inner)
    for y, panel, head in zip(ys, panels, heads, strict=True):
        top = bottom - head
        bottom = max(0.0, top - panel.height)
        y_axes[y.replace("y", "yaxis")] = {
            **axis,
            "domain": [bottom / inner, top / inner],
            "fixedrange": True,
            "tickfont": {"size": 10.5 * size},
            **panel.y,
        }
        traces += [{"xaxis": "x", "yaxis": y, **trace} for trace in panel.traces]
        shapes += [{"xref": "x", "yref": y, **mark} for mark in panel.marks]
        annotations += _titles(panel, top / inner, style)

    below = _BOTTOM
    if in_their_places(tokens):
        below = max(below, 12 + _COLUMN * min(_TOKEN, max(map(columns, tokens))))
    margins = {"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": below}
    layout = {
        "xaxis": {
            **axis,
            "anchor": ys[-1],
            "range": [-0.5, T + 0.5],
            "autotickangles": [0, 90],
            **_ticks(T, tokens, style),
        },
        **y_axes,
        "height": round((_TOP + inner + below) * size),
        "margin": {side: margin * size for side, margin in margins.items()},
        "annotations": annotations,
        "shapes": [*shapes, *_cursor(T, t, ys, tokens, style)],
        "barmode": "relative",
        "bargap": 0.15 if T <= 2 * MOST_APART else 0,
        **theme(style),
        "hovermode": "closest",
        "clickanywhere": True,
        "dragmode": "zoom",
        "uirevision": f"T={T}",
    }
    return {"data": traces, "layout": layout}


def in_their_places(tokens: Sequence[str]) -> bool:
    """Whether tokens stand on the axis in the place of their timesteps' numbers."""
    return 0 < len(tokens) <= _MOST_TOKENS


def moment(tokens: Sequence[str], t: str = "%{customdata}") -> str:
    """The timestep under the pointer and its token, for a hover template.

    t: where the template finds the number when the token has taken its place on the axis.
    """
    return f"{t} · %{{x}}" if in_their_places(tokens) else "%{x}"


def _ticks(T: int, tokens: Sequence[str], style: Style) -> dict[str, Any]:
    """Numbers; beside them tokens, or tokens alone where all are shown.

    Tokens are aliases of the numbers, so that Plotly can thin them out and a hover finds them.
    """
    each = {"tick0": 0, "dtick": 1}
    if not tokens:
        return each if T <= _MOST_NUMBERS else {}
    names = {str(t): literal(token, _TOKEN) for t, token in enumerate(tokens, start=1)}
    if in_their_places(tokens):
        return {"labelalias": {"0": style.letter("h", 0), **names}, **each}
    return {"labelalias": {t: f"{t} · {name}" for t, name in names.items()}}


def _titles(panel: Panel, top: float, style: Style) -> list[dict[str, Any]]:
    above = {"y": top, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False}
    left = {"x": 0, "xanchor": "left", "xshift": (4 - _LEFT) * style.size}
    line = {"yshift": _NOTE * style.size if panel.note else 0}
    titles = [
        {"text": panel.title, **left, **line, **above},
        {"text": panel.scale, "x": 1, "xanchor": "right", **line, **above},
        {"text": panel.note, **left, **above},
    ]
    return [title for title in titles if title["text"]]


def _cursor(
    T: int, t: int, ys: Sequence[str], tokens: Sequence[str], style: Style
) -> list[dict[str, Any]]:
    """A frame around timestep t in each panel, and its name above them.

    All are shapes named "cursor", and shapes alone: to move these takes Plotly a frame, where
    anything else of the layout takes a full redraw.
    """
    here = {"type": "rect", "name": "cursor", "xref": "x", "x0": t - 0.5, "x1": t + 0.5}
    line = {"color": style.palette.ink, "width": 1.5 * style.size}
    # A frame round a narrow column would hide it: there a shade stands for it.
    look = {"line": line} if T <= _MOST_FRAMED else {"fillcolor": _SHADE, "line": {"width": 0}}
    token = f" · “{literal(tokens[t - 1])}”" if tokens else ""
    side = "left" if t < 0.2 * T else "right" if t > 0.8 * T else "center"
    label = {
        "text": f"<b>t = {t}{token}</b>",
        "font": {"color": style.palette.ink},
        "textposition": f"top {side}",
        "yanchor": "bottom",
    }
    above = {"yref": "paper", "y0": 1, "y1": 1, "line": {"width": 0}, "label": label}
    frames = [{"yref": f"{y} domain", "y0": 0, "y1": 1, **look} for y in ys]
    return [{**here, **place} for place in (above, *frames)]
