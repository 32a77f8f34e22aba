"""Tests whether conditions differ in a number per trial: first what was planned, then the rest.

    %(prog)s results/paper
    %(prog)s results/paper --pair jumps=none jumps=one --value total_replacements

Planned are the tests that the experiment file lists under `analysis: compare:`; their p is
corrected for their number (Holm). Those that were added to a folder that had been begun without
them come after them, corrected for all of both. Then, as an exploration, any difference between the
conditions in one number (Kruskal-Wallis; Friedman where the trials are paired), and each pair that was not planned:
two-sided Wilcoxon rank-sum test, exact for small samples (signed-rank where the trials are paired),
p corrected after Holm for the number of these pairs, Vargha and Delaney's A (chance that the first
is larger; of paired trials: the share of the pairs) and the difference after Hodges and Lehmann with
the interval that agrees with the test.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from .. import comparisons, planned, profiles, statistics
from ..errors import UserError
from . import shared

FORMS = {"statistic": "{:.4g}", "p": "{:.2g}", "p_holm": "{:.2g}", "a12": "{:.2f}",
         "difference": "{:+.4g}"}


def write(frame: pd.DataFrame) -> None:
    """Prints the rows of comparisons.pairwise."""
    forms = {name: form.format for name, form in FORMS.items()}
    interval = [statistics.interval_words(row.low, row.high, row.p, "{:+.4g}")
                for row in frame.itertuples()]
    shown = frame.drop(columns=["low", "high"]).assign(interval=interval)
    print(shown.to_string(index=False, formatters=forms) + "\n")


def write_planned(frame: pd.DataFrame) -> None:
    """Prints the rows of planned.tested, experiment by experiment."""
    if frame.empty:
        print("No test was planned (analysis: compare: in the experiment file).\n")
    for (experiment, later), rows in frame.groupby(["experiment", "later"], sort=False):
        print(f"Added to '{experiment}' after trials were begun:" if later else
              f"Planned in '{experiment}':")
        for row in rows.itertuples():
            words = planned.in_words(row, int(row.corrected_for))
            print(f"  {row.value}: {row.conditions}\n      {words}")
        print()


def write_exploratory(pairs: pd.DataFrame, overall: statistics.TestResult | None, value: str,
                      paired: bool) -> None:
    """Prints the test of all conditions and the pairs of comparisons.pairwise."""
    print(f"Exploratory: {value}")
    if overall and len(overall.n) > 2:
        print(f"{overall.name}: chi2 = {overall.statistic:.3f}, n = {list(overall.n)}, "
              f"p = {overall.p:.3g}")
    if len(pairs):
        write(pairs)
        print("p_holm: corrected for the number of rows\n"
              + comparisons.effect_words(paired).replace("; ", "\n"))


def show(arguments: argparse.Namespace) -> None:
    """Prints the planned tests and the exploration, or one of them as CSV."""
    results = shared.open_from(arguments)
    trials = results.trials
    if arguments.baseline:
        trials = profiles.with_relative_scores(results, arguments.baseline)
    known = [name for name in trials.select_dtypes("number") if name != "trial"]
    if arguments.value not in known:
        raise UserError(f"no number '{arguments.value}' of a trial (there are "
                        f"{', '.join(known)})")
    asked = arguments.pair or planned.exploratory_pairs(
        results, comparisons.samples(trials, arguments.value), arguments.value)
    tested = planned.tested(results)
    pairs = comparisons.pairwise(trials, arguments.value, asked, results.paired)
    if arguments.csv:
        (tested if arguments.planned else pairs).to_csv(sys.stdout, index=False)
        return
    write_planned(tested)
    if not arguments.planned:
        overall = comparisons.all_conditions(trials, arguments.value, results.paired)
        write_exploratory(pairs, overall, arguments.value, results.paired)


def main() -> None:
    """moai-compare"""
    parser = shared.parser(__doc__)
    parser.add_argument("--value", default="champion_score", metavar="NAME",
                        help="a column of the trials, for the exploration (champion_score)")
    parser.add_argument("--pair", nargs=2, action="append", metavar=("FIRST", "SECOND"),
                        help="explore only these conditions (may be given several times)")
    parser.add_argument("--baseline", metavar="NAME",
                        help="explore champion_score in units of what this condition reaches")
    parser.add_argument("--planned", action="store_true", help="only the planned tests")
    parser.add_argument("--csv", action="store_true",
                        help="all digits, of the pairs or with --planned of those tests")
    shared.run(show, parser)
