"""Problems of effects: a gate is held at an end, or for many steps; what becomes of the state?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from gru_viz.cells.gru import Params, Variant
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.drawn import amount, first_clear
from gru_viz.practice.exercise import Amounts, Choice, Draw, Exercise, Number, Work
from gru_viz.practice.mix import equation_of, flipped, mixed, worked_mix
from gru_viz.practice.rounded import given
from gru_viz.practice.shown import displays, formula
from gru_viz.practice.worked import Working, name_of
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import WEIGHTS, Notation


@dataclass(frozen=True)
class _Setting:
    """What every template is told."""

    seed: int
    notation: Notation
    decimals: int

    @property
    def writing(self) -> Writing:
        return Writing(self.notation, coloured=True)

    @property
    def holding(self) -> float:
        """The value of the update gate at which the old state stays."""
        return 0.0 if self.notation.variant.update == "renews" else 1.0


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem about what a gate does when it stays where it is."""
    draw = Draw(seed, KINDS.index("effect"))
    setting = _Setting(seed, notation, decimals)
    template: Callable[[Draw, _Setting], Exercise | None] = draw.one_of(
        (_stays, _replaced, _approaches, _forgets, _both)
    )
    return first_clear(lambda: template(draw, setting))


# The update gate stays where it is, and so does the candidate


@dataclass(frozen=True)
class _Constant:
    """The same gate z and the same candidate at each of so many timesteps, from h_0 on.

    wanted: the timesteps whose state is asked for.
    """

    variant: Variant
    z: float
    h0: float
    candidate: float
    steps: int
    decimals: int
    wanted: tuple[int, ...]

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        variant = flipped(self.variant) if mistake == "swapped" else self.variant
        z, first, candidate = (
            given(np.array([number]), self.decimals) for number in (self.z, self.h0, self.candidate)
        )
        state, found = first, {}
        for t in range(1, self.steps + 1):
            before = first if mistake == "old_state" else state
            state = mixed(variant, z, before, candidate)
            if t in self.wanted:
                found[f"h.{t}"] = amount(state)
                state = state.with_answers([earlier.get(f"h.{t}")])
        yield found


def _stays(draw: Draw, setting: _Setting) -> Exercise | None:
    run = _constant(draw, setting, setting.holding, draw.whole(3, 10))
    return (
        None
        if run is None
        else _lasting(setting, run, "stays", ("none", "last", "all"), "none", "last")
    )


def _replaced(draw: Draw, setting: _Setting) -> Exercise | None:
    run = _constant(draw, setting, 1 - setting.holding, draw.whole(3, 10))
    return (
        None
        if run is None
        else _lasting(setting, run, "replaced", ("none", "half", "all"), "none", "all")
    )


def _approaches(draw: Draw, setting: _Setting) -> Exercise | None:
    z = draw.tenths(0.2, 0.8)
    return _approaching(setting, _constant(draw, setting, z, draw.whole(2, 4)))


def _constant(draw: Draw, setting: _Setting, z: float, steps: int) -> _Constant | None:
    h0 = draw.tenths(-0.9, 0.9) if z != 0.5 else 0.0
    candidate = draw.tenths(-0.9, 0.9)
    wanted = (1, steps) if 0 < z < 1 else (steps,)
    if abs(candidate - h0) < 0.3:
        return None
    return _Constant(setting.notation.variant, z, h0, candidate, steps, setting.decimals, wanted)


def _lasting(
    setting: _Setting,
    run: _Constant,
    template: str,
    options: tuple[str, ...],
    right: str,
    swapped: str,
) -> Exercise:
    """The update gate is at an end for all steps."""
    args = _told(setting, run)
    texts = {
        "z": tex.given(run.z),
        "old": tex.given(run.h0),
        "new": tex.given(run.candidate),
    }
    (path,) = run.paths({}, None)
    last = tex.given(round(path[f"h.{run.steps}"].value, 6))
    choice = Choice(
        "past",
        Message(f"practice-effect-{template}-asks", args),
        {key: Message(f"practice-effect-{template}-is-{key}", args) for key in options},
        right,
        {swapped: "swapped"},
    )
    return _exercise(
        setting,
        run,
        template,
        (*_numbers(setting, run), choice),
        hints=(
            Message("practice-effect-hint-put", {"line": _line(setting, run, 1, None)}),
            Message(f"practice-effect-{template}-hint", args),
        ),
        mistakes=("swapped",),
        solution=(
            Message("practice-effect-solution-first"),
            worked_mix(setting.notation, 1, texts["z"], texts["old"], texts["new"], last),
            Message(f"practice-effect-{template}-solution", args),
            f"{args['last']} = {last}",
        ),
    )


def _approaching(setting: _Setting, run: _Constant | None) -> Exercise | None:
    """The update gate is between its ends: the state goes part of the way, again and again."""
    if run is None:
        return None
    args = _told(setting, run)
    every = replace(run, wanted=tuple(range(1, run.steps + 1)))
    (path,) = every.paths({}, None)
    states = [run.h0, *(step.value for step in path.values())]
    shown = [tex.given(run.h0), *(tex.computed(h, run.decimals) for h in states[1:])]
    keep = 1 - run.z if run.variant.update == "renews" else run.z
    limit = Choice(
        "limit",
        Message("practice-effect-approaches-asks", args),
        {
            key: Message(f"practice-effect-approaches-is-{key}", args)
            for key in ("start", "candidate", "zero")
        },
        "candidate",
    )
    way = {"share": f"{100 * keep:.0f}", **args}
    distance = tex.in_brackets(tex.given(round(run.h0 - run.candidate, 6)))
    left = rf"{tex.given(round(keep, 6))}^{{{run.steps}}} \cdot {distance}"
    closed = f"{args['last']} = {tex.given(run.candidate)} + {left} = {shown[-1]}"
    return _exercise(
        setting,
        run,
        "approaches",
        (*_numbers(setting, run), limit),
        hints=(
            Message("practice-effect-hint-put", {"line": _line(setting, run, 1, None)}),
            Message("practice-effect-approaches-hint", way),
        ),
        mistakes=("old_state",) if run.z == 0.5 else ("swapped", "old_state"),
        solution=(
            Message("practice-effect-solution-steps"),
            *(_line(setting, run, t, shown[t], shown[t - 1]) for t in range(1, run.steps + 1)),
            Message("practice-effect-approaches-solution", way),
            closed,
        ),
    )


def _told(setting: _Setting, run: _Constant) -> dict[str, str]:
    """What the sentences about a run name: symbols and numbers."""
    writing = setting.writing
    return {
        "steps": str(run.steps),
        "gate": writing.symbol("z", None),
        "value": tex.given(run.z),
        "first": writing.symbol("h", 0),
        "start": tex.given(run.h0),
        "candidate": tex.given(run.candidate),
        "last": writing.symbol("h", run.steps),
    }


def _line(
    setting: _Setting, run: _Constant, t: int, result: str | None, old: str | None = None
) -> str:
    old = tex.given(run.h0) if old is None else old
    z, candidate = tex.given(run.z), tex.given(run.candidate)
    return worked_mix(setting.notation, t, z, old, candidate, result)


def _numbers(setting: _Setting, run: _Constant) -> tuple[Number, ...]:
    return tuple(
        Number(f"h.{t}", setting.writing.symbol("h", t), setting.decimals) for t in run.wanted
    )


def _exercise(
    setting: _Setting,
    run: _Constant,
    template: str,
    blanks: tuple[Number | Choice, ...],
    hints: tuple[Message, ...],
    mistakes: tuple[Mistake, ...],
    solution: tuple[Message | str, ...],
) -> Exercise:
    writing = setting.writing
    args = _told(setting, run)
    return Exercise(
        kind="effect",
        seed=setting.seed,
        notation=setting.notation,
        decimals=setting.decimals,
        task=(
            Message("practice-effect-constant", args),
            Message(f"practice-effect-{template}-task", args),
        ),
        given=(formula(writing, equation_of("h", setting.notation), None),),
        blanks=blanks,
        paths=run.paths,
        hints=hints,
        mistakes=mistakes,
        solution=solution,
        uses_table=False,
    )


# The reset gate is 0


def _forgets(draw: Draw, setting: _Setting) -> Exercise | None:
    return _reset(draw, setting, ("a_n", "n"))


def _both(draw: Draw, setting: _Setting) -> Exercise | None:
    z = 1 - setting.holding if draw.whole(0, 2) else setting.holding
    return _reset(draw, setting, ("a_n", "n", "h"), z)


def _reset(
    draw: Draw, setting: _Setting, quantities: tuple[str, ...], z: float | None = None
) -> Exercise | None:
    """r is 0 at a timestep, so that the candidate knows nothing of the past; z may be held too."""
    notation, state = setting.notation, {"state": setting.writing.symbol("h", 0)}
    W, U = draw.tenths(-1.5, 1.5), draw.tenths(-1.5, 1.5)
    b, c = draw.tenths(-0.5, 0.5), draw.tenths(-0.5, 0.5)
    x, h0 = draw.tenths(-2, 2, step=5), draw.tenths(-0.9, 0.9)
    zero = {name: [[0.0]] for name in WEIGHTS} | {name: [0.0] for name in notation.biases}
    numbers = zero | {"W_n": [[W]], "U_n": [[U]]}
    numbers |= {name: [at] for name, at in (("b_n", b), ("c_n", c)) if name in notation.biases}
    known = {"r": np.array([0.0])} | ({} if z is None else {"z": np.array([z])})
    working = Working(
        notation,
        Params(**numbers),  # type: ignore[arg-type]  # it takes whatever NumPy does
        np.array([[x]]),
        np.array([h0]),
        setting.decimals,
        [name_of(quantity, 1, 1) for quantity in quantities],
        known,
    )
    trace = working.trace
    if not 0.15 <= abs(trace.a_n.item()) <= 3 or abs(trace.n.item() - h0) < 0.2:
        return None
    wrong: dict[str, Mistake] = {}
    if z is None:
        template = "forgets"
        options, right = ("recurrent", "input", "old"), "recurrent"
    else:
        template = "both"
        options = ("none", "candidate", "all")
        right, wrong = "none", {"candidate": "no_reset", "all": "swapped"}
        if z == setting.holding:
            right, wrong = "all", {"none": "swapped"}
    return Exercise(
        kind="effect",
        seed=setting.seed,
        notation=notation,
        decimals=setting.decimals,
        task=(Message(f"practice-effect-{template}-task"),),
        given=displays(
            notation,
            working.params,
            working.x,
            working.h0,
            "n" if z is None else "nh",
            known.items(),
        ),
        blanks=(
            *(_of_quantity(setting, quantity) for quantity in quantities),
            Choice(
                "past",
                Message(f"practice-effect-{template}-asks", state),
                {key: Message(f"practice-effect-{template}-is-{key}", state) for key in options},
                right,
                wrong,
            ),
        ),
        paths=working.paths,
        hints=(
            Message("practice-effect-forgets-hint"),
            Message(
                "practice-effect-hint-put",
                {"line": f"a = {_without_past(working)}"},
            ),
            *(() if z is None else (Message("practice-effect-both-hint"),)),
        ),
        mistakes=(
            "no_reset",
            "activation",
            *(("no_bias",) if "b_n" in notation.biases else ()),
            *(() if z is None else ("swapped",)),
        ),
        solution=(Message(f"practice-effect-{template}-solution"),),
        work=Work(trace, (1,), (1,), ("n",) if z is None else ("n", "h")),
    )


def _of_quantity(setting: _Setting, quantity: str) -> Number:
    symbol = setting.writing.symbol(quantity.removeprefix("a_"), 1)
    tex_of = rf"{symbol} = \tanh(a), \; a" if quantity == "a_n" else symbol
    return Number(name_of(quantity, 1, 1), tex_of, setting.decimals)


def _without_past(working: Working) -> str:
    """What is left of a_n with r = 0, in numbers: W_n x and its bias."""
    p, (variant, biases) = working.params, (working.notation.variant, working.notation.biases)
    inside = ("b_n",) if variant.reset == "after" else ("b_n", "c_n")
    terms = [rf"{tex.given(p.W_n.item())} \cdot {tex.in_brackets(tex.given(working.x.item()))}"]
    terms += [tex.given(getattr(p, name).item()) for name in inside if name in biases]
    signed = (f" {sign} {size}" for sign, size in map(tex.apart, terms[1:]))
    return terms[0] + "".join(signed)
