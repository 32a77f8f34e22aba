"""Figures 2 and A5 of MOVE's paper: what a condition reaches over what hillclimbers reach, as bars.

    %(prog)s results/functions-per-cell results/baselines --condition functions_per_cell=5
    %(prog)s results/fish-move results/fish-baselines results/apple-move results/apple-baselines \\
        --label fish --label fish --label apple --label apple -o figure-a5.png

The leading bar is the champion's score over that of the hillclimber on all objectives (condition
all-objective), every other one is the champion's value on an objective over that of the hillclimber on
this objective alone (condition objective=NAME): the figures in the paper mix the two, too. With
--label, each label is a target, and bars are means over the targets. p: two-sided Wilcoxon rank-sum
tests against the hillclimber, corrected after Holm over the objectives.
"""

from __future__ import annotations

import argparse
import pathlib

import pandas as pd

from .. import hillclimber_ratios, profiles
from ..errors import UserError
from ..figures import bars, style
from ..results import Results
from . import shared


def _chosen(results: Results, wanted: str | None) -> str:
    """The condition that bars are drawn for. Throws UserError where it is not clear which."""
    climbers = {profiles.hillclimber(results), *profiles.single_objective(results).values()}
    others = [name for name in results.conditions if name not in climbers]
    if wanted is not None:
        others = [name for name in others if name.rpartition("/")[2] == wanted]
    if len(others) != 1:
        found = ", ".join(dict.fromkeys(name.rpartition("/")[2] for name in others))
        raise UserError(f"bars are drawn for one condition (there are {found or 'none'}) name it with "
                        "--condition")
    return others[0]


def _print(frame: pd.DataFrame) -> None:
    form = {name: "{:.3f}".format for name in frame.columns if name not in ("objective", "n", "p")}
    print(frame.to_string(index=False, formatters={**form, "p": "{:.2g}".format}))


def show(arguments: argparse.Namespace) -> None:
    """Prints the bars' numbers and draws them."""
    if len(arguments.condition) > 1:
        raise UserError("--condition: one at a time (a figure has the bars of one)")
    wanted = arguments.condition[0] if arguments.condition else None
    results = shared.open_all(arguments)
    frames, name = {}, ""
    for label, part in hillclimber_ratios.by_label(results).items():
        shared.warn(part)  # folders of one label have one target
        condition = _chosen(part, wanted)
        name = condition.rpartition("/")[2]
        frames[label] = hillclimber_ratios.ratios(part, condition, arguments.kind)
    rows = hillclimber_ratios.over_targets(frames)
    _print(rows)
    over = f"mean over {len(frames)} targets" if len(frames) > 1 else f"{rows['n'].max()} trials"
    whose = "champion" if arguments.kind == "champion" else "best of the final map"
    figure = bars.hillclimber_bars(rows, f"{style.shorten(name, 40)}, {whose}; {over}")
    output = arguments.output or pathlib.Path(arguments.folders[0]) / "hillclimber-bars.png"
    print(*style.save(figure, output.with_suffix(""), [output.suffix[1:]]))


def main() -> None:
    """moai-hillclimber-bars"""
    parser = shared.parser(__doc__)
    parser.add_argument("--kind", choices=list(profiles.PREFIX), default="champion",
                        help="whose values: the champion's, or of each objective the best of the final "
                             "map (champion)")
    parser.add_argument("-o", "--output", metavar="FILE", type=shared.picture_file,
                        help="DIR/hillclimber-bars.png; .pdf works too")
    shared.run(show, parser)
