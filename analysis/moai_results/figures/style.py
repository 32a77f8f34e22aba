"""What all figures share: colours that the colour-blind tell apart, sizes for print, saving.

    @style.styled
    def draw(frame):
        figure, axes = plt.subplots(figsize=(6.4, 4.0))
        axes.plot(frame.x, frame.y, **style.line(condition_number))
        return figure

    style.save(draw(frame), "scores")       # scores.png and scores.pdf

Colours are those of Okabe and Ito (2008); beyond seven conditions dashes tell lines apart too.
"""

from __future__ import annotations


import functools
import pathlib
import textwrap
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402 (the backend has to be chosen first)
from matplotlib.figure import Figure  # noqa: E402

Draw = TypeVar("Draw", bound=Callable[..., Any])

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
DASHES = ["-", "--", ":"]
MARKERS = ["o", "s", "^", "D", "v"]
GREY = "#9A9A9A"
CONTINUOUS = "cividis"
# More lines than this in one panel cannot be told apart: figures fall back to small panels.
MOST_LINES = 7
# Fewer trials than this have no quartiles to speak of: they are shown themselves.
FEW_TRIALS = 4

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.labelsize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#E4E4E4",
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "lines.linewidth": 1.6,
    "figure.constrained_layout.use": True,
}


def styled(draw: Draw) -> Draw:
    """Decorates a function that makes a figure: what it draws looks as SETTINGS say."""
    @functools.wraps(draw)
    def draw_styled(*arguments: Any, **options: Any) -> Any:
        with plt.rc_context(SETTINGS):
            return draw(*arguments, **options)
    return cast(Draw, draw_styled)


def colour(number: int) -> str:
    """Of condition `number`; they come round again after seven."""
    return COLOURS[number % len(COLOURS)]


def marker(number: int) -> str:
    """Differs from that of conditions with the same colour, too: five and seven share no factor."""
    return MARKERS[number % len(MARKERS)]


def line(number: int) -> dict[str, Any]:
    """Keyword arguments for the line of condition `number`."""
    return {"color": colour(number), "linestyle": DASHES[number // len(COLOURS) % len(DASHES)]}


def save(figure: Figure, stem: str | pathlib.Path, formats: Iterable[str] = ("png", "pdf"),
         close: bool = True) -> list[pathlib.Path]:
    """Writes stem.png and stem.pdf; returns their paths. The figure is closed if `close`."""
    paths = [pathlib.Path(f"{stem}.{kind}") for kind in formats]
    with plt.rc_context({"pdf.fonttype": 42}):
        for path in paths:
            # No date in the file: the same results give the same bytes.
            extra = {"metadata": {"CreationDate": None}} if path.suffix == ".pdf" else {}
            figure.savefig(path, dpi=150, **extra)
    if close:
        plt.close(figure)
    return paths


def shorten(text: str, length: int = 36) -> str:
    """A label that fits: the middle is left out, the ends tell conditions apart."""
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return f"{text[:head]}…{text[-(length - 1 - head):]}"


def wrap(text: str, width: int) -> str:
    """The text in lines of at most `width`, broken at spaces and else after = . , _ or /."""
    lines: list[str] = []
    for line in textwrap.wrap(text, width, break_long_words=False) or [""]:
        while len(line) > width:
            place = max(line.rfind(mark, 1, width) for mark in "=.,_/") + 1 or width
            lines.append(line[:place])
            line = line[place:]
        lines.append(line)
    return "\n".join(lines)
