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
    *dir(builtins),
}


def names(notation: Notation) -> Mapping[str, str]:
    """A Python name for each of a notation's symbols, by our name for it: Gamma_u, h_tilde, W_r.

    Ours are called as everywhere in this package. The parts of a joined matrix share a name.
    """
    if notation.kind == "own":
        return {name: name for name in notation.symbols}
    return {name: _free(_name(symbol)) for name, symbol in notation.symbols.items()}


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
