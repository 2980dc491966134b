"""An otherwise empty Streamlit app with one plot."""

import plotly.graph_objects as go
import streamlit as st

st.write("text")
st.plotly_chart(go.Figure(go.Scatter(y=[1, 3, 2])))
