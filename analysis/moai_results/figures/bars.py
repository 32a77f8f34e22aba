"""Bars of what a condition reaches over what hillclimbers reach, objective by objective."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import lines, patches
from matplotlib.figure import Figure

from .. import hillclimber_ratios
from . import style


@style.styled
def hillclimber_bars(rows: pd.DataFrame, title: str) -> Figure:
    """Figures 2 and A5 of the MOVE paper. rows: hillclimber_ratios.ratios() or over_targets().

    The leading bar is all objectives over the hillclimber on all of them, every other one is an
    objective over the hillclimber on it alone; the bracket is the 95 % interval of the mean.
    """
    known = {"objective", "n", "mean", "half_width", "p"}
    targets = [name for name in rows.columns if name not in known]
    places = np.arange(len(rows)) + 0.6 * (np.arange(len(rows)) > 0)  # the first stands apart
    legend_lines = 2 + -(-len(targets) // 3)
    figure = plt.figure(figsize=(max(4.6, 1.5 + 0.45 * len(rows)), 3.3 + 0.2 * legend_lines))
    grid = figure.add_gridspec(2, 1, height_ratios=[3.3, 0.2 * legend_lines])
    axes, below = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
    colours = [style.colour(1 if name == hillclimber_ratios.ALL else 0) for name in rows["objective"]]
    axes.bar(places, rows["mean"], width=0.72, color=colours, alpha=0.85,
             yerr=np.nan_to_num(rows["half_width"]), capsize=2.5, error_kw={"linewidth": 1.0})
    for number, target in enumerate(targets):
        axes.plot(places, rows[target], style.marker(number), markersize=3.5, color="black",
                  markerfacecolor="white", markeredgewidth=0.7)
    axes.axhline(1.0, color="black", linewidth=1.0)
    axes.set_xticks(places)
    axes.set_xticklabels(rows["objective"], rotation=45, ha="right", rotation_mode="anchor")
    axes.grid(axis="x", visible=False)
    axes.set_ylabel("over the hillclimber")
    axes.set_title(title, loc="left", fontsize=8)
    below.set_axis_off()
    handles: list[Any] = [
        patches.Patch(color=style.colour(1), label="score over that of the all-objective hillclimber"),
        patches.Patch(color=style.colour(0), label="objective over that of the hillclimber on it alone")]
    handles += [lines.Line2D([], [], linestyle="", marker=style.marker(number), markersize=3.5,
                             color="black", markerfacecolor="white", label=style.shorten(target, 24))
                for number, target in enumerate(targets)]
    below.legend(handles=handles, loc="upper center", ncol=1 if len(rows) < 8 else 2)
    return figure
