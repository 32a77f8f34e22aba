"""Tables of means with confidence intervals, as text, CSV and LaTeX.

    table = make_table(trials, TABLE_1)
    print(as_text(table))

A table is one row a condition. In each column the highest mean and those that do not differ
significantly from it are bold (in text: marked with *), as in Tables 1 and A2 of the MOVE paper; none
are where trials are so few that no difference could be significant.
"""

from __future__ import annotations


import csv
import dataclasses
import io
from collections.abc import Iterable

import numpy as np
import pandas as pd

from . import comparisons, statistics


@dataclasses.dataclass(frozen=True)
class Column:
    """value: column of the frame of trials; heading: two lines; form: of mean and half width;
    unit: of values that are not counted (a condition: what that reaches on average)."""

    value: str
    heading: tuple[str, str]
    form: str
    unit: str = ""


@dataclasses.dataclass(frozen=True)
class Cell:
    """Mean of the trials with the half width of its 95 % interval (NaN for one trial), in the unit of
    the column; bold: the highest of the column, or not significantly different from it."""

    mean: float
    half_width: float
    bold: bool


@dataclasses.dataclass(frozen=True)
class Table:
    """trials: condition -> how many; cells: (condition, column's value) -> Cell, absent where there is
    nothing to say."""

    columns: list[Column]
    conditions: list[str]
    trials: dict[str, int]
    cells: dict[tuple[str, str], Cell]

    @property
    def marked(self) -> bool:
        """Whether any cell is bold; none is where trials are too few for any difference."""
        return any(cell.bold for cell in self.cells.values())


TABLE_1 = [
    Column("unique_solutions", ("unique", "solutions"), "{:,.2f}"),
    Column("cells_in_ancestry", ("cells in", "ancestry"), "{:,.2f}"),
    Column("jumps_in_ancestry", ("jumps in", "ancestry"), "{:,.2f}"),
    Column("total_replacements", ("total", "replacements"), "{:,.0f}"),
    Column("jump_proportion", ("jump", "proportion"), "{:.2%}"),
    Column("champion_score", ("champion", "score"), "{:.3f}", unit="normalised"),
    Column("score_ratio", ("ratio of", "scores"), "{:.3f}"),
]
# What a line of descent has where it is counted by the names of cells (counting.py).
STEPS = Column("jumps_in_ancestry", ("steps in", "ancestry"), "{:,.2f}")


def table_1_columns(trials: pd.DataFrame, baseline: str | None = None,
                    names: bool = False) -> list[Column]:
    """Those of TABLE_1 that the trials have. baseline: the condition that scores were divided by;
    names: whether replacements and lines of descent were counted by the names of cells."""
    columns = [STEPS if names and column.value == STEPS.value else column
               for column in TABLE_1 if column.value in trials]
    return [dataclasses.replace(column, unit=baseline) if column.unit and baseline else column
            for column in columns]


# What only an algorithm with cells has.
ABOUT_CELLS = ["cells_in_ancestry", "jumps_in_ancestry", "jump_proportion"]


def without_cells(trials: pd.DataFrame) -> pd.DataFrame:
    """The frame with no values about cells where an algorithm has none (a line lives in one)."""
    trials = trials.copy()
    if "cells_in_ancestry" in trials:
        about = [name for name in ABOUT_CELLS if name in trials]
        trials[about] = trials[about].where(trials["cells_in_ancestry"] > 0)
    return trials


def make_table(trials: pd.DataFrame, columns: Iterable[Column], paired: bool = False,
               correct: bool = False) -> Table:
    """Means over the trials of each condition. Values that are missing everywhere leave no cell."""
    trials = without_cells(trials)
    columns = list(columns)
    conditions = list(dict.fromkeys(trials["condition"]))
    cells = {}
    for column in columns:
        bold = comparisons.not_worse_than_best(trials, column.value, paired, correct=correct)
        for condition, sample in comparisons.samples(trials, column.value).items():
            mean, half_width = statistics.mean_interval(sample)
            cells[condition, column.value] = Cell(mean, half_width, condition in bold)
    counts = trials["condition"].value_counts()
    return Table(columns, conditions, {c: int(counts[c]) for c in conditions}, cells)


def _number(column: Column, cell: Cell) -> str:
    text = column.form.format(cell.mean)
    if np.isnan(cell.half_width):
        return text
    return f"{text} ±{column.form.format(cell.half_width)}"


def cell_text(column: Column, cell: Cell | None) -> str:
    """12.75 ±0.39, or - where there is nothing."""
    return "-" if cell is None else _number(column, cell)


def as_text(table: Table) -> str:
    """For a terminal: right-aligned columns of equal width; * marks what the paper sets in bold."""
    rows = [["", "trials"] + [column.heading[0] for column in table.columns],
            ["condition", ""] + [column.heading[1] for column in table.columns]]
    for condition in table.conditions:
        row = [condition, str(table.trials[condition])]
        for column in table.columns:
            cell = table.cells.get((condition, column.value))
            row.append("-" if cell is None else _number(column, cell) + ("*" if cell.bold else " "))
        rows.append(row)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join([row[0].ljust(widths[0])] + [text.rjust(width) for text, width
                                                    in zip(row[1:], widths[1:])]).rstrip()
             for row in rows]
    lines.insert(2, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return "\n".join(lines) + "\n"


def as_csv(table: Table) -> str:
    """Full precision; for each column its mean, the half width of the interval, and 1 for bold; at
    the end the units that there are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["condition", "trials"] + [
        name for column in table.columns
        for name in (column.value, column.value + "_ci95", column.value + "_bold")] + [
        column.value + "_unit" for column in table.columns if column.unit])
    for condition in table.conditions:
        row: list[object] = [condition, table.trials[condition]]
        for column in table.columns:
            cell = table.cells.get((condition, column.value))
            if cell is None:
                row += ["", "", ""]
            else:
                half_width = "" if np.isnan(cell.half_width) else repr(cell.half_width)
                row += [repr(cell.mean), half_width, int(cell.bold)]
        writer.writerow(row + [column.unit for column in table.columns if column.unit])
    return out.getvalue()


def _escape(text: str) -> str:
    for character in "\\&%$#_{}":
        replacement = r"\textbackslash " if character == "\\" else "\\" + character
        text = text.replace(character, replacement) if character != "\\" else text
    return text.replace("±", r"$\pm$").replace("<", "$<$")


def as_latex(table: Table, caption: str) -> str:
    """A table environment for a paper; needs the package booktabs."""
    lines = [r"\begin{table}", r"\centering", rf"\caption{{{_escape(caption)}}}",
             rf"\begin{{tabular}}{{lr{'r' * len(table.columns)}}}", r"\toprule"]
    for line in (0, 1):
        cells = ["Condition" if line else "", "" if line else "Trials"] + [
            _escape(column.heading[line].capitalize() if line == 0 else column.heading[line])
            for column in table.columns]
        lines.append(" & ".join(cells) + r" \\")
    lines.append(r"\midrule")
    for condition in table.conditions:
        row = [_escape(condition), str(table.trials[condition])]
        for column in table.columns:
            cell = table.cells.get((condition, column.value))
            if cell is None:
                row.append("--")
                continue
            text = _escape(_number(column, cell))
            row.append(rf"\textbf{{{text}}}" if cell.bold else text)
        lines.append(" & ".join(row) + r" \\")
    lines += [r"\bottomrule", r"\end{tabular}", r"\end{table}"]
    return "\n".join(lines) + "\n"
