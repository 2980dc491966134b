"""What corresponds to what: the formulas of the three cells beside each other, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gru_viz import formulas
from gru_viz.exports import tex
from gru_viz.exports.mathml import math, sentence, wrapping
from gru_viz.exports.writing import FUNCTIONS, Writing
from gru_viz.figures.style import number
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.ui.compare_cells_paper import table
from gru_viz.variants import Notation, Symbol, beside

# The class that colours a gate's symbol; a quantity of the LSTM alone has none.
_COLOURS = {"f": "kept", "i": "written", "g": "n"}


def correspondence(three: Three, notation: Notation, decimals: int, texts: Texts) -> str:
    """The table, and what the gates' numbers say about it."""
    cells = _Cells(three, notation, decimals, texts)
    return table(cells.say("compare-formulas-about"), cells.rows(), texts) + (
        f"<p>{cells.freedom()}</p>"
    )


@dataclass(frozen=True)
class _Cells:
    three: Three
    notation: Notation
    decimals: int
    texts: Texts

    def say(self, key: str, **args: str | int) -> str:
        """A sentence as HTML, with the notation's letters as math."""
        return sentence(self.gru.texts(self.texts)(key, **args))

    @property
    def gru(self) -> Writing:
        return Writing(self.notation, coloured=True)

    @property
    def lstm(self) -> Writing:
        return Writing(self._with(beside.of_lstm(self.notation)))

    @property
    def rnn(self) -> Writing:
        return Writing(self._with(beside.of_rnn(self.notation)))

    def _with(self, symbols: Mapping[str, Symbol]) -> Notation:
        return replace(self.notation, symbols={**self.notation.symbols, **symbols})

    def rows(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        lstm = self.three.lstm.variant
        tied = math(rf"{self.quantity('i')} = 1 - {self.quantity('f')}")
        held = math(rf"{self.quantity('o')} = 1") + f" {self.say('compare-held-open')}"
        o_tanh_c = math(
            rf"{self.of_lstm('h')} = {self.quantity('o')} {self.gru.times}"
            rf" \tanh({self.quantity('c')})"
        )
        yield self.row(
            "memory",
            math(self.of_rnn("h")),
            math(self.quantity("c")),
            math(self.gru.symbol("h", None)),
        )
        yield self.row(
            "keep",
            self.say("compare-none"),
            self.by("kept", self.gate("f")),
            self.by("kept", self.share("keep")),
        )
        yield self.row(
            "write",
            self.say("compare-all"),
            self.by("written", tied if lstm.input == "tied" else self.gate("i")),
            self.by("written", self.share("write")),
        )
        yield self.row("propose", self.candidate(), self.gate("g"), self.equation("n"))
        yield self.row(
            "mix", self.say("compare-the-candidate"), self.cell_state(), self.equation("h")
        )
        yield self.row("show", math(self.of_rnn("h")), o_tanh_c, math(self.gru.symbol("h", None)))
        yield self.row(
            "alone",
            self.say("compare-none"),
            held if lstm.output == "open" else self.gate("o"),
            self.equation("r"),
        )

    def row(self, name: str, *cells: str) -> tuple[str, tuple[str, str, str]]:
        rnn, lstm, gru = cells
        head = (
            f"<strong>{self.say(f'compare-part-{name}')}</strong>"
            f"<span>{self.say(f'compare-part-{name}-is')}</span>"
        )
        return head, (rnn, lstm, gru)

    def by(self, colour: str, inner: str) -> str:
        """What keeps, or what writes, with a mark at its side in the colour of both."""
        return f'<span class="{colour}-by">{inner}</span>'

    # Symbols

    def quantity(self, name: str) -> str:
        """A quantity of the LSTM."""
        symbol = self.lstm.symbol(name, None)
        return tex.coloured(_COLOURS[name], symbol) if name in _COLOURS else symbol

    def of_lstm(self, name: str) -> str:
        return tex.coloured(name, self.lstm.symbol(name, None))

    def of_rnn(self, name: str) -> str:
        return tex.coloured(name, self.rnn.symbol(name, None))

    def share(self, which: str) -> str:
        """What the GRU keeps by, or writes by: its update gate, or what that leaves over."""
        if (which == "keep") == (self.notation.variant.update == "renews"):
            return math(f"1 - {self.gru.symbol('z', None)}")
        return self.equation("z")

    # Formulas

    def equation(self, result: str) -> str:
        """One of the GRU's."""
        (found,) = (
            e
            for e in formulas.equations(self.notation, self.three.gru.params)
            if e.result == result
        )
        name = FUNCTIONS[found.function]
        inner = self.gru.formula(found.argument, None)
        left = self.gru.symbol(result, None)
        return wrapping(f"{left} = {name}({inner})" if name else f"{left} = {inner}")

    def gate(self, name: str) -> str:
        """A gate of the LSTM, or its candidate."""
        function = "tanh" if name == "g" else "sigma"
        inner = self.linear(self.lstm, f"_{name}", self.three.lstm.params)
        return wrapping(f"{self.quantity(name)} = {FUNCTIONS[function]}({inner})")

    def candidate(self) -> str:
        """The RNN's state, which is all that it proposes."""
        inner = self.linear(self.rnn, "", self.three.rnn.params)
        return wrapping(rf"{self.of_rnn('h')} = \tanh({inner})")

    def linear(self, writing: Writing, suffix: str, params: object) -> str:
        """W x + U h and the biases that there are: what a gate of the GRU has, in other letters."""
        symbols = dict(writing.notation.symbols)
        symbols |= {f"{kind}_z": symbols[f"{kind}{suffix}"] for kind in "WUbc"}
        there = tuple(f"{b}_z" for b in "bc" if getattr(params, f"{b}{suffix}") is not None)
        notation = replace(writing.notation, symbols=symbols, biases=there)
        _, z, *_ = formulas.equations(notation)
        return Writing(notation, coloured=True).formula(z.argument, None)

    def cell_state(self) -> str:
        times = self.gru.times
        symbols = self.lstm.notation.symbols
        before = Writing(self._with({"h": symbols["c"]})).symbol("h_prev", None)
        return wrapping(
            rf"{self.quantity('c')} = {self.quantity('f')} {times} {before}"
            rf" + {self.quantity('i')} {times} {self.quantity('g')}"
        )

    def freedom(self) -> str:
        """Whether the two gates add up to 1, as the GRU's factors always do."""
        total = self.three.lstm.f + self.three.lstm.i
        return self.say(
            "compare-freedom" if self.three.lstm.variant.input == "own" else "compare-tied",
            lstm_f=f"${self.quantity('f')}$",
            lstm_i=f"${self.quantity('i')}$",
            low=number(total.min(initial=2), self.decimals),
            high=number(total.max(initial=0), self.decimals),
        )
