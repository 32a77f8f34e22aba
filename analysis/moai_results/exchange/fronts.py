"""Fronts as sets of points for moocore (and the R packages eaf and moocore).

    text = as_sets([first_front, second_front])     # blank line between sets

Everything is to be minimised there and maximised in moai: the sign is turned.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..arrays import Floats


def non_dominated(points: Floats) -> Floats:
    """Those rows of points (N,M) that no other dominates, equal ones once; larger is better."""
    points = np.unique(points[np.isfinite(points).all(axis=1)], axis=0)
    kept = [row for row in points
            if not ((points >= row).all(axis=1) & (points > row).any(axis=1)).any()]
    return np.array(kept).reshape(len(kept), points.shape[1])


def as_sets(fronts: Sequence[Floats]) -> str:
    """One line a point, numbers with all digits, a blank line between sets; minimised."""
    return "\n".join("".join(" ".join(repr(0.0 - float(value)) for value in point) + "\n"
                             for point in front) for front in fronts)
