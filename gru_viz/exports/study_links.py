"""Where the app shows what the study sheet claims: addresses that keep the visitor's notation."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from gru_viz import links
from gru_viz.cells.gru import Variant
from gru_viz.links import State
from gru_viz.presets import PRESETS
from gru_viz.syllabus import KINDS
from gru_viz.variants import PUBLISHED

_PAGES = {"gates": "", "walkthrough": "walkthrough", "conventions": "conventions"}


def address(place: str, shown: State, language: str) -> str:
    """An address of a place in the app, relative to the study sheet's.

    place: a page, for the visitor's own run; "stage-mix" of it; a kind of problem, to practise
    it; a preset, whose run proves its point; "other-update" or "other-reset", for the visitor's
    notation beside one that has that otherwise. Raises KeyError for anything else.
    """
    kept = replace(shown, lang=language, view="", hide=frozenset())
    if place in _PAGES:
        return _to(_PAGES[place], kept)
    if place == "stage-mix":
        return _to("", replace(kept, stage=4, future="shown"))
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
