"""Tells how good trials are at any time: average runtimes to targets, and values at fixed budgets.

    %(prog)s results/paper
    %(prog)s results/paper --by rank_seconds --target 0.7 --target 0.8 --figure anytime
    %(prog)s results/zdt --value hypervolume --budget 1000 --budget 10000

ert: what all trials of a condition spent until they reached the target, or in all, over the number of
those that reached it: the expected runtime with restarts; inf: none did. Values at a budget are the
best so far: median and quartiles of the trials that went on so long. --by says what is counted:
evaluations; forward_passes (one more for each gradient step); seconds (of the trial on its rank);
rank_seconds (times the ranks that shared it). Without --target, five of the 51 targets of the figure
are shown, evenly spaced over what was reached.
"""

from __future__ import annotations

import argparse
import sys

from .. import anytime
from ..errors import UserError
from ..figures import anytime as figures
from ..figures import style
from ..figures.progress import label
from . import shared


def show(arguments: argparse.Namespace) -> None:
    """Prints both tables, or one as CSV, and draws the figures."""
    runs = anytime.curves(shared.open_from(arguments), arguments.value)
    if runs.empty:
        raise UserError("no trial is finished yet (runtimes are those of finished trials)")
    sign = -1.0 if arguments.value in anytime.LESS_IS_BETTER else 1.0
    every = anytime.targets(runs)
    goals = sorted(sign * goal for goal in arguments.target) or every[9::10]
    times = anytime.average(anytime.runtimes(runs, goals, arguments.by))
    fixed = anytime.fixed_budget(runs, arguments.by,
                                 arguments.budget or anytime.budgets(runs, arguments.by))
    times["target"] *= sign
    fixed[["median", "low", "high"]] *= sign
    if arguments.csv:
        (times if arguments.csv == "ert" else fixed).to_csv(sys.stdout, index=False)
        return
    words = anytime.COSTS[arguments.by]
    print(f"average runtime to targets of {label(arguments.value)}, in {words}")
    print(times.to_string(index=False, formatters={"target": "{:.4g}".format, "ert": "{:,.6g}".format}))
    print(f"\n{label(arguments.value)} within a budget of {words}")
    number = "{:.4g}".format
    print(fixed.to_string(index=False, formatters={
        "budget": "{:,.6g}".format, "median": number, "low": number, "high": number}))
    if arguments.figure:
        spread = anytime.distribution(anytime.runtimes(runs, every, arguments.by))
        for stem, figure in [
                ("runtimes", figures.runtime_distribution(spread, arguments.by, len(every))),
                ("attained", figures.attained_over_time(runs, arguments.by, label(arguments.value)))]:
            print(*style.save(figure, f"{arguments.figure}-{stem}"), file=sys.stderr)


def main() -> None:
    """moai-anytime"""
    parser = shared.parser(__doc__)
    parser.add_argument("--by", choices=list(anytime.COSTS), default="evaluations", help="evaluations")
    parser.add_argument("--value", default="best_score", metavar="NAME",
                        help="a number of the history: best_score, best.OBJECTIVE, hypervolume ...")
    parser.add_argument("--target", action="append", type=float, default=[], metavar="VALUE",
                        help="may be given several times")
    parser.add_argument("--budget", action="append", type=shared.positive(float), default=[],
                        metavar="COST", help="may be given several times")
    parser.add_argument("--csv", choices=["ert", "budget"], help="all digits of one table")
    parser.add_argument("--figure", metavar="STEM",
                        help="writes STEM-runtimes and STEM-attained as PNG and PDF")
    shared.run(show, parser)
