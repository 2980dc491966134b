"""Where the app shows what the study sheet claims: addresses that keep the visitor's notation."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from gru_viz import links
from gru_viz.cells.gru import Variant
from gru_viz.links import State
from gru_viz.presets import PRESETS
from gru_viz.syllabus import KINDS
from gru_viz.variants import PUBLISHED

_PAGES = {"gates": "", "walkthrough": "walkthrough", "conventions": "conventions"}
# The three cells beside each other on the visitor's own sequence, and on how far gradients reach.
_THREE: Mapping[str, Mapping[str, Any]] = {
    "beside": {"cells_from": "drawn"},
    "joined": {"cells_from": "gru", "open_reset": True},
}
_BACK: Mapping[str, Mapping[str, Any]] = {
    "back-keep": {"gradients": "steps", "back": "keep"},
    "reach-usual": {"gradients": "reach", "reach": "usual"},
    "reach-own": {"gradients": "reach", "reach": "own"},
}


def address(place: str, shown: State, language: str) -> str:
    """An address of a place in the app, relative to the study sheet's.

    place: a page, for the visitor's own run; "stage-mix" of it; a kind of problem, to practise
    it; a preset, whose run proves its point; "other-update" or "other-reset", for the visitor's
    notation beside one that has that otherwise; "beside" for RNN, LSTM and GRU on the visitor's
    sequence, "joined" for the two made of one GRU's weights; "back-keep" for the way back through
    an update gate that keeps; "reach-usual", "reach-own": how far gradients reach in the three
    cells as they are initialised, and in the visitor's. Raises KeyError for anything else.
    """
    kept = replace(shown, lang=language, view="", hide=frozenset())
    if place in _PAGES:
        return _to(_PAGES[place], kept)
    if place == "stage-mix":
        return _to("", replace(kept, stage=4, future="shown"))
    if place in _THREE:
        return _to("compare", replace(kept, **_THREE[place]))
    if place in _BACK:
        return _to("backpropagation", replace(kept, **_BACK[place]))
    if place == "other-update":
        other = _unlike(lambda variant: variant.update != shown.update)
        return _to("conventions", replace(kept, other=other, mode="same"))
    if place == "other-reset":
        other = _unlike(lambda variant: variant.reset != shown.reset)
        return _to("conventions", replace(kept, other=other, mode="same"))
    for kind in KINDS:
        if place == kind:
            return _to("practice", replace(kept, part="practise", kind=kind))
    preset = PRESETS[place]
    run = replace(State().viewed_as(kept), weights=place, future="shown", **preset.shown_on)
    return _to("", replace(run, notation=shown.notation, update=shown.update, reset=shown.reset))


def _to(page: str, state: State) -> str:
    return f"./{page}?{urlencode(links.write(links.shortened(state)))}"


def _unlike(is_other: Callable[[Variant], bool]) -> str:
    """The first notation of another variant."""
    return next(key for key, notation in PUBLISHED.items() if is_other(notation.variant))
