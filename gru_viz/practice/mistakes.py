"""The mistakes that are made with a GRU's equations, each as the equations it amounts to.

A mistake changes a tree (1 − z in the place of z), the numbers that it is given (a matrix
transposed, a sign lost), or when one rounds. Working the changed equations is the wrong path;
whoever ends where it ends has probably walked it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from gru_viz.cells.gru import Array, Params, Variant
from gru_viz.formulas import (
    Equation,
    Hadamard,
    Joined,
    Node,
    OneMinus,
    Product,
    Quantity,
    Sum,
    equations,
)
from gru_viz.syllabus import Mistake
from gru_viz.variants import BIASES, WEIGHTS, Notation

Equations = tuple[Equation, ...]


@dataclass(frozen=True)
class Slip:
    """One way of making a mistake.

    equations: those that are worked. numbers: weights in the place of the given ones; a name
    with "-" before it, in a tree, stands for the negative. round_to: the decimals to which
    everything of these sorts is rounded on the way: "a" the arguments, "value" σ, tanh and the
    mix. old_state: each step begins from h₀ again. turned: the argument (a_r, a_z or a_n) of
    which the negative goes into σ or tanh, as by the table for negative numbers half applied.
    """

    equations: Equations
    numbers: Mapping[str, Array] = field(default_factory=dict)
    round_to: int | None = None
    rounds: tuple[str, ...] = ()
    old_state: bool = False
    turned: str = ""

    @property
    def is_in_equations(self) -> bool:
        """Whether there is nothing else that is wrong."""
        return not (self.numbers or self.rounds or self.old_state or self.turned)


@dataclass(frozen=True)
class Ground:
    """What mistakes are made on: a notation's equations for these weights, at some decimals.

    results: those of the equations that are worked at all.
    """

    notation: Notation
    params: Params
    decimals: int
    timesteps: int
    results: Collection[str]

    @cached_property
    def equations(self) -> Equations:
        """The right ones."""
        return self.of(self.notation)

    def of(self, notation: Notation) -> Equations:
        """Those of a notation."""
        return tuple(e for e in equations(notation, self.params) if e.result in self.results)

    def there(self, names: Iterable[str]) -> list[str]:
        """The weights that the equations have, out of these."""
        return [
            name
            for name in names
            if name[-1] in self.results and getattr(self.params, name) is not None
        ]


def slips(mistake: Mistake, ground: Ground) -> Iterator[Slip]:
    """Every way of making a mistake, once; none where it can't be made here."""
    made = [ground.equations]
    for slip in _MADE[mistake](ground) if mistake in _MADE else ():
        if slip.is_in_equations:
            if slip.equations in made:
                continue
            made.append(slip.equations)
        yield slip


def _rewritten(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """A tree in which change has put other nodes in the place of some."""
    if (changed := change(node)) is not None:
        return changed
    match node:
        case Product(matrix, vector):
            return Product(matrix, _rewritten(vector, change))
        case Joined((one, other)):
            first, second = _rewritten(one, change), _rewritten(other, change)
            assert isinstance(first, Product)
            assert isinstance(second, Product)
            return Joined((first, second))
        case Hadamard(left, right):
            return Hadamard(_rewritten(left, change), _rewritten(right, change))
        case OneMinus(inner):
            return OneMinus(_rewritten(inner, change))
        case Sum(terms):
            return Sum(tuple(_rewritten(term, change) for term in terms))
    return node


def _with(equations: Equations, results: str, change: Callable[[Node], Node | None]) -> Equations:
    """The equations, those of some results rewritten."""
    return tuple(
        replace(e, argument=_rewritten(e.argument, change)) if e.result in results else e
        for e in equations
    )


def _each_and_all(
    ground: Ground, results: str, change: Callable[[Node], Node | None]
) -> Iterator[Slip]:
    """The mistake made in every equation that has a place for it, and in one of them alone."""
    for chosen in (results, *results):
        yield Slip(_with(ground.equations, chosen, change))


# The mistakes


def _swapped(ground: Ground) -> Iterator[Slip]:
    z = Quantity("z")

    def change(node: Node) -> Node | None:
        return z if node == OneMinus(z) else OneMinus(z) if node == z else None

    yield Slip(_with(ground.equations, "h", change))


def _no_reset(ground: Ground) -> Iterator[Slip]:
    def change(node: Node) -> Node | None:
        match node:
            case Hadamard(Quantity("r"), right):
                return right
        return None

    yield Slip(_with(ground.equations, "n", change))


def _reset_place(ground: Ground) -> Iterator[Slip]:
    variant = ground.notation.variant
    other = Variant(variant.update, "after" if variant.reset == "before" else "before")
    elsewhere = ground.of(replace(ground.notation, variant=other))
    yield Slip(
        tuple(
            wrong if right.result == "n" else right
            for right, wrong in zip(ground.equations, elsewhere, strict=True)
        )
    )


def _activation(ground: Ground) -> Iterator[Slip]:
    for results in ("rz", "rzn", "r", "z", "n"):
        yield Slip(
            tuple(
                replace(e, function="tanh" if e.function == "sigma" else "sigma")
                if e.result in results
                else e
                for e in ground.equations
            )
        )


def _no_bias(ground: Ground) -> Iterator[Slip]:
    """All biases left out, or where there are two, one of them."""

    def without(kinds: str) -> Callable[[Node], Node | None]:
        def change(node: Node) -> Node | None:
            match node:
                case Sum(terms):
                    left = tuple(term for term in terms if not is_bias(term))
                    return None if left == terms else _rewritten(Sum(left), change)
            return None

        def is_bias(node: Node) -> bool:
            return isinstance(node, Quantity) and node.name[0] in kinds

        return change

    there = sorted({name[0] for name in ground.there(BIASES)})
    for kinds in dict.fromkeys(("".join(there), *there)):
        yield from _each_and_all(ground, "rzn", without(kinds))


def _exchanged(ground: Ground) -> Iterator[Slip]:
    if ground.params.D != ground.params.H:
        return

    def change(node: Node) -> Node | None:
        match node:
            case Product(matrix, vector):
                other = ("U" if matrix[0] == "W" else "W") + matrix[1:]
                return Product(other, vector)
        return None

    yield from _each_and_all(ground, "rzn", change)


def _transposed(ground: Ground) -> Iterator[Slip]:
    if ground.params.H == 1:
        return
    is_square = ground.params.D == ground.params.H
    square = ground.there(name for name in WEIGHTS if name[0] == "U" or is_square)
    recurrent = [name for name in square if name[0] == "U"]
    for names in (square, recurrent, *([name] for name in square)):
        numbers = {name: getattr(ground.params, name).T for name in names}
        yield Slip(ground.equations, numbers)


def _sign(ground: Ground) -> Iterator[Slip]:
    """A minus sign lost or put: of one weight, of a whole argument, or in the mix."""
    right = ground.equations
    for name in ground.there((*WEIGHTS, *BIASES)):
        array = getattr(ground.params, name)
        for index in zip(*array.nonzero(), strict=True):
            turned = array.copy()
            turned[index] *= -1
            yield Slip(right, {name: turned})

    def negative(*names: str) -> Callable[[Node], Node | None]:
        def change(node: Node) -> Node | None:
            match node:
                case Quantity(name) if name in names:
                    return Quantity(f"-{name}")
                case Product(matrix, vector) if matrix in names:
                    return Product(f"-{matrix}", vector)
            return None

        return change

    for equation in right:
        if equation.before:
            yield Slip(right, turned=equation.before)
    for result in "rzn":
        yield Slip(_with(right, result, negative("h_prev")))
        yield Slip(_with(right, result, negative("x")))
    for name in ("h_prev", "n"):
        yield Slip(_with(right, "h", negative(name)))
    z = Quantity("z")
    plus = OneMinus(Quantity("-z"))  # 1 + z
    yield Slip(_with(right, "h", lambda node: plus if node == OneMinus(z) else None))


def _rounded_early(ground: Ground) -> Iterator[Slip]:
    """To one decimal fewer, or two; with still fewer it is no longer rounding."""
    for decimals in range(ground.decimals - 1, max(-1, ground.decimals - 3), -1):
        for rounds in (("a",), ("value",), ("a", "value")):
            yield Slip(ground.equations, round_to=decimals, rounds=rounds)


def _old_state(ground: Ground) -> Iterator[Slip]:
    if ground.timesteps > 1:
        yield Slip(ground.equations, old_state=True)


_MADE: Mapping[Mistake, Callable[[Ground], Iterator[Slip]]] = {
    "swapped": _swapped,
    "no_reset": _no_reset,
    "reset_place": _reset_place,
    "activation": _activation,
    "no_bias": _no_bias,
    "transposed": _transposed,
    "exchanged": _exchanged,
    "rounded_early": _rounded_early,
    "sign": _sign,
    "old_state": _old_state,
}
