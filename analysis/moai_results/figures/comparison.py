"""One number per trial, side by side for the conditions, and per-objective profiles."""

from __future__ import annotations


from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .. import comparisons, settings, statistics
from . import style
from .progress import label


# Values nearer together than this have nearly one colour: they read the same, with two digits.
LEAST_SPAN = 0.01


@style.styled
def distribution(trials: pd.DataFrame, value: str = "champion_score",
                 words: str | None = None) -> Figure:
    """Each trial a dot, each condition of four or more a row with its median and quartiles. words: of
    the axis."""
    groups = comparisons.samples(trials, value)
    figure, axes = plt.subplots(figsize=(style.COLUMN, 1.1 + 0.24 * len(groups)))
    for row, (condition, sample) in enumerate(groups.items()):
        # A fixed pattern in place of noise keeps equal values apart and the file the same.
        shift = 0.16 * np.sin(2.4 * np.arange(len(sample)))
        axes.plot(sample, row + shift, "o", markersize=3.5, color=style.colour(0), alpha=0.55,
                  markeredgewidth=0)
        if len(sample) < style.FEW_TRIALS:
            continue
        low, middle, high = np.quantile(sample, [0.25, 0.5, 0.75])
        axes.plot([low, high], [row, row], color=style.colour(1), linewidth=2.0, zorder=3)
        axes.plot([middle], [row], "D", color=style.colour(1), markersize=5.5, zorder=4)
    axes.set_yticks(range(len(groups)))
    axes.set_yticklabels([f"{style.shorten(condition, 24)} ({len(sample)})"
                          for condition, sample in groups.items()])
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel(style.wrap(words or label(value), 26))
    many = any(len(sample) >= style.FEW_TRIALS for sample in groups.values())
    figure.suptitle(style.wrap("dot: trial (how many)" + (
        "; diamond: median; line: the middle half (quartiles)" if many else ""), 56), fontsize=7)
    return figure


@style.styled
def profile(values: pd.DataFrame, title: str, reference: str | None = None) -> Figure:
    """Mean of each objective in each condition as a table of colours with the numbers in it.

    values: frame, conditions x objectives, normalised; reference: what 1.0 stands for, in words.
    """
    conditions, objectives = list(values.index), list(values.columns)
    figure, axes = plt.subplots(
        figsize=(2.4 + 0.42 * len(objectives), max(2.4, 1.3 + 0.27 * len(conditions))))
    data = values.to_numpy(dtype=float)
    found = data[np.isfinite(data)]
    low, high = (found.min(), found.max()) if len(found) else (0.0, 0.0)
    middle, half = (low + high) / 2.0, max(high - low, LEAST_SPAN) / 2.0
    image = axes.imshow(data, aspect="auto", cmap=style.CONTINUOUS, vmin=middle - half,
                        vmax=middle + half)
    for row, column in np.ndindex(*data.shape):
        if np.isfinite(data[row, column]):
            axes.text(column, row, f"{data[row, column]:.2f}", ha="center", va="center", fontsize=7,
                      color="black" if image.norm(data[row, column]) > 0.49 else "white")
    axes.set_xticks(range(len(objectives)))
    axes.set_xticklabels(objectives, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(conditions)))
    axes.set_yticklabels([style.shorten(condition) for condition in conditions])
    axes.grid(False)
    axes.set_title(title, loc="left")
    bar = figure.colorbar(image, ax=axes, pad=0.02)
    bar.formatter.set_useOffset(False)
    bar.set_label(style.wrap(reference or "normalised fitness", 20), fontsize=7.5)
    bar.outline.set_visible(False)
    return figure


@style.styled
def against_hillclimbers(rows: pd.DataFrame, condition: str, baseline: str) -> Figure:
    """Figure 2 of the MOVE paper: one condition against the hillclimbers, objective by objective.

    rows: frame of profiles.against_hillclimbers; baseline: the condition that 1 stands for.
    Filled: not significantly below the hillclimber on that objective alone.
    """
    mine = rows[rows["condition"] == condition]
    objectives = list(dict.fromkeys(mine["objective"]))
    place = {name: number for number, name in enumerate(objectives)}
    figure, axes = plt.subplots(figsize=(max(3.6, 1.6 + 0.42 * len(objectives)), 3.6))
    axes.axhline(1.0, color=style.GREY, linewidth=1.2, label=f"{baseline} hillclimber")
    single = mine.drop_duplicates("objective")
    axes.plot([place[name] for name in single["objective"]], single["single"], "_", markersize=16,
              markeredgewidth=2, color="black", label="hillclimber on this objective alone")
    for number, (kind, words) in enumerate([("champion", "champion"),
                                            ("best", "best of the final map")]):
        part = mine[mine["kind"] == kind]
        x = [place[name] + 0.22 * (2 * number - 1) for name in part["objective"]]
        worse = (part["p_single"] < 0.05) & (part["mean"] < part["single"])
        faces = ["white" if low else style.colour(number) for low in worse]
        axes.scatter(x, part["mean"], s=26, marker="os"[number], color=faces, zorder=3,
                     edgecolor=style.colour(number))
        axes.scatter([], [], s=26, marker="os"[number], color=style.colour(number), label=words)
    axes.set_xticks(range(len(objectives)))
    axes.set_xticklabels(objectives, rotation=45, ha="right", rotation_mode="anchor")
    axes.grid(axis="x", visible=False)
    axes.set_ylabel(f"relative to {baseline}")
    axes.set_title(f"{style.shorten(condition, 40)}\nhollow: significantly below the single "
                   "hillclimber", loc="left", fontsize=8)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.3), ncol=2)
    return figure


@style.styled
def over_setting(trials: pd.DataFrame, key: str, values: Sequence[str],
                 words: Mapping[str, str] | None = None) -> Figure:
    """Means with 95 % intervals against a number that was swept: a panel for each of `values`.

    trials: Results.trials; key: the setting (settings.py); words: value -> the words of its axis.
    Conditions that differ in other settings are lines of their own.
    """
    rows = settings.with_setting(trials, key)
    columns = min(len(values), 3)
    lines = -(-len(values) // columns)
    groups = dict(iter(rows.groupby("rest", sort=False)))
    legend = 0.2 * len(groups) + 0.1 if len(groups) > 1 else 0.01  # inches
    figure = plt.figure(figsize=(style.PAGE * columns / 3, 2.1 * lines + legend))
    places = figure.add_gridspec(lines + 1, columns, height_ratios=[2.1] * lines + [legend])
    ticks = sorted(set(rows["setting"]))
    for number, value in enumerate(values):
        axes = figure.add_subplot(places[number // columns, number % columns])
        for order, group in enumerate(groups.values()):
            samples = {x: part[value].dropna() for x, part in group.groupby("setting")}
            samples = {x: part for x, part in samples.items() if len(part)}
            means = [statistics.mean_interval(part) for part in samples.values()]
            axes.errorbar(list(samples), [mean for mean, _ in means],
                          yerr=[0.0 if np.isnan(half) else half for _, half in means],
                          marker=style.marker(order), markersize=4, capsize=2.5,
                          **style.line(order))
        axes.set_xlabel(label(key))
        axes.set_ylabel(style.wrap((words or {}).get(value, label(value)), 22))
        if len(ticks) <= 7:
            axes.set_xticks(ticks)
    if len(groups) > 1:
        below = figure.add_subplot(places[lines, :])
        below.set_axis_off()
        for order, rest in enumerate(groups):
            below.plot([], [], marker=style.marker(order), markersize=4,
                       label=style.shorten(rest, 44), **style.line(order))
        below.legend(loc="center")
    return figure
