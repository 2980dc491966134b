"""Ready series: sequences to begin with, real and made up, as the texts that parse reads."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gru_viz.messages import Problem
from gru_viz.sequences.sequence import Reading
from gru_viz.sequences.text import shortened, visible

READY = (
    "sunspots", "nile", "sine", "step", "impulse", "events", "noise", "sentence", "sentence_ko",
)  # fmt: skip
_DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Ready:
    """A series to begin with: the text that parse reads, and how it is meant to be read."""

    text: str
    standardise: bool = False
    reading: Reading = "numbers"


def ready(name: str, seed: int = 0) -> Ready:
    """The ready series of a name in READY; seed is that of the noise.

    sunspots, nile: yearly data (sources in ``data/README.md``). sine: two periods in 40
    timesteps. step: ten zeros, ten ones. impulse: 1, then 23 zeros. events: ups and downs
    among zeros. noise: 40 draws from the standard normal. sentence, sentence_ko: two sentences
    in English, in Korean.

    Raises Problem for any other name.
    """
    match name:
        case "sunspots" | "nile":
            _, *rows = csv.reader((_DATA / f"{name}.csv").read_text("utf-8").splitlines())
            return Ready(", ".join(value for _, value in rows), standardise=True)
        case "sentence" | "sentence_ko":
            return Ready((_DATA / f"{name}.txt").read_text("utf-8").strip(), reading="words")
        case "sine":
            return _listed(np.sin(np.arange(40) * 2 * np.pi / 20))
        case "step":
            return _listed([0] * 10 + [1] * 10)
        case "impulse":
            return _listed([1] + [0] * 23)
        case "events":
            return _listed([0, 0, 0.8, 0, 1, 0, -0.7, 0, 0.6, -1, 0, 1.2])
        case "noise":
            return _listed(np.random.default_rng(seed).standard_normal(40))
    raise Problem("sequence-ready-unknown", name=shortened(" ".join(visible(name).split())))


def random_rows(features: int, seed: int = 0) -> str:
    """30 timesteps of draws from the standard normal, a line each, as a person would type them."""
    rows = np.random.default_rng(seed).standard_normal((30, features))
    return "\n".join(", ".join(f"{value:.2f}" for value in row) for row in rows)


def _listed(values: Iterable[float]) -> Ready:
    return Ready(", ".join(f"{round(float(v), 2) + 0.0:g}" for v in values))
