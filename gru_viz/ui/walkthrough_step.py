"""One timestep of one unit as the walkthrough shows it: four formulas, and all about each.

What comes out is data for walkthrough.js. Where a name ends in "html" it is markup made here,
with MathML in it; numbers are those of the trace.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import escape

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.head import one_line
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.steps import Derivation, shown_decimals, worked
from gru_viz.exports.writing import Writing
from gru_viz.figures.style import number
from gru_viz.formulas import Equation, Hadamard, Joined, Node, OneMinus, Product, Quantity, Sum
from gru_viz.locales import Texts
from gru_viz.player.payload import way_of_writing
from gru_viz.sequences import Sequence
from gru_viz.ui.walkthrough_drag import VALUES, dragged
from gru_viz.ui.walkthrough_tolerance import tolerance
from gru_viz.variants import Notation, plain
from gru_viz.whatif import Gate

MOST_TERMS = 12  # of a sum; of a longer one the first and the last ones are shown,
_FIRST, _LAST = 5, 2  # so many of them
_MOST_NUMBERS = 4  # of a vector in the list of parts
NEAR = 0.2  # from 0, and from 1

Json = dict[str, object]
_Part = tuple[str, str, str, list[str], str]  # symbol, kind, shape, numbers, what has to be known


def lesson(
    trace: Trace,
    sequence: Sequence,
    t: int,
    unit: int,
    notation: Notation,
    texts: Texts,
    decimals: int,
    unfolded: bool = False,
) -> Json:
    """Everything about one timestep and one unit of a run, both from 1.

    unfolded: long sums are shown whole.
    """
    texts = texts.written_in(notation)
    return _Lesson(trace, sequence, t, unit, notation, texts, decimals, unfolded).whole()


def is_foldable(trace: Trace, sequence: Sequence) -> bool:
    """Whether any sum has more terms than are shown at first."""
    D = 1 if formulas.is_onehot(trace.x, sequence.tokens) else trace.params.D
    return D + trace.params.H + 1 > MOST_TERMS


@dataclass(frozen=True)
class _Lesson:
    trace: Trace
    sequence: Sequence
    t: int
    unit: int
    notation: Notation
    plain: Texts  # with letters for labels
    asked_decimals: int
    unfolded: bool

    @property
    def decimals(self) -> int:
        return shown_decimals(self.trace, self.asked_decimals)

    @property
    def writing(self) -> Writing:
        return Writing(self.notation, coloured=True)

    def whole(self) -> Json:
        trace, t, unit = self.trace, self.t, self.unit
        (step,) = worked(
            trace, self.sequence, self.decimals, [t], [unit], self.notation, coloured=True
        )
        of: dict[str, list[Derivation]] = {name: [] for name in "rznh"}
        derivations = list(step.derivations)
        for name, count in zip("rznh", (1, 1, len(derivations) - 3, 1), strict=True):
            of[name], derivations = derivations[:count], derivations[count:]
        equations = formulas.equations(self.notation, trace.params)
        stages = [self.stage(equation, of[equation.result]) for equation in equations]
        values = {name: self.value(name) for name in ("r", "z", "n", "h_prev", "h")}
        numbers = repr((t, unit, values, trace.a_r[t - 1, unit - 1], trace.a_n[t - 1, unit - 1]))
        return {
            "id": blake2b(numbers.encode(), digest_size=8).hexdigest(),
            "t": t,
            "T": trace.T,
            "unit": unit,
            "H": trace.params.H,
            "token": one_line(self.sequence.tokens[t - 1]) if self.sequence.tokens else "",
            "stages": stages,
            "numbers": values,
            "h_max": float(np.abs(trace.h).max(initial=0)),
            "decimals": self.decimals,
            "unfolded": self.unfolded,
            "foldable": is_foldable(trace, self.sequence),
            "writing": way_of_writing(self.notation),
            "language": self.plain.language,
            "words": self.words(),
        }

    # Texts: as HTML with the notation's letters as math, and plain for labels

    def html(self, key: str, **args: str | int) -> str:
        written = {f"{name}_t": f"${self.writing.symbol(name, self.t)}$" for name in _TIMED}
        return sentence(self.writing.texts(self.plain)(key, **{**written, **args}))

    def words(self) -> dict[str, str]:
        """What walkthrough.js says itself; what it fills in stays as {name}."""
        plain = (
            "back", "on", "on_t", "t", "unit", "steps", "done", "parts", "part", "is", "shape",
            "numbers_of", "worked", "check", "show", "show_needed", "needs", "wrong",
            "not_a_number", "unfold", "fold", "to_zero", "to_one", "keys",
            "direction_right", "direction_wrong", "direction_is", "unknown",
        )  # fmt: skip
        filled = {
            "print": ("t", "T", "unit"),
            "right": ("value",),
            "shown": ("value",),
        }
        words = {
            name: self.plain(f"walk-{name.replace('_', '-')}", unit=self.unit) for name in plain
        }
        for name, arguments in filled.items():
            slots = {argument: f"{{{argument}}}" for argument in arguments}
            words[name] = self.plain(f"walk-{name.replace('_', '-')}", **slots)
        words["mix"] = self.plain(
            "player-mix", percent="{percent}", **{"from": "{from}", "to": "{to}", "now": "{now}"}
        )
        words["mix_title"] = self.plain("player-mix-title")
        return words

    # Numbers

    def value(self, name: str) -> float:
        row = self.t if name == "h" else self.t - 1
        array = self.trace.h if name == "h_prev" else getattr(self.trace, name)
        return float(array[row, self.unit - 1])

    def is_held(self, name: str) -> bool:
        where = getattr(self.trace, f"held_{name}", None)
        return where is not None and bool(where[self.t - 1, self.unit - 1])

    # Stages

    def stage(self, equation: Equation, derivations: list[Derivation]) -> Json:
        name = equation.result
        *before, main = derivations
        held = self.is_held(name)
        symbol = self.writing.symbol(name, self.t)
        needs = _NEEDED[name]
        given = [line for d in before for line in self.lines(d.left, d.lines)]
        given += self.lines(symbol, main.lines[1:2])
        rest = self.lines("", main.lines[2:])
        variant = self.trace.variant
        return {
            "name": name,
            "title": self.plain(f"walk-title-{name}"),
            "about_html": self.html(
                f"walk-about-z-{variant.update}" if name == "z" else f"walk-about-{name}"
            ),
            "symbol_html": math(symbol),
            "label": number_label(self.notation, name, self.t),
            "formula": self.lines(symbol, main.lines[:1])[0],
            "parts": list(self.parts(equation)),
            "needs": list(needs),
            "given": given,
            "rest": rest,
            "held_html": self.held(main) if held else "",
            "ask_html": self.html(f"walk-ask-{name}"),
            "options": self.options(name),
            "value": self.value(name),
            "tolerance": tolerance(self.trace, self.t, self.unit, equation, self.decimals),
            "shown": number(self.value(name), self.decimals),
            "ends": self.ends(name),
        }

    def held(self, derivation: Derivation) -> str:
        assert derivation.held is not None
        held, free = (f"${equation}$" for equation in derivation.held)
        return self.html("walk-held", held=held, free=free)

    def options(self, name: str) -> list[Json]:
        """The answers to choose from before anything is computed, and which are right."""
        value = self.value(name)
        right: Mapping[str, bool]
        if name == "h":
            keep = float(self.trace.keep[self.t - 1, self.unit - 1])
            right = {"stays": keep >= 0.5, "moves": keep <= 0.5}
        elif name == "n":
            right = {"below": value < -NEAR, "near": abs(value) <= NEAR, "above": value > NEAR}
        else:
            right = {"shut": value < NEAR, "between": NEAR <= value <= 1 - NEAR, "open": False}
            right["open"] = not (right["shut"] or right["between"])
        return [
            {"html": self.html(f"walk-option-{option}"), "right": is_right}
            for option, is_right in right.items()
        ]

    def ends(self, name: str) -> Json:
        """A gate dragged from 0 to 1, and what comes of it; the words for both ends."""
        gate: Gate = "r" if name in ("r", "n") else "z"
        whole = name == "n"
        shown = {"r": ("n", "h"), "n": ("n",), "z": ("h",), "h": ("h",)}[name]
        title = "walk-ends-all" if whole and self.trace.params.H > 1 else "walk-ends"
        table = dragged(self.trace, self.t, self.unit, gate, whole)
        variant = self.trace.variant
        by = variant.reset if gate == "r" else variant.update
        words = [self.html(f"walk-end-{name}-{by}-{end}") for end in ("zero", "between", "one")]
        return {
            "gate": gate,
            "gate_html": math(self.writing.symbol(gate, self.t)),
            "gate_label": number_label(self.notation, gate, self.t),
            "title_html": self.html(title, gate=f"${self.writing.symbol(gate, self.t)}$"),
            "label": self.plain(title, gate=number_label(self.notation, gate, self.t)),
            "at": list(VALUES),
            "outcomes": [
                {
                    "name": o,
                    "html": math(self.writing.symbol(o, self.t)),
                    "label": number_label(self.notation, o, self.t),
                }
                for o in shown
            ],
            "table": [
                {
                    "n": n,
                    "h": h,
                    "n_shown": number(n, self.decimals),
                    "h_shown": number(h, self.decimals),
                }
                for n, h in table
            ],
            "words_html": words,
            "near": NEAR,
            "picture": name == "h",
        }

    # Sums, a line for each sign of equality, in pieces that stay whole where a line is broken

    def lines(self, left: str, lines: Iterable[tuple[str, ...]]) -> list[Json]:
        made: list[Json] = []
        for rows in lines:
            pieces = [piece for row in rows for piece in _PIECES.split(row)]
            made.append({"left_html": math(left) if left else "", "pieces": self.folded(pieces)})
            left = ""
        return made

    def folded(self, pieces: list[str]) -> list[Json]:
        if self.unfolded or len(pieces) <= MOST_TERMS:
            return [_piece(piece) for piece in pieces]
        out = len(pieces) - _FIRST - _LAST
        left_out: Json = {"sign": "", "html": escape(self.plain("walk-more", count=out))}
        first, last = pieces[:_FIRST], pieces[-_LAST:]
        return [*map(_piece, first), {**left_out, "more": True}, *map(_piece, last)]

    # Parts of a formula, with what they are and how large

    def parts(self, equation: Equation) -> Iterator[Json]:
        once = {part[:2]: part for part in self.found(equation.argument)}  # the mix has z twice
        for part in once.values():
            yield self.part(*part)
        name = equation.result
        result = self.writing.marked(name, tex.computed(self.value(name), self.decimals))
        yield self.part(self.writing.symbol(name, self.t), name, "H", [result], name)

    def part(self, symbol: str, kind: str, shape: str, numbers: list[str], needs: str) -> Json:
        params = self.trace.params
        sizes = {"D": params.D, "H": params.H, "(D + H)": params.D + params.H}
        size = " × ".join(str(sizes[end]) for end in shape.split(" × "))
        return {
            "symbol_html": math(symbol),
            "what_html": self.html(f"walk-part-{kind}"),
            "shape_html": math(f"{shape} = {size}".translate(_SHAPE)),
            "numbers_html": self.numbers(numbers),
            "needs": needs,
        }

    def numbers(self, numbers: list[str]) -> str:
        if len(numbers) > _MOST_NUMBERS:
            return escape(self.plain("walk-numbers", count=len(numbers)))
        if len(numbers) > 1:
            return f"({', '.join(map(math, numbers))})"  # apart, so that the line can be broken
        return "".join(map(math, numbers))

    def found(self, node: Node, inside: bool = False) -> Iterator[_Part]:
        """The parts of a tree in its order; inside: of a vector that a matrix takes, whole."""
        match node:
            case Quantity(name) if name in _TIMED:
                yield self.vector(name, inside)
            case Quantity(name):
                bias = getattr(self.trace.params, name)
                symbol = self.writing.symbol(name, None)
                yield symbol, name[0], "H", [tex.given(bias[self.unit - 1])], ""
            case Product(matrix, vector):
                yield self.matrix([matrix])
                yield from self.found(vector, True)
            case Joined((one, other)):
                yield self.matrix([one.matrix, other.matrix])
                yield from self.found(one.vector, True)
                yield from self.found(other.vector, True)
            case Hadamard(left, right):
                yield from self.found(left, inside)
                yield from self.found(right, inside)
            case OneMinus(inner):
                yield from self.found(inner, inside)
            case Sum(terms):
                for term in terms:
                    yield from self.found(term, inside)

    def matrix(self, names: list[str]) -> _Part:
        rows = [getattr(self.trace.params, name)[self.unit - 1] for name in names]
        columns = "(D + H)" if len(names) > 1 else "D" if names[0][0] == "W" else "H"
        turned = self.notation.vectors == "row"
        shape = f"{columns} × H" if turned else f"H × {columns}"
        kind = "joined" if len(names) > 1 else names[0][0]
        numbers = [tex.given(value) for value in np.concatenate(rows).tolist()]
        return self.writing.symbol(names[0], None), kind, shape, numbers, ""

    def vector(self, name: str, inside: bool) -> _Part:
        row = (
            self.trace.h[self.t - 1] if name == "h_prev" else getattr(self.trace, name)[self.t - 1]
        )
        values = row.tolist() if inside else [self.value(name)]
        is_given = name == "x" or (name == "h_prev" and self.t == 1)
        texts = (tex.given(v) if is_given else tex.computed(v, self.decimals) for v in values)
        numbers = [self.writing.marked(name, text) for text in texts]
        needs = name if name in _STAGED else ""
        kind = "before" if name == "h_prev" else name
        return self.writing.symbol(name, self.t), kind, "D" if name == "x" else "H", numbers, needs


_STAGED = ("r", "z", "n")
_TIMED = ("x", "h_prev", "r", "z", "n", "h")
_NEEDED: Mapping[str, tuple[str, ...]] = {"r": (), "z": (), "n": ("r",), "h": ("z", "n")}
_PIECES = re.compile(r"(?<!\(1) (?=[+-] )|(?<=\\enspace) ")
_SHAPE = {ord("×"): r"\times"}
_SIGNS = {"+ ": "+", "- ": "\N{MINUS SIGN}"}


def _piece(piece: str) -> Json:
    sign = _SIGNS.get(piece[:2], "")
    return {"sign": sign, "html": math(piece[2:] if sign else piece)}


def number_label(notation: Notation, name: str, t: int) -> str:
    """A quantity as plain text, for labels that are read aloud: h̃ at t = 2 is h̃₂."""
    symbol = notation.symbols[name]
    when = {"below": str(t).translate(_BELOW), "angle": f"⟨{t}⟩", "": ""}[symbol.time]
    return plain(symbol) + when


_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
