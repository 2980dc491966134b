"""A text as people see it: cleaned of what can't be seen, and of what no keyboard has."""

import re
import unicodedata

_MAX_MARKS = 8  # accents on one letter; more tower over their line, and are slow to normalise
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(rf"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_TAGS = "\U000e0020-\U000e007f"
_FLAG_OR_STRAY_TAG = re.compile(rf"(\U0001f3f4[{_TAGS}]+)|[{_TAGS}]")
STRAY_SELECTOR = re.compile(r"(?<!\S)[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_BLANK_LETTERS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PLAIN: dict[int, int | str] = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},  # full-width forms of ASCII
    **dict.fromkeys(map(ord, "‐‑‒–—−﹣"), "-"),
    ord("、"): ",",
}


def visible(text: str) -> str:
    """The text as it looks: composed (NFC), lines ended by \\n, nothing in it unseen.

    Control characters, zero-width and direction marks, halves of surrogate pairs and letters
    without ink are dropped; the joiners and selectors that hold an emoji together stay. Of
    the accents on a letter the first eight stay.
    """
    text = _LINE_END.sub("\n", text)
    used = set(text)
    hidden = (used & _BLANK_LETTERS) | {
        char
        for char in used
        if unicodedata.category(char) in ("Cc", "Cf", "Cs")
        and not (char.isspace() or char == "\u200d" or "\U000e0020" <= char <= "\U000e007f")
    }
    text = text.translate(dict.fromkeys(map(ord, hidden), ""))
    if text.isascii():
        return text
    text = _STRAY_JOINER.sub("", text)
    text = _FLAG_OR_STRAY_TAG.sub(r"\1", text)
    text = STRAY_SELECTOR.sub("", text)
    if marks := "".join(filter(unicodedata.combining, used)):
        text = re.sub(rf"([{marks}]{{{_MAX_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text with full-width forms, typographic minus signs and 、 as a keyboard has them.

    Not NFKC, which would make 102 of 10²; digits of other scripts float() reads anyway.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def shortened(text: str, length: int = 40) -> str:
    """The text, or its beginning and …"""
    return text if len(text) <= length else text[: length - 1] + "…"
