"""Where the time of trials went, by phase."""

from __future__ import annotations


import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ..results import Results
from . import style


def phases(results: Results) -> pd.DataFrame:
    """Frame, condition x phase: mean seconds of a finished trial; empty where none was recorded."""
    frame = results.timing()
    running = [pair in results.running for pair in zip(frame["condition"], frame["trial"])]
    frame = frame[~np.array(running, dtype=bool)].drop(columns="trial")
    if frame.empty:
        return pd.DataFrame()
    return frame.groupby("condition", sort=False, observed=True).mean()


# More ranks of a condition than this are too many bars: those that were busy longest are drawn.
MOST_RANKS = 16


def ranks(results: Results) -> pd.DataFrame:
    """As phases(), a row for each rank of the trials that several ranks share; empty: there is none.

    Rank k is the k-th of those that share a trial; its time is the mean over the trials."""
    rows = []
    for row in results.files[results.files["finished"]].itertuples():
        with results.open_trial(row.condition, row.trial) as trial:
            frame = trial.rank_timing()
        if frame["rank"].nunique() > 1:
            rows.append(frame.assign(condition=row.condition, trial=row.trial))
    if not rows:
        return pd.DataFrame()
    frame = pd.concat(rows).pivot_table(index=["condition", "rank"], columns="phase",
                                        values="seconds", aggfunc="mean", sort=False).fillna(0.0)
    kept = [index for _, part in frame.sum(axis=1).groupby("condition", sort=False)
            for index in sorted(part.nlargest(MOST_RANKS).index)]
    frame = frame.loc[kept]
    frame.index = [f"{condition}, rank {rank}" for condition, rank in frame.index]
    return frame


@style.styled
def bars(frame: pd.DataFrame) -> Figure:
    """frame: condition x phase, seconds. Stacked horizontal bars, one a condition; phases in the order of their share."""
    order = frame.sum().sort_values(ascending=False).index
    figure, axes = plt.subplots(figsize=(style.COLUMN, 1.5 + 0.24 * len(frame) + 0.13 * (len(order) // 2)))
    left = 0.0 * frame[order[0]]
    for number, phase in enumerate(order):
        axes.barh(range(len(frame)), frame[phase], left=left, height=0.7, label=phase,
                  color=style.colour(number), hatch="//" if number >= len(style.COLOURS) else None,
                  edgecolor="white", linewidth=0.4)
        left = left + frame[phase]
    axes.set_yticks(range(len(frame)))
    axes.set_yticklabels([style.shorten(name, 24) for name in frame.index])
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("time per trial (s)")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=2)
    return figure
