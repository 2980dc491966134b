"""The cases that each library is given, and how its outputs are stored.

``<library>.npz`` holds for each notation and case ``<notation>/<case>/<array>``, the weights under
the library's own names and in its own layout; ``…/x`` (T, B, D); ``…/h0`` (B, H); ``…/output``
(T, B, H); all in float64. ``versions`` says what made them.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np

CASES = {  # name: T, B, D, H
    "smallest": (1, 1, 1, 1),
    "one_sequence": (6, 1, 3, 4),
    "batch": (9, 3, 2, 5),
    "long": (40, 2, 5, 8),
}

Arrays = dict[str, np.ndarray]
Shapes = Callable[[int, int], dict[str, tuple[int, ...]]]
Run = Callable[[Arrays, np.ndarray, np.ndarray], np.ndarray]


def cases(notation: str, shapes: Shapes, run: Run) -> Arrays:
    """What a library makes of seeded weights, sequences and first states.

    shapes: of its arrays for D and H. run: its output (T, B, H) for weights, x and h0.
    """
    made: Arrays = {}
    for seed, (case, (T, B, D, H)) in enumerate(CASES.items()):
        rng = np.random.default_rng(seed)
        weights = {name: rng.normal(size=shape) for name, shape in shapes(D, H).items()}
        x, h0 = rng.normal(size=(T, B, D)), rng.uniform(-1, 1, (B, H))
        output = run(weights, x, h0)
        assert output.shape == (T, B, H)
        assert output.dtype == np.float64
        arrays = {**weights, "x": x, "h0": h0, "output": output}
        made |= {f"{notation}/{case}/{name}": array for name, array in arrays.items()}
    return made


def store(library: str, made: Arrays, *modules: ModuleType) -> None:
    """Write what was made beside the scripts."""
    versions = np.array([f"{module.__name__} {module.__version__}" for module in modules])
    np.savez_compressed(Path(__file__).with_name(f"{library}.npz"), versions=versions, **made)
