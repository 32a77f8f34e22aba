#!/usr/bin/env python3
"""Writes the table of options in README.md anew from what the program knows of them.

Usage: experiments/update_reference.py [PROGRAM]    (default: build/release/moai)
"""
import pathlib
import subprocess
import sys

BEGIN, END = "<!-- options -->\n", "<!-- end of options -->\n"


def main():
    root = pathlib.Path(__file__).resolve().parents[1]
    program = sys.argv[1] if len(sys.argv) > 1 else root / "build/release/moai"
    table = subprocess.run([program, "explain", "--markdown"], check=True, capture_output=True,
                           text=True).stdout
    page = root / "experiments/README.md"
    text = page.read_text()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    page.write_text(head + BEGIN + "\n" + table.strip() + "\n\n" + END + tail)


if __name__ == "__main__":
    main()
