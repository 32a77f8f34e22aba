"""Runs as files of IOHprofiler: best score so far against evaluations.

    write(folder, "quickstart", "jumps=none", {0: curve, 1: curve}, dimension=0)

The format is that of IOHexperimenter 0.3 (J. de Nobel et al., "IOHexperimenter: benchmarking
platform for iterative optimization heuristics", Evolutionary Computation 32(3), 2024): a JSON file
that lists the runs, and their data in a .dat file, a header before each run. IOHanalyzer and
iohinspector read it. They tell runs apart by the line for evaluation 1, whose score moai does not
record by itself: it has the best of the first generation.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

VERSION = "0.3.5"


def curve(history: pd.DataFrame) -> pd.DataFrame:
    """Frame evaluations, raw_y of one trial: all islands' evaluations, and the best score of any
    island up to then. history: TrialFile.history()."""
    together = history.groupby("generation").agg(evaluations=("evaluations", "sum"),
                                                 raw_y=("best_score", "max"))
    together["raw_y"] = together["raw_y"].cummax()
    return together.reset_index(drop=True)


def _run(trial: int, points: pd.DataFrame) -> dict[str, Any]:
    best = points.loc[points["raw_y"].idxmax()]
    return {"instance": trial, "evals": int(points["evaluations"].iloc[-1]),
            "best": {"evals": int(best["evaluations"]), "y": float(best["raw_y"]), "x": []}}


def write(folder: pathlib.Path, experiment: str, condition: str, name: str,
          runs: Mapping[int, pd.DataFrame], dimension: int) -> list[pathlib.Path]:
    """Writes one condition as one algorithm; returns the paths. runs: trial -> curve().

    name: of the condition as part of a path. dimension: number of variables, 1 where there is no
    fixed number.
    """
    root = folder / name
    data = pathlib.Path(f"data_f1_{experiment}") / f"IOHprofiler_f1_DIM{dimension}.dat"
    (root / data.parent).mkdir(parents=True, exist_ok=True)
    with open(root / data, "w", encoding="utf-8") as out:
        for points in runs.values():
            out.write("evaluations raw_y\n")
            out.write(f"1 {float(points['raw_y'].iloc[0])!r}\n")
            for evaluations, value in zip(points["evaluations"], points["raw_y"]):
                out.write(f"{int(evaluations)} {float(value)!r}\n")
    described = {
        "version": VERSION, "suite": "moai", "function_id": 1, "function_name": experiment,
        "maximization": True, "algorithm": {"name": condition, "info": "moai"},
        "attributes": ["evaluations", "raw_y"],
        "scenarios": [{"dimension": dimension, "path": data.as_posix(),
                       "runs": [_run(trial, points) for trial, points in runs.items()]}]}
    meta = root / f"IOHprofiler_f1_{experiment}.json"
    meta.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    return [meta, root / data]
