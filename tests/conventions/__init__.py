"""The notations held to the libraries that they are of; ``python -m tests.conventions``."""
