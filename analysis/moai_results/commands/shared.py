"""What the commands share: arguments for folders and labels, and errors as one line.

    def show(arguments):
        results = shared.open_from(arguments)

    def main():
        shared.run(show, shared.parser(__doc__))

`%(prog)s` in a description is how the command was called. Exit codes are those of moai: 2 for wrong
input, 1 where standard output or a file cannot be written.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import pathlib
import signal
import sys
from collections.abc import Callable
from typing import Any

from .. import inputs, profiles
from ..errors import UserError
from ..results import Results, open_results

# What the machine lacks, whatever was asked for.
SYSTEM_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO)

Command = Callable[[argparse.Namespace], None]


def described(description: str | None) -> argparse.ArgumentParser:
    """A parser without arguments; its help is the docstring of the command's module."""
    called = sys.argv[0]
    name = f"python3 {called}" if called.endswith(".py") else pathlib.Path(called).name
    return argparse.ArgumentParser(description=(description or "").replace("%(prog)s", name),
                                   formatter_class=argparse.RawDescriptionHelpFormatter)


def parser(description: str | None) -> argparse.ArgumentParser:
    """A parser with the folders, --label and --condition, which most commands take."""
    made = described(description)
    made.add_argument("folders", nargs="+", metavar="DIR",
                      help="what `moai run` wrote with --out; several are read together")
    made.add_argument("--label", action="append", default=[], metavar="NAME",
                      help="once for each DIR: its conditions are called NAME/CONDITION")
    made.add_argument("--condition", action="append", default=[], metavar="NAME",
                      help="only this condition (may be given several times)")
    return made


def positive(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    """For argparse's type: an int or a float above 0."""
    def read(text: str) -> Any:
        value = kind(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} (more than 0 is needed)")
        return value
    read.__name__ = f"positive {getattr(kind, '__name__', 'value')}"  # what argparse calls it
    return read


def picture_file(text: str) -> pathlib.Path:
    """For argparse's type: the path of a PNG or a PDF, by its ending; a PNG where it has none."""
    path = pathlib.Path(text)
    if path.suffix not in ("", ".png", ".pdf"):
        raise argparse.ArgumentTypeError(f"'{text}' ends with '{path.suffix}' (.png or .pdf is "
                                         "needed)")
    return path if path.suffix else path.with_suffix(".png")


def open_all(arguments: argparse.Namespace) -> Results:
    """The results of the folders, whatever --condition says; warnings of the folders go to standard
    error, those of what is compared are for warn()."""
    results = open_results(*arguments.folders, labels=arguments.label)
    for warning in results.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return results


def open_from(arguments: argparse.Namespace) -> Results:
    """The results that the arguments name; warnings go to standard error."""
    results = open_all(arguments)
    if arguments.condition:
        results = results[arguments.condition]
    warn(results)
    return results


def warn(results: Results) -> None:
    """Tells on standard error where the trials do not belong together."""
    for warning in profiles.score_warnings(results) + inputs.warnings(results):
        print(f"warning: {warning}", file=sys.stderr)


class _Output(io.FileIO):
    """Standard output that remembers why it could not be written."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:
        """As io.FileIO.write; a failure is remembered and thrown on."""
        try:
            return super().write(data)
        except OSError as error:
            self.failure = error
            raise


def _code_of(command: Command, made: argparse.ArgumentParser, output: _Output) -> int:
    failure: Exception | None = None
    code = 0
    try:
        command(made.parse_args())
    except SystemExit as ended:  # argparse, after --help or with its own words
        code = ended.code if isinstance(ended.code, int) else 1
    except (OSError, UserError) as error:
        failure = error
    with contextlib.suppress(OSError):  # it is remembered
        sys.stdout.flush()
    if isinstance(output.failure, BrokenPipeError):  # whoever read it has seen enough
        return 128 + signal.SIGPIPE
    if output.failure is not None:
        print(f"{made.prog}: cannot write to standard output ({output.failure.strerror})",
              file=sys.stderr)
        return 1
    if failure is not None:
        print(f"{made.prog}: {failure}", file=sys.stderr)
        return 1 if getattr(failure, "errno", None) in SYSTEM_ERRORS else 2
    return code


def run(command: Command, made: argparse.ArgumentParser) -> None:
    """Parses, runs command(arguments) and ends the process with its exit code."""
    try:
        output = _Output(1, "w", closefd=False)
    except OSError as error:  # closed (`>&-`)
        print(f"{made.prog}: cannot write to standard output ({error.strerror})", file=sys.stderr)
        sys.exit(1)
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(output), encoding=sys.stdout.encoding,
                                  errors=sys.stdout.errors, line_buffering=output.isatty())
    code = _code_of(command, made, output)
    if output.failure is not None:
        # What is left goes nowhere, so that nothing complains when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)
