"""Pictures side by side: the target, and each condition's champion over the generations."""

from __future__ import annotations


from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from ..arrays import LineOfDescent, Pixels, Snapshots
from ..errors import UserError
from . import style
from .mosaic import Mosaic, as_bytes


def pick(generations: Sequence[int], count: int) -> list[int]:
    """Indices of `count` of the sorted generations: the first, the last, and a growing distance.

    Pictures change fastest at the start, so those between are spread evenly in the square root.
    """
    if len(generations) <= count:
        return list(range(len(generations)))
    moments = np.asarray(generations, dtype=float)
    wanted = moments[-1] * np.linspace(0.0, 1.0, count) ** 2
    chosen: list[int] = []
    for number, place in enumerate(wanted):
        low = chosen[-1] + 1 if chosen else 0
        high = len(generations) - (count - number - 1)
        chosen.append(low + int(np.argmin(np.abs(moments[low:high] - place))))
    return chosen


def _show(axes: Any, picture: Pixels, title: str) -> None:
    axes.imshow(as_bytes(picture), interpolation="nearest")
    axes.set_axis_off()
    axes.set_title(title, fontsize=7, pad=3)


@style.styled
def montage(target: Pixels | None, rows: Mapping[str, Snapshots], columns: int = 7) -> Figure:
    """The target on the left, then a row of pictures for each condition.

    target: (H,W,3) or None; rows: condition -> list of (generation, picture), by generation.
    """
    chosen = {condition: [pictures[i] for i in pick([g for g, _ in pictures], columns)]
              for condition, pictures in rows.items() if pictures}
    if not chosen:
        raise UserError("no pictures (the trials recorded none) set record: images")
    return _strips(target, {
        condition: [(f"generation {generation:,}", picture) for generation, picture in pictures]
        for condition, pictures in chosen.items()})


@style.styled
def lineages(target: Pixels | None, rows: Mapping[str, LineOfDescent],
             columns: int = 8) -> Figure:
    """The target, then the champion's line of descent, from a random individual to the champion.

    rows: title -> pictures.line_of_descent()'s (generation, cell, picture).
    """
    chosen = {title: [line[i] for i in pick([g for g, *_ in line], columns)]
              for title, line in rows.items() if line}
    if not chosen:
        raise UserError("no pictures of ancestors (the trials recorded none) set record: maps")
    return _strips(target, {
        title: [(f"gen. {generation:,}" + (f", cell {cell}" if cell >= 0 else ""), picture)
                for generation, cell, picture in line] for title, line in chosen.items()})


def _strips(target: Pixels | None, rows: Mapping[str, Sequence[tuple[str, Pixels]]]) -> Figure:
    """rows: title -> [(words, picture)]."""
    side, gap, head = 1.15, 0.1, 0.46  # inches
    first = 0 if target is None else 1  # the column of a row's own pictures
    across = first + max(map(len, rows.values()))
    width = across * (side + gap) + gap
    height = len(rows) * (side + head) + gap
    with plt.rc_context({"figure.constrained_layout.use": False}):
        figure = plt.figure(figsize=(width, height))  # places are given in inches below

    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    drawn = Mosaic(width, height, side)

    def place(line: int, column: int, picture: Pixels, words: str) -> None:
        x, y = (side + gap) * column + gap, height - (line + 1) * (side + head)
        drawn.put(picture, x, y)
        axes.text(x + side / 2, y + side + 0.04, words, ha="center", va="bottom", fontsize=7)

    for line, (condition, pictures) in enumerate(rows.items()):
        if target is not None:
            place(line, 0, target, "target")
        for column, (words, picture) in enumerate(pictures):
            place(line, first + column, picture, words)
        figure.text(gap / width, 1.0 - (line * (side + head) + 0.14) / height,
                    style.shorten(condition, 110), fontsize=8, fontweight="bold", va="top")
    drawn.show(axes)
    axes.set(xlim=(0, width), ylim=(0, height))
    return figure


@style.styled
def grid(rows: Mapping[str, Sequence[tuple[str, Pixels]]]) -> Figure:
    """Rows of pictures, each with words above it. rows: title -> [(words, (H,W,3))]."""
    return _strips(None, rows)


@style.styled
def gallery(target: Pixels | None, champions: Mapping[str, tuple[Pixels, float]],
            columns: int = 5) -> Figure:
    """Target and the champions of the conditions. champions: condition -> (picture, score)."""
    tiles = ([("target", target)] if target is not None else []) + [
        (f"{style.shorten(condition, 44)}\nscore {score:.3f}", picture)
        for condition, (picture, score) in champions.items()]
    columns = min(columns, len(tiles))
    lines = -(-len(tiles) // columns)
    figure, grid = plt.subplots(lines, columns, squeeze=False,
                                figsize=(1.45 * columns, 2.05 * lines))
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, (title, picture) in zip(grid.flat, tiles):
        _show(axes, picture, "\n".join(style.wrap(part, 22) for part in title.split("\n")))
    return figure
