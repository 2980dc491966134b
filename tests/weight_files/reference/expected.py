"""What a framework computed, stored beside the file of its weights.

``<name>.expected.npz`` holds, for each layer k from 0 and each of its directions:

    x/<k>                      (T, D_k)  what the layer was given; x/0 is the model's input
    h/<k>/forward, /backward   (T, H)    its states; backward's row t has seen rows t … T−1 of x
    h0/<k>/<direction>         (H,)      the state that it began with, where that isn't 0
    where/<k>/<direction>      text      what the names of its arrays begin with in the file
    versions                   text      of the libraries

All in the file's own precision, float32 where nothing is said.
"""

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def store(file: str, libraries: tuple, **arrays: np.ndarray | str) -> None:
    """Write the arrays beside a weight file, names with / given with __."""
    versions = np.array([f"{library.__name__} {library.__version__}" for library in libraries])
    named = {name.replace("__", "/"): np.asarray(array) for name, array in arrays.items()}
    np.savez_compressed(HERE / f"{file}.expected.npz", versions=versions, **named)


def sunspots(T: int) -> np.ndarray:
    """The first T years of the ready series, standardised over all of it: (T, 1), float32."""
    path = HERE.parents[2] / "gru_viz/data/sunspots.csv"
    values = np.loadtxt(path, delimiter=",", skiprows=1, usecols=1)
    return ((values - values.mean()) / values.std())[:T, None].astype(np.float32)


def series(T: int, D: int, seed: int) -> np.ndarray:
    """A seeded input: (T, D), float32."""
    return np.random.default_rng(seed).normal(size=(T, D)).astype(np.float32)
