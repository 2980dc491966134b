"""What all figures share: language, colours, size of type, and text that is safe to draw."""

from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from gru_viz.locales import Texts
from gru_viz.palette import LIGHT, Palette

SYMBOLS = {"x": "x", "r": "r", "z": "z", "n": "h\N{COMBINING TILDE}", "h": "h"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure looks. texts: its language. large: type for a projector."""

    texts: Texts
    palette: Palette = LIGHT
    large: bool = False

    @property
    def size(self) -> float:
        """What all lengths are multiplied by."""
        return 1.5 if self.large else 1.0

    def coloured(self, quantity: str, text: str) -> str:
        """Text in the colour of a quantity, as Plotly's markup."""
        return f'<span style="color:{getattr(self.palette.text, quantity)}">{text}</span>'

    def symbol(self, quantity: str, t: int | None = None) -> str:
        """The quantity's letter in its colour, with a timestep as its index."""
        index = "" if t is None else f"<sub>{t}</sub>"
        return self.coloured(quantity, f"<b><i>{SYMBOLS[quantity]}</i></b>{index}")

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
        """A sentence of the catalogue as a hover template, line by line."""
        return self.texts(key, **args).replace("\n", "<br>") + "<extra></extra>"


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
