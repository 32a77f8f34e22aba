#!/usr/bin/python3
"""Tests whether conditions differ in a number per trial, pair by pair.

    python3 analysis/compare.py results/paper
    python3 analysis/compare.py results/paper --pair jumps=none jumps=one --value total_replacements

First Kruskal-Wallis over all conditions, then each pair: two-sided Wilcoxon rank-sum test, exact
for small samples (signed-rank where the trials are paired), p corrected after Holm for the number
of pairs, Vargha and Delaney's A (chance that the first is larger) and the difference of medians
with a bootstrap interval.
"""

import sys

from moai_results import commands, comparisons, profiles
from moai_results.errors import UserError


def write(pairs, overall):
    if overall and len(overall.n) > 2:
        print(f"{overall.name}: H = {overall.statistic:.3f}, n = {list(overall.n)}, "
              f"p = {overall.p:.3g}")
    form = {"statistic": "{:.1f}".format, "p": "{:.2g}".format, "p_holm": "{:.2g}".format,
            "a12": "{:.2f}".format, "median_difference": "{:+.4g}".format,
            "low": "{:+.4g}".format, "high": "{:+.4g}".format}
    print(pairs.to_string(index=False, formatters=form))
    print("\np_holm: corrected for the number of rows; a12: chance that the first is larger; "
          "low, high:\n95 % bootstrap interval of the difference of medians")


def main(arguments):
    results = commands.open_from(arguments)
    trials = results.trials
    if arguments.baseline:
        trials = profiles.with_relative_scores(results, arguments.baseline)
    if arguments.value not in trials:
        known = [name for name in trials if name not in ("condition", "trial")]
        raise UserError(f"no number '{arguments.value}' of a trial (there are "
                        f"{', '.join(known)})")
    pairs = comparisons.pairwise(trials, arguments.value, arguments.pair or None, results.paired)
    if arguments.csv:
        pairs.to_csv(sys.stdout, index=False)
        return
    write(pairs, comparisons.all_conditions(trials, arguments.value))


if __name__ == "__main__":
    parser = commands.parser(__doc__)
    parser.add_argument("--value", default="champion_score", metavar="NAME",
                        help="a column of the trials (champion_score)")
    parser.add_argument("--pair", nargs=2, action="append", metavar=("FIRST", "SECOND"),
                        help="only these conditions (may be given several times)")
    parser.add_argument("--baseline", metavar="NAME",
                        help="champion_score in units of what this condition reaches")
    parser.add_argument("--csv", action="store_true", help="all digits")
    commands.run(main, parser)
