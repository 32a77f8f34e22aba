"""The final map as pictures: every cell with its elite, and who holds several cells."""

from __future__ import annotations


from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import patches
from matplotlib.figure import Figure

from ..arrays import Mask, Pixels
from ..errors import UserError
from . import style
from .mosaic import Mosaic

# Holders of several cells that get a frame of their own colour; the rest of them share grey.
MOST_FRAMES = len(style.COLOURS) - 1
# More cells than this are too many to be looked at: the best of them are drawn.
MOST_CELLS = 225


def order_of(finals: pd.DataFrame, by: str = "cell") -> pd.DataFrame:
    """Rows of one island's finals as they are drawn: by cell, or by score from the best down."""
    if by == "score":
        return finals.sort_values(["score", "cell"], ascending=[False, True])
    return finals.sort_values("cell")


def _frames(holders: pd.Series) -> dict[int, str]:
    """Holder -> colour of the frame; those of one cell have none."""
    counts = holders.value_counts(sort=False)
    several = counts[counts > 1].sort_values(ascending=False, kind="stable").index
    return {holder: style.COLOURS[number] if number < MOST_FRAMES else style.GREY
            for number, holder in enumerate(several)}


def words(mask: Mask | None, objectives: Sequence[str], longest: int = 3) -> dict[int, str]:
    """mask: (C,M). Cell -> its objectives, joined by +; where they are too many for a label, nothing."""
    if mask is None or mask.sum(axis=1).max() > longest or len(mask) > 64:
        return {}
    return {cell: " + ".join(name for name, there in zip(objectives, row) if there)
            for cell, row in enumerate(mask)}


@style.styled
def elite_map(finals: pd.DataFrame, pictures: Pixels | None, title: str, by: str = "cell",
              names: Mapping[int, str] | None = None) -> Figure:
    """A picture for each cell, row by row as in the figure of a line of descent.

    finals: rows of TrialFile.finals() of one island; pictures: TrialFile.final_pictures(); names:
    cell -> words beneath its number (see words()). Equal frames: the same individual.
    """
    if pictures is None or not len(finals):
        raise UserError("no pictures of elites in the file (they are kept of image problems)")
    rows = order_of(finals, "score" if len(finals) > MOST_CELLS else by).head(MOST_CELLS)
    columns = int(np.ceil(np.sqrt(len(rows))))
    lines = -(-len(rows) // columns)
    names = names or {}
    side, gap, head = (0.95, 0.08, 0.3) if names else (0.62, 0.06, 0.15)  # inches
    width = max(columns * (side + gap) + gap, 3.4)
    title = style.wrap(title, int(width * 14))
    top, below = 0.08 + 0.15 * len(title.split("\n")), 0.3
    height = lines * (side + head) + top + below
    with plt.rc_context({"figure.constrained_layout.use": False}):
        figure = plt.figure(figsize=(width, height))
    # One plane in inches: axes for each of a hundred cells take seconds.
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    frames = _frames(rows["id"])
    drawn = Mosaic(width, height, side)
    for number, row in enumerate(rows.itertuples()):
        x = gap + (number % columns) * (side + gap)
        y = height - top - (number // columns + 1) * (side + head)
        drawn.put(pictures[row.individual], x, y)
        if row.id in frames:
            axes.add_patch(patches.Rectangle((x, y), side, side, fill=False, linewidth=2.0,
                                             edgecolor=frames[row.id]))
        label = f"{row.cell}  {row.score:.2f}"
        if row.cell in names:
            label = f"{label}\n{style.shorten(names[row.cell], 19)}"
        axes.text(x + side / 2, y + side + 0.025, label, ha="center", va="bottom",
                  fontsize=style.LEAST)
    drawn.show(axes)
    axes.set(xlim=(0, width), ylim=(0, height))
    figure.text(gap / width, 1.0 - 0.06 / height, title, va="top", fontsize=8, fontweight="bold")
    shown = f"the best {len(rows)} of {len(finals)} cells; " if len(rows) < len(finals) else ""
    figure.text(gap / width, 0.06 / height, f"{shown}cell and score; equal frames: the same "
                f"individual ({finals['id'].nunique()} different ones)", fontsize=style.LEAST, va="bottom")
    return figure
