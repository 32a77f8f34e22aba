"""Tells how many trials a comparison needs, before any is run.

    %(prog)s --tests 5                       # for small, medium and large effects
    %(prog)s --tests 5 --trials 20           # what 20 trials of each condition find
    %(prog)s --effect 0.64 --power 0.9

    %(prog)s experiment.yaml                 # of the tests and trials that it plans
    %(prog)s --margin 1 --margin 0.5         # trials to show that two are as good as equal

An effect is Vargha and Delaney's A, the chance that a trial of the better condition beats one of the
other; a margin (equivalence of conditions that do not differ at all) is in standard deviations of a
trial's value. --tests is how many comparisons are planned together (Holm). Simulated with the
rank-sum test.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Callable
from typing import Any

from .. import config, power, statistics
from ..errors import UserError
from . import shared

USUAL = [0.56, 0.64, 0.71, 0.8, 0.9]


def _planned(path: pathlib.Path) -> tuple[int, int]:
    """(tests, trials) of an experiment file and those that it extends."""
    plan: dict[str, Any] = {}
    seen: set[pathlib.Path] = set()
    following: pathlib.Path | None = path
    while following is not None and following not in seen:
        seen.add(following)
        try:
            part = config.parse(following.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UserError(f"{following}: {error}") from error
        plan = part | plan
        parent = part.get("extends")
        following = following.parent / str(parent) if parent else None
    listed = (plan.get("analysis") or {}).get("compare") or []
    margins = sum(isinstance(item, dict) and bool(item.get("margin")) for item in listed)
    if not listed:
        raise UserError(f"{path}: plans no test (analysis: compare:)")
    return len(listed) + margins, int(plan.get("trials", 1))


def _needed(find: Callable[[float, int, float, float], int], size: float,
            arguments: argparse.Namespace) -> str:
    try:
        return str(find(size, arguments.tests, arguments.level, arguments.power))
    except UserError:
        return f"over {power.MOST_TRIALS}"


def _rows(arguments: argparse.Namespace, heading: str, sizes: list[float],
          find: Callable[[float, int, float, float], int],
          chance: Callable[[int, float, int, float], float],
          words: Callable[[float], str]) -> None:
    tail = "" if arguments.trials is None else f"  found by {arguments.trials} trials"
    print(f"{heading:<20} trials needed{tail}")
    for size in sizes:
        found = ("" if arguments.trials is None else
                 f"  {chance(arguments.trials, size, arguments.tests, arguments.level):.2f}")
        print(f"{size:<6g} {words(size):<13} {_needed(find, size, arguments):>13}{found}")


def show(arguments: argparse.Namespace) -> None:
    """Prints a row for each effect, and each margin."""
    if not 0.0 < arguments.level < 1.0 or not 0.0 < arguments.power < 1.0:
        raise UserError("--level and --power are probabilities (between 0 and 1)")
    if arguments.file is not None:
        tests, trials = _planned(arguments.file)
        arguments.tests = arguments.tests or tests
        arguments.trials = arguments.trials or trials
    arguments.tests = arguments.tests or 1
    effects = arguments.effect or ([] if arguments.margin else USUAL)
    for effect in effects:
        power.check_effect(effect)
    print(f"{arguments.tests} planned tests, level {arguments.level:g}, power {arguments.power:g}")
    if effects:
        _rows(arguments, "effect A", effects, power.trials_needed, power.power,
              statistics.a12_magnitude)
    if arguments.margin:
        _rows(arguments, "margin (deviations)", arguments.margin, power.trials_needed_to_equate,
              power.equivalence_power, lambda _: "")


def main() -> None:
    """moai-power"""
    parser = shared.described(__doc__)
    parser.add_argument("file", nargs="?", type=pathlib.Path, metavar="FILE",
                        help="an experiment: --tests and --trials are what it plans")
    parser.add_argument("--effect", action="append", type=float, metavar="A",
                        help="may be given several times; without: "
                             f"{', '.join(map(str, USUAL))}")
    parser.add_argument("--margin", action="append", type=float, metavar="D",
                        help="may be given several times")
    parser.add_argument("--tests", type=shared.positive(int), metavar="N", help="1")
    parser.add_argument("--trials", type=shared.positive(int), metavar="N",
                        help="also tell what so many trials of each condition find")
    parser.add_argument("--level", type=float, default=0.05, help="0.05")
    parser.add_argument("--power", type=float, default=0.8, help="0.8")
    shared.run(show, parser)
