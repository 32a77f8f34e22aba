"""What share of targets is reached by when, and what share of trials has which value by then."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .. import anytime
from ..arrays import Floats
from . import style


@style.styled
def runtime_distribution(found: Mapping[str, tuple[Floats, Floats]], cost: str,
                         targets: int) -> Figure:
    """found: anytime.distribution(); cost: one of anytime.COSTS."""
    figure, axes = plt.subplots(figsize=(style.COLUMN, 2.5 + 0.13 * len(found)))
    for number, (condition, (x, y)) in enumerate(found.items()):
        axes.step(x, y, where="post", label=style.shorten(condition), **style.line(number))
        axes.plot(x[-1:], y[-1:], "x", color=style.colour(number), markersize=5)
    if all((x > 0).all() for x, _ in found.values()):
        axes.set_xscale("log")
    axes.set_ylim(-0.02, 1.02)
    axes.set_xlabel(anytime.COSTS[cost])
    axes.set_ylabel(f"reached of {targets} targets")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), title="cross: end of the trials",
                title_fontsize=7)
    return figure


@style.styled
def attained_over_time(runs: pd.DataFrame, cost: str, words: str) -> Figure:
    """runs: anytime.curves(); words: of the value. Small panels where conditions are many."""
    shares = [0.25, 0.5, 0.75]
    found = anytime.surfaces(runs, cost, shares)
    trials = runs.groupby("condition", sort=False)["trial"].nunique()
    columns = min(len(found), 3)
    rows = -(-len(found) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(max(style.PAGE * columns / 3, style.COLUMN), 0.9 + 1.7 * rows), sharex=True, sharey=True,
                                squeeze=False)
    log = bool((runs[cost] > 0).all())
    for number, (condition, (x, (best, median, worst))) in enumerate(found.items()):
        axes = grid.flat[number]
        def there(level: Floats) -> Floats:
            return np.where(np.isfinite(level), level, np.nan)
        axes.fill_between(x, there(worst), there(best), step="post", alpha=0.22, linewidth=0,
                          color=style.colour(0))
        axes.step(x, there(median), where="post", color=style.colour(0))
        axes.set_title(style.wrap(f"{style.shorten(condition, 48)} (n\u00a0=\u00a0{trials[condition]})",
                                  28), fontsize=7.5)
        if log:
            axes.set_xscale("log")
    for number in range(len(found), rows * columns):
        grid.flat[number].set_visible(False)
        grid.flat[number - columns].tick_params(axis="x", labelbottom=True)
    figure.suptitle(style.wrap("line: attained by half of the trials; band: by a quarter to three "
                               "quarters", 30 * columns + 26),
                    fontsize=7)
    figure.supxlabel(anytime.COSTS[cost], fontsize=8)
    figure.supylabel(words, fontsize=8)
    return figure
