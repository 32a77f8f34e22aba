#!/usr/bin/python3
"""Prints Table 1 of the MOVE paper: movement, diversity and performance by condition.

    python3 analysis/table1.py results/paper
    python3 analysis/table1.py results/paper --format latex > table1.tex

Means over the trials with Student's 95 % intervals. In each column the highest mean, and those
that do not differ significantly from it (two-sided Wilcoxon rank-sum test, 0.05; signed-rank where
the trials are paired), carry a * (bold in LaTeX), as in the paper. Where a condition is called
all-objective (or --baseline names one), the champion's score is in units of what that condition
reaches on each objective, as in the paper; otherwise 1 is the target.
"""

import sys

from moai_results import commands, comparisons, profiles, tables
from moai_results.errors import UserError

FORMATS = {"text": lambda table, notes: tables.as_text(table) + "\n" + "\n".join(notes) + "\n",
           "csv": lambda table, notes: tables.as_csv(table),
           "latex": lambda table, notes: tables.as_latex(
               table, f"Movement, diversity and performance by condition: {'; '.join(notes)}.")}


def notes(results, baseline, correct, mark):
    """What a reader has to know to read the marks and the scores."""
    test = "Wilcoxon signed-rank (paired)" if results.paired else "Wilcoxon rank-sum"
    lines = [f"mean ± 95 % interval; {mark} highest, or not different from it ({test}, two-sided, "
             f"p < {comparisons.ALPHA}{', Holm' if correct else ''})"]
    least = comparisons.least_p(results.trials, results.paired)
    if least is not None and least >= comparisons.ALPHA:
        lines.append("some conditions have too few trials for any difference to be significant "
                     f"(smallest possible p: {least:.2g})")
    lines.append("champion score: mean of the normalised objectives" if not baseline else
                 f"champion score: fitness divided by the mean of '{baseline}', objective by "
                 "objective")
    unfinished = int((~results.files["finished"]).sum())
    if unfinished:
        lines.append(f"{unfinished} trials are not finished and not counted")
    return lines


def main(arguments):
    results = commands.open_from(arguments)
    if results.trials.empty:
        raise UserError("no trial is finished yet (the table is about the ends of trials)")
    baseline = arguments.baseline or profiles.find_baseline(results)
    trials = (profiles.with_relative_scores(results, baseline) if baseline else results.trials)
    columns = tables.table_1_columns(trials, baseline)
    table = tables.make_table(trials, columns, results.paired, arguments.holm)
    mark = "bold:" if arguments.format == "latex" else "*"
    sys.stdout.write(FORMATS[arguments.format](
        table, notes(results, baseline, arguments.holm, mark)))


if __name__ == "__main__":
    parser = commands.parser(__doc__)
    parser.add_argument("--format", choices=FORMATS, default="text", help="text")
    parser.add_argument("--baseline", metavar="NAME",
                        help="condition that champion scores are divided by (all-objective)")
    parser.add_argument("--holm", action="store_true",
                        help="correct each column's tests for their number (the paper does not)")
    commands.run(main, parser)
