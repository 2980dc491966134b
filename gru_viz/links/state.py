"""The state of a visitor's screen: its fields, what they may hold, and a first visit."""

from dataclasses import dataclass, field, replace
from typing import Literal

from gru_viz import sequences
from gru_viz.cells import gru
from gru_viz.layouts.stack import Direction
from gru_viz.syllabus import Kind
from gru_viz.variants import OWN, PUBLISHED, Notation, own
from gru_viz.weights import GIVEN, Edits
from gru_viz.whatif import Gates, Hold, WhatIf

MAX_SEED = 2**31 - 1
MAX_SCALE = 10
DECIMALS = (2, 6)
MOST_STAGES = 5  # of the way back; the way forward has four
MAX_CLIP = 1_000_000
MAX_KEEP_BIAS = 20
MAX_STUDY = 4096  # D and H for which the study sheet counts parameters
HIDEABLE = frozenset(
    {"sequence", "weights", "formula", "view", "plots", "tables", "language", "whatif", "exports"}
)

# Fields that decide how something is shown, and not what is computed.
VIEWING = frozenset(
    {"t", "unit", "stage", "lang", "decimals", "future", "view", "hide", "other", "mode", "walk"}
    | {"part", "kind", "problem", "sheet", "question", "done", "study_d", "study_h", "ticked"}
    | {"gradients", "back", "loss", "loss_at", "loss_unit", "target", "delta"}
    | {
        "reach",
        "reach_k",
        "reach_t",
        "reach_paths",
        "clip",
        "cells_by",
        "cells_from",
        "keep_bias",
        "open_reset",
    }
)

Future = Literal["shown", "hidden"]
Rounding = Literal["none", "steps"]
View = Literal["", "projector"]
Mode = Literal["same", "converted"]
Walk = Literal["", "example", "own"]
Part = Literal["practise", "exam", "sheet", "own"]
Gradients = Literal["steps", "reach"]
Back = Literal["", "example", "write", "keep", "reset", "saturated", "own"]
LossKind = Literal["squared", "given"]
LossAt = Literal["last", "every"]
Reach = Literal["usual", "raised", "exploding", "own"]
Paths = Literal["whole", "direct"]
CellsBy = Literal["units", "parameters"]
CellsFrom = Literal["drawn", "gru"]


@dataclass(frozen=True)
class State:
    """Everything that decides what is on screen; the defaults are a first visit.

    seq: the sequence as typed. series: a ready series in its place, or "" for none.
    read, encode, size: how a sequence is read, see ``sequences.parse``. std: standardised.
    weights: "random", which seed and scale decide, "given", or a preset. given: weights from
    elsewhere, see ``layouts.stack``; layer, direction: which of their GRUs. edits: numbers changed
    by hand, in weights and sequence. start: those of them that the untouched run has too.
    units: H. notation: a key of ``variants.PUBLISHED``, or "own" for ours. update, reset: the
    variant, which only our own notation leaves open. hold, gates, off: see ``whatif.WhatIf``.
    t, unit: the timestep and the unit shown, from 1.
    lang: "" for the browser's. decimals: digits shown. rounding: "steps" rounds every
    intermediate to them. future: the timesteps still to come.
    view: "projector", or "" for the usual one. hide: controls that a link leaves out.
    other: the notation that stands beside the chosen one; mode: with the same weights, or with
    weights converted into it.
    walk: whether the walkthrough has its own small example or the run of the Gates page; "" for
    the example until something was changed there.
    part: of the Practice page; kind, problem: which problem; sheet: which ones are on a sheet;
    question: a problem of one's own; done: what was practised so far, see ``practice.progress``.
    study_d, study_h: D and H for which the study sheet counts; ticked: what is known by now.
    gradients: of the Backpropagation page: step by step, or how far they reach. back: which run is
    gone back through, as walk; loss, loss_at, loss_unit, target, delta: see ``losses.Loss``.
    reach: which three cells; reach_k, reach_t: from which timestep to which, as far as there are
    so many; reach_paths: by all paths; clip: the norm at which gradients are clipped, 0 for none.
    cells_by, cells_from, keep_bias, open_reset: of the Compare page, see ``trio``.
    """

    seq: str = "0.3, -1.2, 2.5, 0, 1"
    series: str = ""
    read: sequences.Reading = "auto"
    encode: sequences.Encoding = "onehot"
    size: int = 4
    std: bool = False
    draw: int = 0
    weights: str = "random"
    given: str = ""
    layer: int = 1
    direction: Direction = "forward"
    # With these weights every unit moves, and both gates reach from nearly shut to nearly open.
    # Unit 2 holds on at t = 2 (z 0.13), is replaced at t = 3 (r 0.06, z 0.87, h −0.50 → 0.65),
    # and moves by its own memory at t = 4, where x is 0.
    seed: int = 6099
    scale: float = 1.5
    units: int = 4
    edits: Edits = field(default_factory=dict)
    start: Edits = field(default_factory=dict)
    notation: str = OWN
    update: gru.Update = "renews"
    reset: gru.Reset = "before"
    hold: tuple[Hold, ...] = ()
    gates: Gates = "both"
    off: frozenset[str] = frozenset()
    t: int = 3
    unit: int = 2
    stage: int = 4
    lang: str = ""
    decimals: int = 3
    rounding: Rounding = "none"
    future: Future = "shown"
    view: View = ""
    hide: frozenset[str] = frozenset()
    other: str = "torch"
    mode: Mode = "same"
    walk: Walk = ""
    part: Part = "practise"
    kind: Kind = "gate"
    problem: int = 1
    sheet: str = ""
    question: str = ""
    done: str = ""
    study_d: int = 10
    study_h: int = 20
    ticked: frozenset[str] = frozenset()
    gradients: Gradients = "steps"
    back: Back = ""
    loss: LossKind = "squared"
    loss_at: LossAt = "last"
    loss_unit: int = 0
    target: str = "1"
    delta: str = "1"
    reach: Reach = "usual"
    reach_k: int = 0
    reach_t: int = sequences.MAX_TIMESTEPS
    reach_paths: Paths = "whole"
    clip: float = 1.0
    cells_by: CellsBy = "units"
    cells_from: CellsFrom = "drawn"
    keep_bias: float = 0.0
    open_reset: bool = False

    def __post_init__(self) -> None:
        if self.notation != OWN:  # so that our own, chosen next, goes on with the same variant
            object.__setattr__(self, "update", PUBLISHED[self.notation].variant.update)
            object.__setattr__(self, "reset", PUBLISHED[self.notation].variant.reset)

    @property
    def variant(self) -> gru.Variant:
        """What the formula says."""
        return gru.Variant(self.update, self.reset)

    @property
    def written(self) -> Notation:
        """How it says it."""
        return own(self.variant) if self.notation == OWN else PUBLISHED[self.notation]

    @property
    def place(self) -> tuple[int, Direction]:
        """The layer and direction of the GRU on screen, which decide what its input is."""
        return (self.layer, self.direction) if self.weights == GIVEN else (1, "forward")

    @property
    def source(self) -> tuple[object, ...]:
        """Where the weights come from: what numbers changed by hand belong to."""
        return (self.weights, self.given, *self.place) if self.weights == GIVEN else (self.weights,)

    @property
    def what_if(self) -> WhatIf:
        """What is different from the GRU as its weights have it."""
        return WhatIf(self.hold, self.gates, self.off)

    def viewed_as(self, other: "State") -> "State":
        """The state, looked at as the other one is: at its place, in its language, and so on."""
        return replace(self, **{name: getattr(other, name) for name in VIEWING})

    @property
    def untouched(self) -> "State":
        """The state without what was changed by hand and without any what-if."""
        return replace(self, edits=self.start, hold=(), gates="both", off=frozenset())
