"""Every gate of a GRU, visible: a NumPy GRU and the pages that step through it."""
