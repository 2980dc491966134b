"""The plots: a trace in, a Plotly figure out.

Both figures share one time axis, t = 0…T, so that a zoom of one fits the other; t = 0 holds h₀.
"""

from gru_viz.figures.gates import gates_alt, gates_over_time
from gru_viz.figures.memory import direct
from gru_viz.figures.style import Style
from gru_viz.figures.unit import unit_alt, unit_over_time

__all__ = ["Style", "direct", "gates_alt", "gates_over_time", "unit_alt", "unit_over_time"]
