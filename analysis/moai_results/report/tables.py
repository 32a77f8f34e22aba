"""The report's tables: what was run, Table 1, provenance, and what to be warned of.

Each section takes the results and the drawing and returns html, or "" where it has nothing to say.
"""

from __future__ import annotations


import numpy as np
import pandas as pd

from .. import comparisons, counting, inputs, profiles, tables
from ..errors import UserError
from ..results import Results
from .drawing import Drawing
from .page import folded, paragraph, table, text


def overview(results: Results, drawing: Drawing) -> str:
    """What was run: a row per condition."""
    rows: list[list[object]] = []
    history = results.history()
    own = results.timing().set_index(["condition", "trial"]).sum(axis=1)
    for condition in results.conditions:
        files = results.files[results.files["condition"] == condition]
        mine = history[history["condition"] == condition]
        ends = mine.groupby(["trial", "island"], observed=True)[["generation", "evaluations"]].max()
        evaluations = ends.groupby("trial")["evaluations"].sum()
        seconds = own[own.index.get_level_values("condition") == condition]
        rows.append([condition, int(files["finished"].sum()), int((~files["finished"]).sum()),
                     f"{ends['generation'].max() + 1:,.0f}", f"{evaluations.mean():,.0f}",
                     f"{seconds.mean():,.1f} s" if len(seconds) else "-"])
    return table(["condition", "finished", "running", "generations", "evaluations per trial",
                  "time per trial"], rows)


def trials_of(results: Results) -> tuple[pd.DataFrame, str | None]:
    """(trials, the condition that their scores are relative to or None)."""
    try:
        baseline = profiles.find_baseline(results)
        if baseline is not None:
            return profiles.with_relative_scores(results, baseline), baseline
    except UserError:  # what stands in the way is told under "By objective"
        pass
    return results.trials, None


def table_1(results: Results, drawing: Drawing) -> str:
    """Table 1 of the MOVE paper."""
    if results.trials.empty:
        return paragraph("No trial is finished yet.")
    trials, baseline = trials_of(results)
    words = (f" Champion scores are in units of what {baseline} reaches on each objective, averaged; "
             "ratio of scores is that of the mean scores." if baseline else "")
    columns = tables.table_1_columns(trials, baseline)
    made = tables.make_table(trials, columns, results.paired)
    rows: list[list[object]] = [[name, made.trials[name]] + [tables.cell_text(column, made.cells.get(
        (name, column.value))) for column in columns] for name in made.conditions]

    def bold(row: int, column: int) -> bool:
        if column < 2:
            return False
        cell = made.cells.get((made.conditions[row], columns[column - 2].value))
        return cell is not None and cell.bold

    test = "signed-rank (paired)" if results.paired else "rank-sum"
    return table(["condition", "trials"] + [" ".join(column.heading) for column in columns], rows,
                 bold) + paragraph(
        "Mean ± half the 95 % interval (Student). " + (
            "Bold: the highest of a column and what does not differ significantly from it (Wilcoxon "
            f"{test}, two-sided, p < 0.05, as in the paper: uncorrected)." if made.marked else
            "Nothing is bold: too few trials for any difference to be significant.") + words, "note")


def counted_by_names(results: Results, drawing: Drawing) -> str:
    """What Table 1 counts, as the paper's authors count it; "" where no condition has cells."""
    if results.trials.empty:
        return ""
    trials = counting.by_names(results.trials, results)
    trials = trials[trials["total_replacements"].notna()]
    if trials.empty:
        return ""
    columns = [column for column in tables.table_1_columns(trials, names=True)
               if column.value in counting.COLUMNS]
    made = tables.make_table(trials, columns, results.paired)
    return table(["condition", "trials"] + [" ".join(column.heading) for column in columns],
                 [[name, made.trials[name]] + [
                     tables.cell_text(column, made.cells.get((name, column.value)))
                     for column in columns] for name in made.conditions]) + paragraph(
        "Cells that vote with the same objectives are one here. Of their replacements in a generation "
        "the last counts, generation 0 included; a jump is a replacement between different names; "
        "cells (by name) and steps (jumps or not) are those of the lines of descent of all final "
        "elites, while the table above follows the champion.", "note")


def provenance(results: Results, drawing: Drawing) -> str:
    """Where the trials come from, and the experiment file of each condition."""
    frame = results.provenance()
    kept = [name for name in ("experiment", "seed", "moai_version", "libtorch", "device", "host",
                              "ranks", "threads", "created", "finished") if name in frame]
    rows = []
    for name in kept:
        values = list(dict.fromkeys(str(value) for value in frame[name].dropna()))
        shown = ", ".join(values[:3]) + (f" … {values[-1]} ({len(values)})" if len(values) > 3
                                         else "")
        rows.append([name.replace("_", " "), shown])
    configs = dict(zip(frame["condition"], frame["config"]))
    body = "".join(folded(f"experiment file of {name}", f"<pre>{text(config)}</pre>")
                   for name, config in configs.items())
    return table(["", "of the trials"], rows, words=(0, 1)) + body


def not_numbers(results: Results, frame: pd.DataFrame) -> str:
    """Which objectives were not a number (NaN), and how often."""
    bad = frame[frame["nan_evaluations"] > 0]
    names: dict[str, None] = {}
    for row in bad.itertuples():
        with results.open_trial(row.condition, row.trial) as trial:
            names |= dict.fromkeys(trial.nan_counts())
    return (f"{int(bad['nan_evaluations'].sum()):,} evaluations of {len(bad)} trials gave a value that "
            f"is not a number (NaN), of {', '.join(names)}; it loses every vote")


def failed(results: Results, frame: pd.DataFrame) -> str:
    """How many evaluations failed, and the reasons of those of one trial."""
    bad = frame[frame["failed_evaluations"] > 0]
    with results.open_trial(bad["condition"].iloc[0], bad["trial"].iloc[0]) as trial:
        reasons = trial.failures()["reason"].value_counts()
    words = "; ".join(f"{reason} ({count:,})" for reason, count in reasons.head(3).items())
    return (f"{int(bad['failed_evaluations'].sum()):,} evaluations of {len(bad)} trials failed and lose every "
            f"comparison; in {bad['condition'].iloc[0]}, trial {bad['trial'].iloc[0]}: {words}")


def infeasible(finals: pd.DataFrame) -> list[str]:
    """Conditions with trials that ended without a feasible individual."""
    if "feasible_solutions" not in finals:
        return []
    none = finals[finals["feasible_solutions"] == 0].groupby("condition", sort=False, observed=True).size()
    return [f"{condition} ({count})" for condition, count in none.items() if count]


def not_finite(history: pd.DataFrame) -> list[str]:
    """Columns with values that are not finite; one that a condition does not have is none of them."""
    bad: dict[str, None] = {}
    for _, rows in history.groupby("condition", sort=False, observed=True):
        numbers = rows.select_dtypes("number").dropna(axis="columns", how="all")
        finite = np.isfinite(numbers.to_numpy(dtype=float)).all(axis=0)
        bad |= dict.fromkeys(numbers.columns[~finite])
    return list(bad)


def warnings_of(results: Results) -> list[str]:
    """What a reader has to know before believing a number."""
    found = results.warnings + profiles.score_warnings(results) + inputs.warnings(results)
    running = int((~results.files["finished"]).sum())
    if running:
        found.append(f"{running} of {len(results.files)} trials are not finished; tables leave "
                     "them out, curves show them as far as they are (n: how many trials that is)")
    bad = not_finite(results.history())
    if bad:
        found.append(f"not all values are finite: {', '.join(bad[:5])}")
    frame = results.provenance()
    if "nan_evaluations" in frame and (frame["nan_evaluations"] > 0).any():
        found.append(not_numbers(results, frame))
    if "failed_evaluations" in frame and (frame["failed_evaluations"] > 0).any():
        found.append(failed(results, frame))
    without = infeasible(results.trials)
    if without:
        found.append("trials that ended without any feasible individual, whose champions violate constraints: "
                     + ", ".join(without))
    if not frame["reproducible"].all():
        found.append("asynchronous migration, or refinement on a GPU: these trials cannot be "
                     "repeated bit for bit")
    for name in ("moai_version", "libtorch", "device"):
        if frame[name].nunique() > 1:
            found.append(f"trials were made with several values of {name}: "
                         f"{', '.join(sorted(frame[name].unique()))}")
    least = comparisons.least_p(results.trials, results.paired)
    if least is not None and least >= comparisons.ALPHA:
        found.append("some conditions have too few trials for any test to find a difference "
                     f"(smallest possible p: {least:.2g})")
    return found
