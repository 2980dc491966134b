"""What is on screen as the query parameters of its address, and as a small file.

A visitor's screen is one State. A link holds the fields in which it differs from a first visit,
each under its own name and in words that a person can write: ``?seq=1,0,2&units=3&t=2``.

``edits`` holds the numbers that were changed by hand: a place, then what stands from there on,
along a row of a matrix or down a vector. ``W_r.1.2 0.5 b_z.3 -1 2`` says that W_r has 0.5 in
row 1, column 2, and that b_z has −1 in row 3 and 2 in row 4; ``x.3.1 2`` that the input at t = 3
is 2 in its first feature. A space takes one character of an address, a comma or an equals sign
three; reading takes any of them.

``hold`` holds gates: ``z.2.3.6 1`` says that z of unit 2 is 1 from t = 3 to 6, ``r.all.1.9 0``
that r of every unit is 0 from t = 1 to 9.
"""

from gru_viz.links.fitting import MAX_LINK, MAX_SERVER, fits, length, shortened
from gru_viz.links.places import place, place_text
from gru_viz.links.reading import is_choice, read
from gru_viz.links.saved import FILE_VERSION, MAX_FILE, load, save
from gru_viz.links.state import (
    DECIMALS,
    HIDEABLE,
    MAX_CLIP,
    MAX_KEEP_BIAS,
    MAX_SCALE,
    MAX_SEED,
    MAX_STUDY,
    MOST_STAGES,
    VIEWING,
    Back,
    CellsBy,
    CellsFrom,
    Future,
    Gradients,
    LossAt,
    LossKind,
    Mode,
    Part,
    Paths,
    Reach,
    Rounding,
    State,
    View,
    Walk,
)
from gru_viz.links.writing import write
from gru_viz.weights import Edits

__all__ = [
    "DECIMALS",
    "FILE_VERSION",
    "HIDEABLE",
    "MAX_CLIP",
    "MAX_FILE",
    "MAX_KEEP_BIAS",
    "MAX_LINK",
    "MAX_SCALE",
    "MAX_SEED",
    "MAX_SERVER",
    "MAX_STUDY",
    "MOST_STAGES",
    "VIEWING",
    "Back",
    "CellsBy",
    "CellsFrom",
    "Edits",
    "Future",
    "Gradients",
    "LossAt",
    "LossKind",
    "Mode",
    "Part",
    "Paths",
    "Reach",
    "Rounding",
    "State",
    "View",
    "Walk",
    "fits",
    "is_choice",
    "length",
    "load",
    "place",
    "place_text",
    "read",
    "save",
    "shortened",
    "write",
]
