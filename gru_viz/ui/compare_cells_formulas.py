"""What the three cells are: a paragraph, and their formulas beside each other, part by part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from math import log10

import numpy as np

from gru_viz import formulas
from gru_viz.exports import tex
from gru_viz.exports.mathml import math, sentence, wrapping
from gru_viz.exports.writing import FUNCTIONS, Writing
from gru_viz.figures.powers import size_text
from gru_viz.figures.style import number
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.ui.compare_cells_paper import table
from gru_viz.variants import Notation, Symbol, beside, plain

# The class that colours a gate's symbol; a quantity of the LSTM alone has none.
_COLOURS = {"f": "kept", "i": "written", "g": "n"}
_SMALLEST = 1e-4  # a difference below it is said with its power of ten


def says(three: Three, shown: State, texts: Texts) -> str:
    """One paragraph, with the numbers of these runs."""
    texts = texts.written_in(shown.written)
    drawn = shown.cells_from == "drawn"
    said = [_drawn(three, shown, texts) if drawn else _made(shown, texts)]
    if three.keep:
        said.append(_kept_by(three, shown, texts))
    if not drawn:
        said.append(f"**{_apart(three, shown, texts)}**")
    return " ".join(said)


def _drawn(three: Three, shown: State, texts: Texts) -> str:
    sizes: dict[str, int] = {}
    for cell, run in three.traces.items():
        sizes[f"{cell}_units"] = run.h.shape[1]
        weights = (getattr(run.params, f.name) for f in fields(run.params))
        sizes[f"{cell}_size"] = sum(a.size for a in weights if a is not None)
    return texts(
        f"compare-drawn-{shown.cells_by}",
        seed=str(shown.seed),
        scale=number(shown.scale, 2),
        **sizes,
    )


def _made(shown: State, texts: Texts) -> str:
    lstm = beside.of_lstm(shown.written)
    names = {f"lstm_{name}": plain(lstm[name]) for name in "fioc"}
    return texts(f"compare-made-{'open' if shown.open_reset else 'gated'}", **names)


def _kept_by(three: Three, shown: State, texts: Texts) -> str:
    """What was added to what goes into the two gates."""
    lstm_f = plain(beside.of_lstm(shown.written)["f"])
    by = {"lstm": three.keep, "gru": _to_z(three)}
    return texts(
        "compare-kept-by",
        lstm_f=lstm_f,
        **{f"{cell}_by": f"{size:+g}".replace("-", "\N{MINUS SIGN}") for cell, size in by.items()},
    )


def _to_z(three: Three) -> float:
    """What was added to what goes into the GRU's update gate, so that it keeps more."""
    return three.keep if three.gru.variant.update == "keeps" else -three.keep


def _apart(three: Three, shown: State, texts: Texts) -> str:
    """Where the LSTM's cell state and the GRU's state are farthest apart, and what tanh takes."""
    c, h = three.lstm.c, three.gru.h
    by = np.abs(c - h)
    t, unit = (int(i) for i in np.unravel_index(by.argmax(), by.shape))
    return texts(
        "compare-apart",
        lstm_c=plain(beside.of_lstm(shown.written)["c"]),
        first=_small(float(by[min(1, three.gru.T)].max()), shown.decimals),
        by=_small(float(by[t, unit]), shown.decimals),
        t=t,
        unit=unit + 1,
        memory=number(c[t, unit], shown.decimals),
        state=number(h[t, unit], shown.decimals),
        squashed=_small(float(np.abs(np.tanh(c) - c).max()), shown.decimals),
    )


def _small(by: float, decimals: int) -> str:
    """A difference, however small."""
    if by == 0:
        return "0"
    return number(by, decimals) if by >= _SMALLEST else size_text(log10(by))


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
            self.held(self.quantity("o")) if lstm.output == "open" else self.gate("o"),
            self.equation("r")
            if self.three.gru.held_r is None
            else self.held(self.gru.symbol("r", None)),
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

    def held(self, gate: str) -> str:
        """A gate that lets all of it through."""
        return f"{math(f'{gate} = 1')} {self.say('compare-held-open')}"

    def equation(self, result: str) -> str:
        """One of the GRU's."""
        (found,) = (
            e
            for e in formulas.equations(self.notation, self.three.gru.params)
            if e.result == result
        )
        name = FUNCTIONS[found.function]
        inner = self.gru.formula(found.argument, None)
        if result == "z":
            inner += _added(_to_z(self.three))
        left = self.gru.symbol(result, None)
        return wrapping(f"{left} = {name}({inner})" if name else f"{left} = {inner}")

    def gate(self, name: str) -> str:
        """A gate of the LSTM, or its candidate."""
        function = "tanh" if name == "g" else "sigma"
        inner = self.linear(self.lstm, f"_{name}", self.three.lstm.params)
        if name == "f":
            inner += _added(self.three.keep)
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


def _added(bias: float) -> str:
    """The last term of a sum, where there is one."""
    return f" {'+' if bias > 0 else '-'} {abs(bias):g}" if bias else ""
