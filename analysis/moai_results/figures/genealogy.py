"""Who took whose cell, and jumps against shared objectives."""

from __future__ import annotations


import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.figure import Figure

from .. import genealogy
from ..arrays import Mask
from . import style


@style.styled
def jump_matrix(replacements: pd.DataFrame, mask: Mask, title: str, island: int = 0) -> Figure:
    """From which cell to which children jumped, and how that goes with shared objectives.

    mask: (I,C,M); the matrix is that of one island, the bars are of all.
    """
    own = replacements[replacements["island"] == island]
    counts = genealogy.jump_matrix(own, mask.shape[1])
    figure, (left, right) = plt.subplots(1, 2, figsize=(style.PAGE, 3.4), width_ratios=(1.35, 1.0))
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
