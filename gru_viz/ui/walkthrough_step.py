"""One timestep of one unit as the walkthrough shows it: four formulas, and all about each.

What comes out is data for walkthrough.js. Where a name ends in "html" it is markup made here,
with MathML in it; numbers are those of the trace.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from html import escape

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Trace
from gru_viz.exports.head import one_line
from gru_viz.exports.mathml import math
from gru_viz.exports.steps import Derivation, worked
from gru_viz.formulas import Equation
from gru_viz.locales import Texts
from gru_viz.player.payload import way_of_writing
from gru_viz.sequences import Sequence
from gru_viz.ui.walkthrough_drag import VALUES, Table, dragged
from gru_viz.ui.walkthrough_parts import parts
from gru_viz.ui.walkthrough_place import Json, Place
from gru_viz.ui.walkthrough_tolerance import tolerance
from gru_viz.variants import Notation
from gru_viz.whatif import Gate

MOST_TERMS = 12  # of a sum; of a longer one the first and the last ones are shown,
_FIRST, _LAST = 5, 2  # so many of them
NEAR = 0.2  # from 0, and from 1
_GATES: tuple[Gate, ...] = ("r", "z")


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


class _Lesson(Place):
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
        tables = self.tables()
        stages = [self.stage(e, of[e.result], tables[e.result]) for e in equations]
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
            "language": self.texts.language,
            "words": self.words(),
        }

    def words(self) -> dict[str, str]:
        """What walkthrough.js says itself; what it fills in stays as {name}."""
        plain = (
            "back", "on", "on_t", "t", "unit", "steps", "done", "parts", "part", "is", "shape",
            "numbers_of", "worked", "check", "show", "show_needed", "needs", "wrong",
            "not_a_number", "unfold", "fold", "to_zero", "to_one", "keys",
            "direction_right", "direction_wrong", "direction_is", "guess_right",
            "guess_wrong", "unknown",
        )  # fmt: skip
        filled = {
            "print": ("t", "T", "unit"),
            "right": ("value",),
            "shown": ("value",),
        }
        words = {
            name: self.texts(f"walk-{name.replace('_', '-')}", unit=self.unit) for name in plain
        }
        for name, arguments in filled.items():
            slots = {argument: f"{{{argument}}}" for argument in arguments}
            words[name] = self.texts(f"walk-{name.replace('_', '-')}", **slots)
        words["mix"] = self.texts(
            "player-mix", percent="{percent}", **{"from": "{from}", "to": "{to}", "now": "{now}"}
        )
        words["mix_title"] = self.texts("player-mix-title")
        return words

    def is_held(self, name: str) -> bool:
        where = getattr(self.trace, f"held_{name}", None)
        return where is not None and bool(where[self.t - 1, self.unit - 1])

    # Stages

    def stage(self, equation: Equation, derivations: list[Derivation], table: Table) -> Json:
        name = equation.result
        *before, main = derivations
        held = self.is_held(name)
        symbol = self.writing.symbol(name, self.t)
        needs = _NEEDED[name]
        given = [line for d in before for line in self.lines(d.left, d.lines)]
        # Of a held gate, the sum is what it would have been.
        given += self.lines("" if held else symbol, main.lines[1:2], bare=held)
        rest = self.lines("", main.lines[2:])
        variant = self.trace.variant
        return {
            "name": name,
            "title": self.texts(f"walk-title-{name}"),
            "about_html": self.html(
                f"walk-about-z-{variant.update}" if name == "z" else f"walk-about-{name}"
            ),
            "symbol_html": math(symbol),
            "label": self.label(name),
            "formula": self.lines(symbol, main.lines[:1])[0],
            "parts": list(parts(self, equation)),
            "needs": list(needs),
            "given": given,
            "rest": rest,
            "held_html": self.held(main) if held else "",
            "ask_html": self.html(f"walk-ask-{name}"),
            "options": self.options(name),
            "value": self.value(name),
            "tolerance": tolerance(self.trace, self.t, self.unit, equation, self.decimals),
            "shown": self.number(self.value(name)),
            "ends": self.ends(name, table),
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

    def tables(self) -> dict[str, Table]:
        """For each formula the gate dragged beside it; for the candidate, r of all units."""
        r, z = (dragged(self.trace, self.t, self.unit, gate) for gate in _GATES)
        all_r = dragged(self.trace, self.t, self.unit, "r", whole=True)
        return {"r": r, "z": z, "n": all_r, "h": z}

    def ends(self, name: str, table: Table) -> Json:
        """A gate dragged from 0 to 1, and what comes of it; the words for both ends."""
        gate = "r" if name in ("r", "n") else "z"
        shown = {"r": ("n", "h"), "n": ("n",), "z": ("h",), "h": ("h",)}[name]
        title = "walk-ends-all" if name == "n" and self.trace.params.H > 1 else "walk-ends"
        variant = self.trace.variant
        by = variant.reset if gate == "r" else variant.update
        words = [self.html(f"walk-end-{name}-{by}-{end}") for end in ("zero", "between", "one")]
        return {
            "gate": gate,
            "gate_html": math(self.writing.symbol(gate, self.t)),
            "gate_label": self.label(gate),
            "title_html": self.html(title, gate=f"${self.writing.symbol(gate, self.t)}$"),
            "label": self.texts(title, gate=self.label(gate)),
            "at": list(VALUES),
            "outcomes": [
                {
                    "name": o,
                    "html": math(self.writing.symbol(o, self.t)),
                    "label": self.label(o),
                }
                for o in shown
            ],
            "table": [
                {
                    "n": n,
                    "h": h,
                    "n_shown": self.number(n),
                    "h_shown": self.number(h),
                }
                for n, h in table
            ],
            "words_html": words,
            "near": NEAR,
            "picture": name == "h",
        }

    # Sums, a line for each sign of equality, in pieces that stay whole where a line is broken

    def lines(self, left: str, lines: Iterable[tuple[str, ...]], bare: bool = False) -> list[Json]:
        """bare: no sign of equality stands before the first one."""
        made: list[Json] = []
        for rows in lines:
            pieces = [piece for row in rows for piece in _PIECES.split(row)]
            equals = "" if bare and not made else "="
            left_html = math(left) if left and not made else ""
            made.append({"left_html": left_html, "equals": equals, "pieces": self.folded(pieces)})
        return made

    def folded(self, pieces: list[str]) -> list[Json]:
        if self.unfolded or len(pieces) <= MOST_TERMS:
            return [_piece(piece) for piece in pieces]
        out = len(pieces) - _FIRST - _LAST
        left_out: Json = {"sign": "", "html": escape(self.texts("walk-more", count=out))}
        first, last = pieces[:_FIRST], pieces[-_LAST:]
        return [*map(_piece, first), {**left_out, "more": True}, *map(_piece, last)]


_NEEDED: Mapping[str, tuple[str, ...]] = {"r": (), "z": (), "n": ("r",), "h": ("z", "n")}
_PIECES = re.compile(r"(?<!\(1) (?=[+-] )|(?<=\\enspace) ")
_SIGNS = {"+ ": "+", "- ": "\N{MINUS SIGN}"}


def _piece(piece: str) -> Json:
    sign = _SIGNS.get(piece[:2], "")
    return {"sign": sign, "html": math(piece[2:] if sign else piece)}
