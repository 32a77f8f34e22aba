"""One trial's HDF5 file as attributes, frames and arrays.

    with TrialFile("results/quickstart/trials/fns=3/0.h5") as trial:
        trial.attributes["champion_score"]
        trial.replacements()                  # pandas frame, one row an event

A finished trial and a segment of a running one have the same groups; what is only known at the end
(finals, champion) is empty in a segment. Ids are signed 64-bit here: none is -1.
"""

from __future__ import annotations


import pathlib
from typing import Any

import h5py
import numpy as np
import pandas as pd

from .arrays import Floats, Integers, Mask, Pixels, Snapshots
from .errors import UserError

SCHEMAS = (1, 2)  # read alike: they differ in words of CPPNs and in the state of segments
KINDS = ["initial", "child", "migrant"]


def _ids(values: Any) -> Integers:
    """2^64-1 stands for nobody in the file; as a signed number that is -1."""
    return np.asarray(values).astype(np.uint64).view(np.int64)


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


def _plain(value: Any) -> Any:
    """Attributes as Python values."""
    if isinstance(value, bytes):
        return value.decode()
    return value.item() if isinstance(value, np.generic) else value


class TrialFile:
    """Reads only; the file may be open for writing elsewhere no longer (segments appear whole)."""

    def __init__(self, path: str | pathlib.Path, group: str = "/") -> None:
        """group: of a trial that is packed into one file with others.

        Throws OSError for a file that is missing or cut short, UserError for another format."""
        self._file = h5py.File(path, "r")
        self.file = self._file[group]
        self.attributes = {name: _plain(value) for name, value in self.file.attrs.items()}
        schema = self.attributes.get("moai_schema")
        if schema not in SCHEMAS:
            self._file.close()
            raise UserError(f"{path}: no trial file that this version reads (schema {schema} "
                            f"instead of {' or '.join(map(str, SCHEMAS))})")

    def __enter__(self) -> TrialFile:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()

    @property
    def objectives(self) -> list[str]:
        """Names of the M objectives."""
        return [_text(name) for name in self.file["objectives/name"][:]]

    def provenance(self) -> dict[str, Any]:
        """The attributes of the file, as Python values."""
        return self.attributes

    def inputs(self) -> dict[str, str]:
        """Path -> SHA-256 of the files that the trial depends on; empty where it reads none, or
        where moai did not record them yet."""
        if "inputs/path" not in self.file:
            return {}
        return {_text(path): _text(digest) for path, digest in zip(
            self.file["inputs/path"][:], self.file["inputs/sha256"][:])}

    def nan_counts(self) -> dict[str, int]:
        """Objective -> evaluations whose value was not a number (NaN), of those that had any."""
        counts = self.file["objectives/nan_count"][:].tolist()
        return {name: count for name, count in zip(self.objectives, counts) if count}

    def normalisation(self) -> tuple[Floats, Floats]:
        """(minimum, maximum), each (M): what counts as 0 and 1 in the score."""
        return self.file["objectives/minimum"][:], self.file["objectives/maximum"][:]

    def _columns(self, group: str, ids: tuple[str, ...] = ()) -> dict[str, Any]:
        if group not in self.file:
            return {}
        return {name: _ids(data[:]) if name in ids else data[:]
                for name, data in self.file[group].items() if isinstance(data, h5py.Dataset)}

    def history(self) -> pd.DataFrame:
        """A row per recorded generation and island; best.NAME and mean.NAME are raw fitness."""
        columns = self._columns("history")
        if not columns:
            return pd.DataFrame(columns=["generation", "island"])
        generations, islands = columns["evaluations"].shape
        frame = {"generation": np.repeat(columns.pop("generation").astype(np.int64), islands),
                 "island": np.tile(np.arange(islands), generations)}
        for short, name in [("best", "best_fitness"), ("mean", "mean_fitness")]:
            values = columns.pop(name).reshape(generations * islands, -1)
            for number, objective in enumerate(self.objectives):
                frame[f"{short}.{objective}"] = values[:, number]
        for name, values in columns.items():
            values = values.reshape(-1)
            frame[name] = values.astype(np.int64) if values.dtype.kind == "u" else values
        return pd.DataFrame(frame)

    def _events(self, group: str, ids: tuple[str, ...]) -> pd.DataFrame:
        columns = self._columns(group, ids)
        frame = pd.DataFrame({name: values.astype(np.int64) for name, values in columns.items()})
        if "kind" in frame:
            frame["kind"] = pd.Categorical.from_codes(frame["kind"], KINDS)
        return frame

    def _with_fitness(self, group: str, ids: tuple[str, ...] = ()) -> pd.DataFrame:
        columns = self._columns(group, ids)
        fitness = columns.pop("fitness", np.empty((0, len(self.objectives))))
        frame = {name: values.astype(np.int64) for name, values in columns.items()}
        for number, objective in enumerate(self.objectives):
            frame[f"fit.{objective}"] = fitness[:, number]
        return pd.DataFrame(frame)

    def population(self) -> pd.DataFrame:
        """Who held places over the run: generation, island, id, fit.NAME (raw); empty unless
        record.fitness was set."""
        return self._with_fitness("history/population", ("id",))

    def seeding(self) -> pd.DataFrame:
        """Where the seeds that the problem made stood on their way: island, seed, step, fit.NAME
        (raw); empty without seeds."""
        return self._with_fitness("events/seeding")

    def failures(self) -> pd.DataFrame:
        """Evaluations that failed: generation, island, id, attempts, x0, x1 ..., reason, standard_error."""
        columns = self._columns("events/failures", ("id",))
        variables = columns.pop("variables", np.empty((0, 0)))
        texts = {name: [_text(value) for value in columns.pop(name, [])]
                 for name in ("reason", "standard_error")}
        frame = {name: values.astype(np.int64) for name, values in columns.items()}
        frame |= {f"x{i}": variables[:, i] for i in range(variables.shape[1])}
        return pd.DataFrame(frame | texts)

    def replacements(self) -> pd.DataFrame:
        """Who took which place: generation, island, cell, from_cell, child, parent ..., kind."""
        return self._events("events/replacements", ("child", "parent", "replaced"))

    def migrations(self) -> pd.DataFrame:
        """Who came from another island: generation (there), left_generation (here), from_island,
        to_island, individual, cells_won."""
        frame = self._events("events/migrations", ("individual",))
        if "left_generation" not in frame:  # written before there was asynchronous migration
            frame.insert(1, "left_generation", frame["generation"])
        return frame

    def individuals(self) -> pd.DataFrame:
        """Everyone who ever held a place: id, parents, generation, island, cell of the parent."""
        return self._events("individuals", ("id", "parent_a", "parent_b"))

    def objective_mask(self) -> Mask | None:
        """(I,C,M) bool: which objectives each cell votes with; None without cells."""
        if "cells/objective_mask" not in self.file:
            return None
        mask = self.file["cells/objective_mask"][:]
        return mask.astype(bool) if mask.size else None

    def finals(self) -> pd.DataFrame:
        """A row per place at the end: island, cell, rank, id, individual, score, fit.NAME (raw)."""
        columns = self._columns("final", ("id",))
        fitness = columns.pop("fitness", None)
        frame = {name: values if values.dtype.kind == "f" else values.astype(np.int64)
                 for name, values in columns.items()}
        if fitness is not None:
            for number, objective in enumerate(self.objectives):
                frame[f"fit.{objective}"] = fitness[:, number]
        return pd.DataFrame(frame)

    def champion(self) -> dict[str, Any]:
        """id, score and fit.NAME (raw) of the best individual; empty before the end."""
        if "champion" not in self.file:
            return {}
        group = self.file["champion"]
        found = {"champion": int(_ids([group.attrs["id"]])[0]),
                 "champion_score": float(group.attrs["score"])}
        return found | {f"fit.{objective}": float(value)
                        for objective, value in zip(self.objectives, group["fitness"][:])}

    def lineage(self) -> pd.DataFrame:
        """The champion's line, oldest first: id, generation, island, cell that it held."""
        return self._events("champion/lineage", ("id",)).iloc[::-1].reset_index(drop=True)

    def summary(self) -> dict[str, Any]:
        """The attributes of /summary and best.NAME; empty before the end."""
        if "summary" not in self.file:
            return {}
        group = self.file["summary"]
        return {name: _plain(value) for name, value in group.attrs.items()} | {
            f"best.{objective}": float(value)
            for objective, value in zip(self.objectives, group["best_raw"][:])}

    def target(self) -> Pixels | None:
        """(H,W,3) bytes of the picture aimed at, or None."""
        return self._picture("target/image")

    def champion_picture(self) -> Pixels | None:
        """(H,W,3) bytes, or None."""
        return self._picture("champion/image")

    def final_pictures(self) -> Pixels | None:
        """(N,H,W,3) bytes; row `individual` of finals() is the holder's. None without pictures."""
        if "final/individuals/image" not in self.file:
            return None
        return np.moveaxis(self.file["final/individuals/image"][:], 1, -1)

    def final_variables(self) -> Floats | None:
        """(N,V) vectors; row `individual` of finals() is the holder's. None for other genomes."""
        name = "final/individuals/genomes/variables"
        return self.file[name][:] if name in self.file else None

    def final_violations(self) -> Floats:
        """(N); row `individual` of finals() is the holder's. 0: feasible."""
        return self.file["final/individuals/violation"][:]

    def snapshots(self) -> Snapshots:
        """(generation, (H,W,3) bytes) of the best individual over the run."""
        if "snapshots/image" not in self.file:
            return []
        group = self.file["snapshots"]
        pictures = np.moveaxis(group["image"][:], 1, -1)
        return list(zip(group["generation"][:].astype(int).tolist(), pictures))

    def portraits(self) -> tuple[pd.DataFrame, Pixels | None]:
        """(frame generation, island, id; (N,H,W,3) bytes, row by row) of everyone who held a place
        at some generations; (empty frame, None) without record: maps."""
        if "maps/image" not in self.file:
            return pd.DataFrame(columns=["generation", "island", "id"]), None
        frame = pd.DataFrame({
            "generation": self.file["maps/generation"][:].astype(np.int64),
            "island": self.file["maps/island"][:].astype(np.int64),
            "id": _ids(self.file["maps/id"][:])})
        return frame, np.moveaxis(self.file["maps/image"][:], 1, -1)

    def rank_timing(self) -> pd.DataFrame:
        """A row per rank of the trial and phase: rank, phase, seconds, in the job that ended it."""
        if "timing/ranks/rank" not in self.file:
            return pd.DataFrame(columns=["rank", "phase", "seconds"])
        group = self.file["timing/ranks"]
        return pd.DataFrame({"rank": group["rank"][:].astype(np.int64),
                             "phase": [_text(phase) for phase in group["phase"][:]],
                             "seconds": group["seconds"][:]})

    def timing(self) -> dict[str, float]:
        """Phase -> seconds."""
        if "timing" not in self.file:
            return {}
        group = self.file["timing"]
        return dict(zip(map(_text, group["phase"][:]), group["seconds"][:].tolist()))

    def _picture(self, name: str) -> Pixels | None:
        return None if name not in self.file else np.moveaxis(self.file[name][0], 0, -1)
