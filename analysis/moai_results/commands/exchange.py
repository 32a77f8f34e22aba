"""Writes trials in the formats of other programs.

    %(prog)s results/paper --to shared --format phylogeny     # ALife-standard CSV a trial
    %(prog)s results/paper --to shared --format iohprofiler   # for IOHanalyzer, iohinspector
    %(prog)s results/paper --to shared --format fronts        # for moocore: final fronts, minimised
    %(prog)s results/paper --to shared --format tensorboard   # needs the package tensorboard

Tables as CSV or Parquet are written by moai-export.
"""

from __future__ import annotations

import argparse
import pathlib
import re
from collections.abc import Callable, Iterator

from ..errors import UserError
from ..exchange import fronts, iohprofiler, phylogeny, tensorboard
from ..results import Results
from . import shared


def _file_name(condition: str) -> str:
    return re.sub(r"[/\\:*?\"<>|\s]", "_", condition)


def _trials(results: Results) -> Iterator[tuple[str, int]]:
    for row in results.files.itertuples():
        yield row.condition, row.trial


def _phylogenies(results: Results, folder: pathlib.Path) -> Iterator[str]:
    for condition, number in _trials(results):
        with results.open_trial(condition, number) as trial:
            individuals = trial.individuals()
            if individuals.empty:
                raise UserError(f"{condition}/{number}: no individuals are recorded (a phylogeny "
                                "needs record: lineage: survivors)")
            finals = trial.finals()
            tree = phylogeny.phylogeny(individuals, trial.replacements(),
                                       finals["id"] if "id" in finals else [])
        path = folder / _file_name(condition) / f"{number}-phylogeny.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        tree.to_csv(path, index=False)
        yield f"{path}: {len(tree):,} individuals"


def _runs(results: Results, folder: pathlib.Path) -> Iterator[str]:
    for condition in results.conditions:
        runs, dimension, experiment = {}, 1, "moai"
        for number in results[condition].files["trial"]:
            with results.open_trial(condition, number) as trial:
                runs[int(number)] = iohprofiler.curve(trial.history())
                experiment = _file_name(trial.attributes["experiment"])
                variables = trial.final_variables()
                dimension = dimension if variables is None else variables.shape[1]
        for path in iohprofiler.write(folder, experiment, condition, _file_name(condition), runs,
                                      dimension):
            yield f"{path}: {len(runs)} runs"


def _fronts(results: Results, folder: pathlib.Path) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for condition in results.conditions:
        finals = results.finals(condition)
        columns = [name for name in finals.columns if name.startswith("fit.")]
        sets = [fronts.non_dominated(one[columns].to_numpy()) for _, one in finals.groupby("trial")]
        path = folder / f"{_file_name(condition)}.dat"
        path.write_text(fronts.as_sets(sets), encoding="utf-8")
        yield f"{path}: {len(sets)} sets of {', '.join(name[4:] for name in columns)}"


def _events(results: Results, folder: pathlib.Path) -> Iterator[str]:
    for condition, number in _trials(results):
        with results.open_trial(condition, number) as trial:
            path = folder / _file_name(condition) / str(number)
            yield f"{path}: {tensorboard.write(path, trial.history()):,} values"


FORMATS: dict[str, Callable[[Results, pathlib.Path], Iterator[str]]] = {
    "phylogeny": _phylogenies, "iohprofiler": _runs, "fronts": _fronts, "tensorboard": _events}


def show(arguments: argparse.Namespace) -> None:
    """Writes the files and prints a line about each."""
    results = shared.open_from(arguments)
    for line in FORMATS[arguments.format](results, pathlib.Path(arguments.to)):
        print(line)


def main() -> None:
    """moai-exchange"""
    parser = shared.parser(__doc__)
    parser.add_argument("--to", required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument("--format", required=True, choices=FORMATS, help=", ".join(FORMATS),
                        metavar="FORMAT")
    shared.run(show, parser)
