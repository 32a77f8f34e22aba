"""Figures on their way into a report: a data URI in the page, and files in a folder where one is given.

    drawing = Drawing(pathlib.Path("figures"))
    html = drawing(figure, "progress-best_score", "Score of the best individual.")
                                      # and figures/progress-best_score.pdf and .svg

Figures with pictures in them are PNGs in the page, all others SVGs. Each is shown in its own size at
most, and never so small that its text would be below LEAST_PIXELS: a phone scrolls it then.
"""

from __future__ import annotations

import base64
import io
import math
import pathlib
import re

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from ..figures import style
from .page import text


LEAST_PIXELS = 9.0
LONGEST = 60  # characters of a file's name
PIXELS_AN_INCH = 150  # of pictures in the page, twice what is shown at most
# How large figures are shown where there is room: a column of a paper is half as wide as the page.
GROWTH = 1.6


def _source(figure: Figure) -> str:
    """The figure as a data URI."""
    kind, media = ("png", "png") if _has_pictures(figure) else ("svg", "svg+xml")
    out = io.BytesIO()
    style.write(figure, out, kind, PIXELS_AN_INCH)
    return f"data:image/{media};base64,{base64.b64encode(out.getvalue()).decode()}"


def _has_pictures(figure: Figure) -> bool:
    return any(axes.images for axes in figure.axes)


def _widths(figure: Figure) -> tuple[int, int]:
    """(least, most) pixels that it is shown wide."""
    points = 72.0 * float(figure.get_figwidth())
    least = math.ceil(points * LEAST_PIXELS / style.least_text(figure))
    return least, max(least, round(points * GROWTH))


class Drawing:
    """Called with a figure, its name and its caption, gives the html of it and closes the figure."""

    def __init__(self, folder: pathlib.Path | None = None) -> None:
        """folder: where each figure is also written to, as PDF and SVG; None: nowhere."""
        self._folder = folder
        self._names: set[str] = set()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, figure: Figure, name: str, caption: str) -> str:
        """name: what the figure is, for its files: marks that a file name cannot have become dashes,
        and a second one of that name gets a number."""
        source = _source(figure)
        least, most = _widths(figure)
        if self._folder is not None:
            style.save(figure, self._folder / self._file_name(name), ("pdf", "svg"), close=False)
        plt.close(figure)
        return (f'<figure><div class="wide"><img alt="{text(caption)}" '
                f'style="min-width:{least}px;width:min(100%,{most}px)" src="{source}"></div>'
                f"<figcaption>{text(caption)}</figcaption></figure>")

    def _file_name(self, name: str) -> str:
        stem = re.sub(r",?[^\w=.,+-]+", "-", name).strip("-.")
        if len(stem) > LONGEST:  # both ends tell figures apart
            half = (LONGEST - 1) // 2
            stem = f"{stem[:half].rstrip('-.,=')}~{stem[-half:].lstrip('-.,=')}"
        found, number = stem, 1
        while found in self._names:
            number += 1
            found = f"{stem}-{number}"
        self._names.add(found)
        return found
