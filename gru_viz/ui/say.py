"""Sentences that quote what a person entered, for places where Streamlit reads Markdown."""

import re

from gru_viz.locales import Texts
from gru_viz.messages import Message


def say(texts: Texts, message: Message) -> str:
    """The sentence of a message; what it quotes is text there, neither Markdown nor markup."""
    quoted = {
        name: re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", value) if isinstance(value, str) else value
        for name, value in message.args.items()
    }
    return texts.say(Message(message.key, quoted))
