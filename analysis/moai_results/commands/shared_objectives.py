"""Tests whether children jump to cells that share objectives with their parent's (MOVE, appendix B.2).

    %(prog)s results/functions-per-cell

any_pair: the number of objectives that two different cells of a map have in common, mean over all pairs;
jumped: the same of the parent's and the taken cell where a child jumped. Means over the trials;
Wilcoxon signed-rank test between the two, two-sided, over the trials; p_holm: corrected for the number
of conditions. p_permuted: jumped of all trials together against permutations of the cells of each map
(Mantel's test), p_holm_permuted corrected as well.
"""

from __future__ import annotations

import argparse
import sys

from .. import goal_switching
from ..errors import UserError
from . import shared

FORMS = {"any_pair": "{:.3f}".format, "jumped": "{:.3f}".format, "statistic": "{:g}".format,
         "p": "{:.2g}".format, "p_holm": "{:.2g}".format, "p_permuted": "{:.2g}".format,
         "p_holm_permuted": "{:.2g}".format}


def show(arguments: argparse.Namespace) -> None:
    """Prints a row for each condition, or CSV."""
    found = goal_switching.traces(shared.open_from(arguments))
    rows = goal_switching.tested(goal_switching.overlaps(found)).merge(
        goal_switching.permuted(found)[["condition", "p", "p_holm"]], on="condition",
        suffixes=("", "_permuted"))
    if rows.empty:
        raise UserError("no finished trial in which a child jumped (only MOVE has cells)")
    if arguments.csv:
        rows.to_csv(sys.stdout, index=False)
    else:
        print(rows.to_string(index=False, formatters=FORMS))


def main() -> None:
    """moai-shared-objectives"""
    parser = shared.parser(__doc__)
    parser.add_argument("--csv", action="store_true", help="all digits")
    shared.run(show, parser)
