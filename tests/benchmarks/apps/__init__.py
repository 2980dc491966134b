"""Small Streamlit apps that the Gates page is measured against; none is a page of it."""
