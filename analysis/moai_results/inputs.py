"""Whether trials that are put together read the same files: by their content, not by their names.

    for warning in inputs.warnings(results): ...

moai refuses to mix inputs in one folder; this is for folders that are read together, and for files
that were copied into one by hand.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from typing import Any

import pandas as pd

from . import config
from .results import Results
from .trial_file import TrialFile

COLUMNS = ["folder", "condition", "key", "path", "sha256"]


def read(results: Results) -> pd.DataFrame:
    """A row per trial and file that it read: folder, condition, key (problem.target ...), path,
    sha256."""
    rows = []
    keys: dict[tuple[str, str], dict[str, str]] = {}  # by folder and condition: path -> key
    for row in results.files.itertuples():
        with TrialFile(row.path, row.group) as trial:
            files = trial.inputs()
            if files and (row.folder, row.name) not in keys:
                keys[row.folder, row.name] = {
                    value: key for key, value in _texts(config.parse(trial.attributes["config"]))}
        known = keys.get((row.folder, row.name), {})
        rows += [(row.folder, row.condition, known.get(path, ""), path, digest)
                 for path, digest in files.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """(dotted key, text) of every text in a configuration; items of a list have the list's key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def warnings(results: Results) -> list[str]:
    """A sentence for every file whose content differs between trials, and for every key whose files
    differ between folders (a sweep over files within one folder was meant)."""
    frame = read(results)
    found = []
    for path, rows in frame.groupby("path", sort=False):
        if rows["sha256"].nunique() > 1:
            found.append(f"trials read different contents of {path} ({_shares(rows)}); do not "
                         "compare their scores")
    for key, rows in frame.groupby("key", sort=False):
        contents = {folder: frozenset(files["sha256"])
                    for folder, files in rows.groupby("folder", sort=False)}
        if key and len(set(contents.values())) > 1 and rows["path"].nunique() > 1:
            found.append(f"{key} is not the same file in all folders ({_named(rows)}); do not "
                         "compare their scores")
    return found


def _shares(rows: pd.DataFrame) -> str:
    """How many trials, and of which conditions, read what."""
    return "; ".join(
        f"SHA-256 {digest[:12]}... in {len(part)} of {', '.join(part['condition'].unique()[:3])}"
        for digest, part in rows.groupby("sha256", sort=False))


def _named(rows: pd.DataFrame) -> str:
    words = []
    for folder, part in rows.groupby("folder", sort=False):
        files = dict(zip(part["path"], part["sha256"])).items()
        words.append(f"{folder}: " + ", ".join(
            f"{pathlib.Path(path).name} (SHA-256 {digest[:12]}...)" for path, digest in files))
    return "; ".join(words)
