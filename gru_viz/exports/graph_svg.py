"""The curves of a problem as SVG, which is read on screen, on paper and aloud."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from gru_viz.locales import Texts
from gru_viz.practice.exercise import Graph
from gru_viz.variants import Notation
from gru_viz.variants.letters import letters

Lines = Mapping[str, Sequence[float]]  # by the name of the quantity

_WIDTH, _LEFT, _RIGHT = 460, 40, 44  # of a panel, and what stands beside its axes
_HEIGHT, _TOP, _BOTTOM = 190, 12, 34
_INNER = _HEIGHT - _TOP - _BOTTOM
_UNDER = _TOP + _INNER + 17  # where the timesteps stand
_PANELS = ((("h", "n"), (-1.0, -0.5, 0.0, 0.5, 1.0)), (("r", "z"), (0.0, 0.25, 0.5, 0.75, 1.0)))
_DASHES = {"h": "", "n": "7 4", "z": "", "r": "2 4"}
_APART = 18  # between two names at the ends of lines
_MOST_TICKS = 16


def graph_svg(graph: Graph, texts: Texts, notation: Notation) -> str:
    """The curves over timesteps on their fixed scales: states −1…1, and gates 0…1 below them.

    A line has a colour, a way of being dashed, and its letter at its end. The timestep that is
    asked about has a band. Whoever doesn't see it hears the values.
    """
    names = letters(notation)
    panels = [(chosen, scale) for group, scale in _PANELS if (chosen := _of(graph.lines, group))]
    drawn = (
        f'<g transform="translate(0 {k * _HEIGHT})">{"".join(_panel(graph, *panel, names))}</g>'
        for k, panel in enumerate(panels)
    )
    return (
        f'<svg class="curves" viewBox="0 0 {_WIDTH} {_HEIGHT * len(panels)}" role="img"'
        f' aria-label="{escape(_said(graph, texts, names))}">{"".join(drawn)}</svg>'
    )


def _of(lines: Lines, group: Iterable[str]) -> Lines:
    return {name: lines[name] for name in group if name in lines}


def _said(graph: Graph, texts: Texts, names: Mapping[str, str]) -> str:
    last = graph.first + max(map(len, graph.lines.values())) - 1
    values = "; ".join(
        f"{names[name]}: {', '.join(f'{value:.2f}' for value in line)}"
        for name, line in graph.lines.items()
    )
    return texts("sheet-graph", first=graph.first, last=last, at=graph.at, values=values)


def _panel(
    graph: Graph, lines: Lines, ticks: Sequence[float], names: Mapping[str, str]
) -> Iterator[str]:
    count = max(map(len, lines.values()))
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, count - 1)
    low, high = ticks[0], ticks[-1]

    def across(k: int) -> float:
        return _LEFT + k * step

    def down(value: float) -> float:
        return _TOP + (high - value) / (high - low) * _INNER

    band = min(step * 0.7, 26)
    left = across(graph.at - graph.first) - band / 2
    yield f'<rect class="asked" x="{left:.1f}" y="{_TOP}" width="{band:.1f}" height="{_INNER}"/>'
    for tick in ticks:
        kind = "grid" if tick else "axis"
        yield f'<path class="{kind}" d="M{_LEFT} {down(tick):.1f}H{_WIDTH - _RIGHT}"/>'
        label = f"{tick:g}".replace("-", "\N{MINUS SIGN}")
        yield _text(label, _LEFT - 8, down(tick) + 4, "tick", "end")
    for k in range(0, count, -(-count // _MOST_TICKS)):
        t = graph.first + k
        yield _text(str(t), across(k), _UNDER, "tick at" if t == graph.at else "tick", "middle")
    yield _text("t", _WIDTH - _RIGHT + 12, _UNDER, "letter")
    for name, values in lines.items():
        places = [(across(k), down(value)) for k, value in enumerate(values)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        line = f'<polyline points="{points}" stroke-dasharray="{_DASHES[name]}"/>'
        yield f'<g class="q-{name}">{line}{"".join(_mark(name, x, y) for x, y in places)}</g>'
    ends = {name: down(values[-1]) for name, values in lines.items()}
    for name, y in _spread(ends).items():
        yield _text(names[name], across(len(lines[name]) - 1) + 12, y + 5, f"letter q-{name}")


def _text(text: str, x: float, y: float, classes: str, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{classes}" {place}>{escape(text)}</text>'


def _mark(name: str, x: float, y: float) -> str:
    """A point: round for the state and the update gate, square for the other two."""
    if name in "hz":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>'
    return f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>'


def _spread(ends: Mapping[str, float]) -> Mapping[str, float]:
    """Where the names of one or two lines stand: at their ends, but not on each other."""
    if len(ends) == 1:
        return ends
    (upper, y_upper), (lower, y_lower) = sorted(ends.items(), key=lambda end: end[1])
    push = max(0.0, _APART - (y_lower - y_upper)) / 2
    return {upper: y_upper - push, lower: y_lower + push}
