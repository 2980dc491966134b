"""The cell as a drawing for paper, wired as a variant is wired, in the letters of a notation.

    h_{t-1} ─────(×)─────────────────────(+)── h_t      along the top: kept, then written
         │        │ z or 1−z              │
         │        ├─────────────────────(×)             what is written
         │       [σ]      [σ]── r       [tanh]
         └────────┴────────┴── reset ─────┘             h_{t-1} on its way into the boxes
    x_t ─────────────────────────────────                x_t into all three

The player draws the same cell with a timestep's values on its wires (``player/js/cell.js``).
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from math import hypot

from gru_viz.cells.gru import Variant
from gru_viz.variants import Notation, Symbol

Point = tuple[float, float]

_WIDTH, _HEIGHT = 470, 254
_TOP, _ONE_MINUS, _WRITE, _R, _BOX, _HIDDEN, _INPUT = 42, 78, 112, 136, 172, 216, 246
_BRANCH, _Z, _RESET_GATE, _PRODUCT, _RESET, _N = 34, 108, 222, 281, 332, 410
_HALF_WIDTH, _HALF_HEIGHT = 52, 22  # of a box
_PRODUCT_WIDTH, _PRODUCT_HEIGHT = 62, 26
_RADIUS = 11  # of a circle
_ASIDE = 16  # of a box's middle: where h and x go in
_ARROW = 6.5


def drawing(notation: Notation, names: Mapping[str, str], alt: str) -> str:
    """The cell as SVG; colours and type come from a style sheet.

    names: the words at "r", "z", "n", "kept" and "written". alt: what is to be heard instead.
    """
    parts = [
        *(_wire(name, points) for name, points in _wires(notation.variant)),
        *_dots(),
        *_boxes(names),
        *_product(notation),
        *_signs(notation.variant),
        *_labels(notation, names),
    ]
    return (
        f'<svg class="drawing" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(alt)}">{"".join(parts)}</svg>'
    )


# Wires, each with an arrow where it ends


def _wires(variant: Variant) -> Iterator[tuple[str, list[Point]]]:
    """The quantity on each wire, and its corners."""
    above, below = _BOX - _HALF_HEIGHT, _BOX + _HALF_HEIGHT
    yield "h", [(6, _TOP), (_Z - _RADIUS, _TOP)]
    yield "kept", [(_Z + _RADIUS, _TOP), (_N - _RADIUS, _TOP)]
    yield "h", [(_N + _RADIUS, _TOP), (_WIDTH - 6, _TOP)]
    for gate in (_Z, _RESET_GATE):
        yield "h", [(gate - _ASIDE, _HIDDEN), (gate - _ASIDE, below)]
        yield "x", [(gate + _ASIDE, _INPUT), (gate + _ASIDE, below)]
    yield "x", [(6, _INPUT), (_N + _ASIDE, _INPUT), (_N + _ASIDE, below)]
    start = [(_BRANCH, _TOP), (_BRANCH, _HIDDEN)]
    if variant.reset == "after":
        yield "h", [*start, (_PRODUCT - _PRODUCT_WIDTH / 2, _HIDDEN)]
        yield "h", [(_PRODUCT + _PRODUCT_WIDTH / 2, _HIDDEN), (_RESET - _RADIUS, _HIDDEN)]
    else:
        yield "h", [*start, (_RESET - _RADIUS, _HIDDEN)]
    yield "h", [(_RESET + _RADIUS, _HIDDEN), (_N - _ASIDE, _HIDDEN), (_N - _ASIDE, below)]
    yield "r", [(_RESET_GATE, above), (_RESET_GATE, _R), (_RESET, _R), (_RESET, _HIDDEN - _RADIUS)]
    if variant.update == "renews":
        yield "z", [(_Z, above), (_Z, _ONE_MINUS + _RADIUS)]
        yield "z", [(_Z, _ONE_MINUS - _RADIUS), (_Z, _TOP + _RADIUS)]
        yield "z", [(_Z, _WRITE), (_N - _RADIUS, _WRITE)]
    else:
        yield "z", [(_Z, above), (_Z, _TOP + _RADIUS)]
        yield "z", [(_Z, _WRITE), (_RESET_GATE - _RADIUS, _WRITE)]
        yield "z", [(_RESET_GATE + _RADIUS, _WRITE), (_N - _RADIUS, _WRITE)]
    yield "n", [(_N, above), (_N, _WRITE + _RADIUS)]
    yield "written", [(_N, _WRITE - _RADIUS), (_N, _TOP + _RADIUS)]


def _wire(name: str, points: list[Point]) -> str:
    (x0, y0), (x, y) = points[-2:]
    length = hypot(x - x0, y - y0)
    ahead_x, ahead_y = (_ARROW * (x - x0) / length, _ARROW * (y - y0) / length)
    base_x, base_y = x - ahead_x, y - ahead_y
    path = "M" + " L".join(f"{x:g},{y:g}" for x, y in [*points[:-1], (base_x, base_y)])
    corners = [
        (x, y),
        (base_x - ahead_y / 2, base_y + ahead_x / 2),
        (base_x + ahead_y / 2, base_y - ahead_x / 2),
    ]
    arrow = " ".join(f"{x:g},{y:g}" for x, y in corners)
    return f'<g class="q-{name}"><path d="{path}"/><polygon points="{arrow}"/></g>'


# What stands on them


def _dots() -> Iterator[str]:
    """Where a wire branches."""
    for name, x, y in (
        ("h", _BRANCH, _TOP),
        ("h", _Z - _ASIDE, _HIDDEN),
        ("h", _RESET_GATE - _ASIDE, _HIDDEN),
        ("x", _Z + _ASIDE, _INPUT),
        ("x", _RESET_GATE + _ASIDE, _INPUT),
        ("z", _Z, _WRITE),
    ):
        yield f'<circle class="dot q-{name}" cx="{x}" cy="{y}" r="3"/>'


def _boxes(names: Mapping[str, str]) -> Iterator[str]:
    for name, x, function in (("r", _RESET_GATE, "① σ"), ("z", _Z, "② σ"), ("n", _N, "③ tanh")):
        yield f'<g class="gate q-{name}">{_rect(x, _BOX, 2 * _HALF_WIDTH, 2 * _HALF_HEIGHT)}'
        yield _text(x, _BOX - 3, function, "function", "middle")
        yield _text(x, _BOX + 14, escape(names[name]), "name", "middle")
        yield "</g>"


def _product(notation: Notation) -> Iterator[str]:
    """With the reset after the recurrent product, the product has a box of its own."""
    if notation.variant.reset == "after":
        names = ["U_n", *(["c_n"] if "c_n" in notation.biases else [])]
        weights = ", ".join(_symbol(notation.symbols[name], "") for name in names)
        yield f'<g class="gate q-h">{_rect(_PRODUCT, _HIDDEN, _PRODUCT_WIDTH, _PRODUCT_HEIGHT)}'
        yield _text(_PRODUCT, _HIDDEN + 4, weights, "weights", "middle")
        yield "</g>"


def _rect(x: float, y: float, width: float, height: float) -> str:
    left, top = x - width / 2, y - height / 2
    return f'<rect x="{left:g}" y="{top:g}" width="{width}" height="{height}" rx="6"/>'


def _signs(variant: Variant) -> Iterator[str]:
    one_minus = (_Z, _ONE_MINUS) if variant.update == "renews" else (_RESET_GATE, _WRITE)
    for (x, y), sign, colour in (
        ((_Z, _TOP), "×", ""),
        ((_N, _TOP), "+", ""),
        ((_N, _WRITE), "×", ""),
        ((_RESET, _HIDDEN), "×", ""),
        (one_minus, "1−", " q-z"),
    ):
        yield f'<g class="sign{colour}"><circle cx="{x}" cy="{y}" r="{_RADIUS}"/>'
        yield _text(x, y + 4.5, sign, "number small" if len(sign) > 1 else "number", "middle")
        yield "</g>"


def _labels(notation: Notation, names: Mapping[str, str]) -> Iterator[str]:
    symbols = notation.symbols
    at = {
        "x": _symbol(symbols["x"], "t"),
        "h_prev": _symbol(symbols["h"], "t−1"),
        "h": _symbol(symbols["h"], "t"),
        **{name: _symbol(symbols[name], "t") for name in "rzn"},
    }
    yield _text(4, _TOP - 13, at["h_prev"], "q-h")
    yield _text(_WIDTH - 4, _TOP - 13, at["h"], "q-h", "end")
    yield _text(4, _INPUT - 8, at["x"], "q-x")
    yield _text(_Z - 8, _WRITE + 26, at["z"], "q-z", "end")
    yield _text((_RESET_GATE + _RESET) / 2, _R - 6, at["r"], "q-r", "middle")
    yield _text(_N + 8, _WRITE + 28, at["n"], "q-n")
    yield _text((_Z + _N) / 2, _TOP - 8, escape(names["kept"]), "name q-kept", "middle")
    yield _text(_N - 8, _TOP + 40, escape(names["written"]), "name q-written", "end")
    yield _text(_N, _TOP - 17, "④", "number", "middle")


def _text(x: float, y: float, inner: str, classes: str, anchor: str = "start") -> str:
    return f'<text class="{classes}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{inner}</text>'


def _symbol(symbol: Symbol, when: str) -> str:
    """A symbol as pieces of text, its index and its timestep set lower or higher."""
    tilde = "\N{COMBINING TILDE}" if symbol.accent else ""
    below = [symbol.sub, when if symbol.time == "below" else ""]
    above = f"⟨{when}⟩" if symbol.time == "angle" and when else ""
    return f"<tspan>{escape(symbol.base)}{tilde}</tspan>" + "".join(
        _shifted([(",".join(filter(None, below)), 4), (above, -6)])
    )


def _shifted(pieces: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Pieces each so far below the line, and the line itself again behind them."""
    at = 0
    for text, level in pieces:
        if text:
            yield f'<tspan class="index" dy="{level - at}">{escape(text)}</tspan>'
            at = level
    if at:
        yield f'<tspan dy="{-at}">\N{ZERO WIDTH SPACE}</tspan>'
