"""Problems of conventions: whose formula is this, and what does it compute?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from gru_viz.cells.gru import Variant
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import equations
from gru_viz.messages import Message
from gru_viz.practice.drawn import amount, first_clear, no_weights
from gru_viz.practice.exercise import Amounts, Choice, Draw, Exercise, Number
from gru_viz.practice.mix import flipped, mixed, worked_mix
from gru_viz.practice.rounded import given
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import PUBLISHED, Notation, own

# Those whose name doesn't give the answer away.
_OFFERED = ("cho_v1", "cho_v3", "chung", "colah", "ng", "torch", "tf1", "linen", "mxnet", "d2l")
_VARIANTS = tuple(dict.fromkeys(PUBLISHED[key].variant for key in _OFFERED))


@dataclass(frozen=True)
class _Mixing:
    """The new state of a variant."""

    variant: Variant
    z: float
    old: float
    new: float
    decimals: int

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        variant = flipped(self.variant) if mistake == "swapped" else self.variant
        z, old, new = (
            given(np.array([number]), self.decimals) for number in (self.z, self.old, self.new)
        )
        yield {"h": amount(mixed(variant, z, old, new))}


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """The four formulas of some variant, to be recognised and used."""
    draw = Draw(seed, KINDS.index("convention"))
    variant = draw.one_of(_VARIANTS)
    offered = draw.shuffled(
        [
            draw.one_of([key for key in _OFFERED if PUBLISHED[key].variant == each])
            for each in _VARIANTS
        ]
    )

    def attempt() -> Exercise | None:
        z, old, new = draw.tenths(0.1, 0.9), draw.tenths(-0.9, 0.9), draw.tenths(-0.9, 0.9)
        if z == 0.5 or abs(new - old) < 0.4:
            return None
        mixing = _Mixing(variant, z, old, new, decimals)
        return _exercise(seed, notation, mixing, offered)

    return first_clear(attempt)


def _exercise(seed: int, notation: Notation, mixing: _Mixing, offered: list[str]) -> Exercise:
    variant, decimals = mixing.variant, mixing.decimals
    foreign = _written_in(notation, variant)
    writing = Writing(foreign, coloured=True)
    z, old, new = map(tex.given, (mixing.z, mixing.old, mixing.new))
    symbols = {name: writing.symbol(name, None) for name in ("z", "h_prev", "n")}
    values = zip(symbols.values(), (z, old, new), strict=True)
    (right,) = mixing.paths({}, None)
    return Exercise(
        kind="convention",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(
            Message("practice-convention-task"),
            Message("practice-convention-numbers", {"state": writing.symbol("h", None)}),
        ),
        given=(
            *(formula(writing, equation, None) for equation in equations(foreign, no_weights(()))),
            r", \quad ".join(f"{symbol} = {value}" for symbol, value in values),
        ),
        blanks=(
            Choice(
                "update",
                Message("practice-convention-asks-update"),
                {key: Message(f"practice-convention-{key}") for key in ("renews", "keeps")},
                variant.update,
                {flipped(variant).update: "swapped"},
            ),
            Choice(
                "reset",
                Message("practice-convention-asks-reset"),
                {key: Message(f"practice-convention-{key}") for key in ("before", "after")},
                variant.reset,
                {"after" if variant.reset == "before" else "before": "reset_place"},
            ),
            Choice(
                "who",
                Message("practice-convention-asks-who"),
                {key: Message(f"notation-{key}") for key in offered},
                next(key for key in offered if PUBLISHED[key].variant == variant),
                _confusions(variant, offered),
            ),
            Number("h", writing.symbol("h", None), decimals),
        ),
        paths=mixing.paths,
        hints=(
            Message("practice-convention-hint-update", {"state": symbols["h_prev"]}),
            Message("practice-convention-hint-reset"),
            Message(
                "practice-convention-hint-numbers",
                {"line": worked_mix(foreign, None, z, old, new, None)},
            ),
        ),
        mistakes=("swapped",),
        solution=(
            Message(f"practice-convention-solution-{variant.update}"),
            Message(f"practice-convention-solution-{variant.reset}"),
            Message(f"practice-convention-solution-{variant.update}-{variant.reset}"),
            worked_mix(foreign, None, z, old, new, tex.computed(right["h"].value, decimals)),
        ),
        uses_table=False,
    )


def _written_in(notation: Notation, variant: Variant) -> Notation:
    """A variant in the letters of a notation, which may have another one.

    Where a notation has one matrix for input and state together, W and U tell the two apart: with
    the reset gate after the product they stand in different places.
    """
    if notation.products == "separate":
        return replace(notation, variant=variant)
    symbols = notation.symbols
    U = {f"U_{gate}": replace(symbols[f"W_{gate}"], base="U") for gate in "rzn"}
    return replace(own(variant), symbols={**symbols, **U}, times=notation.times)


def _confusions(variant: Variant, offered: list[str]) -> Mapping[str, Mistake]:
    """What choosing another one comes from, where that is one mistake."""
    found: dict[str, Mistake] = {}
    for key in offered:
        theirs = PUBLISHED[key].variant
        same_update, same_reset = theirs.update == variant.update, theirs.reset == variant.reset
        if same_reset and not same_update:
            found[key] = "swapped"
        elif same_update and not same_reset:
            found[key] = "reset_place"
    return found
