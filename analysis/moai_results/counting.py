"""Table 1's quantities counted as the authors of the MOVE paper do, by the names of cells.

    trials = by_names(results.trials, results)     # total_replacements and its like, recounted

A cell's name is that of its objectives, so cells with the same objectives are one. These are the
definitions of analysis/algorithm_metrics.py in the authors' repository (github.com/uvm-neurobotics-lab/
MOVE, branch `experimental`, a later state than the paper's):

* of the replacements of one generation in cells of one name only the last counts; generation 0 is
  included, where a random individual comes from the cell that it was made for;
* a replacement is a jump where the two cells' names differ;
* cells in ancestry is the number of names that an elite's line of descent passed through, its own cell
  included, and steps in ancestry the number of its ancestors, jumps or not: both are averaged over all
  final elites, where moai's own look at the champion alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import genealogy
from .arrays import Integers, Mask
from .results import Results
from .trial_file import TrialFile

COLUMNS = ["total_replacements", "jump_proportion", "cells_in_ancestry", "jumps_in_ancestry"]
_INDEX_BITS = 20  # of an individual's id: which child of its generation it was


def names_of(mask: Mask) -> Integers:
    """(I,C) integers: cells that vote with the same objectives have the same. mask: (I,C,M) bool."""
    mask = np.asarray(mask, dtype=bool)
    _, names = np.unique(mask.reshape(-1, mask.shape[-1]), axis=0, return_inverse=True)
    return names.reshape(mask.shape[:2])


def removals(replacements: pd.DataFrame, names: Integers) -> pd.DataFrame:
    """The replacements that count, in order, with the columns `name` and `from_name` (integers)."""
    rows = replacements[replacements["kind"].isin(["initial", "child"])]
    home = np.where(rows["kind"] == "initial", rows["child"] & ((1 << _INDEX_BITS) - 1),
                    rows["from_cell"])
    island = rows["island"].to_numpy()
    rows = rows.assign(name=names[island, rows["cell"]], from_name=names[island, home])
    return rows.drop_duplicates(["generation", "island", "name"], keep="last")


def ancestry(individuals: pd.DataFrame, finals: pd.DataFrame,
             names: Integers) -> tuple[float, float]:
    """(cells, steps) of the lines of descent of all final elites, means. Throws UserError where a
    parent is not recorded."""
    row_of = dict(zip(individuals["id"], zip(individuals["parent_a"], individuals["island"],
                                             individuals["cell"])))
    cells, steps = [], []
    for holder in finals.itertuples():
        line = genealogy.ancestors_in(row_of, holder.id, (holder.island, holder.cell))
        cells.append(len({(island, names[island, cell]) for _, island, cell in line}))
        steps.append(len(line) - 1)
    return float(np.mean(cells)), float(np.mean(steps))


def count(trial: TrialFile) -> dict[str, float]:
    """COLUMNS of one TrialFile, as a dict; missing values (NaN) where the algorithm has no cells."""
    mask = trial.objective_mask()
    if mask is None:
        return dict.fromkeys(COLUMNS, float("nan"))
    names = names_of(mask)
    counted = removals(trial.replacements(), names)
    cells, steps = ancestry(trial.individuals(), trial.finals(), names)
    return {"total_replacements": len(counted),
            "jump_proportion": float((counted["name"] != counted["from_name"]).mean()),
            "cells_in_ancestry": cells, "jumps_in_ancestry": steps}


def by_names(trials: pd.DataFrame, results: Results) -> pd.DataFrame:
    """The frame of finished trials with COLUMNS counted by name."""
    rows = []
    for row in trials.itertuples():
        with results.open_trial(row.condition, row.trial) as trial:
            rows.append(count(trial))
    return trials.assign(**pd.DataFrame(rows, index=trials.index, columns=COLUMNS))
