"""How something changes over a trial: for each condition the median of its trials with a band from the
lower to the upper quartile, or where trials are few the trials themselves."""

from __future__ import annotations


from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.figure import Figure

from ..arrays import Floats, Integers, Trial
from . import style


class Band(NamedTuple):
    """A condition over x (K): median and quartiles of n trials at each x, and the trials (T,K), NaN
    where one is not as far yet."""

    x: Floats
    middle: Floats
    low: Floats
    high: Floats
    n: Integers
    trials: Floats

    @property
    def few(self) -> Any:
        """(K) bool: where the trials are too few for a band."""
        return self.n < style.FEW_TRIALS


LABELS = {
    "best_score": "score of the champion (normalised)",
    "champion_score": "score of the champion (normalised)",
    "evaluations": "evaluations per trial",
    "generation": "generation",
    "wall_time": "time (s)",
    "replacements": "replacements so far",
    "jumps": "jumps so far",
    "unique_elites": "distinct elites",
    "front_size": "size of the front",
    "lineages": "lineages that lead to the end",
    "founders": "founders (effective number)",
}
# Quality indicators that test functions with a known front record, and what is better.
INDICATORS = {
    "hypervolume": "hypervolume (more is better)",
    "igd": "IGD (less is better)",
    "igd_plus": "IGD+ (less is better)",
    "gd": "GD (less is better)",
    "igdx": "IGDX (less is better)",
    "covered": "Pareto-optimal subsets found (more is better)",
}
LABELS |= INDICATORS


def label(name: str) -> str:
    """Words for an axis: those of a known quantity, or those in the column's name."""
    kind, _, objective = name.partition(".")
    if objective:
        return f"{objective} ({'best' if kind == 'best' else 'mean'}, raw)"
    return LABELS.get(name, name.replace("_", " "))


# How the islands of a trial at one generation become one number.
_OVER_ISLANDS = {"best_score": "max", "evaluations": "sum", "replacements": "sum", "jumps": "sum",
                 "unique_elites": "sum", "front_size": "sum", "wall_time": "max"}


# Said where islands are put together in a way that is not the same number of one map: who has come to
# another island is counted on each.
SUMMED = ", summed over islands"


def summed(history: pd.DataFrame, value: str) -> bool:
    """Whether `value` counts individuals of several islands, a migrant once on each."""
    return value in ("unique_elites", "front_size") and history["island"].nunique() > 1


# What a row counts since the row before; it is drawn as a sum.
_COUNTS = ("replacements", "jumps")


def bands(history: pd.DataFrame, value: str, over: str,
          running: Collection[Trial] = ()) -> dict[str, Band]:
    """Condition -> Band over its trials.

    n: how many trials the band stands for at each x. Those that ended sooner keep their last value;
    those in `running`, pairs (condition, trial), count as far as they are.
    """
    how = {value: _OVER_ISLANDS.get(value, "max" if value.startswith("best.") else "mean")}
    if over != "generation":
        how[over] = _OVER_ISLANDS[over]
    frame = history.groupby(["condition", "trial", "generation"], sort=False, observed=True)
    frame = frame.agg(how).reset_index()
    if value in _COUNTS:
        frame[value] = frame.groupby(["condition", "trial"], observed=True)[value].cumsum()
    result = {}
    for condition, rows in frame.groupby("condition", sort=False, observed=True):
        x = np.unique(rows[over])
        if len(x) > 600:
            x = np.unique(np.quantile(x, np.linspace(0.0, 1.0, 600)))
        curves, start = [], 0.0
        for number, trial in rows.groupby("trial", sort=False):
            steps = trial[over].to_numpy()
            at = np.searchsorted(steps, x, side="right") - 1
            curve = trial[value].to_numpy(dtype=float)[np.maximum(at, 0)]
            if (condition, number) in running:
                curve[x > steps[-1]] = np.nan
            curves.append(curve)
            start = max(start, steps[0])  # before it, not every trial has a value
        values = np.array(curves)
        kept = (x >= start) & ~np.isnan(values).all(axis=0)
        x, values = x[kept], values[:, kept]
        low, middle, high = (np.nanquantile(values, [0.25, 0.5, 0.75], axis=0) if kept.any()
                             else np.empty((3, 0)))
        result[condition] = Band(x, middle, low, high, (~np.isnan(values)).sum(axis=0), values)
    return result


def _sizes(n: Integers) -> str:
    """n = 5, or n = 2 to 5 where some trials are not as far."""
    least, most = (n.min(), n.max()) if len(n) else (0, 0)
    return f"n\u00a0=\u00a0{most}" if least == most else f"n\u00a0=\u00a0{least}\u00a0to\u00a0{most}"


@style.styled
def progress(history: pd.DataFrame, value: str = "best_score", over: str = "evaluations",
             running: Collection[Trial] = ()) -> Figure:
    """Median and quartiles of `value` over `over`, or the trials where they are fewer than four; small
    panels where conditions are many."""
    curves = bands(history, value, over, running)
    words = (label(over), label(value) + (SUMMED if summed(history, value) else ""))
    if len(curves) <= style.MOST_LINES:
        return _one_panel(curves, *words)
    return _small_panels(curves, *words)


def _draw(axes: Any, band: Band, heading: str | None = None, shade: float = 0.18,
          **line: Any) -> None:
    """Median and band where trials are enough, each trial where they are not. heading: for a legend;
    shade: of the band, 0 for none; line: how lines look."""
    def there(values: Floats, where: Any) -> Floats:
        return np.where(where, values, np.nan)

    enough = ~band.few
    if shade > 0.0:
        axes.fill_between(band.x, there(band.low, enough), there(band.high, enough), alpha=shade,
                          color=line["color"], linewidth=0)
    axes.plot(band.x, there(band.middle, enough), label=heading, **line)
    if band.few.any():
        width = 0.5 * line.get("linewidth", plt.rcParams["lines.linewidth"])
        for trial in band.trials:
            axes.plot(band.x, there(trial, band.few), **{**line, "linewidth": width})


def _meaning(curves: Mapping[str, Band]) -> str:
    """What lines and bands are, for the legend."""
    words = []
    if any((~band.few).any() for band in curves.values()):
        words.append("line: median of n trials; band: the middle half of them (quartiles)")
    if any(band.few.any() for band in curves.values()):
        words.append(f"thin lines: single trials (fewer than {style.FEW_TRIALS})")
    return "\n".join(words)


def _one_panel(curves: Mapping[str, Band], x_words: str, y_words: str) -> Figure:
    figure, axes = plt.subplots(figsize=(style.COLUMN, 2.7 + 0.13 * len(curves)))
    for number, (condition, band) in enumerate(curves.items()):
        _draw(axes, band, f"{style.shorten(condition)} ({_sizes(band.n)})", **style.line(number))
    axes.set_xlabel(x_words)
    axes.set_ylabel(style.wrap(y_words, 28))
    _write_thousands(axes)
    # Below the axes: a legend of the axes is given room by the layout, one of the figure is not.
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2),
                title=style.wrap(_meaning(curves), 56), title_fontsize=7)
    return figure


def _write_thousands(axes: Any) -> None:
    """140,000 in place of 140000; smaller numbers as they are."""
    for axis in (axes.xaxis, axes.yaxis):
        if np.abs(axis.get_view_interval()).max() >= 10_000:
            axis.set_major_formatter(ticker.StrMethodFormatter("{x:,.0f}"))


def _small_panels(curves: Mapping[str, Band], x_words: str, y_words: str) -> Figure:
    columns = 4 if len(curves) > 9 else 3
    rows = -(-len(curves) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(style.PAGE, 1.0 + 1.5 * rows), sharex=True,
                                sharey=True, squeeze=False)
    for axes, (condition, band) in zip(grid.flat, curves.items()):
        for other in curves.values():
            _draw(axes, other, shade=0.0, color=style.GREY, linewidth=0.5, alpha=0.7)
        _draw(axes, band, shade=0.25, color=style.colour(0))
        heading = f"{style.shorten(condition, 60)} ({_sizes(band.n)})"
        axes.set_title(style.wrap(heading, 30 if columns == 3 else 22), fontsize=7)
        axes.tick_params(axis="x", labelrotation=35)
        _write_thousands(axes)
    for number in range(len(curves), rows * columns):
        grid.flat[number].set_visible(False)
        grid.flat[number - columns].tick_params(axis="x", labelbottom=True)
    figure.suptitle(f"{_meaning(curves)}\ngrey: the other conditions", fontsize=7.5)
    figure.supxlabel(x_words, fontsize=9)
    figure.supylabel(y_words, fontsize=9)
    return figure
