"""Writes the tables of trials as CSV (or Parquet) files, for R, Julia or a spreadsheet.

    %(prog)s results/paper --to tables                  # trials, finals ... .csv
    %(prog)s results/paper --to tables --table history --format parquet

One file a table, one row an observation, with the columns condition and trial in each. Ids are
whole numbers, -1 is nobody. Parquet needs pyarrow or fastparquet.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Callable

import pandas as pd

from ..errors import UserError
from ..results import Results
from . import shared

TABLES: dict[str, Callable[[Results], pd.DataFrame]] = {
    "trials": lambda results: results.trials,
    "history": lambda results: results.history(),
    "replacements": lambda results: results.replacements(),
    "migrations": lambda results: results.migrations(),
    "individuals": lambda results: results.individuals(),
    "finals": lambda results: results.finals(),
    "champions": lambda results: results.champions(),
    "provenance": lambda results: results.provenance(),
}
# What most people want; replacements and individuals have many rows.
USUAL = ["trials", "history", "finals", "champions", "provenance"]


def write(frame: pd.DataFrame, path: pathlib.Path) -> None:
    """By the ending of the path; appears whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    if path.suffix == ".csv":
        frame.to_csv(partial, index=False)
    else:
        try:
            frame.to_parquet(partial, index=False)
        except ImportError as error:
            raise UserError("Parquet files need the package pyarrow (it is not installed) install "
                            "it, or use --format csv") from error
    partial.replace(path)


def show(arguments: argparse.Namespace) -> None:
    """Writes a file for each table that was asked for and prints their names."""
    results = shared.open_from(arguments)
    folder = pathlib.Path(arguments.to)
    folder.mkdir(parents=True, exist_ok=True)
    for name in dict.fromkeys(arguments.table or USUAL):
        path = folder / f"{name}.{arguments.format}"
        frame = TABLES[name](results)
        write(frame, path)
        print(f"{path}: {len(frame):,} rows, {len(frame.columns)} columns")


def main() -> None:
    """moai-export"""
    parser = shared.parser(__doc__)
    parser.add_argument("--to", required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument("--table", action="append", choices=TABLES, metavar="NAME",
                        help=f"one of {', '.join(TABLES)} (may be given several times; without: "
                             f"{', '.join(USUAL)})")
    parser.add_argument("--format", choices=["csv", "parquet"], default="csv", help="csv")
    shared.run(show, parser)
