"""The least that a Streamlit app can do: a number in, the number out as text."""

import streamlit as st

st.write(f"number: {st.number_input('number', 0, 10**9, step=1, key='number')}")
