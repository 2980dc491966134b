"""What is sent to plotly.js is what Plotly's own library would send."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from gru_viz.figures import Style, as_json, gates_drawing, unit_drawing
from gru_viz.locales import texts
from tests.figures.runs import run

STYLE = Style(texts("ko"))


@pytest.mark.parametrize("draw", [gates_drawing, unit_drawing])
@pytest.mark.parametrize("tokens", [(), ("나는", "</script>") * 3 + ("a",)], ids=len)
def test_the_json_is_that_of_plotly(draw, tokens):
    drawing = draw(run(D=6), STYLE, t=3, unit=2, tokens=tokens, ghost=run(D=6, seed=1))
    by_plotly = json.loads(go.Figure(drawing, _validate=False).to_json())
    assert json.loads(as_json(drawing)) == by_plotly


def test_what_is_no_number_and_no_array_is_refused():
    with pytest.raises(TypeError):
        as_json({"data": [{"x": {1, 2}}], "layout": {}})
    assert json.loads(as_json({"x": np.array([1, 2], np.int16)}))["x"]["dtype"] == "i2"
