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

    %(prog)s results/targets --over target --figure ranks
    %(prog)s results/fish results/apple --label fish --label apple --over label

--over SETTING compares the conditions over several targets or functions at once, the values of that
setting in their names, or with `label` the folders: Friedman's test of the trials' means, average
ranks with their critical difference (Nemenyi), each pair from all trials (stratified rank test, van
Elteren), and each pair within each target, corrected for all of them.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from .. import blocks, comparisons, planned, profiles, statistics
from ..errors import UserError
from ..figures import style
from ..figures.critical_difference import critical_difference
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


def write_over(rows: pd.DataFrame, over: str, paired: bool, figure: str | None) -> None:
    """Prints ranks and pairs of blocks.of, and draws the diagram."""
    found = blocks.ranking(blocks.means(rows))
    print(f"{rows.columns[-1]} over {over}: {blocks.words(found)}\n")
    print("average rank (1: highest)")
    print(found.ranks.to_string(float_format="{:.2f}".format) + "\n")
    forms = {name: "{:.2g}".format for name in ("p", "p_holm", "p_nemenyi")} | {"z": "{:.3g}".format}
    pairs = blocks.combined(rows, paired).merge(
        found.pairs[["first", "second", "p_nemenyi"]], how="left", on=["first", "second"])
    print(pairs.to_string(index=False, formatters=forms))
    print("z, p: stratified rank test over all trials; p_nemenyi: of the average ranks; higher, "
          "neither, lower: blocks in which the first is so, p < 0.05 after the correction\n")
    for block, part in blocks.by_block(rows, paired).groupby("block", sort=False):
        print(f"{over} = {block} (p_holm: corrected for all pairs of all blocks)")
        write(part.drop(columns="block"))
    if figure:
        print(*style.save(critical_difference(found, f"values of {over}"), figure), file=sys.stderr)


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
    if arguments.over:
        rows = blocks.of(trials, arguments.value, arguments.over)
        if arguments.csv:
            blocks.by_block(rows, results.paired).to_csv(sys.stdout, index=False)
        else:
            write_over(rows, arguments.over, results.paired, arguments.figure)
        return
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
    parser.add_argument("--over", metavar="SETTING",
                        help="compare over the values of this setting (target, function ...; label: "
                             "the folders)")
    parser.add_argument("--figure", metavar="STEM",
                        help="with --over: writes STEM.png and STEM.pdf, the critical differences")
    parser.add_argument("--planned", action="store_true", help="only the planned tests")
    parser.add_argument("--csv", action="store_true",
                        help="all digits, of the pairs or with --planned of those tests")
    shared.run(show, parser)
