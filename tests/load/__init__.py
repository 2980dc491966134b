"""Visitors without a browser, and what they may do to each other."""
