"""Packs an experiment for a repository or a referee, and checks such a folder.

    %(prog)s pack results/paper --to artefact --licence CC-BY-4.0 --author "A. Author" \\
        --input-licence sunrise.png=CC0-1.0 --source .
    %(prog)s check artefact --sample 3

`pack` writes the trials, the experiment with every key, the inputs whose licence is given (and the
digests of all), source and local changes of the program, environment, commands, a checklist for
reproducibility forms, RO-Crate metadata, licence, citation and SHA256SUMS into a new folder.

`check` looks at all digests, runs a sample of the trials again with the program at hand and says
whether they are the same bit for bit (`moai compare`); code 1: something is not as it should be.
Bits are the same on the same type of device and with the same libraries.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import sys

from ..artefact import check, pack
from ..errors import UserError
from ..results import open_results
from ..statistics import SEED
from . import shared


def _program(named: str | None) -> pathlib.Path:
    """The program that was named, that of the checkout, or that in the PATH."""
    built = pathlib.Path(__file__).resolve().parents[3] / "build" / "release" / "moai"
    found = named or (str(built) if built.is_file() else shutil.which("moai"))
    path = shutil.which(found) if found else None
    if path is None:
        raise UserError(f"{named or 'moai'}: no such program (name it with --program)")
    return pathlib.Path(path)


def _licences(texts: list[str]) -> dict[str, str]:
    for text in texts:
        if not all(text.partition("=")[::2]):
            raise UserError(f"--input-licence {text}: NAME=SPDX is needed, as sunrise.png=CC0-1.0")
    return {name: licence for name, _, licence in (text.rpartition("=") for text in texts)}


def _pack(arguments: argparse.Namespace) -> None:
    program: pathlib.Path | None
    try:
        program = _program(arguments.program)
    except UserError:
        if arguments.program:
            raise
        program = None
    to = pathlib.Path(arguments.to)
    warnings = pack.pack(open_results(arguments.folder), pack.Plan(
        to=to, licence=arguments.licence, authors=arguments.author, title=arguments.title,
        input_licences=_licences(arguments.input_licence),
        candidates=[pathlib.Path(path) for path in arguments.input],
        source=pathlib.Path(arguments.source) if arguments.source else None, program=program))
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(to)


def _check(arguments: argparse.Namespace) -> None:
    def tell(finding: check.Finding) -> None:
        print(f"{'ok ' if finding.good else 'NOT'} {finding.words}", flush=True)

    found = check.check(pathlib.Path(arguments.folder), _program(arguments.program),
                        arguments.sample, arguments.seed, arguments.launcher,
                        [pathlib.Path(path) for path in arguments.input], tell)
    if not all(finding.good for finding in found):
        raise SystemExit(1)


def _run(arguments: argparse.Namespace) -> None:
    arguments.action(arguments)


def main() -> None:
    """moai-artefact"""
    parser = shared.described(__doc__)
    actions = parser.add_subparsers(required=True, metavar="pack|check")
    packing = actions.add_parser("pack", help="write an artefact")
    packing.add_argument("folder", metavar="DIR", help="what `moai run` wrote with --out")
    packing.add_argument("--to", required=True, metavar="FOLDER", help="the new folder")
    packing.add_argument("--licence", required=True, metavar="SPDX",
                         help="of the data: CC-BY-4.0, CC0-1.0 ...")
    packing.add_argument("--author", action="append", required=True, metavar="NAME",
                         help="may be given several times")
    packing.add_argument("--title", default="", help="the experiment's name")
    packing.add_argument("--input-licence", action="append", default=[], metavar="NAME=SPDX",
                         help="pack this input; its licence allows that")
    packing.add_argument("--source", metavar="CHECKOUT", help="pack the program's source, too")
    packing.set_defaults(action=_pack)
    checking = actions.add_parser("check", help="look at an artefact and run a sample of it again")
    checking.add_argument("folder", metavar="FOLDER", help="what `pack` wrote, unpacked")
    checking.add_argument("--sample", type=shared.positive(int), default=2, metavar="N",
                          help="how many trials are run again (2)")
    checking.add_argument("--seed", type=int, default=SEED, help="of the choice of the sample")
    checking.add_argument("--launcher", default="", metavar="COMMAND",
                          help="what starts ranks, as 'mpirun -n 2'")
    checking.set_defaults(action=_check)
    for one in (packing, checking):
        one.add_argument("--input", action="append", default=[], metavar="FILE",
                         help="a file that trials read, where it is now")
        one.add_argument("--program", metavar="MOAI", help="moai (of the checkout, or in the PATH)")
    shared.run(_run, parser)
