"""Empirical attainment surfaces: what share of the trials reaches which part of objective space.

    x, y = surface([front_of_trial_0, front_of_trial_1, ...], 0.5)      # the median trial

A trial attains a point when one of its individuals is at least as good in both objectives (larger
is better). The surface of share 0.5 bounds what half of the trials attain, as a staircase: y[i] holds
for the first objective in (x[i-1], x[i]]. Fonseca and Fleming 1996 (PPSN IV, LNCS 1141, 584-593);
Grunert da Fonseca, Fonseca and Hall 2001 (EMO, LNCS 1993, 213-225).
"""

from __future__ import annotations


from collections.abc import Sequence

import numpy as np

from .arrays import Floats, Sample
from .errors import UserError


def attained(front: Sample, at: Floats) -> Floats:
    """(K): the best second objective of the individuals whose first is at least at[k]; -inf: none.

    front: (N,2) values of one trial, dominated ones may be among them.
    """
    front = np.asarray(front, dtype=float).reshape(-1, 2)
    front = front[np.argsort(front[:, 0])]
    best = np.append(np.maximum.accumulate(front[::-1, 1])[::-1], -np.inf)
    return best[np.searchsorted(front[:, 0], at, side="left")]


def surfaces(fronts: Sequence[Sample], shares: Sequence[float]) -> tuple[Floats, list[Floats]]:
    """(x, [y of each share]), each (K); fronts: an (N,2) array for each trial; shares: 0 < share <= 1.

    Throws UserError without trials and for other shares."""
    if not fronts:
        raise UserError("no trial (an attainment surface needs one or more)")
    if not all(0.0 < share <= 1.0 for share in shares):
        raise UserError(f"shares {list(shares)} of the trials (more than 0, at most 1 is needed)")
    x = np.unique(np.concatenate([np.asarray(front, dtype=float).reshape(-1, 2)[:, 0]
                                  for front in fronts]))
    # Row k: what all but k trials do not surpass.
    ordered = -np.sort(-np.stack([attained(front, x) for front in fronts]), axis=0)
    count = len(fronts)
    # Rounded against 0.3 * 10 being a little more than 3.
    rows = [int(np.ceil(round(share * count, 9))) - 1 for share in shares]
    return x, [ordered[row] for row in rows]


def surface(fronts: Sequence[Sample], share: float) -> tuple[Floats, Floats]:
    """(x, y), each (K), of one share."""
    x, (y,) = surfaces(fronts, [share])
    return x, y
