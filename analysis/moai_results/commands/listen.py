"""Writes what a run of spectrogram_blend found: the front, its evolution in two phases (also as an
animated GIF), and listen.html, one page with players for members along the front.

    %(prog)s results/front                       # into results/front/listen
    %(prog)s results/front --trial 1 --samples 9

The sounds come from `moai export`, so the picture and the sound of the experiment have to be where
they were. The evolution needs `record: {fitness: 1}` in the experiment file.
"""

from __future__ import annotations

import argparse
import pathlib

from .. import listening
from ..errors import UserError
from ..figures import style, two_phases
from . import shared


def show(arguments: argparse.Namespace) -> None:
    """Exports the sounds, draws the figures and writes the page; prints its path."""
    results = shared.open_from(arguments)
    folder = pathlib.Path(arguments.folders[0])
    if results.trials.empty:
        raise UserError(f"{folder}: no trial is finished yet")
    condition = results.trials["condition"].iloc[0]
    out = pathlib.Path(arguments.output or folder / "listen")
    samples = listening.exported(arguments.moai, folder, condition, arguments.trial,
                                 arguments.samples, out)
    with results.open_trial(condition, arguments.trial) as trial:
        names, finals = trial.objectives, trial.finals()
        seeding, population = trial.seeding(), trial.population()
    places = [[-sample.fitness[name] for name in names[:2]] for sample in samples]
    figures = [("the front; numbers: the samples below",
                style.save(two_phases.front(finals, seeding, names, places), out / "front", ["png"])[0])]
    if len(population) or len(seeding):
        drawn = two_phases.evolution(seeding, population, names)
        style.save(drawn, out / "evolution", ["png"])
        movie = two_phases.animation(seeding, population, names)
        movie.save(out / "evolution.gif", writer="pillow", fps=arguments.speed, dpi=100)
        figures.append(("how it came about", out / "evolution.gif"))
    title = f"{folder.name}: {condition}, trial {arguments.trial}"
    listening.write_page(out / "listen.html", title, samples, figures)
    print(out / "listen.html")


def main() -> None:
    """moai-listen"""
    parser = shared.parser(__doc__)
    parser.add_argument("-o", "--output", metavar="FOLDER", help="DIR/listen")
    parser.add_argument("--trial", type=int, default=0, help="which trial of the condition (0)")
    parser.add_argument("--samples", type=shared.positive(int), default=5,
                        help="members of the front (5)")
    parser.add_argument("--speed", type=shared.positive(float), default=10,
                        help="moments a second (10)")
    built = "build/release/moai"
    parser.add_argument("--moai", default=built if pathlib.Path(built).exists() else "moai",
                        help="the program (that of the checkout one stands in, or the installed one)")
    shared.run(show, parser)
