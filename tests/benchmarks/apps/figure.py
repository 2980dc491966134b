"""The gate plot of the Gates page alone in a Streamlit app, redrawn at each change of a number."""

import streamlit as st

from gru_viz import palette, sequences, weights
from gru_viz.cells import gru
from gru_viz.figures import Style, gates_over_time
from gru_viz.locales import texts
from gru_viz.variants import own

T, H = 64, 16

seed = st.number_input("number", 0, 10**9, step=1, key="number")
sequence = sequences.parse(" ".join(f"{t % 7 - 3}" for t in range(T)))
drawn = weights.random(1, H, seed, 1.5, own(gru.Variant()))
trace = gru.forward(drawn.params, sequence.x, drawn.h0)
style = Style(texts("en"), palette.LIGHT)
figure = gates_over_time(
    trace, style, t=1, unit=1, tokens=sequence.tokens, features=sequence.features
)
st.plotly_chart(figure, key="figure")
