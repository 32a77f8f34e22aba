"""Two losses that a front trades against one another: the front at the end, and how it came about
in two phases, seeding by gradient descent and evolution, as a picture and as an animation.

    style.save(two_phases.front(finals, seeds, names), "front")
    two_phases.animation(seeding, population, names).save("evolution.gif", ...)

The frames are those of TrialFile.finals(), .seeding() and .population(); names: the objectives.
Fitness is minus a loss, so the figures show its negative.
"""

from __future__ import annotations


from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import animation as movies
from matplotlib.figure import Figure

from ..arrays import Floats
from . import style

SEEDING, EVOLUTION = "#7B3FA0", "#009E73"
TRAIL = 5  # generations that fade behind the current one


def _losses(frame: pd.DataFrame, names: Sequence[str]) -> Floats:
    return -frame[[f"fit.{name}" for name in names[:2]]].to_numpy() + 0.0


def _label(axes: Any, names: Sequence[str]) -> None:
    axes.set_xlabel(f"{names[0]} loss (1: the worst)")
    axes.set_ylabel(f"{names[1]} loss (1: the worst)")


def _non_dominated(points: Floats) -> Floats:
    order = np.lexsort((points[:, 1], points[:, 0]))
    best, kept = np.inf, []
    for row in order:
        if points[row, 1] < best:
            best = points[row, 1]
            kept.append(row)
    return points[kept]


@style.styled
def front(finals: pd.DataFrame, seeding: pd.DataFrame, names: Sequence[str],
          samples: Iterable[Sequence[float]] | None = None) -> Figure:
    """The final front, the seeds it started from, and numbered `samples` (N,2 losses)."""
    figure, axes = plt.subplots(figsize=(1.4 * style.COLUMN, 3.6))
    if len(seeding):
        ends = _losses(seeding[seeding["step"] == seeding["step"].max()], names)
        axes.scatter(*ends.T, s=34, marker="D", color=SEEDING, alpha=0.6, label="seeds", zorder=2)
    points = _non_dominated(_losses(finals, names))
    axes.plot(*points.T, ".-", color=EVOLUTION, linewidth=0.8, markersize=6,
              label=f"front at the end ({len(points)})", zorder=3)
    for number, (x, y) in enumerate([] if samples is None else samples, 1):
        axes.annotate(str(number), (x, y), xytext=(7, 7), textcoords="offset points", fontsize=9)
        axes.plot(x, y, "o", markersize=9, fillstyle="none", color="black", zorder=4)
    _label(axes, names)
    axes.legend()
    return figure


@style.styled
def evolution(seeding: pd.DataFrame, population: pd.DataFrame, names: Sequence[str]) -> Figure:
    """Every recorded moment in one picture: later ones are stronger."""
    figure, axes = plt.subplots(figsize=(1.4 * style.COLUMN, 3.6))
    for colour, frame, key, what in [(SEEDING, seeding, "step", "seeding: step"),
                                     (EVOLUTION, population, "generation", "evolution: generation")]:
        moments = sorted(frame[key].unique()) if len(frame) else []
        for number, moment in enumerate(moments):
            strength = (number + 1) / len(moments)
            axes.scatter(*_losses(frame[frame[key] == moment], names).T, s=10, linewidths=0,
                         color=colour, alpha=0.08 + 0.6 * strength ** 2)
        if moments:
            axes.scatter([], [], s=20, color=colour, label=f"{what} {moments[0]} to {moments[-1]}")
    _label(axes, names)
    axes.legend()
    return figure


@style.styled
def animation(seeding: pd.DataFrame, population: pd.DataFrame,
              names: Sequence[str]) -> movies.FuncAnimation:
    """A matplotlib animation: seeding, then evolution with the last generations fading behind."""
    moments = [("seeding, step", step, _losses(group, names), SEEDING)
               for step, group in seeding.groupby("step")] if len(seeding) else []
    moments += [("evolution, generation", generation, _losses(group, names), EVOLUTION)
                for generation, group in population.groupby("generation")] if len(population) else []
    everything = np.vstack([points for _, _, points, _ in moments])
    figure, axes = plt.subplots(figsize=(1.4 * style.COLUMN, 3.6))
    low, high = everything.min(axis=0), everything.max(axis=0)
    margin = 0.05 * np.maximum(high - low, 1e-6)
    axes.set(xlim=(low[0] - margin[0], high[0] + margin[0]),
             ylim=(low[1] - margin[1], high[1] + margin[1]))
    _label(axes, names)
    trails = [axes.scatter([], [], s=14, linewidths=0, color=EVOLUTION,
                           alpha=0.3 * (1 - age / TRAIL)) for age in range(TRAIL)]
    dots = axes.scatter([], [], s=24, edgecolors="white", linewidths=0.4, zorder=3)
    caption = axes.set_title("")

    def draw(frame: int) -> list[Any]:
        phase, moment, points, colour = moments[frame]
        dots.set_offsets(points)
        dots.set_facecolor(colour)
        for age, trail in enumerate(trails, 1):
            earlier = moments[frame - age] if frame >= age else None
            if earlier is None or earlier[0] != phase or colour != EVOLUTION:
                trail.set_offsets(np.empty((0, 2)))
            else:
                trail.set_offsets(earlier[2])
        caption.set_text(f"{phase} {moment}")
        return [dots, caption, *trails]

    return movies.FuncAnimation(figure, draw, frames=len(moments), interval=100, blit=False)
