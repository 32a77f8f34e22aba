"""Final populations in objective space and in decision space, a panel for each condition."""

from __future__ import annotations


from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from ..arrays import Floats, Sample
from ..attainment import surface as attainment_surface
from ..attainment import surfaces as attainment_surfaces
from . import style

# More conditions than this get a panel each.
MOST_TOGETHER = 4
# More individuals than this make a figure heavy and no clearer.
MOST_POINTS = 2000


def _panels(count: int, projection: str | None = None,
            height: float = 2.5) -> tuple[Figure, list[Any]]:
    columns = min(count, 3)
    rows = -(-count // columns)
    # The automatic layout knows nothing of a third axis.
    with plt.rc_context({"figure.constrained_layout.use": projection is None}):
        figure, grid = plt.subplots(rows, columns, figsize=(style.PAGE * max(columns, 1.43) / 3, height * rows),
                                    squeeze=False, subplot_kw={"projection": projection})
    for axes in list(grid.flat)[count:]:
        axes.set_visible(False)
    return figure, list(grid.flat)[:count]


def _limits(values: Floats, margin: float) -> list[tuple[float, float]]:
    """[(low, high)] of each column of the (N,M) values, with a margin as a share of its range."""
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    room = margin * np.where(high > low, high - low, 1.0)
    return list(zip(low - room, high + room))


def thinned(values: Floats) -> Floats:
    """At most MOST_POINTS rows, evenly taken."""
    if len(values) <= MOST_POINTS:
        return values
    return values[np.linspace(0, len(values) - 1, MOST_POINTS).astype(int)]


@style.styled
def scatter(populations: Mapping[str, Sample], names: Sequence[str],
            exact: Mapping[str, Floats] | None = None) -> Figure:
    """populations: condition -> (N,2) or (N,3) values; names: of the 2 or 3 axes, the same in all;
    exact: condition -> the exact front, of those that have one (exact_fronts.py)."""
    solid, exact = len(names) == 3, exact or {}
    limits = _limits(np.concatenate([*populations.values(), *exact.values()]), 0.05)
    figure, panels = _panels(len(populations), "3d" if solid else None, 3.0 if solid else 2.5)
    for axes, (condition, values) in zip(panels, populations.items()):
        values = thinned(np.asarray(values, dtype=float))
        if condition in exact:
            _exact(axes, exact[condition])
        axes.scatter(*values.T, s=7, color=style.colour(0), alpha=0.6, linewidths=0)
        axes.set_title(style.wrap(style.shorten(condition, 60), 30), fontsize=7.5)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=limits[0], ylim=limits[1])
        if solid:
            axes.set(zlabel=names[2], zlim=limits[2])
            axes.view_init(elev=25, azim=40)
            axes.set_box_aspect(None, zoom=0.88)
            axes.tick_params(labelsize=6.5)
    if solid:
        figure.subplots_adjust(left=0.07, right=0.96, bottom=0.06, top=0.9, wspace=0.2)
    return figure


def _exact(axes: Any, front: Floats, label: str | None = None) -> None:
    """The exact front beneath what was found: a curve, or of three objectives a grid of points."""
    if front.shape[1] == 3:
        axes.scatter(*front.T, s=2, color=style.GREY, linewidths=0, alpha=0.7, label=label)
    else:
        axes.plot(*front.T, color=style.GREY, linewidth=1.0, zorder=1, label=label)


@style.styled
def parallel(populations: Mapping[str, Sample], names: Sequence[str]) -> Figure:
    """A line per individual over the objectives, each scaled to what was found: 0 worst, 1 best.

    populations: condition -> (N,M) values; names: of the M objectives."""
    everyone = np.concatenate([np.asarray(values, dtype=float) for values in populations.values()])
    low, span = everyone.min(axis=0), np.ptp(everyone, axis=0)
    figure, panels = _panels(len(populations), height=2.6)
    for axes, (condition, values) in zip(panels, populations.items()):
        scaled = (thinned(np.asarray(values, dtype=float)) - low) / np.where(span > 0, span, 1.0)
        axes.plot(scaled.T, color=style.colour(0), linewidth=0.5,
                  alpha=min(1.0, 0.1 + 10.0 / len(scaled)))
        axes.set_title(style.wrap(style.shorten(condition, 60), 30), fontsize=7.5)
        axes.set_xticks(range(len(names)))
        axes.set_xticklabels(names, rotation=90, fontsize=6.5)
        axes.set_ylim(-0.03, 1.03)
        axes.set_ylabel("0 worst, 1 best found", fontsize=7.5)
    return figure


# More objectives than this make panels too small to be read.
MOST_PAIRED = 6


@style.styled
def pairwise(populations: Mapping[str, Sample], names: Sequence[str]) -> Figure:
    """Every two of 3 to 6 objectives against each other, the conditions in colours and markers.

    populations: condition -> (N,M) values; names: of the M objectives."""
    size = len(names) - 1
    beside = 1 if len(populations) < 4 else 2
    below = 0.75 + 0.19 * -(-len(populations) // beside)  # inches, with the legend
    width, height = max(1.6 * size, 3.4 * beside) + 1.0, 1.5 * size + below + 0.15
    # By hand: the automatic layout would give the legend's width to one column.
    with plt.rc_context({"figure.constrained_layout.use": False}):
        figure, grid = plt.subplots(size, size, figsize=(width, height), squeeze=False,
                                    sharex="col", sharey="row")
    figure.subplots_adjust(left=0.85 / width, right=1.0 - 0.15 / width, bottom=below / height,
                           top=1.0 - 0.15 / height, wspace=0.12, hspace=0.12)
    for row, column in np.ndindex(size, size):
        axes = grid[row, column]
        if column > row:
            axes.set_visible(False)
            continue
        for number, values in enumerate(populations.values()):
            values = thinned(np.asarray(values, dtype=float))
            axes.scatter(values[:, column], values[:, row + 1], s=5, color=style.colour(number),
                         marker=style.marker(number), alpha=0.6, linewidths=0)
        axes.tick_params(labelsize=6.5, axis="x", labelrotation=45)
        axes.tick_params(labelsize=6.5, axis="y")
        if row == size - 1:
            axes.set_xlabel(names[column], fontsize=8)
        if column == 0:
            axes.set_ylabel(names[row + 1], fontsize=8)
    for number, condition in enumerate(populations):
        grid[-1, 0].scatter([], [], s=14, color=style.colour(number), linewidths=0,
                            marker=style.marker(number), label=style.shorten(condition, 44))
    figure.legend(*grid[-1, 0].get_legend_handles_labels(), loc="lower center", ncol=beside)
    return figure


@style.styled
def attainment(trials: Mapping[str, Sequence[Sample]], names: Sequence[str],
               exact: Mapping[str, Floats] | None = None) -> Figure:
    """Median and quartiles of what the trials of each condition attain (attainment.py); of fewer than
    four trials what each of them attains.

    trials: condition -> list of (N,2) values, one a trial; names: of the two objectives; exact:
    condition -> the exact front, of those that have one.
    """
    exact = exact or {}
    everything = np.concatenate([*exact.values(), *(
        np.asarray(front, dtype=float).reshape(-1, 2)
        for fronts in trials.values() for front in fronts)])
    left_right, down_up = _limits(everything, 0.04)
    together = len(trials) <= MOST_TOGETHER and len({front.tobytes() for front in exact.values()}) < 2
    figure, panels = _panels(1 if together else len(trials), height=3.6 if together else 2.5)
    if together:
        figure.set_size_inches(style.COLUMN, 3.4)

    def staircase(x: Floats, *levels: Floats) -> list[Floats]:
        """x and levels: to the left of everything found a surface goes on; where it is not
        attained it is below the panel."""
        floor = 2 * down_up[0] - down_up[1]
        return [np.concatenate([[left_right[0]], x]),
                *(np.concatenate([[y[0]], np.maximum(y, floor)]) for y in levels)]

    for number, (condition, fronts) in enumerate(trials.items()):
        axes = panels[0 if together else number]
        look = style.line(number if together else 0)
        if condition in exact and (number == 0 or not together):
            _exact(axes, exact[condition], "exact front" if together else None)
        title = heading = f"{style.shorten(condition, 44)} (n\u00a0=\u00a0{len(fronts)})"
        if len(fronts) < style.FEW_TRIALS:
            for front in fronts:
                x, y = staircase(*attainment_surface([front], 1.0))
                axes.step(x, y, where="pre", linewidth=0.8, label=heading, **look)
                heading = "_"  # once in the legend
        else:
            x, levels = attainment_surfaces(fronts, [0.25, 0.5, 0.75])
            x, best, median, worst = staircase(x, *levels)
            axes.fill_between(x, worst, best, step="pre", alpha=0.22, linewidth=0,
                              color=look["color"])
            axes.step(x, median, where="pre", label=heading, **look)
        axes.set_xlabel(f"{names[0]} (raw, larger is better)")
        axes.set_ylabel(f"{names[1]} (raw, larger is better)")
        axes.set(xlim=left_right, ylim=down_up)
        if not together:
            axes.set_title(style.wrap(title, 30), fontsize=7.5)
    few = any(len(fronts) < style.FEW_TRIALS for fronts in trials.values())
    many = any(len(fronts) >= style.FEW_TRIALS for fronts in trials.values())
    meaning = "\n".join(["line: attained by half of the trials; band: by a quarter to three quarters"]
                        * many + [f"thin lines: single trials (fewer than {style.FEW_TRIALS})"] * few)
    if together:
        panels[0].legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), title_fontsize=7,
                         title=style.wrap(meaning, 56))
    else:
        figure.suptitle(style.wrap(meaning + ("; grey: the exact front" if exact else ""), 90),
                        fontsize=7.5)
    return figure
