"""Effects of a reset gate of 0: the candidate knows nothing of the past."""

from dataclasses import replace

import numpy as np

from gru_viz.cells.gru import Params
from gru_viz.messages import Message
from gru_viz.practice.effect_update import Setting
from gru_viz.practice.exercise import Choice, Draw, Exercise, Number, Work
from gru_viz.practice.shown import displays, in_numbers
from gru_viz.practice.worked import Working, name_of
from gru_viz.syllabus import Mistake
from gru_viz.variants import WEIGHTS


def forgets(draw: Draw, setting: Setting) -> Exercise | None:
    """The candidate is asked for."""
    return _reset(draw, setting, ("a_n", "n"))


def both(draw: Draw, setting: Setting) -> Exercise | None:
    """The update gate is at an end as well, and the new state is asked for."""
    z = 1 - setting.holding if draw.whole(0, 2) else setting.holding
    return _reset(draw, setting, ("a_n", "n", "h"), z)


def _reset(
    draw: Draw, setting: Setting, quantities: tuple[str, ...], z: float | None = None
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
    work = Work(trace, (1,), (1,), ("n",) if z is None else ("n", "h"))
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
                {"line": in_numbers(replace(work, results=("n",)), notation, setting.decimals)[-1]},
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
        work=work,
    )


def _of_quantity(setting: Setting, quantity: str) -> Number:
    symbol = setting.writing.symbol(quantity.removeprefix("a_"), 1)
    tex_of = rf"{symbol} = \tanh(a), \; a" if quantity == "a_n" else symbol
    return Number(name_of(quantity, 1, 1), tex_of, setting.decimals)
