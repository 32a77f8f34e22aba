"""What the scripts share: arguments for folders and labels, and errors as one line.

    def main(arguments):
        results = commands.open_from(arguments)

    if __name__ == "__main__":
        commands.run(main, parser)
"""

import argparse
import os
import pathlib
import signal
import sys

from . import profiles
from .errors import UserError
from .results import open_results


def parser(description):
    """A parser with the folders and --label, which every script takes."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("folders", nargs="+", metavar="DIR",
                      help="what `moai run` wrote with --out; several are read together")
    made.add_argument("--label", action="append", default=[], metavar="NAME",
                      help="once for each DIR: its conditions are called NAME/CONDITION")
    made.add_argument("--condition", action="append", default=[], metavar="NAME",
                      help="only this condition (may be given several times)")
    return made


def positive(kind):
    """For argparse's type: an int or a float above 0."""
    def read(text):
        value = kind(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} (more than 0 is needed)")
        return value
    read.__name__ = f"positive {kind.__name__}"  # what argparse calls it
    return read


def picture_file(text):
    """For argparse's type: the path of a PNG or a PDF, by its ending; a PNG where it has none."""
    path = pathlib.Path(text)
    if path.suffix not in ("", ".png", ".pdf"):
        raise argparse.ArgumentTypeError(f"'{text}' ends with '{path.suffix}' (.png or .pdf is "
                                         "needed)")
    return path if path.suffix else path.with_suffix(".png")


def open_all(arguments):
    """The results of the folders, whatever --condition says; warnings go to standard error."""
    results = open_results(*arguments.folders, labels=arguments.label)
    for warning in results.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return results


def open_from(arguments):
    """The results that the arguments name; warnings go to standard error."""
    results = open_all(arguments)
    if arguments.condition:
        results = results[arguments.condition]
    for warning in profiles.score_warnings(results):
        print(f"warning: {warning}", file=sys.stderr)
    return results


def run(main, made):
    """Parses, runs main(arguments) and ends the process; exit code 2 for wrong input."""
    arguments = made.parse_args()
    try:
        main(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough; what is left goes nowhere, so that nothing complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except (OSError, UserError) as error:
        print(f"{made.prog}: {error}", file=sys.stderr)
        sys.exit(2)
