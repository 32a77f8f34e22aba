"""What goes into the report and in which order.

To add a section: a function of the results and the drawing in one of the files beside this one that
returns html, or "" where there is nothing to say; and a line here.
"""

from __future__ import annotations


from collections.abc import Callable

from ..errors import UserError
from ..results import Results
from . import figures, tables
from .anytime import anytime_section
from .comparisons import comparisons_section
from .drawing import Drawing
from .genealogy import lines_of_descent
from .page import paragraph
from .switching import goal_switching_section

Section = Callable[[Results, Drawing], str]

SECTIONS: list[tuple[str, Section]] = [
    ("What was run", tables.overview),
    ("Movement, diversity and performance", tables.table_1),
    ("The same, counted by the names of cells", tables.counted_by_names),
    ("Over a setting", figures.by_setting),
    ("Comparisons", comparisons_section),
    ("Pictures", figures.pictures_section),
    ("Over time", figures.over_time),
    ("At any time", anytime_section),
    ("By objective", figures.by_objective),
    ("Fronts", figures.fronts_section),
    ("Lines of descent", lines_of_descent),
    ("Goal switching", goal_switching_section),
    ("Run time", figures.runtime_section),
    ("Provenance", tables.provenance),
]


def _made(make: Section, results: Results, drawing: Drawing) -> str:
    try:
        return make(results, drawing)
    except UserError as error:  # the rest of the report is worth having
        return paragraph(f"Left out: {error}", "note")


def contents(results: Results,
             drawing: Drawing) -> tuple[str, str, list[str], list[tuple[str, str]]]:
    """(title, subtitle, warnings, [(heading, html)]) for page.page; empty sections left out."""
    frame = results.provenance()
    title = ", ".join(dict.fromkeys(frame["experiment"]))
    subtitle = (f"{len(results.conditions)} conditions, {len(results.files)} trials; "
                f"{', '.join(results.folders)}")
    sections = [(heading, _made(make, results, drawing)) for heading, make in SECTIONS]
    return title, subtitle, tables.warnings_of(results), [(h, body) for h, body in sections if body]
