"""What the names in a question mean, in a notation: weights, the input, the state, gates."""

import re
from collections.abc import Mapping

from gru_viz.messages import Problem
from gru_viz.practice.question_text import key, shown_name
from gru_viz.variants import BIASES, WEIGHTS, Notation, Symbol, own, plain, typed

MAX_TIMESTEPS = 20

Place = tuple[str, int | None]  # our name, and the timestep where it has one

INPUT, START, COMPUTED = "x", "h0", "computed"


def names_of(notation: Notation) -> Mapping[str, Place]:
    """What each name means, by its key; of two meanings the first."""
    symbols = notation.symbols
    x, r, z, n, h = (key(plain(symbols[name])) for name in ("x", "r", "z", "n", "h"))
    found: dict[str, Place] = {}
    for before in ("", "0", "t-1", "prev", "old"):
        found[h + before] = (START, None)
    for name, letter in ((INPUT, x), ("r", r), ("z", z), (COMPUTED, n)):
        found.setdefault(letter, (name, None))
        found.setdefault(f"{letter}t", (name, None))
    found.setdefault(f"{h}t", (COMPUTED, None))
    for name in (*matrices_of(notation), *biases_of(notation)):
        found.setdefault(key(typed(symbols[name])), (name, None))
    for name in ("W_n", "U_n", "b_n"):  # as many textbooks index the candidate, where it is free
        found.setdefault(key(f"{name[0]}_h"), (name, None))
    for t in range(MAX_TIMESTEPS + 1):
        for name, letter in ((INPUT, x), ("r", r), ("z", z), (COMPUTED, h), (COMPUTED, n)):
            found.setdefault(f"{letter}{t}", (name, t))
    return found


def matrices_of(notation: Notation) -> tuple[str, ...]:
    """Those that it writes; joined ones by the name of W."""
    return WEIGHTS[:3] if notation.products == "joined" else WEIGHTS


def biases_of(notation: Notation) -> tuple[str, ...]:
    """Its own; and those of our formula, as a question may have them where a paper doesn't."""
    has = {*notation.biases, *own(notation.variant).biases}
    return tuple(name for name in BIASES if name in has)


def place_of(name: str, names: Mapping[str, Place], notation: Notation) -> Place:
    """What a name means. Raises Problem, with the names that there are, for another one."""
    found = key(name)
    if found in names:
        return names[found]
    folded = {names[k] for k in names if k.casefold() == found.casefold()}
    if len(folded) == 1:
        return folded.pop()
    letter, number = re.fullmatch(r"(.*?)(\d*)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if number and names.get(letter, ("",))[0] in (INPUT, "r", "z"):
        raise Problem("question-timesteps", limit=MAX_TIMESTEPS)
    weights = (*matrices_of(notation), *biases_of(notation))
    known = [typed(notation.symbols[name]) for name in weights]
    known += [label((name, None), notation) for name in (INPUT, START, "r", "z")]
    raise Problem("question-unknown", name=shown_name(name), names=", ".join(dict.fromkeys(known)))


def label(place: Place, notation: Notation) -> str:
    """The name of a place, as a person types it."""
    name, t = place
    symbols = notation.symbols
    if name == START:
        return f"{plain(symbols['h'])}_0"
    symbol: Symbol = symbols[name]
    text = typed(symbol) if name in (*WEIGHTS, *BIASES) else plain(symbol)
    return text if t is None else f"{text}_{t}"
