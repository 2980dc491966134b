"""The texts: a folder for each language, in it a Fluent file for each topic."""

from collections.abc import Mapping
from copy import copy
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from gru_viz.cells.gru import Variant
from gru_viz.messages import Message
from gru_viz.variants import Notation, letters, own

LANGUAGES = {"ko": "한국어", "en": "English"}  # each in its own name, as a switch shows them

_OUR_LETTERS = letters(own(Variant()))


class Texts:
    """The catalogue of one language: ``texts("key", name=value)`` gives the sentence.

    letters: arguments that every sentence can use: the symbols of the notation, as $r, $z, $n,
    $h, $x, $W_r and so on; what a call gives under the same name goes before them.

    Raises KeyError for a key, or an argument of a sentence, that is missing.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.letters: Mapping[str, str] = _OUR_LETTERS
        self._bundle = FluentBundle([language], use_isolating=False)
        for path in sorted((Path(__file__).parent / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text("utf-8")))

    def __call__(self, key: str, /, **args: str | int | float) -> str:
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"{self.language}: {key} has no text")
        text, errors = self._bundle.format_pattern(pattern, {**self.letters, **args})
        if errors:
            raise KeyError(f"{self.language}: {key}: {errors[0]}")
        return str(text)

    def say(self, message: Message) -> str:
        """The sentence of a Message."""
        return self(message.key, **message.args)

    def written_in(self, notation: Notation) -> "Texts":
        """The same texts, with the letters of a notation."""
        other = copy(self)
        other.letters = letters(notation)
        return other


texts = cache(Texts)
