"""Figure A4 of MOVE's paper: what each objective sees in the target, objectives by targets.

    %(prog)s results/baselines                          # results/baselines/objective-grid.png
    %(prog)s results/fish-baselines results/apple-baselines --label fish --label apple
    %(prog)s results/study-nine --condition functions_per_cell=5     # and the best of its maps

A row is a target (--label): the target, the champion of the hillclimber on all objectives, and for
each objective the best that the hillclimber on it alone (condition objective=NAME) found in any trial.
A row for each --condition has the best of its final maps instead.
"""

from __future__ import annotations

import argparse
import pathlib

from .. import hillclimber_ratios, pictures
from ..errors import UserError
from ..figures import montage, style
from . import shared


def show(arguments: argparse.Namespace) -> None:
    """Draws the grid and prints its path."""
    results = shared.open_all(arguments)
    rows = {}
    for label, part in hillclimber_ratios.by_label(results).items():
        shared.warn(part)  # folders of one label have one target
        head = f"{label}: " if label else ""
        rows[f"{head}hillclimbers, each on one objective"] = pictures.of_hillclimbers(part)
        for wanted in arguments.condition:
            for name in part.conditions:
                if name.rpartition("/")[2] == wanted:
                    rows[f"{head}{wanted}, the best of its maps"] = pictures.of_maps(part, name)
    if not any(rows.values()):
        raise UserError("no pictures (finished trials of hillclimbers on one objective, called "
                        "objective=NAME, are needed) read experiments/paper/baselines")
    output = arguments.output or pathlib.Path(arguments.folders[0]) / "objective-grid.png"
    figure = montage.grid({title: row for title, row in rows.items() if row})
    print(*style.save(figure, output.with_suffix(""), [output.suffix[1:]]))


def main() -> None:
    """moai-objective-grid"""
    parser = shared.parser(__doc__)
    parser.add_argument("-o", "--output", metavar="FILE", type=shared.picture_file,
                        help="DIR/objective-grid.png; .pdf works too")
    shared.run(show, parser)
