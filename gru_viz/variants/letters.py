"""A notation's symbols as plain text, for sentences and labels."""

from collections.abc import Mapping

from gru_viz.variants.notation import QUANTITIES, Notation, Symbol

_BELOW = str.maketrans("-aehijklmnoprstuvx0123456789", "₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₀₁₂₃₄₅₆₇₈₉")
_TILDE = "\N{COMBINING TILDE}"


def plain(symbol: Symbol) -> str:
    """A quantity's symbol without its timestep: h̃, Γᵤ."""
    return symbol.base + (_TILDE if symbol.accent else "") + symbol.sub.translate(_BELOW)


def below(text: str) -> str:
    """An index as letters below the line, or where there are none, in brackets: ₜ₋₁, (z)."""
    lowered = text.translate(_BELOW)
    return lowered if not set(text) & set(lowered) else f"({text})"


def typed(symbol: Symbol) -> str:
    """A weight's symbol as a person types it: W_r, W_ir, W."""
    return f"{symbol.base}_{symbol.sub}" if symbol.sub else symbol.base


def letters(notation: Notation) -> Mapping[str, str]:
    """Every symbol of a notation by our name for it, as the texts take them."""
    return {
        name: plain(symbol) if name in QUANTITIES else typed(symbol)
        for name, symbol in notation.symbols.items()
    }
