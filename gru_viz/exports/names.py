"""What a notation's symbols are called in a program."""

import builtins
import keyword
from collections.abc import Mapping
from dataclasses import dataclass

from gru_viz.variants import Notation, Symbol

_GREEK = {"Γ": "Gamma"}
# What the exported scripts have names for.
_TAKEN = {
    *("np", "torch", "Decimal", "ROUND_HALF_UP", "Overflow", "getcontext", "exact", "rounded"),
    *("product", "products", "multiply", "add", "one_minus", "by_hand", "sigma", "tanh", "show"),
    *("t", "gru", "states", "unit", "value"),
    # Those of the way back.
    *("y", "d", "q", "first", "counts", "before", "steps", "forward", "loss", "loss_gradient"),
    *("difference", "above", "below", "check", "STEP", "name", "weights", "gradient", "by"),
    *("size", "step", "scale", "places", "place", "found", "sides", "moved"),
    *dir(builtins),
}
# What an export has of the way back, by the names of :mod:`gru_viz.gradients`.
GRADIENTS = (
    "d_loss", "d_next", "d_h", "d_kept", "d_n", "d_a_n", "d_rq", "d_q", "d_by_n", "d_z", "d_a_z",
    "d_by_z", "d_r", "d_a_r", "d_by_r", "d_back",
)  # fmt: skip


def names(notation: Notation) -> Mapping[str, str]:
    """A Python name for each of a notation's symbols, by our name for it: Gamma_u, h_tilde, W_r.

    Ours are called as everywhere in this package. The parts of a joined matrix share a name.
    """
    if notation.kind == "own":
        return {name: name for name in notation.symbols}
    return {name: _free(_name(symbol)) for name, symbol in notation.symbols.items()}


def gradient_name(name: str, of: Mapping[str, str]) -> str:
    """What a gradient is called: d_h, d_a_r, d_by_z and so on follow what h, r and z are called."""
    return "_".join(of.get(part, part) for part in name.split("_"))


def _name(symbol: Symbol) -> str:
    base = _GREEK.get(symbol.base, symbol.base)
    return "_".join([base, *(["tilde"] if symbol.accent else []), *filter(None, [symbol.sub])])


def _free(name: str) -> str:
    return f"{name}_" if name in _TAKEN or keyword.iskeyword(name) else name


@dataclass(frozen=True, slots=True)
class Names:
    """The variables of a script: what each symbol of a notation is called in it."""

    notation: Notation
    of: Mapping[str, str]

    def quantity(self, name: str) -> str:
        """A vector of the timestep at hand; h is overwritten, so h_prev is what it still is."""
        return {"x": self.x_t, "h_prev": self.of["h"]}.get(name) or self.of[name]

    @property
    def x_t(self) -> str:
        """A row of the sequence."""
        return f"{self.of['x']}_t"

    @property
    def h_t(self) -> str:
        """The state that PyTorch has computed."""
        return f"{self.of['h']}_t"

    def operands(self, matrix: str, vector: str) -> tuple[str, str]:
        """A matrix and a vector as code, in the order of their product."""
        match self.notation.vectors:
            case "column":
                return self.of[matrix], vector
            case "row":
                return vector, self.of[matrix]
            case "row of transposed":
                return vector, f"{self.of[matrix]}.T"

    def transposed(self, matrix: str, vector: str) -> tuple[str, str]:
        """The same of the way back through a matrix."""
        match self.notation.vectors:
            case "column":
                return f"{self.of[matrix]}.T", vector
            case "row":
                return vector, f"{self.of[matrix]}.T"
            case "row of transposed":
                return vector, self.of[matrix]
