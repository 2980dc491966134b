"""Weights of one notation as weights of another that computes the same, where there are such.

What converts without loss: renews ↔ keeps, as σ(−a) = 1 − σ(a); b and c, where they only add.
What doesn't, at as many units: the reset gate before ↔ after the recurrent product, but for the
weights of which ``agree`` knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gru_viz.cells.gru import Array, Hold, Params, Variant
from gru_viz.messages import Message, Problem
from gru_viz.variants import BIASES, WEIGHTS, Notation, own, typed

Agreement = Literal["one-unit", "diagonal", "tied"]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A run that comes out the same with the reset before and after the recurrent product.

    key: of its text. x: (T, D). h0: (H,). hold: the gates that are held, if any.
    """

    key: str
    params: Params
    x: Array
    h0: Array
    hold: Hold | None = None


def convert(params: Params, source: Notation | Variant, target: Notation | Variant) -> Params:
    """Weights that give in the target the same states, up to rounding, as in the source.

    From renews to keeps and back, W_z, U_z, b_z and c_z are negated: z becomes 1 − z. Where the
    target has no c, b becomes b + c, which is exact but for that one rounding; a bias that isn't
    0 is never dropped. Nothing else is rounded.

    Raises Problem, which says why, where no weights with as many units do that in general, and
    these aren't among those of ``agree``.
    """
    return _converted(params, _notation(source), _notation(target))[0]


def changes(
    params: Params, source: Notation | Variant, target: Notation | Variant
) -> tuple[Message, ...]:
    """What ``convert`` does to these weights, in the source's symbols.

    Raises Problem as it does.
    """
    return _converted(params, _notation(source), _notation(target))[1]


def _converted(
    params: Params, source: Notation, target: Notation
) -> tuple[Params, tuple[Message, ...]]:
    symbols = {name: typed(source.symbols[name]) for name in (*WEIGHTS, *BIASES)}
    arrays = _given(params)
    said = []
    if source.variant.reset != target.variant.reset:
        said.append(Message(f"agree-{_agreement(params, source, symbols)}"))
        if source.variant.reset == "before" and "c_n" in arrays:  # no bias inside the bracket
            said += _merged(arrays, "n", symbols)
    if source.variant.update != target.variant.update:
        turned = [name for name in ("W_z", "U_z", "b_z", "c_z") if name in arrays]
        arrays |= {name: 0 - arrays[name] for name in turned}  # not −, which makes −0 of 0
        names = ", ".join(dict.fromkeys(symbols[name] for name in turned))
        said.append(Message("convert-negated", {"weights": names}))
    lost = [gate for gate in "rzn" if f"c_{gate}" in arrays and f"c_{gate}" not in target.biases]
    if "n" in lost and source.variant.reset == "after":
        lost.remove("n")
        if arrays.pop("c_n").any():
            raise Problem("convert-no-inner-bias", bias=symbols["c_n"])
    said += _merged(arrays, lost, symbols)
    homeless = [name for name in BIASES if name in arrays and name not in target.biases]
    if needed := [symbols[name] for name in homeless if arrays[name].any()]:
        raise Problem("convert-no-biases", biases=", ".join(dict.fromkeys(needed)))
    for name in homeless:
        del arrays[name]
    return Params(**arrays), tuple(said)


def _agreement(params: Params, source: Notation, symbols: Mapping[str, str]) -> Agreement:
    if case := agree(params, source):
        return case
    if _units_agree(params):
        raise Problem("convert-inner-bias", bias=symbols["c_n"])
    raise Problem("convert-reset")


def agree(params: Params, source: Notation | Variant) -> Agreement | None:
    """Why these weights compute the same with the reset before and after, or None.

    U_n (r ⊙ h) is r ⊙ (U_n h) where r_i = r_j for all i, j with U_n[i, j] ≠ 0: with one unit;
    with U_n diagonal; where all units that U_n connects have the same weights for r. With the
    reset after the product, its c_n has to be 0 too.
    """
    after = _notation(source).variant.reset == "after"
    if after and params.c_n is not None and params.c_n.any():
        return None
    return _units_agree(params)


def _units_agree(params: Params) -> Agreement | None:
    if params.H == 1:
        return "one-unit"
    connected = np.argwhere(params.U_n)
    connected = connected[connected[:, 0] != connected[:, 1]]
    if not len(connected):
        return "diagonal"
    biases = [b.astype(np.float64) for b in (params.b_r, params.c_r) if b is not None]
    rows = np.column_stack([params.W_r, params.U_r, sum(biases, np.zeros(params.H))])
    return "tied" if (rows[connected[:, 0]] == rows[connected[:, 1]]).all() else None


def _notation(given: Notation | Variant) -> Notation:
    return own(given) if isinstance(given, Variant) else given


def _given(params: Params) -> dict[str, Array]:
    named = {name: getattr(params, name) for name in (*WEIGHTS, *BIASES)}
    return {name: array for name, array in named.items() if array is not None}


def _merged(
    arrays: dict[str, Array], gates: Iterable[str], symbols: Mapping[str, str]
) -> list[Message]:
    """Puts b + c in the place of b and c. Says so where c isn't 0."""
    said = []
    for gate in gates:
        c = arrays.pop(f"c_{gate}")
        if c.any():
            b = arrays.get(f"b_{gate}")
            arrays[f"b_{gate}"] = c if b is None else b + c
            names = {"bias": symbols[f"b_{gate}"], "other": symbols[f"c_{gate}"]}
            said.append(Message("convert-merged", names))
    return said


# Examples, each with small whole numbers


def _params(**given: list[list[int]]) -> Params:
    """Weights without biases; those that aren't given are 0."""
    H = len(given["W_r"])
    zeros = {name: np.zeros((H, 1 if name[0] == "W" else H)) for name in WEIGHTS}
    return Params(**zeros | {name: np.array(rows, np.float64) for name, rows in given.items()})


_X = np.array([[1.0], [2.0]])
_STILL = np.zeros(2)
_DIFFERS = _params(W_r=[[2], [-2]], W_n=[[0], [2]], U_n=[[0, 2], [0, 0]])

# What no conversion can mend: at t = 2, unit 1 remembers unit 2 through its own reset gate, which
# is nearly open, with the reset after the product; through unit 2's, nearly shut, before it.
COUNTEREXAMPLE: tuple[Params, Array, Array] = (_DIFFERS, _X, _STILL)

CASES = (
    Case(
        "agree-one-unit",
        _params(W_r=[[1]], W_z=[[-1]], W_n=[[2]], U_r=[[2]], U_z=[[1]], U_n=[[-2]]),
        _X,
        np.array([0.5]),
    ),
    Case(
        "agree-diagonal",
        _params(W_r=[[2], [-2]], W_n=[[0], [2]], U_r=[[1, -1], [2, 0]], U_n=[[2, 0], [0, -1]]),
        _X,
        np.array([0.5, -0.5]),
    ),
    Case(
        "agree-tied",
        _params(W_r=[[-1], [-1]], W_n=[[0], [2]], U_r=[[1, 2], [1, 2]], U_n=[[1, 2], [-2, 1]]),
        _X,
        np.array([0.5, -0.5]),
    ),
    Case("agree-first-step", _DIFFERS, _X[:1], _STILL),
    Case("agree-open-reset", _DIFFERS, _X, _STILL, Hold(r=np.ones((2, 2)))),
)
