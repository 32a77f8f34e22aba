"""What goes into the report and in which order; report.py lays it out.

To add a section: a function in report_tables.py or report_figures.py, and a line here.
"""

from . import report_figures as figures
from . import report_tables as tables
from .errors import UserError
from .report import paragraph
from .report_comparisons import comparisons_section
from .report_genealogy import lines_of_descent

SECTIONS = [
    ("What was run", tables.overview),
    ("Movement, diversity and performance", tables.table_1),
    ("The same, counted by the names of cells", tables.counted_by_names),
    ("Over a setting", figures.by_setting),
    ("Comparisons", comparisons_section),
    ("Pictures", figures.pictures_section),
    ("Over time", figures.over_time),
    ("By objective", figures.by_objective),
    ("Fronts", figures.fronts_section),
    ("Lines of descent", lines_of_descent),
    ("Run time", figures.runtime_section),
    ("Provenance", tables.provenance),
]


def _made(make, results):
    try:
        return make(results)
    except UserError as error:  # the rest of the report is worth having
        return paragraph(f"Left out: {error}", "note")


def contents(results):
    """(title, subtitle, warnings, [(heading, html)]) for report.page; empty sections left out."""
    frame = results.provenance()
    title = ", ".join(dict.fromkeys(frame["experiment"]))
    subtitle = (f"{len(results.conditions)} conditions, {len(results.files)} trials; "
                f"{', '.join(results.folders)}")
    sections = [(heading, _made(make, results)) for heading, make in SECTIONS]
    return title, subtitle, tables.warnings_of(results), [(h, body) for h, body in sections if body]
