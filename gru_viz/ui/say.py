"""Sentences that quote what a person entered, for places where Streamlit reads Markdown."""

import re

from gru_viz.locales import Texts
from gru_viz.messages import Message


def say(texts: Texts, message: Message) -> str:
    """The sentence of a message; what it quotes is text there, neither Markdown nor markup."""
    quoted = {
        name: _plain(value) if isinstance(value, str) else value
        for name, value in message.args.items()
    }
    return texts.say(Message(message.key, quoted))


def _plain(text: str) -> str:
    # An address becomes a link even where its punctuation is escaped; a word joiner keeps it apart.
    apart = re.sub(r"(://|www|@)", "\\1\N{WORD JOINER}", text, flags=re.IGNORECASE)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", apart)
