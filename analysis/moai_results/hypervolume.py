"""How much of objective space the final populations dominate: their hypervolume, all on one scale.

    volumes = hypervolume.of(results)        # a row for each trial

Feasible individuals alone count. The scale is that of the joint front, which no feasible individual of
any open trial dominates: 0 is its worst value of an objective, 1 its best. The volume is that between a
front and the reference point, a tenth of this range below the worst, as a share of the box between that
point and the best values (Zitzler and Thiele 1999, IEEE TEC 3(4), 257-271). It is estimated with random
points, the same for every trial, so that trials do not differ by them; for two or three objectives, too.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .arrays import Floats, Mask
from .errors import UserError
from .results import Results

POINTS = 100_000
MARGIN = 0.1
COLUMNS = ["condition", "trial", "individuals", "feasible", "joint_front", "hypervolume", "error"]


def non_dominated(points: Floats) -> Mask:
    """(N) whether no other row of the (N,M) is at least as good everywhere and better somewhere."""
    free = np.ones(len(points), dtype=bool)
    for row in range(len(points)):
        others = points[free]
        free[row] = not ((others >= points[row]).all(1) & (others > points[row]).any(1)).any()
    return free


def share_dominated(front: Floats, points: Floats) -> float:
    """The share of the (K,M) points that some row of the (N,M) front is at least as good as."""
    left = points
    for individual in front:
        left = left[~(left <= individual).all(1)]
    return 1.0 - len(left) / len(points)


def of(results: Results, points: int = POINTS) -> pd.DataFrame:
    """A row for each finished trial: individuals (different ones at the end), how many of them are
    feasible and on the joint front, hypervolume and the standard error of its estimate.

    Throws UserError where nobody is feasible, or trials have different objectives."""
    names = results.objectives()
    fronts: list[Floats] = []
    rows: list[dict[str, object]] = []
    for condition, trial in results.trials[["condition", "trial"]].itertuples(index=False):
        with results.open_trial(condition, trial) as file:
            if file.objectives != names:
                raise UserError(f"condition '{condition}' has other objectives than the others "
                                "(hypervolumes are compared in one space). Leave it out.")
            finals = file.finals().drop_duplicates("individual")
            fitness = finals[[f"fit.{name}" for name in names]].to_numpy(dtype=float)
            fair = (file.final_violations()[finals["individual"]] == 0) & np.isfinite(fitness).all(1)
        fronts.append(fitness[fair])
        rows.append({"condition": condition, "trial": trial, "individuals": len(finals),
                     "feasible": int(fair.sum())})
    everyone = np.concatenate(fronts) if fronts else np.empty((0, len(names)))
    if not len(everyone):
        raise UserError("no feasible individual in any finished trial (there is no front to measure)")
    on_front = non_dominated(everyone)
    worst, best = everyone[on_front].min(0), everyone[on_front].max(0)
    differ = best > worst  # an objective that is the same on the whole front measures nothing
    random = np.random.default_rng(0).uniform(-MARGIN, 1.0, (points, int(differ.sum())))
    first = 0
    for row, front in zip(rows, fronts):
        scaled = (front - worst)[:, differ] / (best - worst)[differ]
        # Where an individual is below the worst in what does not differ, it dominates nothing.
        share = share_dominated(scaled[(front >= worst)[:, ~differ].all(1)], random)
        row |= {"joint_front": int(on_front[first:first + len(front)].sum()), "hypervolume": share,
                "error": float(np.sqrt(share * (1.0 - share) / points))}
        first += len(front)
    return pd.DataFrame(rows, columns=COLUMNS)
