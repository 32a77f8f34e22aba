"""Final populations in objective space and in decision space, a panel for each condition."""

import matplotlib.pyplot as plt
import numpy as np

from . import style

# More individuals than this make a figure heavy and no clearer.
MOST_POINTS = 2000


def _panels(count, projection=None, height=2.5):
    columns = min(count, 3)
    rows = -(-count // columns)
    # The automatic layout knows nothing of a third axis.
    with plt.rc_context({"figure.constrained_layout.use": projection is None}):
        figure, grid = plt.subplots(rows, columns, figsize=(2.45 * columns + 0.5, height * rows),
                                    squeeze=False, subplot_kw={"projection": projection})
    for axes in list(grid.flat)[count:]:
        axes.set_visible(False)
    return figure, list(grid.flat)[:count]


def thinned(values):
    """At most MOST_POINTS rows, evenly taken."""
    if len(values) <= MOST_POINTS:
        return values
    return values[np.linspace(0, len(values) - 1, MOST_POINTS).astype(int)]


@style.styled
def scatter(populations, names):
    """populations: condition -> (N,2) or (N,3) values; names: of the 2 or 3 axes."""
    solid = len(names) == 3
    figure, panels = _panels(len(populations), "3d" if solid else None, 3.0 if solid else 2.5)
    for axes, (condition, values) in zip(panels, populations.items()):
        values = thinned(np.asarray(values, dtype=float))
        axes.scatter(*values.T, s=7, color=style.colour(0), alpha=0.6, linewidths=0)
        axes.set_title(style.wrap(style.shorten(condition, 60), 30), fontsize=7.5)
        axes.set_xlabel(names[0])
        axes.set_ylabel(names[1])
        if solid:
            axes.set_zlabel(names[2])
            axes.view_init(elev=25, azim=40)
            axes.set_box_aspect(None, zoom=0.88)
            axes.tick_params(labelsize=6)
    if solid:
        figure.subplots_adjust(left=0.07, right=0.96, bottom=0.06, top=0.9, wspace=0.2)
    return figure


@style.styled
def parallel(populations, names):
    """A line per individual over the objectives, each scaled to what was found: 0 worst, 1 best."""
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
