"""Figures on their way into a report: a data URI in the page, and files in a folder where one is given.

    drawing = Drawing(pathlib.Path("figures"))
    html = drawing(figure, "progress-best_score", "Score of the best individual.")
                                      # and figures/progress-best_score.png and .pdf
"""

from __future__ import annotations

import base64
import io
import pathlib
import re

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image  # matplotlib needs it, too

from ..figures import style
from .page import text


def _png(figure: Figure) -> bytes:
    """Figures without pictures in 256 colours, which is a third of the size."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=130)
    if any(axes.images for axes in figure.axes):
        return out.getvalue()
    small = io.BytesIO()
    with Image.open(out) as drawn:
        drawn.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, "png",
                                                                          optimize=True)
    return small.getvalue()


class Drawing:
    """Called with a figure, its name and its caption, gives the html of it and closes the figure."""

    def __init__(self, folder: pathlib.Path | None = None) -> None:
        """folder: where each figure is also written to, as PNG and PDF; None: nowhere."""
        self._folder = folder
        self._names: set[str] = set()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, figure: Figure, name: str, caption: str) -> str:
        """name: what the figure is, for its files: marks that a file name cannot have become dashes,
        and a second one of that name gets a number."""
        data = _png(figure)
        if self._folder is not None:
            # Afterwards: each drawing lets the automatic layout move a little.
            style.save(figure, self._folder / self._file_name(name), close=False)
        plt.close(figure)
        return (f'<figure><img alt="{text(caption)}" src="data:image/png;base64,'
                f'{base64.b64encode(data).decode()}"><figcaption>{text(caption)}</figcaption></figure>')

    def _file_name(self, name: str) -> str:
        stem = re.sub(r",?[^\w=.,+-]+", "-", name).strip("-.")[:120]
        found, number = stem, 1
        while found in self._names:
            number += 1
            found = f"{stem}-{number}"
        self._names.add(found)
        return found
