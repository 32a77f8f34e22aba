"""Figures: each function takes frames or a Results and returns a matplotlib Figure."""
