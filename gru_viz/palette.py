"""The colours: one for each quantity, the same in formula, diagram, plot and table.

Built on the set of Okabe and Ito (Color Universal Design, 2008). The fills of one palette stay
apart for people who don't see red or green, and the texts are readable on the surface; a number
or a shape stands beside the colour all the same.

Two scales, both fixed. Gates, 0…1: from the surface to the gate's own hue. States and
candidates, −1…1: rose, the surface at 0, yellow-green; no quantity has these two hues.
A third is for sizes of gradients, over powers of ten.

Where RNN, LSTM and GRU are compared, each cell has a hue of its own, which no quantity has.
"""

from dataclasses import asdict, dataclass
from typing import Literal

Scale = list[tuple[float, str]]  # positions 0…1 with their colours, as Plotly takes them


@dataclass(frozen=True, slots=True)
class Hues:
    """A colour (#RRGGBB) for each quantity: gates, candidate, state, input, terms of the mix."""

    r: str
    z: str
    n: str
    h: str
    x: str
    kept: str
    written: str


@dataclass(frozen=True, slots=True)
class CellHues:
    """A colour (#RRGGBB) for each of the cells that are compared."""

    rnn: str
    lstm: str
    gru: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one theme, as #RRGGBB.

    surface: the page, and the 0 of every scale. ink, muted: text. line: frames and grids.
    fill: areas, lines and markers. text: the same hues, at least 4.5 : 1 against the surface.
    negative, positive: the ends of the scale of states, −1 and 1.
    x_negative: the end opposite to fill.x on the scale of inputs.
    cells: lines and markers, and as text at least 4.5 : 1 against the surface.
    """

    surface: str
    ink: str
    muted: str
    line: str
    fill: Hues
    text: Hues
    negative: str
    positive: str
    x_negative: str
    cells: CellHues

    def gate_scale(self, gate: Literal["r", "z"]) -> Scale:
        """0…1: the surface to the gate's hue."""
        return [(0.0, self.surface), (1.0, getattr(self.fill, gate))]

    def state_scale(self) -> Scale:
        """−1…1: rose, the surface at 0, yellow-green."""
        return [(0.0, self.negative), (0.5, self.surface), (1.0, self.positive)]

    def input_scale(self) -> Scale:
        """−max…max of the input: brown, the surface at 0, grey."""
        return [(0.0, self.x_negative), (0.5, self.surface), (1.0, self.fill.x)]

    def size_scale(self, one: float) -> Scale:
        """Sizes of gradients: nothing left as the frames, 1 at position `one` grey, more is rose.

        It grows away from the surface throughout, so that it is read without seeing colours.
        """
        return [(0.0, self.line), (one, self.fill.x), (1.0, _halfway(self.negative, self.ink))]

    def under_numbers(self, scale: Scale) -> Scale:
        """A scale halfway to the surface, on which numbers in ink are readable throughout."""
        return [(position, _halfway(colour, self.surface)) for position, colour in scale]

    def variables(self) -> dict[str, str]:
        """The colours by name, for a style sheet.

        neutral (the surface), ink, muted, line; r, z, n, h, x, kept, written, rnn, lstm, gru,
        each also with ``-text``; negative, positive, x-negative; tint-r, tint-z, tint-x,
        tint-negative, tint-positive: the ends of the scales for a cell with a number in it,
        halfway to the surface, so that ink stays readable on every tint (at least 4.5 : 1).
        The other end, 0, is neutral.
        """
        fill: dict[str, str] = {**asdict(self.fill), **asdict(self.cells)}
        text: dict[str, str] = {**asdict(self.text), **asdict(self.cells)}
        ends = {
            "r": self.fill.r,
            "z": self.fill.z,
            "negative": self.negative,
            "positive": self.positive,
            "x": self.fill.x,
        }
        return {
            "neutral": self.surface,
            "ink": self.ink,
            "muted": self.muted,
            "line": self.line,
            **fill,
            **{f"{name}-text": colour for name, colour in text.items()},
            "negative": self.negative,
            "positive": self.positive,
            "x-negative": self.x_negative,
            **{f"tint-{name}": _halfway(colour, self.surface) for name, colour in ends.items()},
        }


LIGHT = Palette(
    surface="#FFFFFF",
    ink="#1A1D21",
    muted="#5B6270",
    line="#D5DAE1",
    fill=Hues(
        r="#D55E00",
        z="#0072B2",
        n="#008862",
        h="#63237A",
        x="#6E7584",
        kept="#56B4E9",
        written="#E69F00",
    ),
    text=Hues(
        r="#B84F00",
        z="#0072B2",
        n="#007A57",
        h="#63237A",
        x="#5F6673",
        kept="#0F7896",
        written="#8F6200",
    ),
    negative="#B5126B",
    positive="#8AB000",
    x_negative="#9C6B3F",
    cells=CellHues(rnn="#5A0F1E", lstm="#2A2AF0", gru="#78783C"),
)

_DARK_HUES = Hues(  # light enough on the dark surface to serve as text too
    r="#F0783C",
    z="#4080F7",
    n="#2CCB9A",
    h="#BA80E4",
    x="#8A93A8",
    kept="#6DD0F0",
    written="#F5C02E",
)
DARK = Palette(
    surface="#121417",
    ink="#E8EAED",
    muted="#A9B1BF",
    line="#343A46",
    fill=_DARK_HUES,
    text=_DARK_HUES,
    negative="#F0569F",
    positive="#A5CC2E",
    x_negative="#C0905C",
    cells=CellHues(rnn="#FF3C5A", lstm="#7E86B7", gru="#F0FFB4"),
)


def css() -> str:
    """Both palettes as custom properties, ``--r``, ``--r-text``…, following ``color-scheme``."""
    dark = DARK.variables()
    rules = (
        f"--{name}: light-dark({light}, {dark[name]});" for name, light in LIGHT.variables().items()
    )
    return f":root, :host {{ {' '.join(rules)} }}\n"


def _halfway(colour: str, surface: str) -> str:
    mixed = ((int(colour[i : i + 2], 16) + int(surface[i : i + 2], 16)) // 2 for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
