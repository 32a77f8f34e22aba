"""The files that trials read: which, with what content, and where they are in an artefact.

    needed = of(results)                 # a row per file: path as recorded, sha256, bytes, name
    found = locate(needed, [path, ...])  # SHA-256 -> a file with that content
"""

from __future__ import annotations

import hashlib
import pathlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..results import Results

FOLDER = "inputs"


def digest(path: pathlib.Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def of(results: Results) -> pd.DataFrame:
    """A row per content: path (as recorded first), sha256, bytes, name (different for each)."""
    rows: dict[str, dict[str, Any]] = {}
    for file in results.files.itertuples():
        with results.open_trial(file.condition, file.trial) as trial:
            if "inputs/path" not in trial.file:
                continue
            sizes = trial.file["inputs/bytes"][:].tolist()
            for (path, sha256), size in zip(trial.inputs().items(), sizes):
                rows.setdefault(sha256, {"path": path, "sha256": sha256, "bytes": int(size)})
    names: set[str] = set()
    for row in rows.values():
        whole = pathlib.PurePath(row["path"])
        row["name"] = whole.name if whole.name not in names else (
            f"{whole.stem}-{row['sha256'][:8]}{whole.suffix}")
        names.add(row["name"])
    return pd.DataFrame(list(rows.values()), columns=["path", "sha256", "bytes", "name"])


def locate(needed: pd.DataFrame, candidates: Iterable[pathlib.Path]) -> dict[str, pathlib.Path]:
    """SHA-256 -> a file with that content, of those that there are."""
    wanted = set(needed["sha256"])
    found: dict[str, pathlib.Path] = {}
    for path in candidates:
        if path.is_file() and (content := digest(path)) in wanted:
            found.setdefault(content, path)
    return found


def moved(text: str, places: Mapping[str, str]) -> str:
    """A configuration with every recorded path replaced. places: recorded path -> where it is now."""
    if not places:
        return text
    either = "|".join(re.escape(path) for path in sorted(places, key=len, reverse=True))
    return re.sub(either, lambda found: places[found[0]], text)
