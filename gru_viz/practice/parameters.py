"""Problems of counting: the parameters of a gate, of a GRU, of an LSTM and of an RNN."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from gru_viz.cells.parameters import SUMS, Cell, count
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Amount, Amounts, Draw, Exercise, Number
from gru_viz.practice.mix import equation_of
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import Notation

Biases = Literal["none", "one", "bracket", "two"]

_PER_SUM: Mapping[Biases, int] = {"none": 0, "one": 1, "bracket": 1, "two": 2}
_COUNTS = range(2, 11)  # of features and units


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem of counting parameters, with the biases of the notation or with other ones."""
    draw = Draw(seed, KINDS.index("parameters"))
    theirs = _biases(notation)
    biases = draw.one_of((theirs, theirs, "one", "two"))

    def attempt() -> Exercise:
        D, H = draw.shuffled(_COUNTS)[:2]
        return _exercise(seed, notation, decimals, _Layer(D, H, biases))

    return first_clear(attempt)


def _biases(notation: Notation) -> Biases:
    """How many biases a notation's formula has for each gate; "bracket": one, but c_n besides."""
    recurrent = [bias for bias in notation.biases if bias[0] == "c"]
    if not notation.biases:
        return "none"
    return "one" if not recurrent else "bracket" if recurrent == ["c_n"] else "two"


@dataclass(frozen=True)
class _Layer:
    """D features, H units, and how its biases are counted."""

    D: int
    H: int
    biases: Biases

    @property
    def c_n(self) -> bool:
        """Whether the candidate has a bias more than the gates."""
        return self.biases == "bracket"

    @property
    def gate(self) -> int:
        """The parameters of one gate, which are those of an RNN."""
        return count("rnn", self.D, self.H, _PER_SUM[self.biases])

    @property
    def gru(self) -> int:
        return count("gru", self.D, self.H, _PER_SUM[self.biases], self.c_n)

    @property
    def lstm(self) -> int:
        return count("lstm", self.D, self.H, _PER_SUM[self.biases])

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        always: tuple[Mistake, ...] = ("gate_count", "no_recurrent", "transposed")
        return always if self.biases == "none" else ("one_bias", *always, "no_bias")

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        c_n = self.H if self.c_n else 0

        def path(
            of_gate: float, extra: int, sums: Mapping[Cell, int] = SUMS, own: float | None = None
        ) -> Amounts:
            """of_gate: what the gate comes to. own: what the totals take in its place."""
            one = earlier.get("gate", of_gate) if own is None else own
            counts = {
                "gate": of_gate,
                "gru": sums["gru"] * one + extra,
                "lstm": sums["lstm"] * one,
                "rnn": sums["rnn"] * one,
            }
            return {name: Amount(float(number)) for name, number in counts.items()}

        if mistake is None:
            yield path(self.gate, c_n)
        elif mistake == "gate_count":
            for gates in (2, 4):
                yield path(self.gate, c_n, {"gru": gates, "lstm": 3, "rnn": 1})
        else:
            if mistake == "one_bias" and c_n:
                yield path(self.gate, 0)
            for of_gate in self._wrong_gates(mistake):
                extra = 0 if mistake in ("one_bias", "no_bias") else c_n
                yield path(of_gate, extra)
                yield path(self.gate, extra, own=of_gate)

    def _wrong_gates(self, mistake: Mistake) -> Iterator[int]:
        """What one gate comes to by a mistake."""
        D, H, biases = self.D, self.H, _PER_SUM[self.biases]
        if mistake == "one_bias" and biases:
            yield H * (D + H + 3 - biases)
        elif mistake == "no_bias" and biases:
            yield H * (D + H)
        elif mistake == "no_recurrent":
            yield H * D + biases * H
        elif mistake == "transposed":
            yield H * D + D * D + biases * H


def _timeless(notation: Notation) -> str:
    """The update gate's letter: a count is the same at every timestep."""
    letter = replace(notation.symbols["z"], time="")
    there = replace(notation, symbols={**notation.symbols, "z": letter})
    return Writing(there, coloured=True).symbol("z", None)


def _exercise(seed: int, notation: Notation, decimals: int, layer: _Layer) -> Exercise:
    D, H = str(layer.D), str(layer.H)
    biases = _PER_SUM[layer.biases]
    writing = Writing(notation, coloured=True)
    gate = f"N_{{{_timeless(notation)}}}"
    products = rf"{H} \cdot {D} + {H} \cdot {H}" + rf" + {H}" * biases
    letters = r"H \cdot D + H \cdot H" + " + H" * biases
    extra = f" + {H}" if layer.c_n else ""
    cells: dict[Cell, str] = {"gru": "GRU", "lstm": "LSTM", "rnn": "RNN"}
    names = {cell: rf"N_{{\mathrm{{{name}}}}}" for cell, name in cells.items()}
    totals = {"gru": layer.gru, "lstm": layer.lstm, "rnn": layer.gate}
    given = [rf"D = {D}, \quad H = {H}"]
    if layer.biases == _biases(notation):
        given.insert(0, formula(writing, equation_of("z", notation), None))
    sums = {"gru": str(SUMS["gru"]), "lstm": str(SUMS["lstm"])}
    return Exercise(
        kind="parameters",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(
            Message("practice-parameters-task", {"features": D, "units": H, "gate": gate}),
            Message(f"practice-parameters-biases-{layer.biases}"),
        ),
        given=tuple(given),
        blanks=(
            Number("gate", gate, 0),
            *(Number(cell, name, 0) for cell, name in names.items()),
        ),
        paths=layer.paths,
        hints=(
            Message("practice-parameters-hint-shapes", {"features": D, "units": H}),
            Message("practice-parameters-hint-gate", {"sum": f"{gate} = {products}"}),
            Message("practice-parameters-hint-sums", sums),
        ),
        mistakes=layer.mistakes,
        solution=(
            Message("practice-parameters-solution-gate"),
            f"{gate} = {letters} = {products} = {layer.gate}",
            Message(
                "practice-parameters-solution-bracket"
                if layer.c_n
                else "practice-parameters-solution-sums",
                {"units": H, **sums},
            ),
            rf"{names['gru']} = {SUMS['gru']} \cdot {layer.gate}{extra} = {totals['gru']}",
            rf"{names['lstm']} = {SUMS['lstm']} \cdot {layer.gate} = {totals['lstm']}",
            rf"{names['rnn']} = {totals['rnn']}",
        ),
        uses_table=False,
    )
