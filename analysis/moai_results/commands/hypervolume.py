"""Compares conditions by how much of objective space their final populations dominate (hypervolume).

    %(prog)s results/car
    %(prog)s results/car --csv > volumes.csv

Feasible individuals alone count; everything is on the scale of the joint front of all trials, the
reference point is a tenth of its range below its worst values, and 1 would be the whole box. Estimated
with random points, the same for all trials. The tests are those of compare.py, of the pairs that the
experiment planned (`analysis: compare:`), or of all pairs where it planned none; p corrected after Holm.
"""

from __future__ import annotations

import argparse
import sys

from .. import comparisons, hypervolume, planned, statistics
from . import compare, shared


def show(arguments: argparse.Namespace) -> None:
    """Prints a row for each condition and the tests, or a row for each trial as CSV."""
    results = shared.open_from(arguments)
    volumes = hypervolume.of(results, arguments.points)
    if arguments.csv:
        volumes.to_csv(sys.stdout, index=False)
        return
    for condition, rows in volumes.groupby("condition", sort=False, observed=True):
        words = f"{rows['hypervolume'].mean():.4f}"
        if len(rows) > 1:
            words += f" ± {statistics.mean_interval(rows['hypervolume'])[1]:.4f}"
        print(f"{condition}: hypervolume {words}, {len(rows)} trials; {rows['feasible'].sum()} of "
              f"{rows['individuals'].sum()} individuals are feasible, {rows['joint_front'].sum()} on the joint front")
    print(f"(standard error of an estimate: {volumes['error'].max():.4f} at most)\n")
    present = set(volumes["condition"])
    pairs = [test.conditions for test in planned.of(results)
             if test.kind == "pair" and present.issuperset(test.conditions)]
    tested = comparisons.pairwise(volumes, "hypervolume", pairs or None, results.paired)
    if len(tested):
        compare.write(tested)
        print(comparisons.effect_words(results.paired).replace("; ", "\n"))


def main() -> None:
    """moai-hypervolume"""
    parser = shared.parser(__doc__)
    parser.add_argument("--points", type=shared.positive(int), default=hypervolume.POINTS, metavar="N",
                        help=f"random points of an estimate ({hypervolume.POINTS})")
    parser.add_argument("--csv", action="store_true", help="a row for each trial, all digits")
    shared.run(show, parser)
