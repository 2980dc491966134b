"""Effects of an update gate that stays where it is, with a candidate that does so too."""

from dataclasses import dataclass, replace

from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.messages import Message
from gru_viz.practice.exercise import Choice, Draw, Exercise, Number
from gru_viz.practice.mix import Mixing, equation_of, worked_mix
from gru_viz.practice.shown import formula
from gru_viz.syllabus import Mistake
from gru_viz.variants import Notation


@dataclass(frozen=True)
class Setting:
    """What every template of an effect is told."""

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


def stays(draw: Draw, setting: Setting) -> Exercise | None:
    """The update gate is where the old state stays, for all steps."""
    run = _constant(draw, setting, setting.holding, draw.whole(3, 10))
    return (
        None
        if run is None
        else _lasting(setting, run, "stays", ("none", "last", "all"), "none", "last")
    )


def replaced(draw: Draw, setting: Setting) -> Exercise | None:
    """The update gate is where the candidate takes its place, at each step."""
    run = _constant(draw, setting, 1 - setting.holding, draw.whole(3, 10))
    return (
        None
        if run is None
        else _lasting(setting, run, "replaced", ("none", "half", "all"), "none", "all")
    )


def approaches(draw: Draw, setting: Setting) -> Exercise | None:
    """The update gate is between its ends: the state goes part of the way, again and again."""
    z = draw.tenths(0.2, 0.8)
    return _approaching(setting, _constant(draw, setting, z, draw.whole(2, 4)))


def _constant(draw: Draw, setting: Setting, z: float, steps: int) -> Mixing | None:
    h0 = draw.tenths(-0.9, 0.9) if z != 0.5 else 0.0
    candidate = draw.tenths(-0.9, 0.9)
    wanted = (1, steps) if 0 < z < 1 else (steps,)
    if abs(candidate - h0) < 0.3:
        return None
    return Mixing(setting.notation.variant, z, h0, candidate, setting.decimals, steps, wanted)


def _lasting(
    setting: Setting,
    run: Mixing,
    template: str,
    options: tuple[str, ...],
    right: str,
    swapped: str,
) -> Exercise:
    """The update gate is at an end for all steps."""
    args = _told(setting, run)
    texts = {
        "z": tex.given(run.z),
        "old": tex.given(run.start),
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


def _approaching(setting: Setting, run: Mixing | None) -> Exercise | None:
    """The problem, and the states that it goes through."""
    if run is None:
        return None
    args = _told(setting, run)
    every = replace(run, wanted=tuple(range(1, run.steps + 1)))
    (path,) = every.paths({}, None)
    states = [run.start, *(step.value for step in path.values())]
    shown = [tex.given(run.start), *(tex.computed(h, run.decimals) for h in states[1:])]
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
    distance = tex.in_brackets(tex.given(round(run.start - run.candidate, 6)))
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


def _told(setting: Setting, run: Mixing) -> dict[str, str]:
    """What the sentences about a run name: symbols and numbers."""
    writing = setting.writing
    return {
        "steps": str(run.steps),
        "gate": writing.symbol("z", None),
        "value": tex.given(run.z),
        "first": writing.symbol("h", 0),
        "start": tex.given(run.start),
        "candidate": tex.given(run.candidate),
        "last": writing.symbol("h", run.steps),
    }


def _line(setting: Setting, run: Mixing, t: int, result: str | None, old: str | None = None) -> str:
    old = tex.given(run.start) if old is None else old
    z, candidate = tex.given(run.z), tex.given(run.candidate)
    return worked_mix(setting.notation, t, z, old, candidate, result)


def _numbers(setting: Setting, run: Mixing) -> tuple[Number, ...]:
    return tuple(
        Number(f"h.{t}", setting.writing.symbol("h", t), setting.decimals) for t in run.wanted
    )


def _exercise(
    setting: Setting,
    run: Mixing,
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
