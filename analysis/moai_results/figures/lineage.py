"""The champion's line of descent on the map of cells, in stages that can be read."""

from __future__ import annotations

from collections import Counter
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import cm, collections, colors, patches
from matplotlib.figure import Figure

from .. import genealogy
from ..arrays import Integers, Pixels
from . import style
from .mosaic import Mosaic

# More arrows than this on one map are a ball of hair; a run has at most MOST_STAGES maps.
JUMPS_A_STAGE = 25
MOST_STAGES = 12


def _places(cells: int) -> tuple[Integers, int]:
    """(C,2) centres of the cells of a map that is as square as can be, row by row."""
    columns = int(np.ceil(np.sqrt(cells)))
    number = np.arange(cells)
    return np.stack([number % columns, -(number // columns)], axis=1), columns


def elites(finals: pd.DataFrame, pictures: Pixels | None, island: int) -> dict[int, Pixels]:
    """Cell -> the picture of its elite at the end; empty without pictures. finals and pictures: of
    a TrialFile."""
    if pictures is None:
        return {}
    rows = finals[finals["island"] == island]
    return {int(cell): pictures[number] for cell, number in zip(rows["cell"], rows["individual"])}


def _ground(axes: Any, cells: int, visited: set[int], shown: dict[int, Pixels]) -> None:
    """The cells: with their elites, pale so that arrows stand out, or tinted where the line was."""
    places, columns = _places(cells)
    rows = -(-cells // columns)
    drawn = Mosaic(columns, rows, 0.92)
    squares: dict[bool, list[Any]] = {False: [], True: []}
    for cell, (x, y) in enumerate(places):
        here = cell in visited
        if cell in shown:
            drawn.put(shown[cell], x + 0.04, rows + y - 0.96, 0.75 if here else 0.3)
        squares[here].append(patches.Rectangle((x - 0.46, y - 0.46), 0.92, 0.92))
        if here:
            axes.text(x - 0.42, y + 0.42, str(cell), fontsize=style.LEAST, va="top")
    for here, boxes in squares.items():
        axes.add_collection(collections.PatchCollection(
            boxes, linewidths=1.1 if here else 0.4, edgecolors="#404040" if here else "#C8C8C8",
            facecolors="#F0EADC" if here and not shown else "none"))
    if shown:
        drawn.show(axes, -0.5, 0.5 - rows)
    axes.set_xlim(-0.6, columns - 0.4)
    axes.set_ylim(-rows + 0.4, 0.6)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _arrows(axes: Any, steps: list[tuple[int, int]], places: Integers) -> None:
    """One arrow for each pair of cells, the wider the more jumps, coloured by the last of them."""
    often = Counter(step for step in steps if step[0] != step[1])
    shades = matplotlib.colormaps["plasma"](np.linspace(0.0, 0.88, max(len(steps), 1)))
    last = dict(zip(steps, shades))
    for (start, end), count in often.items():
        axes.add_patch(patches.FancyArrowPatch(
            places[start], places[end], connectionstyle="arc3,rad=0.18", arrowstyle="-|>",
            mutation_scale=6 + 2 * min(count, 4), linewidth=0.8 + 0.5 * min(count, 4),
            color=last[start, end], shrinkA=3, shrinkB=3, alpha=0.95, zorder=4))


def _stages(moved: Integers) -> list[Integers]:
    """The jumps in order, cut into as many equal parts as can be read."""
    count = int(np.clip(-(-len(moved) // JUMPS_A_STAGE), 1, MOST_STAGES))
    return np.array_split(moved, count)


@style.styled
def lineage_map(chain: pd.DataFrame, cells: int, title: str,
                shown: dict[int, Pixels] | None = None) -> Figure:
    """Figure A3 of the MOVE paper: arrows from cell to cell, a map for each stage of the run.

    chain: frame of genealogy.ancestors or TrialFile.lineage; shown: elites(). The stages have
    equally many jumps, 25 at most as long as there are no more than twelve of them. Islands are drawn
    on one map, where a jump to the same cell of another one has no arrow; jumps and cells are counted
    by island.
    """
    path, born = chain["cell"].to_numpy(), chain["generation"].to_numpy()
    places, columns = _places(cells)
    where = chain[["island", "cell"]].to_numpy()
    moved = np.flatnonzero((np.diff(where, axis=0) != 0).any(axis=1))
    stages = _stages(moved)
    across = min(len(stages), 3)
    down = -(-len(stages) // across)
    side = 4.6 if len(stages) == 1 else style.PAGE / across
    head = 0.0 if len(stages) == 1 else 0.25
    tall = side * -(-cells // columns) / columns + head
    figure = plt.figure(figsize=(side * across, tall * down + 0.95))
    grid = figure.add_gridspec(down + 1, across, height_ratios=[tall] * down + [0.3])
    first = 0
    for number, stage in enumerate(stages):
        axes = figure.add_subplot(grid[number // across, number % across])
        last = len(path) - 1 if number == len(stages) - 1 else int(stage[-1]) + 1
        _ground(axes, cells, set(path[first:last + 1].tolist()), shown or {})
        _arrows(axes, [(int(path[step]), int(path[step + 1])) for step in stage], places)
        axes.plot(*places[path[first]], "o", color=style.colour(0), markersize=6, zorder=5,
                  markeredgecolor="white")
        axes.plot(*places[path[last]], "*", color=style.colour(1), markersize=12, zorder=6,
                  markeredgecolor="white")
        if len(stages) > 1:
            axes.set_title(f"generations {born[first]:,} to {born[last]:,}, {len(stage)} jumps",
                           fontsize=7, loc="left")
        first = last
    count, islands = genealogy.places(chain), chain["island"].nunique()
    over = f" of {islands} islands, drawn over one another" if islands > 1 else ""
    figure.suptitle(f"{title}\n{len(moved)} jump{'s' * (len(moved) != 1)} over {count} "
                    f"cell{'s' * (count != 1)}{over}", x=0.01, ha="left", fontsize=9)
    _legend(figure, grid[down, :], len(stages))
    return figure


def _legend(figure: Figure, place: Any, stages: int) -> None:
    axes = figure.add_subplot(place)
    axes.set_axis_off()
    axes.plot([], [], "o", color=style.colour(0), label="where it begins" if stages == 1
              else "where a stage begins")
    axes.plot([], [], "*", color=style.colour(1), markersize=10,
              label="champion" if stages == 1 else "where it ends; in the last: the champion")
    axes.legend(loc="center left", ncol=2)
    scale = cm.ScalarMappable(colors.Normalize(0, 1), colors.ListedColormap(
        matplotlib.colormaps["plasma"](np.linspace(0.0, 0.88, 64))))
    bar = figure.colorbar(scale, ax=axes, orientation="horizontal", shrink=0.3, pad=0.0,
                          anchor=(1.0, 0.5), aspect=14)
    bar.set_ticks([0, 1])
    bar.set_ticklabels(["early", "late in the stage" if stages > 1 else "late"], fontsize=7)
    bar.outline.set_visible(False)
