"""One self-contained report.html: what was run, tables with tests, figures, provenance, warnings.

    write_report(moai_results.open("results/quickstart"), "results/quickstart/report.html")

sections.py has what goes in and in which order; tables.py, comparisons.py, figures.py and genealogy.py
make the sections; page.py is how html looks and drawing.py how figures come into it.
"""

from __future__ import annotations

import pathlib

from ..results import Results
from .drawing import Drawing
from .page import page
from .sections import contents

__all__ = ["write_report"]


def write_report(results: Results, path: str | pathlib.Path, refresh: float | None = None,
                 figures: str | pathlib.Path | None = None) -> pathlib.Path:
    """Writes the report of `results` (whole or not at all); returns the path.

    refresh: seconds after which a browser loads it again; figures: a folder for every figure of it as
    PDF and SVG. None: neither."""
    path = pathlib.Path(path)
    drawing = Drawing(pathlib.Path(figures) if figures else None)
    content = page(*contents(results, drawing), refresh=refresh)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(content, encoding="utf-8")
    partial.replace(path)
    return path
