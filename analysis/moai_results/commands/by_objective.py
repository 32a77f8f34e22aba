"""Compares conditions with hillclimbers, objective by objective: Figures 2 and A5 of MOVE's paper.

    %(prog)s results/functions-per-cell results/baselines
    %(prog)s results/jumps results/baselines --figure by-objective

Values are normalised and divided by the mean of the all-objective hillclimber (1.00). `champion`
is the individual with the highest score of a trial, `best` the best of each objective in its final
map. p_all and p_single: two-sided Wilcoxon rank-sum tests against the hillclimber on all, and on
this objective alone (conditions called objective=NAME), corrected after Holm over the objectives.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from .. import profiles
from ..figures import comparison, style
from . import shared


def write(rows: pd.DataFrame, baseline: str) -> None:
    """Prints a table for each condition and kind. rows: of profiles.against_hillclimbers."""
    for (condition, kind), part in rows.groupby(["condition", "kind"], sort=False):
        form = {"mean": "{:.3f}".format, "single": "{:.3f}".format, "p_all": "{:.2g}".format,
                "p_single": "{:.2g}".format}
        print(f"{condition}, {kind} (n = {part['n'].iloc[0]})")
        print(part.drop(columns=["condition", "kind", "n", "n_all", "n_single"]).to_string(index=False, formatters=form))
        found = profiles.matched(part).iloc[0]
        few = "too few trials to tell whether it is"
        words = (f"significantly above the {baseline} hillclimber on {found['above_all']} of "
                 f"{found['objectives']}" if found["enough_all"] else
                 f"{few} above the {baseline} hillclimber")
        if found["single"]:
            words += "; " + (
                f"not significantly below the single-objective ones on {found['matched']} of "
                f"{found['single']}" if found["enough_single"] else
                f"{few} below the single-objective ones")
        print(words + "\n")


def show(arguments: argparse.Namespace) -> None:
    """Prints the tables, or CSV, and draws the figures that were asked for."""
    results = shared.open_all(arguments)  # the hillclimbers are needed, shown or not
    shared.warn(results)
    baseline = profiles.hillclimber(results, arguments.baseline)
    rows = profiles.against_hillclimbers(results, baseline)
    if arguments.condition:
        shown = results[arguments.condition].trials["condition"]
        rows = rows[rows["condition"].isin(shown)]
    if arguments.csv:
        rows.to_csv(sys.stdout, index=False)
    else:
        write(rows, baseline)
    if arguments.figure:
        for condition in dict.fromkeys(rows["condition"]):
            figure = comparison.against_hillclimbers(rows, condition, baseline)
            stem = f"{arguments.figure}-{condition.replace('/', '-')}"
            print(*style.save(figure, stem), file=sys.stderr)


def main() -> None:
    """moai-by-objective"""
    parser = shared.parser(__doc__)
    parser.add_argument("--baseline", metavar="NAME", help="the all-objective hillclimber")
    parser.add_argument("--csv", action="store_true", help="all digits")
    parser.add_argument("--figure", metavar="STEM",
                        help="writes STEM-CONDITION.png and .pdf for each condition")
    shared.run(show, parser)
