"""What the arrays of a weight file mean, and how weights go from one layout into another."""
