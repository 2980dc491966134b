"""What the program has to say, as a catalogue key and its arguments, without the words.

The words stand in ``gru_viz/locales``, once in Korean and once in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A sentence of the catalogue: its key and the values that it names."""

    key: str
    args: Mapping[str, str | int | float] = field(default_factory=dict)


class Problem(ValueError):
    """Something a person entered that can't be used, said as one Message."""

    def __init__(self, key: str, **args: str | int | float) -> None:
        self.message = Message(key, args)
        super().__init__(f"{key} {args}" if args else key)
