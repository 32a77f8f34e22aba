#!/usr/bin/python3
"""Writes a PNG with the target and each condition's champion over the generations.

    python3 analysis/montage.py results/quickstart                # results/quickstart/montage.png
    python3 analysis/montage.py results/quickstart -o champions.png --columns 9

Of each condition the trial with the highest champion score is shown (--trial N: trial N).
"""

import pathlib

from moai_results import commands, pictures
from moai_results.figures import montage, style


def main(arguments):
    results = commands.open_from(arguments)
    target, rows = pictures.over_generations(results, arguments.trial)
    output = arguments.output or pathlib.Path(arguments.folders[0]) / "montage.png"
    figure = montage.montage(target, rows, arguments.columns)
    print(*style.save(figure, output.with_suffix(""), [output.suffix[1:]]))


if __name__ == "__main__":
    parser = commands.parser(__doc__)
    parser.add_argument("-o", "--output", metavar="FILE", type=commands.picture_file,
                        help="DIR/montage.png; .pdf works too")
    parser.add_argument("--columns", type=commands.positive(int), default=7,
                        help="pictures of each condition (7)")
    parser.add_argument("--trial", type=int, help="this trial in place of the best")
    commands.run(main, parser)
