"""The Backpropagation page without a browser: how it is opened, and what is read off it."""

import html as markup
import json
import re
from functools import partial
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.ui.backpropagation_way import Way, made
from gru_viz.variants import OWN
from tests import pages
from tests.player.test_payload import unpack

visit = partial(pages.visit, "backpropagation")


def shown(page: AppTest) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


def components(page: AppTest, name: str) -> list[Any]:
    return [
        element.proto
        for element in page.main
        if element.type == "bidi_component" and element.proto.component_name == name
    ]


def player(page: AppTest) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What the player is sent: its header, and its arrays by name."""
    (proto,) = components(page, "gru_player_backward")
    return unpack(proto.bytes)


def place(page: AppTest) -> tuple[int, int, int]:
    seek = player(page)[0]["seek"]
    return seek["t"], seek["unit"], seek["stage"]


def papers(page: AppTest) -> str:
    """What the papers say, as text."""
    drawn = " ".join(json.loads(proto.json)["html"] for proto in components(page, "gru_paper"))
    return markup.unescape(re.sub("<[^>]+>", "", drawn))


def what_to_look_at(page: AppTest) -> str:
    """The sentence that tells what a run shows."""
    said, *_ = [c.value for c in page.main.caption if "%" in c.value or "±" in c.value]
    return said.replace("\N{NO-BREAK SPACE}", " ")


def heatmaps(page: AppTest) -> list[dict[str, Any]]:
    (proto,) = components(page, "gru_plots")
    (plot,) = json.loads(proto.json)["plots"]
    data: list[dict[str, Any]] = json.loads(plot["figure"])["data"]
    return data


_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹\N{MINUS SIGN}", "-0123456789-")


def number_in(text: str) -> float:
    """A number with a true minus, and where it is small with its power of ten."""
    assert re.fullmatch("\N{MINUS SIGN}?\\d+\\.\\d+(·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)
    return float(text.replace("·10", "e").translate(_RAISED))


def select(page: AppTest, key: str, value: Any) -> None:
    controls = [*page.selectbox, *page.button_group, *page.text_input]
    (control,) = [control for control in controls if control.key == key]
    control.set_value(value).run()
    assert not page.exception


def way_of(back: str, notation: str = OWN, **more: Any) -> Way:
    return made(links.State(notation=notation, back=back, **more))
