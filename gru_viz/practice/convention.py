"""Problems of conventions: whose formula is this, and what does it compute?"""

from collections.abc import Mapping
from dataclasses import replace

from gru_viz.cells.gru import Variant
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import equations
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Choice, Draw, Exercise, Number
from gru_viz.practice.mix import Mixing, flipped, worked_mix
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import PUBLISHED, Notation, own

# Those whose name doesn't give the answer away.
_OFFERED = ("cho_v1", "cho_v3", "chung", "colah", "ng", "torch", "tf1", "linen", "mxnet", "d2l")
_VARIANTS = tuple(dict.fromkeys(PUBLISHED[key].variant for key in _OFFERED))


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
        return _exercise(seed, notation, Mixing(variant, z, old, new, decimals), offered)

    return first_clear(attempt)


def _exercise(seed: int, notation: Notation, mixing: Mixing, offered: list[str]) -> Exercise:
    variant, decimals = mixing.variant, mixing.decimals
    foreign = _written_in(notation, variant)
    writing = Writing(foreign, coloured=True)
    z, old, new = map(tex.given, (mixing.z, mixing.start, mixing.candidate))
    symbols = {name: writing.symbol(name, None) for name in ("z", "h_prev", "n")}
    values = zip(symbols.values(), (z, old, new), strict=True)
    (path,) = mixing.paths({}, None)
    right = tex.computed(path["h.1"].value, decimals)
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
            *(formula(writing, equation, None) for equation in equations(foreign)),
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
            Number("h.1", writing.symbol("h", None), decimals),
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
            worked_mix(foreign, None, z, old, new, right),
        ),
        uses_table=False,
    )


def _written_in(notation: Notation, variant: Variant) -> Notation:
    """A variant in the letters of a notation, which may have another one, without biases.

    Where a notation has one matrix for input and state together, W and U tell the two apart: with
    the reset gate after the product they stand in different places.
    """
    if notation.products == "separate":
        return replace(notation, variant=variant, biases=())
    symbols = notation.symbols
    U = {f"U_{gate}": replace(symbols[f"W_{gate}"], base="U") for gate in "rzn"}
    letters = {**symbols, **U}
    return replace(own(variant), symbols=letters, times=notation.times, biases=())


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
