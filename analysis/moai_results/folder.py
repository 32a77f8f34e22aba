"""What is in an output folder: the files of its trials, and the index beside them.

    found = trial_paths(folder, warnings)          # where each trial is
    summary, planned = read_index(folder / "experiment.h5", found)
"""

from __future__ import annotations


import json
import pathlib
import urllib.parse
from typing import Any

import h5py
import numpy as np
import pandas as pd

from . import config
from .arrays import Trial

# condition, trial, path, group in the file, whether it is finished
Found = tuple[str, int, str, str, bool]


def trial_paths(folder: pathlib.Path, warnings: list[str]) -> list[Found]:
    """(condition, trial, path, group, finished) of every trial; of a running one the last segment.

    group: where in the file it is: / unless it is packed. Files that cannot be read are left out
    and named in `warnings`.
    """
    candidates: list[tuple[list[pathlib.Path], bool]] = [
        ([path], True) for path in sorted(folder.glob("trials/*/*.h5"))]
    for running in sorted(folder.glob("running/*/*")):
        segments = [path for path in running.glob("*.h5") if path.stem.isdigit()]
        candidates.append((sorted(segments, key=lambda path: -int(path.stem)), False))
    found: dict[Trial, tuple[str, str, bool]] = {}
    for paths, finished in candidates:
        for path in paths:
            identity = _identity(path, warnings)
            if identity:
                # A trial that has just ended may still have segments: the finished file counts.
                found.setdefault(identity, (str(path), "/", finished))
                break
    for identity, group in _packed(folder / "trials.h5", warnings):
        found.setdefault(identity, (str(folder / "trials.h5"), group, True))
    return [(*identity, *what) for identity, what in found.items()]


def of_plan(folder: pathlib.Path, found: list[Found], warnings: list[str]) -> list[Found]:
    """Those of the trials that the folder's experiment.yaml plans: others were left aside
    (`moai run --leave-aside`), which `warnings` tells. All of them where it plans none that is there."""
    plan = config.read(folder / "experiment.yaml")
    wanted, trials = set(config.conditions_of(plan)), int(plan.get("trials", 1 << 62))
    if not wanted & {one[0] for one in found}:
        return found
    kept = [one for one in found if one[0] in wanted and one[1] < trials]
    if len(kept) < len(found):
        names = list(dict.fromkeys(one[0] for one in found if one not in kept))
        warnings.append(f"{folder}: {len(found) - len(kept)} trials of "
                        f"{', '.join(names[:3])}{' ...' if len(names) > 3 else ''} were left aside "
                        "(experiment.yaml plans them no longer) and are not read")
    return kept


def _packed(path: pathlib.Path, warnings: list[str]) -> list[tuple[Trial, str]]:
    """((condition, trial), group) of every trial that `moai pack` has put into one file."""
    if not path.exists():
        return []
    try:
        with h5py.File(path, "r") as file:
            groups = [group for condition in file["trials"].values()
                      for group in condition.values()]
            return [((_text(group.attrs["condition"]), int(group.attrs["trial"])), group.name)
                    for group in groups]
    except (OSError, KeyError) as error:
        warnings.append(f"{path} cannot be read ({error}); it is left out")
        return []


def _identity(path: pathlib.Path, warnings: list[str]) -> Trial | None:
    """(condition, trial) as the file says; None where it cannot be read."""
    try:
        with h5py.File(path, "r") as file:
            return _text(file.attrs["condition"]), int(file.attrs["trial"])
    except (OSError, KeyError) as error:
        if path.exists():  # segments of a running trial come and go
            warnings.append(f"{path} cannot be read ({error}); it is left out")
        return None


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


def planned_by_job(folder: pathlib.Path) -> int:
    """How many trials the jobs that run now (shards) have planned; 0 where none runs."""
    planned = 0
    for path in folder.glob("progress*.json"):
        try:
            planned += int(json.loads(path.read_text(encoding="utf-8"))["trials"])
        except (OSError, ValueError, KeyError):
            pass  # it has just ended
    return planned


def read_index(path: pathlib.Path, found: list[Found]) -> tuple[pd.DataFrame, int]:
    """(summary, planned): the index's table as a frame, and how many trials were planned.

    Only rows of finished trials in `found` are kept: files may have been removed since. Without an
    index, or with one that is cut short, the frame is empty and planned is 0.
    """
    try:
        with h5py.File(path, "r") as file:
            columns = _columns(file["summary"])
            best = _columns(file["summary/best_raw"])
            planned = int(file.attrs["trials_planned"])
    except (OSError, KeyError):
        return pd.DataFrame(), 0
    columns |= {f"best.{urllib.parse.unquote(name)}": values for name, values in best.items()}
    frame = pd.DataFrame(columns)
    present = {(condition, trial) for condition, trial, _, _, finished in found if finished}
    kept = [row in present for row in zip(frame["condition"], frame["trial"])]
    return frame[np.array(kept, dtype=bool)].reset_index(drop=True), planned


def _columns(group: h5py.Group) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, data in group.items():
        if isinstance(data, h5py.Dataset):
            values = data[:]
            if values.dtype.kind in "SO":
                columns[name] = [_text(value) for value in values]
            else:
                columns[name] = values.astype("int64") if values.dtype.kind == "u" else values
    return columns
