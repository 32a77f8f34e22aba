"""Figures 2 and A5 of the MOVE paper: what a condition reaches over what hillclimbers reach.

    rows = ratios(results, "functions_per_cell=5")        # one target
    rows = over_targets({"fish": rows, "apple": others})  # several: means of their ratios

The first row, ALL, is the champion's score over that of the hillclimber on all objectives. Every
other one is the champion's value on an objective over that of the hillclimber on this objective
alone. (by_objective.py's table and profiles.against_hillclimbers divide everything by the
all-objective hillclimber.)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from . import profiles, statistics
from .errors import UserError
from .results import Results

ALL = "all objectives"


def _row(objective: str, mine: pd.Series, theirs: pd.Series, reached: float) -> dict[str, Any]:
    """One bar: the mean and half the 95 % interval of mine / mean of theirs."""
    if not reached > 0:
        raise UserError(f"the hillclimber on {objective} reaches {reached:.3g} (normalised values are "
                        "divided by it, so it has to be above 0)")
    mean, half_width = statistics.mean_interval(mine / reached)
    return {"objective": objective, "n": len(mine), "mean": mean, "half_width": half_width,
            "p": statistics.rank_sum(mine, theirs).p}


def ratios(results: Results, condition: str, kind: str = "champion",
           baseline: str | None = None) -> pd.DataFrame:
    """A row per bar: objective, n, mean, half_width, p (rank-sum, Holm over the objectives).

    kind: champion, or best (of each objective in the final map; ALL stays the champion's). Throws
    UserError where a hillclimber is missing."""
    baseline = profiles.hillclimber(results, baseline)
    singles = profiles.single_objective(results)
    values, climbed = profiles.normalised(results, kind), profiles.normalised(results, "best")
    scores = results.trials.set_index("condition")["champion_score"]
    mine, all_of_them = scores.loc[[condition]], scores.loc[[baseline]]
    rows = [_row(ALL, mine, all_of_them, all_of_them.mean())]
    for name in profiles.objectives_of(values):
        own = values.loc[values["condition"] == condition, name].dropna()
        if not len(own):
            continue
        if name not in singles:
            raise UserError(f"no condition 'objective={name}' (the hillclimber on this objective "
                            "alone) read experiments/paper/baselines, too")
        theirs = climbed.loc[climbed["condition"] == singles[name], name]
        rows.append(_row(name, own, theirs, theirs.mean()))
    frame = pd.DataFrame(rows)
    frame.loc[1:, "p"] = statistics.holm(frame["p"][1:])
    return frame


def over_targets(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The mean over targets of each bar, its half width over them, and a column for each target.

    frames: name of the target -> ratios(). One target alone is returned as it is."""
    if len(frames) == 1:
        return next(iter(frames.values()))
    means = pd.concat({name: frame.set_index("objective")["mean"] for name, frame in frames.items()},
                      axis=1)
    summed = [statistics.mean_interval(row.dropna()) for _, row in means.iterrows()]
    return means.assign(n=means.notna().sum(axis=1), mean=[mean for mean, _ in summed],
                        half_width=[half for _, half in summed], p=np.nan).reset_index()


def by_label(results: Results) -> dict[str, Results]:
    """Label -> its part of the results: the conditions LABEL/NAME of one target."""
    labels = dict.fromkeys(name.rpartition("/")[0] for name in results.conditions)
    return {label: results[[name for name in results.conditions
                            if name.rpartition("/")[0] == label]] for label in labels}
