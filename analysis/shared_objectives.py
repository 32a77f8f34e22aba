#!/usr/bin/python3
"""Tests whether children jump to cells that share objectives with their parent's (MOVE, appendix B.2).

    python3 analysis/shared_objectives.py results/functions-per-cell

any_pair: the number of objectives that two different cells of a map have in common, mean over all pairs;
jumped: the same of the parent's and the taken cell where a child jumped. Means over the trials;
Wilcoxon signed-rank test between the two, two-sided, over the trials; p_holm: corrected for the number
of conditions.
"""

import sys

from moai_results import commands, goal_switching
from moai_results.errors import UserError

FORMS = {"any_pair": "{:.3f}".format, "jumped": "{:.3f}".format, "statistic": "{:g}".format,
         "p": "{:.2g}".format, "p_holm": "{:.2g}".format}


def main(arguments):
    rows = goal_switching.tested(goal_switching.overlaps(commands.open_from(arguments)))
    if rows.empty:
        raise UserError("no finished trial in which a child jumped (only MOVE has cells)")
    if arguments.csv:
        rows.to_csv(sys.stdout, index=False)
    else:
        print(rows.to_string(index=False, formatters=FORMS))


if __name__ == "__main__":
    parser = commands.parser(__doc__)
    parser.add_argument("--csv", action="store_true", help="all digits")
    commands.run(main, parser)
