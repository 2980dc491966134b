"""A timestep and a unit of a run, with the notation and the texts in which it is told."""

from dataclasses import dataclass

from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.mathml import sentence
from gru_viz.exports.steps import shown_decimals
from gru_viz.exports.writing import Writing
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation, plain

Json = dict[str, object]

_LARGE = 10**6  # from here on a number is written with its power of ten
_TIMED = ("x", "h_prev", "r", "z", "n", "h")
_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Place:
    """t, unit: from 1. texts: with the notation's letters, for labels. asked_decimals: those to
    show, where the run itself isn't rounded. unfolded: long sums are shown whole."""

    trace: Trace
    sequence: Sequence
    t: int
    unit: int
    notation: Notation
    texts: Texts
    asked_decimals: int
    unfolded: bool

    @property
    def decimals(self) -> int:
        """The decimals of computed numbers."""
        return shown_decimals(self.trace, self.asked_decimals)

    @property
    def writing(self) -> Writing:
        """How symbols and formulas are written."""
        return Writing(self.notation, coloured=True)

    def value(self, name: str) -> float:
        """A quantity of this unit at this timestep."""
        row = self.t if name == "h" else self.t - 1
        array = self.trace.h if name == "h_prev" else getattr(self.trace, name)
        return float(array[row, self.unit - 1])

    def number(self, value: float) -> str:
        """A computed value as plain text, rounded as in the sums."""
        if abs(value) >= _LARGE:
            return f"{value:.2e}".replace("-", "\N{MINUS SIGN}")
        return tex.computed(value, self.decimals).replace("-", "\N{MINUS SIGN}")

    def html(self, key: str, **args: str | int) -> str:
        """A text with its letters as math; r_t, z_t and so on are those with the timestep."""
        written = {f"{name}_t": f"${self.writing.symbol(name, self.t)}$" for name in _TIMED}
        return sentence(self.writing.texts(self.texts)(key, **{**written, **args}))

    def label(self, name: str) -> str:
        """A quantity as plain text, for labels that are read aloud: h̃ at t = 2 is h̃₂."""
        symbol = self.notation.symbols[name]
        when = {"below": str(self.t).translate(_BELOW), "angle": f"⟨{self.t}⟩", "": ""}
        return plain(symbol) + when[symbol.time]
