"""The champion's line drawn on the map of cells, and jumps against shared objectives."""

from __future__ import annotations


import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import cm, colors, patches, ticker
from matplotlib.figure import Figure

from .. import genealogy
from ..arrays import Integers, Mask
from . import style


def _places(cells: int) -> tuple[Integers, int]:
    """(C,2) centres of the cells of a map that is as square as can be, row by row."""
    columns = int(np.ceil(np.sqrt(cells)))
    number = np.arange(cells)
    return np.stack([number % columns, -(number // columns)], axis=1), columns


@style.styled
def lineage_map(chain: pd.DataFrame, cells: int, title: str) -> Figure:
    """Figure A3 of the MOVE paper: arrows from cell to cell, coloured from early to late.

    chain: frame of genealogy.ancestors or TrialFile.lineage; islands are drawn on one map, where a
    jump to the same cell of another one has no arrow. Jumps and cells are counted by island.
    """
    path = chain["cell"].to_numpy()
    places, columns = _places(cells)
    rows = -(-cells // columns)
    figure, axes = plt.subplots(figsize=(5.6, 0.9 + 4.6 * rows / columns))
    visits = np.bincount(path, minlength=cells)
    for cell, (x, y) in enumerate(places):
        axes.add_patch(patches.Rectangle(
            (x - 0.46, y - 0.46), 0.92, 0.92, linewidth=0.5, edgecolor="#C8C8C8",
            facecolor="#F0EADC" if visits[cell] else "white"))
        axes.text(x - 0.42, y + 0.42, str(cell), fontsize=5 if cells <= 144 else 3.5,
                  color="#707070", va="top")
    where = chain[["island", "cell"]].to_numpy()
    moved = np.flatnonzero((np.diff(where, axis=0) != 0).any(axis=1))
    shades = matplotlib.colormaps["plasma"](np.linspace(0.0, 0.92, max(len(moved), 1)))
    thin = np.clip(80.0 / max(len(moved), 1), 0.3, 1.0)
    for shade, step in zip(shades, moved):
        if path[step] == path[step + 1]:
            continue
        start, end = places[path[step]], places[path[step + 1]]
        axes.add_patch(patches.FancyArrowPatch(
            start, end, connectionstyle="arc3,rad=0.18", arrowstyle="-|>",
            mutation_scale=7 * thin, linewidth=0.9 * thin, color=shade, shrinkA=2, shrinkB=3,
            alpha=0.9))
    if len(path):
        axes.plot(*places[path[0]], "o", color=style.colour(0), markersize=6, label="first cell")
        axes.plot(*places[path[-1]], "*", color=style.colour(1), markersize=11, label="champion")
    axes.set_xlim(-0.6, columns - 0.4)
    axes.set_ylim(-rows + 0.4, 0.6)
    axes.set_aspect("equal")
    axes.set_axis_off()
    count, islands = genealogy.places(chain), chain["island"].nunique()
    over = f" of {islands} islands, drawn over one another" if islands > 1 else ""
    axes.set_title(f"{title}\n{len(moved)} jump{'s' * (len(moved) != 1)} over {count} "
                   f"cell{'s' * (count != 1)}{over}", loc="left")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncol=2)
    scale = cm.ScalarMappable(colors.Normalize(0, max(len(moved), 1)), "plasma")
    bar = figure.colorbar(scale, ax=axes, shrink=0.7, pad=0.01)
    bar.set_label("jump (early to late)", fontsize=8)
    bar.outline.set_visible(False)
    return figure


@style.styled
def jump_matrix(replacements: pd.DataFrame, mask: Mask, title: str, island: int = 0) -> Figure:
    """From which cell to which children jumped, and how that goes with shared objectives.

    mask: (I,C,M); the matrix is that of one island, the bars are of all.
    """
    own = replacements[replacements["island"] == island]
    counts = genealogy.jump_matrix(own, mask.shape[1])
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.5), width_ratios=(1.35, 1.0))
    image = left.imshow(np.log10(counts + 1.0), cmap=style.CONTINUOUS, interpolation="nearest")
    left.grid(False)
    left.xaxis.set_major_locator(ticker.MaxNLocator(integer=True))
    left.yaxis.set_major_locator(ticker.MaxNLocator(integer=True))
    left.set_xlabel("cell that was taken")
    left.set_ylabel("cell of the parent")
    where = f"\nisland {island}" if len(mask) > 1 else ""
    left.set_title(style.shorten(title, 44) + where, loc="left")
    bar = figure.colorbar(image, ax=left, pad=0.02, shrink=0.85)
    powers = np.arange(int(np.log10(counts.max() + 1.0)) + 1)
    bar.set_ticks(np.log10(10.0 ** powers + 1.0).tolist() if counts.max() else [0.0])
    bar.set_ticklabels([f"{10 ** power:,}" for power in powers] if counts.max() else ["0"])
    bar.set_label("replacements", fontsize=8)
    bar.outline.set_visible(False)
    by_shared = genealogy.jumps_by_shared(replacements, mask)
    expected = by_shared["jumps"].sum() / max(by_shared["pairs"].sum(), 1)
    right.bar(by_shared["shared"], by_shared["jumps_per_pair"], color=style.colour(0), width=0.7)
    right.axhline(expected, color=style.colour(1), linestyle="--", linewidth=1.2,
                  label="if shared objectives made no difference")
    right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0))
    right.set_xticks(by_shared["shared"])
    right.set_ylim(0, 1.08 * max(by_shared["jumps_per_pair"].max(), expected, 1e-9))
    right.set_xlabel("objectives that the two cells share")
    right.set_ylabel("jumps per pair of cells")
    return figure
