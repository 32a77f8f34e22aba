"""Prints Table 1 of the MOVE paper: movement, diversity and performance by condition.

    %(prog)s results/paper
    %(prog)s results/paper --format latex > table1.tex
    %(prog)s results/paper --counting names    # as the paper's authors count

Means over the trials with Student's 95 % intervals, of which ± is half the width (what the paper
prints may be all of it). In each column the highest mean, and those
that do not differ significantly from it (two-sided Wilcoxon rank-sum test, 0.05; signed-rank where
the trials are paired), carry a * (bold in LaTeX), as in the paper; conditions with too few trials for
any difference to be significant carry none. Where a condition is called
all-objective (or --baseline names one), the champion's score is in units of what that condition
reaches on each objective, as in the paper, and a last column has the ratio of the mean scores;
otherwise 1 is the target, or with scorers of one's own the upper end of their range, which may be
exceeded.

With --counting names, cells that vote with the same objectives count as one: of their replacements
in a generation only the last counts, generation 0 included, a jump is one between different names,
and lines of descent are followed from all final elites, not from the champion alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from .. import comparisons, counting, profiles, tables
from ..errors import UserError
from ..results import Results
from . import shared

# (table, notes) -> text
FORMATS: dict[str, Callable[[tables.Table, list[str]], str]] = {
    "text": lambda table, notes: tables.as_text(table) + "\n" + "\n".join(notes) + "\n",
    "csv": lambda table, notes: tables.as_csv(table),
    "latex": lambda table, notes: tables.as_latex(
        table, f"Movement, diversity and performance by condition: {'; '.join(notes)}."),
}


def notes(results: Results, table: tables.Table, arguments: argparse.Namespace,
          baseline: str | None) -> list[str]:
    """What a reader has to know to read the marks and the scores."""
    test = "Wilcoxon signed-rank (paired)" if results.paired else "Wilcoxon rank-sum"
    mark = "bold:" if arguments.format == "latex" else "*"
    lines = ["mean ± half the 95 % interval" + (
        f"; {mark} highest, or not different from it ({test}, two-sided, p < {comparisons.ALPHA}"
        f"{', Holm' if arguments.holm else ''})" if table.marked else "")]
    least = comparisons.least_p(results.trials, results.paired)
    if least is not None and least >= comparisons.ALPHA:
        lines.append("some conditions have too few trials for any difference to be significant "
                     f"(smallest possible p: {least:.2g}) and carry no mark")
    lines.append("champion score: mean of the normalised objectives (1: "
                 f"{profiles.one_means(results)})" if not baseline else
                 f"champion score: fitness divided by the mean of '{baseline}', objective by "
                 "objective, averaged; ratio of scores: of the means of both over all objectives")
    if arguments.counting == "names":
        lines.append("counted by the names of cells: of the replacements in a generation the last for "
                     "each name, steps (jumps or not) and names of cells in the ancestry of all final "
                     "elites")
    unfinished = int((~results.files["finished"]).sum())
    if unfinished:
        lines.append(f"{unfinished} trials are not finished and not counted")
    return lines


def show(arguments: argparse.Namespace) -> None:
    """Prints the table in the format that was asked for."""
    results = shared.open_from(arguments)
    if results.trials.empty:
        raise UserError("no trial is finished yet (the table is about the ends of trials)")
    baseline = arguments.baseline or profiles.find_baseline(results)
    trials = (profiles.with_relative_scores(results, baseline) if baseline else results.trials)
    names = arguments.counting == "names"
    trials = counting.by_names(trials, results) if names else trials
    columns = tables.table_1_columns(trials, baseline, names)
    table = tables.make_table(trials, columns, results.paired, arguments.holm)
    sys.stdout.write(FORMATS[arguments.format](
        table, notes(results, table, arguments, baseline)))


def main() -> None:
    """moai-table1"""
    parser = shared.parser(__doc__)
    parser.add_argument("--format", choices=FORMATS, default="text", help="text")
    parser.add_argument("--baseline", metavar="NAME",
                        help="condition that champion scores are divided by (all-objective)")
    parser.add_argument("--counting", choices=["cells", "names"], default="cells",
                        help="what replacements, jumps and ancestry are counted by (cells)")
    parser.add_argument("--holm", action="store_true",
                        help="correct each column's tests for their number (the paper does not)")
    shared.run(show, parser)
