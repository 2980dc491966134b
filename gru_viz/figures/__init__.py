"""The plots: a trace in, a Plotly figure out, or what plotly.js makes of one.

Both figures share one time axis, t = 0…T, so that a zoom of one fits the other; t = 0 holds h₀.
"""

from gru_viz.figures.drawing import as_json
from gru_viz.figures.gates import gates_alt, gates_drawing, gates_over_time
from gru_viz.figures.memory import direct
from gru_viz.figures.style import Style
from gru_viz.figures.unit import unit_alt, unit_drawing, unit_over_time

__all__ = [
    "Style",
    "as_json",
    "direct",
    "gates_alt",
    "gates_drawing",
    "gates_over_time",
    "unit_alt",
    "unit_drawing",
    "unit_over_time",
]
