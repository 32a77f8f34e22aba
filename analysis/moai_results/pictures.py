"""Pictures of champions, chosen from the trials of each condition.

    target, rows = over_generations(results)      # rows: condition -> [(generation, picture)]
"""

from __future__ import annotations

from . import profiles
from .arrays import LineOfDescent, Pixels, Snapshots
from .results import Results
from .trial_file import TrialFile


def best_trials(results: Results) -> dict[str, int]:
    """Condition -> the trial with the highest champion score; the first while none is finished."""
    chosen = {}
    for condition in results.conditions:
        numbers = results.files.loc[results.files["condition"] == condition, "trial"]
        done = results.trials[results.trials["condition"] == condition]
        chosen[condition] = int(done.loc[done["champion_score"].idxmax(), "trial"]
                                if len(done) else numbers.iloc[0])
    return chosen


def over_generations(results: Results, trial: int | None = None
                     ) -> tuple[Pixels | None, dict[str, Snapshots]]:
    """(target (H,W,3), condition -> list of (generation, (H,W,3))); conditions without pictures left out.

    trial: its number; None: the best of each condition. The target is None where there is none or
    where it is not yet recorded.
    """
    target: Pixels | None = None
    rows: dict[str, Snapshots] = {}
    chosen = best_trials(results)
    for condition in results.conditions:
        number = chosen[condition] if trial is None else trial
        with results.open_trial(condition, number) as file:
            target = file.target() if target is None else target
            snapshots = file.snapshots()
        if snapshots:
            rows[f"{condition}, trial {number}"] = snapshots
    return target, rows


def line_of_descent(trial: TrialFile) -> LineOfDescent:
    """The champion's ancestors in pictures, from a random individual to itself: a list of
    (generation, cell, picture), one for each generation that was drawn; empty without maps.

    At each of these generations the youngest ancestor that lived then is taken. trial: a TrialFile.
    """
    frame, images = trial.portraits()
    line = trial.lineage()
    if images is None or line.empty:
        return []
    cells = dict(zip(line["id"], line["cell"]))
    born = dict(zip(line["id"], line["generation"]))
    found = []
    for generation, rows in frame.groupby("generation"):
        there = [(born[name], index, name) for index, name in zip(rows.index, rows["id"])
                 if name in cells]
        if there:
            _, index, name = max(there)
            found.append((int(generation), int(cells[name]), images[index]))
    return found


def champions(results: Results) -> tuple[Pixels | None, dict[str, tuple[Pixels, float]]]:
    """(target (H,W,3), condition -> ((H,W,3), score)) of the best finished trial of each condition."""
    target: Pixels | None = None
    found: dict[str, tuple[Pixels, float]] = {}
    finished = set(results.trials["condition"])
    for condition, number in best_trials(results).items():
        if condition not in finished:
            continue
        with results.open_trial(condition, number) as file:
            target = file.target() if target is None else target
            picture = file.champion_picture()
            if picture is not None:
                found[condition] = (picture, file.champion()["champion_score"])
    return target, found


def best_on(results: Results, condition: str, objective: str) -> tuple[Pixels, float] | None:
    """(picture, raw value) of the final individual of any finished trial of the condition that is the
    best on the objective; None where there is none, or no picture of it."""
    column = f"best.{objective}"
    trials = results.trials
    mine = trials[trials["condition"] == condition]
    if column not in mine or not mine[column].notna().any():
        return None
    number = int(mine.loc[mine[column].astype(float).idxmax(), "trial"])
    with results.open_trial(condition, number) as file:
        finals, images = file.finals(), file.final_pictures()
    if images is None:
        return None
    best = finals.loc[finals[f"fit.{objective}"].idxmax()]
    return images[int(best["individual"])], float(best[f"fit.{objective}"])


def _row(results: Results, whole: str | None, conditions: dict[str, str]) -> list[tuple[str, Pixels]]:
    """(words, picture): the target, the champion of condition `whole`, the best on each objective."""
    target, found = champions(results[[*conditions.values(), *([whole] if whole else [])]])
    row = [] if target is None else [("target", target)]
    if whole in found:
        row.append(("all objectives", found[whole][0]))
    for objective, condition in conditions.items():
        best = best_on(results, condition, objective)
        if best is not None:
            row.append((f"{objective} {best[1]:.3f}", best[0]))
    return row


def of_hillclimbers(results: Results) -> list[tuple[str, Pixels]]:
    """A row of Figure A4: each objective's picture is of the hillclimber on it alone; empty where
    there is no such hillclimber."""
    singles = profiles.single_objective(results)
    order = {name: singles[name] for name in results.objectives() if name in singles}
    return _row(results, profiles.find_baseline(results), order) if order else []


def of_maps(results: Results, condition: str) -> list[tuple[str, Pixels]]:
    """The same with the best of the final maps of one condition."""
    return _row(results, condition, dict.fromkeys(results.objectives(), condition))
