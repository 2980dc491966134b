"""What all figures share: language, colours, size of type, and text that is safe to draw."""

from copy import copy
from dataclasses import dataclass
from html import escape
from typing import Any
from unicodedata import east_asian_width

from gru_viz.cells.gru import Variant
from gru_viz.locales import Texts
from gru_viz.palette import LIGHT, Palette
from gru_viz.variants import Notation, Symbol, own

FONT = 12  # pixels, at the normal size of type
FONTS = (
    '-apple-system, "Segoe UI", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", '
    '"Malgun Gothic", sans-serif'
)
_OURS = own(Variant())
_TILDE, _HAIR_SPACE = "\N{COMBINING TILDE}", "\N{HAIR SPACE}"


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure looks. texts: its language. large: type for a projector. notation: whose
    symbols it has, in the texts too, where they become Plotly's markup."""

    texts: Texts
    palette: Palette = LIGHT
    large: bool = False
    notation: Notation = _OURS

    def __post_init__(self) -> None:
        texts = copy(self.texts)
        texts.letters = {name: _marked(s) for name, s in self.notation.symbols.items()}
        object.__setattr__(self, "texts", texts)

    @property
    def size(self) -> float:
        """What all lengths are multiplied by."""
        return 1.5 if self.large else 1.0

    def coloured(self, quantity: str, text: str) -> str:
        """Text in the colour of a quantity, as Plotly's markup."""
        return f'<span style="color:{getattr(self.palette.text, quantity)}">{text}</span>'

    def letter(self, quantity: str, t: int | None = None) -> str:
        """The quantity's letter as Plotly's markup, with a timestep where one is written."""
        return _marked(self.notation.symbols[quantity], t)

    def symbol(self, quantity: str, t: int | None = None) -> str:
        """The same in the quantity's colour, with room for its slant before the next word."""
        return self.coloured(quantity, self.letter(quantity, t) + _HAIR_SPACE)

    def titled(self, quantity: str) -> str:
        """The quantity's letter and name in its colour."""
        return f"{self.symbol(quantity)}  " + self.coloured(
            quantity, self.texts(f"figure-{quantity}")
        )

    def key(self, quantity: str) -> str:
        """The quantity's name in its colour, behind a block of its fill."""
        block = f'<span style="color:{getattr(self.palette.fill, quantity)}">■</span>'
        return f"{block} {self.coloured(quantity, self.texts(f'figure-{quantity}'))}"

    def hover(self, key: str, **args: str | int) -> str:
        """A sentence of the catalogue as a hover template, line by line.

        Each line has room for a true minus, which the page puts where Plotly writes a hyphen.
        """
        return self.texts(key, **args).replace("\n", "&nbsp;<br>") + "&nbsp;<extra></extra>"


def theme(style: Style) -> dict[str, Any]:
    """The settings of a layout that all figures share."""
    palette = style.palette
    font = {"family": FONTS, "size": FONT * style.size}
    return {
        "font": {**font, "color": palette.muted},
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.muted,
            "font": {**font, "color": palette.ink},
            "align": "left",
        },
        "paper_bgcolor": palette.surface,  # that of the page, for an image taken away from it
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "template": {},  # else Plotly's, or Streamlit's where it has been imported
    }


def _marked(symbol: Symbol, t: int | None = None) -> str:
    # Larger than the words and not bold: else a tilde melts into the h, which then reads as ħ.
    letter = f'<i style="font-size:1.25em">{symbol.base}{_TILDE if symbol.accent else ""}</i>'
    after = f"<sub>{symbol.sub}</sub>" if symbol.sub else ""
    if t is not None and symbol.time:
        after += f"<sub>{t}</sub>" if symbol.time == "below" else f"<sup>⟨{t}⟩</sup>"
    return letter + after


def columns(text: str) -> int:
    """The width of a text in columns of type; Hangul and other wide characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def literal(text: str, most: int = 12) -> str:
    """Text of a user that Plotly draws as it stands: neither markup nor template.

    One of more than `most` columns keeps its beginning and its end, where names often differ.
    """
    text = " ".join(text.split()) or ("⏎" if "\n" in text else "␣")
    if columns(text) > most:
        head, tail = text[: most // 2], text[-(most // 3) :]
        while columns(head) > most // 2:
            head = head[:-1]
        while columns(tail) > most // 3:
            tail = tail[1:]
        text = f"{head}…{tail}"
    return escape(text, quote=False).replace("%", "&#37;")


def number(value: float, decimals: int = 3, sign: str = "") -> str:
    """A number as it stands in a sentence: fixed decimals, a true minus, no minus zero.

    sign: "+" gives one to every number above 0.
    """
    rounded = round(float(value), decimals) + 0.0
    return f"{rounded:{sign if rounded else ''}.{decimals}f}".replace("-", "\N{MINUS SIGN}")
