"""Writes one self-contained report.html: what was run, tables with tests, figures, provenance.

    %(prog)s results/quickstart          # results/quickstart/report.html
    %(prog)s results/a results/b -o both.html --label a --label b

It needs no network to be read, and reads running experiments too: with --refresh SECONDS it writes
the report again and again until all planned trials are finished, and the page reloads itself.
"""

from __future__ import annotations

import argparse
import pathlib
import time

from .. import report
from . import shared


def show(arguments: argparse.Namespace) -> None:
    """Writes the report and prints its path; again and again with --refresh."""
    output = pathlib.Path(arguments.output or pathlib.Path(arguments.folders[0]) / "report.html")
    while True:
        results = shared.open_from(arguments)
        running = bool(arguments.refresh) and not results.complete
        print(report.write_report(results, output, arguments.refresh if running else None,
                                  arguments.figures), flush=True)
        if not running:
            return
        time.sleep(arguments.refresh)


def main() -> None:
    """moai-report"""
    parser = shared.parser(__doc__)
    parser.add_argument("-o", "--output", metavar="FILE", help="DIR/report.html")
    parser.add_argument("--figures", metavar="FOLDER",
                        help="write every figure there, too, as PDF and SVG")
    parser.add_argument("--refresh", type=shared.positive(float), metavar="SECONDS",
                        help="go on until the experiment is finished")
    shared.run(show, parser)
