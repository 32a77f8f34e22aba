"""Tells how many trials a comparison needs, before any is run.

    %(prog)s --tests 5                       # for small, medium and large effects
    %(prog)s --tests 5 --trials 20           # what 20 trials of each condition find
    %(prog)s --effect 0.64 --power 0.9

An effect is Vargha and Delaney's A, the chance that a trial of the better condition beats one of the
other. --tests is how many comparisons are planned together (Holm). Simulated with the rank-sum test.
"""

from __future__ import annotations

import argparse

from .. import power, statistics
from ..errors import UserError
from . import shared

USUAL = [0.56, 0.64, 0.71, 0.8, 0.9]


def _needed(effect: float, arguments: argparse.Namespace) -> str:
    try:
        return str(power.trials_needed(effect, arguments.tests, arguments.level, arguments.power))
    except UserError:
        return f"over {power.MOST_TRIALS}"


def show(arguments: argparse.Namespace) -> None:
    """Prints a row for each effect."""
    if not 0.0 < arguments.level < 1.0 or not 0.0 < arguments.power < 1.0:
        raise UserError("--level and --power are probabilities (between 0 and 1)")
    effects = arguments.effect or USUAL
    for effect in effects:
        power.check_effect(effect)
    print(f"{arguments.tests} planned tests, level {arguments.level:g}, power {arguments.power:g}")
    chance = "" if arguments.trials is None else f"  found by {arguments.trials} trials"
    print(f"effect A             trials needed{chance}")
    for effect in effects:
        found = ("" if arguments.trials is None else
                 f"  {power.power(arguments.trials, effect, arguments.tests, arguments.level):.2f}")
        print(f"{effect:<6g} {statistics.a12_magnitude(effect):<13} {_needed(effect, arguments):>13}"
              f"{found}")


def main() -> None:
    """moai-power"""
    parser = shared.described(__doc__)
    parser.add_argument("--effect", action="append", type=float, metavar="A",
                        help="may be given several times; without: "
                             f"{', '.join(map(str, USUAL))}")
    parser.add_argument("--tests", type=shared.positive(int), default=1, metavar="N", help="1")
    parser.add_argument("--trials", type=shared.positive(int), metavar="N",
                        help="also tell what so many trials of each condition find")
    parser.add_argument("--level", type=float, default=0.05, help="0.05")
    parser.add_argument("--power", type=float, default=0.8, help="0.8")
    shared.run(show, parser)
