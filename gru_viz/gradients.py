"""The equations of the way back through one timestep, as trees: one source for all that shows them.

The gradients have the names of :class:`gru_viz.cells.gru.Gradients` after a ``d_``, and so have the
parts that one of them is the sum of:

``d_h``: at h_t, all of it: ``d_loss``, what the loss has there itself, and ``d_next``, what came
back from the next timestep. ``d_n``, ``d_z``, ``d_r``, ``d_rq``, ``d_q``: at these quantities.
``d_a_n``, ``d_a_z``, ``d_a_r``: at what goes into tanh, σ, σ. ``d_kept``, ``d_by_n``, ``d_by_z``,
``d_by_r``: the four branches of what goes on to h_{t-1}, and ``d_back``, their sum.

The chain rule behind them is told in :mod:`gru_viz.cells.gru`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from gru_viz.cells import gru
from gru_viz.cells.gru import Array, Gradients, Params, Trace
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Node,
    OneMinus,
    Product,
    Quantity,
    Square,
    Sum,
    Transposed,
)
from gru_viz.variants import Notation, Symbol

Stage = Literal["h", "n", "z", "r", "h_prev"]
STAGES: tuple[Stage, ...] = get_args(Stage)  # within a timestep, in the order of walking
BRANCHES = ("d_kept", "d_by_n", "d_by_z", "d_by_r")  # of the way to h_{t-1}, in that order too


@dataclass(frozen=True, slots=True)
class GradientEquation:
    """result = argument, at one stage of the way back through a timestep.

    stage: "h", the gradient that arrives and its direct branch; "n", "z", "r", the branch of the
    candidate and of each gate; "h_prev", the four branches added up.
    """

    result: str
    argument: Node
    stage: Stage


def equations(notation: Notation, params: Params | None = None) -> tuple[GradientEquation, ...]:
    """The equations of a notation's variant in the order of walking, each from those before it.

    With reset "after", the way of the candidate begins with ``q``, what the reset gate multiplies,
    which no notation has a letter for. A bias that the parameters don't have isn't written;
    without parameters, the notation's are.

    A gate that is held has a gradient, but none goes through its ``d_a_…``: that is 0, whatever
    the equation says.
    """
    variant = notation.variant
    h_prev, r, z, n, q = map(Quantity, ("h_prev", "r", "z", "n", "q"))
    d_h, d_n, d_z, d_r = map(Quantity, ("d_h", "d_n", "d_z", "d_r"))
    d_a_n, d_rq, d_q = map(Quantity, ("d_a_n", "d_rq", "d_q"))
    renews = variant.update == "renews"
    keep, write = (OneMinus(z), z) if renews else (z, OneMinus(z))
    slope = Difference(n, h_prev) if renews else Difference(h_prev, n)

    def through_gate(g: Stage, gate: Quantity) -> tuple[GradientEquation, ...]:
        """From a gate into its σ, and through its matrix to h_{t-1}."""
        of_sigma = Hadamard(Hadamard(Quantity(f"d_{g}"), gate), OneMinus(gate))
        return (
            GradientEquation(f"d_a_{g}", of_sigma, g),
            GradientEquation(f"d_by_{g}", Transposed(f"U_{g}", Quantity(f"d_a_{g}")), g),
        )

    def candidate(result: str, argument: Node) -> GradientEquation:
        return GradientEquation(result, argument, "n")

    if variant.reset == "before":
        multiplied, definition = h_prev, []
        by_n = [
            candidate("d_rq", Transposed("U_n", d_a_n)),
            candidate("d_by_n", Hadamard(d_rq, r)),
        ]
    else:
        has_c = "c_n" in notation.biases if params is None else params.c_n is not None
        product = Product("U_n", h_prev)
        bracket = Sum((product, Quantity("c_n"))) if has_c else product
        multiplied, definition = q, [candidate("q", bracket)]
        by_n = [
            candidate("d_rq", d_a_n),
            candidate("d_q", Hadamard(d_rq, r)),
            candidate("d_by_n", Transposed("U_n", d_q)),
        ]
    return (
        GradientEquation("d_h", Sum((Quantity("d_loss"), Quantity("d_next"))), "h"),
        GradientEquation("d_kept", Hadamard(d_h, keep), "h"),
        *definition,
        candidate("d_n", Hadamard(d_h, write)),
        candidate("d_a_n", Hadamard(d_n, OneMinus(Square(n)))),
        *by_n,
        GradientEquation("d_z", Hadamard(d_h, slope), "z"),
        *through_gate("z", z),
        GradientEquation("d_r", Hadamard(d_rq, multiplied), "r"),
        *through_gate("r", r),
        GradientEquation("d_back", Sum(tuple(map(Quantity, BRANCHES))), "h_prev"),
    )


def symbols(notation: Notation) -> Mapping[str, Symbol]:
    """What the equations name beside the notation's own symbols.

    ``q``: what the reset gate multiplies, a letter of ours. ``U_r``, ``U_z``, ``U_n``: where the
    notation joins them with W, the block that multiplies h, W_{z,h}.
    """
    h = notation.symbols["h"]
    named = {"q": Symbol("q", time=h.time)}
    for name in ("U_r", "U_z", "U_n"):
        symbol = notation.symbols[name]
        if notation.products == "joined":
            symbol = replace(symbol, sub=f"{symbol.sub},{h.base}" if symbol.sub else h.base)
        named[name] = symbol
    return named


def by_name(trace: Trace, grads: Gradients) -> Mapping[str, Array]:
    """The numbers of everything that the equations name with a ``d_``: each (T, H), as in grads.

    trace: of one sequence. grads: of :func:`gru_viz.cells.gru.backward` for it.
    """
    branches = gru.branches(trace, grads)
    names = ("h", "n", "z", "r", "rq", "q", "a_n", "a_z", "a_r", "back")
    return {
        **{f"d_{name}": getattr(grads, name) for name in names},
        **{name: getattr(branches, name.removeprefix("d_")) for name in BRANCHES},
        "d_loss": grads.dh,
        "d_next": np.concatenate([grads.back, np.zeros_like(grads.back[:1])])[1:],
    }


def at_the_mix(trace: Trace, grads: Gradients) -> Mapping[str, Array]:
    """The gradients at the two factors of the mix, whose difference is the one at z: each (T, H).

    ``d_keep``: at what multiplies h_{t-1}, ``d_write``: at what multiplies n. A diagram has them on
    the wires into z; no equation names them.
    """
    return {"d_keep": grads.h * trace.h[:-1], "d_write": grads.h * trace.n}
