"""Everything that speaks to Streamlit, but for the player: state, links, controls, tables."""
