"""What can be counted of the three cells: gates, states, parameters, cost, time, reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import inf

from gru_viz.cells.cost import BY_UNIT, FUNCTIONS, GATES, STATES, multiplications
from gru_viz.cells.parameters import CELLS, SUMS, Cell, count
from gru_viz.cells.reach import MAX_UNITS
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.study_links import address
from gru_viz.exports.tex import parameters_formula
from gru_viz.exports.writing import Writing
from gru_viz.figures.powers import size_text
from gru_viz.figures.style import number
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.ui.compare_cells_paper import table
from gru_viz.ui.compare_cells_run import Measured
from gru_viz.variants import beside, plain

_EXAMPLE = "keep"  # the place that isn't of the learner's own sequence
_MICRO, _MILLI = 1e-6, 1e-3  # seconds


def counted(three: Three, measured: Measured, shown: State, texts: Texts) -> str:
    """The table."""
    counts = _Counts(three, measured, shown, texts)
    return table(counts.say("compare-counted-about", T=three.gru.T), counts.rows(), texts)


@dataclass(frozen=True)
class _Counts:
    three: Three
    measured: Measured
    shown: State
    texts: Texts

    def say(self, key: str, **args: str | int) -> str:
        writing = Writing(self.shown.written, coloured=True)
        return sentence(writing.texts(self.texts)(key, **args))

    @property
    def D(self) -> int:
        return self.three.gru.params.D

    def H(self, cell: Cell) -> int:
        units: int = self.three.traces[cell].h.shape[1]
        return units

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        yield self.row("units", "", [f"<b>{self.H(cell)}</b>" for cell in CELLS])
        yield self.row("gates", "gates", [self.gates(cell) for cell in CELLS])
        yield self.row("states", "", [self.states(cell) for cell in CELLS])
        yield self.row("memory", _EXAMPLE, [self.memory(cell) for cell in CELLS])
        yield self.row("activations", "", [self.activations(cell) for cell in CELLS])
        if self.three.gru.params.b_n is None:
            yield self.row("parameters-none", "", [self.parameters(cell, 0) for cell in CELLS])
        yield self.row("parameters", "parameters", [self.parameters(cell, 1) for cell in CELLS])
        yield self.row("parameters-two", "", [self.parameters(cell, 2) for cell in CELLS])
        yield self.row("cost", "", [self.cost(cell) for cell in CELLS])
        yield self.row("time", "", [self.time(cell) for cell in CELLS])
        yield self.row("reach", "reach-own", [self.reach(cell) for cell in CELLS])

    def row(self, name: str, place: str, cells: list[str]) -> tuple[str, list[str]]:
        """place: where it can be seen, for :func:`gru_viz.exports.study_links.address`."""
        said = self.say(f"compare-count-{name}-is")
        if place:
            to = escape(address(place, self.shown, self.texts.language))
            see, about = (
                ("compare-see-example", "compare-see-example-of")
                if place == _EXAMPLE
                else ("compare-see-it", "compare-see")
            )
            what = escape(self.texts(about, what=self.texts(f"compare-count-{name}")))
            said += f' <a href="{to}" aria-label="{what}">{self.say(see)}</a>'
        return f"<strong>{self.say(f'compare-count-{name}')}</strong><span>{said}</span>", cells

    # Each row's cells

    def gates(self, cell: Cell) -> str:
        notation = self.shown.written
        letters: dict[Cell, str] = {
            "rnn": "",
            "lstm": ", ".join(plain(beside.of_lstm(notation)[name]) for name in "fio"),
            "gru": ", ".join(plain(notation.symbols[name]) for name in "rz"),
        }
        aside = f' <span class="aside">{escape(letters[cell])}</span>' if letters[cell] else ""
        return f"<b>{GATES[cell]}</b>{aside}"

    def states(self, cell: Cell) -> str:
        """The vectors that go on to the next timestep, and how many numbers they are."""
        letters: dict[Cell, list[str]] = {
            "rnn": [plain(beside.of_rnn(self.shown.written)["h"])],
            "lstm": [plain(beside.of_lstm(self.shown.written)[name]) for name in "hc"],
            "gru": [plain(self.shown.written.symbols["h"])],
        }
        many = STATES[cell]
        formula = math(f"{many if many > 1 else ''} H")
        aside = f' <span class="aside">{escape(", ".join(letters[cell]))}</span>'
        return f"{formula} = <b>{many * self.H(cell):,}</b>{aside}"

    def memory(self, cell: Cell) -> str:
        """By what the memory is multiplied on its way, in the mean of this run."""
        if cell == "rnn":
            return self.say("compare-memory-rnn")
        factors = self.three.lstm.f if cell == "lstm" else self.three.gru.keep
        mean = number(factors.mean() if factors.size else 0, self.shown.decimals)
        update = self.three.gru.variant.update
        said = self.say("compare-memory-lstm" if cell == "lstm" else f"compare-memory-{update}")
        return f'{said} <span class="aside">{self.say("compare-memory-mean", mean=mean)}</span>'

    def activations(self, cell: Cell) -> str:
        formula = math(f"{FUNCTIONS[cell] if FUNCTIONS[cell] > 1 else ''} H")
        kinds = {"rnn": "tanh", "lstm": "σ, σ, σ, tanh, tanh", "gru": "σ, σ, tanh"}
        return (
            f"{formula} = <b>{FUNCTIONS[cell] * self.H(cell):,}</b>"
            f' <span class="aside">{kinds[cell]}</span>'
        )

    def parameters(self, cell: Cell, biases: int) -> str:
        params = self.three.gru.params
        has_c_n = params.c_n is not None and params.c_r is None  # a bias that the others don't have
        c_n = cell == "gru" and biases == 1 and has_c_n
        formula = math(parameters_formula(SUMS[cell], biases) + (" + H" if c_n else ""))
        return f"{formula} = <b>{count(cell, self.D, self.H(cell), biases, c_n):,}</b>"

    def cost(self, cell: Cell) -> str:
        by_unit = f" + {BY_UNIT[cell]} H" if BY_UNIT[cell] else ""
        formula = math(parameters_formula(SUMS[cell], 0) + by_unit)
        many = multiplications(cell, self.D, self.H(cell))
        return f"{formula} = <b>{many:,}</b>{self.times(cell, many / self.of_gru)}"

    @property
    def of_gru(self) -> int:
        return multiplications("gru", self.D, self.H("gru"))

    def time(self, cell: Cell) -> str:
        seconds = self.measured.seconds
        ratio = seconds[cell] / seconds["gru"]
        return f"<b>{_duration(seconds[cell])}</b>{self.times(cell, ratio)}"

    def times(self, cell: Cell, ratio: float) -> str:
        """Beside the GRU, as a multiple of its number."""
        if cell == "gru":
            return ""
        return f' <span class="aside">{self.say("compare-times", ratio=number(ratio, 2))}</span>'

    def reach(self, cell: Cell) -> str:
        """What a small change of the first state comes to in the last one."""
        log = self.measured.reach[cell]
        if log is None:
            return self.say("compare-reach-many", limit=MAX_UNITS)
        if log == inf:
            return self.say("compare-reach-large")
        if log == -inf:
            return "<b>0</b>"
        factor = number(10 ** (log / self.three.gru.T), self.shown.decimals)
        aside = self.say("compare-reach-factor", factor=factor)
        return f'<b>{size_text(log)}</b> <span class="aside">{aside}</span>'


def _duration(seconds: float) -> str:
    unit, name = (_MICRO, "µs") if seconds < _MILLI else (_MILLI, "ms")
    return f"{seconds / unit:.1f} {name}"
