"""All trials of one or several output folders, as tidy pandas frames that are read when asked for.

    results = moai_results.open("results/paper")
    results.trials                        # a row per finished trial: Table 1's quantities
    results.history("fns=3")              # of one condition; history() is that of all
    results["fns=3"].replacements()

Every frame has the columns condition and trial. Running trials take part with their last segment,
except in `trials` and in what only exists at the end.
"""

from __future__ import annotations


import functools
import pathlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Trial
from .errors import UserError
from .folder import of_plan, planned_by_job, read_index, trial_paths
from .trial_file import TrialFile


def natural_key(name: str) -> list[tuple[int, float, str]]:
    """Sorts fns=3 before fns=11."""
    return [(0, float(part), "") if re.fullmatch(r"\d+(\.\d+)?", part) else (1, 0.0, part)
            for part in re.split(r"(\d+(?:\.\d+)?)", name) if part]


class Results:
    """Made by moai_results.open. No file stays open; frames are read once: copy before changing."""

    def __init__(self, files: pd.DataFrame, folders: list[str], warnings: list[str],
                 summaries: Iterable[pd.DataFrame] = (), planned: int = 0) -> None:
        """files: frame condition, trial, path, group, finished, folder (it is in) and name (the
        condition's without a label); folders: those that were opened.

        planned: how many trials the experiments have, as far as indices tell."""
        self.planned = planned
        self.files = files
        self.folders = folders
        self.warnings = warnings
        self._summaries = list(summaries)
        self._frames: dict[tuple[str, str | None], pd.DataFrame] = {}

    @property
    def complete(self) -> bool:
        """Whether every trial that is known of is finished."""
        return bool(self.files["finished"].all()) and len(self.files) >= self.planned

    @property
    def running(self) -> set[Trial]:
        """(condition, trial) of every trial that is not finished, as a set."""
        rows = self.files[~self.files["finished"]]
        return set(zip(rows["condition"], rows["trial"]))

    @property
    def conditions(self) -> list[str]:
        """Names in natural order."""
        return sorted(self.files["condition"].unique(), key=natural_key)

    def __getitem__(self, condition: str | Iterable[str]) -> Results:
        """The results of one condition or of a list of them."""
        wanted = [condition] if isinstance(condition, str) else list(condition)
        for name in wanted:
            if name not in self.conditions:
                raise UserError(f"no condition '{name}' (there are {', '.join(self.conditions)})")
        chosen = self.files[self.files["condition"].isin(wanted)]
        return Results(chosen, self.folders, self.warnings, self._summaries)

    def open_trial(self, condition: str, trial: int) -> TrialFile:
        """The TrialFile of one trial, for whatever is no frame. Use it in a `with`."""
        rows = self.files[(self.files["condition"] == condition) & (self.files["trial"] == trial)]
        if rows.empty:
            raise UserError(f"no trial {trial} of condition '{condition}'")
        return TrialFile(rows["path"].iloc[0], rows["group"].iloc[0])

    @functools.cached_property
    def trials(self) -> pd.DataFrame:
        """A row per finished trial with the columns of /summary and best.NAME (raw)."""
        done = self.files[self.files["finished"]]
        frames = [self._from_indices(done)]
        known = frames[0].set_index(["condition", "trial"]).index if len(frames[0]) else []
        missing = [row for row in done.itertuples() if (row.condition, row.trial) not in known]
        rows = []
        for row in missing:
            with TrialFile(row.path, row.group) as trial:
                rows.append({"condition": row.condition, "trial": row.trial} | trial.summary())
        frames.append(pd.DataFrame(rows))
        frames = [frame for frame in frames if len(frame)]
        if not frames:
            return pd.DataFrame(columns=["condition", "trial", "champion_score"])
        return self._sorted(pd.concat(frames, ignore_index=True))

    def _from_indices(self, done: pd.DataFrame) -> pd.DataFrame:
        if not self._summaries:
            return pd.DataFrame(columns=["condition", "trial"])
        rows = pd.concat(self._summaries, ignore_index=True)
        return rows.merge(done[["condition", "trial"]], on=["condition", "trial"])

    def _sorted(self, frame: pd.DataFrame) -> pd.DataFrame:
        order = {name: number for number, name in enumerate(self.conditions)}
        keys = np.lexsort((frame["trial"], frame["condition"].map(order)))
        return frame.iloc[keys].reset_index(drop=True)

    def history(self, condition: str | None = None) -> pd.DataFrame:
        """A row per trial, recorded generation and island."""
        return self._collect("history", condition)

    def replacements(self, condition: str | None = None) -> pd.DataFrame:
        """A row per place that changed hands; see TrialFile.replacements."""
        return self._collect("replacements", condition)

    def migrations(self, condition: str | None = None) -> pd.DataFrame:
        """A row per individual that came to another island; see TrialFile.migrations."""
        return self._collect("migrations", condition)

    def individuals(self, condition: str | None = None) -> pd.DataFrame:
        """A row per individual that ever held a place; see TrialFile.individuals."""
        return self._collect("individuals", condition)

    def finals(self, condition: str | None = None) -> pd.DataFrame:
        """A row per trial and place at its end."""
        return self._collect("finals", condition)

    def champions(self, condition: str | None = None) -> pd.DataFrame:
        """A row per finished trial: champion (id), champion_score, fit.NAME (raw)."""
        return self._collect("champion", condition)

    def provenance(self, condition: str | None = None) -> pd.DataFrame:
        """A row per trial with the attributes of its file: seed, host, device, versions ..."""
        return self._collect("provenance", condition)

    def timing(self, condition: str | None = None) -> pd.DataFrame:
        """A row per trial with the seconds of each phase: of the trial itself, whatever other
        trials its rank had under way (`wall_time` of the history has their time in it)."""
        return self._collect("timing", condition)

    def objectives(self) -> list[str]:
        """Names of the objectives of all conditions, in the order of the first that has them."""
        names: dict[str, None] = {}
        for condition in self.conditions:
            with TrialFile(*self._chosen(condition)[["path", "group"]].iloc[0]) as trial:
                names |= dict.fromkeys(trial.objectives)
        return list(names)

    @functools.cached_property
    def paired(self) -> bool:
        """Whether trial k of every condition had the same random environment.

        Only trial numbers that two conditions have can tell; without any it is False."""
        streams = self.trials
        if "stream" not in streams or streams["stream"].isna().any():  # not all are in an index
            streams = self.provenance()
        streams = streams[streams.duplicated("trial", keep=False)]
        return len(streams) > 0 and bool((streams.groupby("trial")["stream"].nunique() == 1).all())

    def _chosen(self, condition: str | None) -> pd.DataFrame:
        return self.files if condition is None else self[condition].files

    def _collect(self, what: str, condition: str | None) -> pd.DataFrame:
        if (what, condition) not in self._frames:
            self._frames[what, condition] = self._read(what, condition)
        return self._frames[what, condition]

    def _read(self, what: str, condition: str | None) -> pd.DataFrame:
        frames = []
        for row in self._chosen(condition).itertuples():
            with TrialFile(row.path, row.group) as trial:
                found = getattr(trial, what)()
            frame = pd.DataFrame([found] if found else []) if isinstance(found, dict) else found
            for name in ("trial", "condition"):
                if name in frame:  # an attribute of the file; a label may stand before it here
                    frame = frame.drop(columns=name)
                frame.insert(0, name, getattr(row, name))
            if len(frame):
                frames.append(frame)
        if not frames:
            return pd.DataFrame(columns=["condition", "trial"])
        frame = pd.concat(frames, ignore_index=True)
        frame["condition"] = pd.Categorical(frame["condition"], self.conditions, ordered=True)
        return frame


def open_results(*folders: str | pathlib.Path, labels: Sequence[str] = ()) -> Results:
    """The results of output folders (or of their experiment.h5); see Results.

    labels: one for each folder; conditions are then called LABEL/CONDITION. Needed where several
    folders have conditions of the same name. Throws UserError.
    """
    if labels and len(labels) != len(folders):
        raise UserError(f"{len(labels)} labels for {len(folders)} folders (one each, or none)")
    rows: list[Any] = []
    warnings: list[str] = []
    summaries: list[pd.DataFrame] = []
    all_planned = 0
    for number, folder in enumerate(folders):
        path = pathlib.Path(folder)
        path = path.parent if path.suffix == ".h5" else path
        if not path.is_dir():
            raise UserError(f"{folder}: no such folder (results are what `moai run` "
                            "writes with --out)")
        prefix = f"{labels[number]}/" if labels else ""
        found = of_plan(path, trial_paths(path, warnings), warnings)
        if not found:
            raise UserError(f"{folder}: no trials there yet (looked into trials/ and running/)")
        rows += [(prefix + condition, *rest, str(path), condition) for condition, *rest in found]
        summary, planned = read_index(path / "experiment.h5", found)
        planned = max(planned, planned_by_job(path))
        all_planned += max(planned, len(found))
        if planned > len(found):
            warnings.append(f"{folder}: {planned - len(found)} of {planned} planned trials have "
                            "not begun")
        if len(summary):
            summary["condition"] = prefix + summary["condition"]
            summaries.append(summary)
    files = pd.DataFrame(rows, columns=["condition", "trial", "path", "group", "finished", "folder",
                                        "name"])
    twice = files[files.duplicated(["condition", "trial"])]
    if len(twice):
        raise UserError(f"trial {twice['trial'].iloc[0]} of condition "
                        f"'{twice['condition'].iloc[0]}' is in two folders; give each a label")
    order = sorted(range(len(files)), key=lambda i: (natural_key(files["condition"][i]),
                                                     files["trial"][i]))
    return Results(files.iloc[order].reset_index(drop=True), [str(f) for f in folders], warnings,
                   summaries, all_planned)
