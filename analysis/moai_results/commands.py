"""What the scripts share: arguments for folders and labels, and errors as one line.

    def main(arguments):
        results = commands.open_from(arguments)

    if __name__ == "__main__":
        commands.run(main, parser)
"""

import argparse
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
    except (OSError, UserError) as error:
        print(f"{made.prog}: {error}", file=sys.stderr)
        sys.exit(2)
