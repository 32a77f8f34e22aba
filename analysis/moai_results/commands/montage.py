"""Writes a PNG with the target and each condition's champion over the generations.

    %(prog)s results/quickstart                # results/quickstart/montage.png
    %(prog)s results/quickstart -o champions.png --columns 9

Of each condition the trial with the highest champion score is shown (--trial N: trial N).
"""

from __future__ import annotations

import argparse
import pathlib

from .. import pictures
from ..figures import montage, style
from . import shared


def show(arguments: argparse.Namespace) -> None:
    """Draws the montage and prints its path."""
    results = shared.open_from(arguments)
    target, rows = pictures.over_generations(results, arguments.trial)
    output = arguments.output or pathlib.Path(arguments.folders[0]) / "montage.png"
    figure = montage.montage(target, rows, arguments.columns)
    print(*style.save(figure, output.with_suffix(""), [output.suffix[1:]]))


def main() -> None:
    """moai-montage"""
    parser = shared.parser(__doc__)
    parser.add_argument("-o", "--output", metavar="FILE", type=shared.picture_file,
                        help="DIR/montage.png; .pdf works too")
    parser.add_argument("--columns", type=shared.positive(int), default=7,
                        help="pictures of each condition (7)")
    parser.add_argument("--trial", type=int, help="this trial in place of the best")
    shared.run(show, parser)
