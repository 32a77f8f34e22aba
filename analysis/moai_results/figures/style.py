"""What all figures share: colours that the colour-blind tell apart, sizes for print, saving.

    @style.styled
    def draw(frame):
        figure, axes = plt.subplots(figsize=(style.COLUMN, 2.4))
        axes.plot(frame.x, frame.y, **style.line(condition_number))
        return figure

    style.save(draw(frame), "scores")       # scores.png and scores.pdf

Figures are as wide as a column of a paper (COLUMN) or both (PAGE), in inches, and have no text below
LEAST points, so that they can be printed as they are and, a column wide, be read on a phone.

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
from matplotlib.text import Text  # noqa: E402

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
# Inches, of ACM's and IEEE's two columns.
COLUMN = 3.33
PAGE = 7.0
LEAST = 6.5

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#E4E4E4",
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "legend.fontsize": 7,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "lines.linewidth": 1.3,
    "svg.hashsalt": "moai",  # the same results give the same bytes
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
    for path in paths:
        write(figure, path, path.suffix[1:])
    if close:
        plt.close(figure)
    return paths


# No date in the file: the same results give the same bytes.
_UNDATED = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}


def write(figure: Figure, to: Any, kind: str, dpi: int = 150) -> None:
    """to: a path or a binary stream; kind: png, pdf or svg."""
    lay_out(figure)
    with plt.rc_context({"pdf.fonttype": 42, "svg.hashsalt": SETTINGS["svg.hashsalt"]}):
        figure.savefig(to, format=kind, dpi=dpi, metadata=_UNDATED.get(kind))


def lay_out(figure: Figure) -> None:
    """Lays the figure out once and for all: matplotlib would draw it another time for each file."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")


def least_text(figure: Figure) -> float:
    """Points of the smallest text that is shown; 8 where there is none."""
    sizes = [words.get_fontsize() for words in figure.findobj(Text)
             if words.get_text().strip() and words.get_visible()]
    return float(min(sizes, default=8.0))


def shorten(text: str, length: int = 36) -> str:
    """A label that fits: the middle is left out, the ends tell conditions apart."""
    if len(text) <= length:
        return text
    head = (length - 1) // 2
    return f"{text[:head]}…{text[-(length - 1 - head):]}"


def _break(line: str, width: int) -> int:
    """Where a line is best cut: after the last mark that fits, those between settings first, or else
    the first one; 0: nowhere."""
    for marks in (",/", "=", "._"):
        place = max(line.rfind(mark, 1, width) for mark in marks) + 1
        if place > 0:
            return place
    later = [at + 1 for mark in ",/=._" if (at := line.find(mark, width)) > 0]
    return min((at for at in later if at < len(line)), default=0)


def wrap(text: str, width: int) -> str:
    """The text in lines of at most `width`, broken at spaces and else after a mark in a condition's
    name; a word that has none stays whole."""
    lines: list[str] = []
    for line in textwrap.wrap(text, width, break_long_words=False) or [""]:
        while len(line) > width:
            place = _break(line, width)
            if place == 0:
                break
            lines.append(line[:place])
            line = line[place:]
        lines.append(line)
    return "\n".join(lines)
