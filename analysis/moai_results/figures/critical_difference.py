"""Average ranks over several targets or functions, with what cannot be told apart joined by a bar."""

from __future__ import annotations

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from .. import blocks
from . import style


@style.styled
def critical_difference(found: blocks.Ranking, words: str) -> Figure:
    """The diagram of Demsar (JMLR 7, 2006, figure 1b), a condition a row. words: of the axis."""
    count = len(found.ranks)
    figure, axes = plt.subplots(figsize=(style.COLUMN, 1.3 + 0.24 * count))
    axes.plot(found.ranks, range(count), "o", color=style.colour(0), markersize=5, zorder=3)
    place = {name: row for row, name in enumerate(found.ranks.index)}
    joined = blocks.groups(found.ranks, found.critical_difference)
    for number, (first, last) in enumerate(joined):
        x = found.ranks[last] + 0.12 + 0.1 * (number % 3)
        axes.plot([x, x], [place[first] - 0.2, place[last] + 0.2], color=style.colour(1),
                  linewidth=3, solid_capstyle="butt",
                  label="no difference shown" if number == 0 else None)
    axes.plot([1.0, 1.0 + found.critical_difference], [-0.9, -0.9], color="black", linewidth=1.5,
              marker="|", label=f"critical difference {found.critical_difference:.2f}")
    axes.set_yticks(range(count))
    axes.set_yticklabels([style.shorten(name, 24) for name in found.ranks.index])
    axes.set_ylim(count - 0.4, -1.3)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel(style.wrap(f"average rank over {found.blocks} {words} (1: highest)", 34))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure
