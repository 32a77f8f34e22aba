"""Fitness by objective, normalised, and relative to a hillclimber as in the MOVE paper.

    values = normalised(results)                    # champions; kind="best": the best of each map
    values = relative_to(values, "all-objective")   # 1.0 is what that condition reaches on average
    table = values.groupby("condition", observed=True).mean(numeric_only=True)

Normalised is (f - minimum) / (maximum - minimum) with the ranges in the trial files, so that 1 is
the target itself, or where scorers of one's own take part a value that may be exceeded (one_means). The paper further divides each objective by the mean that the all-objective
hillclimber reaches, and averages over objectives.
"""

from __future__ import annotations


from typing import Any

import numpy as np
import pandas as pd

from . import comparisons, config, statistics
from .errors import UserError
from .results import Results

# Objective -> (minimum, maximum), what counts as 0 and 1.
Scale = dict[str, tuple[float, float]]

# Names that experiments/paper/baselines.yaml gives to the paper's baselines: this one, and
# objective=NAME for the hillclimbers on one objective.
BASELINE = "all-objective"
PREFIX = {"champion": "fit.", "best": "best."}


def find_baseline(results: Results) -> str | None:
    """The condition called all-objective, with or without a label before it; None: there is none.

    Throws UserError where there are several."""
    found = [name for name in results.conditions if name.rpartition("/")[2] == BASELINE]
    if len(found) > 1:
        raise UserError(f"several baselines ({', '.join(found)}); name one with --baseline")
    return found[0] if found else None


def hillclimber(results: Results, named: str | None = None) -> str:
    """The all-objective hillclimber: the condition `named`, or the one called all-objective.

    Throws UserError where there is none, and where its trials end with more than one individual:
    then champion and best of each objective differ, and no value is the hillclimber's."""
    found = named or find_baseline(results)
    if found is None:
        raise UserError(f"no condition '{BASELINE}' (the hillclimber that values are divided by) "
                        "name it with --baseline, or read experiments/paper/baselines too")
    trials = results.trials
    most = trials.loc[trials["condition"] == found, "unique_solutions"].max()
    if most > 1:
        raise UserError(f"'{found}' ends with up to {most:.0f} individuals (a hillclimber has one) "
                        "name a hillclimber as the baseline")
    return found


def single_objective(results: Results) -> dict[str, str]:
    """Objective -> the condition of a hillclimber on it alone, called objective=NAME."""
    names = ((name, name.rpartition("/")[2].partition("=")) for name in results.conditions)
    return {objective: name for name, (key, _, objective) in names if key == "objective"}


def scales(results: Results) -> dict[str, Scale]:
    """Condition -> {objective: (minimum, maximum)}, of what its scores are means of."""
    found = {}
    for condition in results.conditions:
        trial = results.files.loc[results.files["condition"] == condition, "trial"].iloc[0]
        with results.open_trial(condition, trial) as file:
            found[condition] = dict(zip(file.objectives, zip(*file.normalisation())))
    return found


def one_means(results: Results) -> str:
    """What a normalised value of 1 stands for, in words. The built-in objectives of image_match are
    measured against the target, which nothing exceeds; whatever else there is may exceed 1."""
    for condition in results.conditions:
        trial = results.files.loc[results.files["condition"] == condition, "trial"].iloc[0]
        with results.open_trial(condition, trial) as file:
            problem = config.parse(file.attributes["config"]).get("problem", {})
            kind = problem.get("type", file.attributes["problem"])
        objectives = problem.get("objectives", [])
        types = [item.get("type") if isinstance(item, dict) else item for item in
                 (objectives if isinstance(objectives, list) else [])]
        ranges_of = problem.get("normalisation", {})
        given = isinstance(ranges_of, dict) and ranges_of.get("type", "calibrate") != "calibrate"
        if kind != "image_match" or "torchscript" in types or given:
            return "the upper end of an objective's range, which may be exceeded"
    return "the target"


def score_warnings(results: Results) -> list[str]:
    """A list with the reason why scores of these conditions cannot be compared; empty: they can."""
    (first, scale), *others = scales(results).items()
    for name, other in others:
        if other != scale:
            what = "normalised differently" if set(other) == set(scale) else "of other objectives"
            return [f"scores are {what} in '{first}' and '{name}'; do not compare champion_score of "
                    "such conditions (tests of it and marks in tables mean nothing)"]
    return []


def ranges(results: Results) -> pd.DataFrame:
    """Frame by objective: minimum and maximum. Throws UserError where conditions disagree."""
    known: Scale = {}
    for condition, scale in scales(results).items():
        for name, span in scale.items():
            if known.setdefault(name, span) != span:
                raise UserError(f"objective '{name}' is normalised differently in '{condition}' "
                                "(scores cannot be compared) use one problem.normalisation table "
                                "for all")
    return pd.DataFrame.from_dict(known, orient="index", columns=["minimum", "maximum"])


def normalised(results: Results, kind: str = "champion") -> pd.DataFrame:
    """A row per finished trial: condition, trial, and a column for each objective.

    kind: champion (the values of the individual with the highest score) or best (of each objective
    the best value among the final individuals).
    """
    frame = results.champions() if kind == "champion" else results.trials
    scale = ranges(results)
    values = {"condition": frame["condition"], "trial": frame["trial"]}
    for name, row in scale.iterrows():
        if PREFIX[kind] + name in frame:
            span = row["maximum"] - row["minimum"]
            raw = frame[PREFIX[kind] + name].astype(float)
            values[name] = (raw - row["minimum"]) / span if span > 0 else np.nan * raw
    return pd.DataFrame(values)


def objectives_of(values: pd.DataFrame) -> list[str]:
    """The columns that are objectives."""
    return [name for name in values.columns if name not in ("condition", "trial")]


def relative_to(values: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """The values divided by the mean of condition `baseline`, objective by objective.

    Throws UserError where the baseline does not get above 0: no ratio means anything then."""
    base = values[values["condition"] == baseline]
    if base.empty:
        raise UserError(f"no finished trial of the baseline '{baseline}'")
    result = values.copy()
    for name in objectives_of(values):
        mean = base[name].mean()
        if not mean > 0:
            raise UserError(f"the baseline '{baseline}' reaches {mean:.3g} on '{name}' "
                            "(normalised values are divided by it, so it has to be above 0)")
        result[name] = values[name] / mean
    return result


def against_hillclimbers(results: Results, baseline: str | None = None) -> pd.DataFrame:
    """Figures 2 and A5 of the MOVE paper: a row per objective, condition and kind.

    kind: champion or best (see normalised). mean: relative to the all-objective hillclimber's;
    single: the mean of the hillclimber on that objective alone, in the same unit (NaN: there is
    none); p_all and p_single: two-sided Wilcoxon rank-sum tests against these two, corrected after
    Holm over the objectives of a condition and kind; n_all and n_single: their trials. Hillclimbers are
    no rows.
    """
    baseline = hillclimber(results, baseline)
    singles = single_objective(results)
    climbers = {baseline, *singles.values()}
    rows: list[dict[str, Any]] = []
    best = relative_to(normalised(results, "best"), baseline)
    for kind in PREFIX:
        values = relative_to(normalised(results, kind), baseline)
        for condition in [name for name in results.conditions if name not in climbers]:
            rows += _tested(values, best, condition, baseline, singles, kind)
    return pd.DataFrame(rows, columns=["objective", "condition", "kind", "n", "mean", "p_all",
                                       "single", "p_single", "n_all", "n_single"])


def matched(rows: pd.DataFrame) -> pd.DataFrame:
    """How many objectives of against_hillclimbers' rows hold their own: a row per condition and kind.

    above_all: significantly above the all-objective hillclimber; single: objectives that have a
    hillclimber of their own; matched: of these, not significantly below it. enough_all and
    enough_single: whether the trials are enough for any of these tests to find a difference.
    """
    def count(part: pd.DataFrame) -> pd.Series:
        single = part["single"].notna()
        below = single & (part["p_single"] < 0.05) & (part["mean"] < part["single"])
        enough = {f"enough_{whom}": any(
            len(part) * statistics.smallest_p(row.n, getattr(row, f"n_{whom}")) < comparisons.ALPHA
            for row in part.itertuples() if getattr(row, f"n_{whom}")) for whom in ("all", "single")}
        return pd.Series(enough | {
            "n": part["n"].iloc[0], "objectives": len(part),
            "above_all": int(((part["p_all"] < 0.05) & (part["mean"] > 1.0)).sum()),
            "single": int(single.sum()), "matched": int((single & ~below).sum())})

    return rows.groupby(["condition", "kind"], sort=False).apply(count).reset_index()


def _tested(values: pd.DataFrame, climbed: pd.DataFrame, condition: str, baseline: str,
            singles: dict[str, str], kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name in objectives_of(values):
        mine = values.loc[values["condition"] == condition, name].dropna()
        base = climbed.loc[climbed["condition"] == baseline, name]
        single = climbed.loc[climbed["condition"] == singles.get(name), name]
        if len(mine):
            rows.append({
                "objective": name, "condition": condition, "kind": kind, "n": len(mine),
                "mean": mine.mean(), "p_all": statistics.rank_sum(mine, base).p,
                "single": single.mean() if len(single) else np.nan,
                "p_single": statistics.rank_sum(mine, single).p if len(single) else np.nan,
                "n_all": len(base), "n_single": len(single)})
    for name in ("p_all", "p_single"):
        tested = [row for row in rows if not np.isnan(row[name])]
        for row, p in zip(tested, statistics.holm([row[name] for row in tested])):
            row[name] = p
    return rows


def relative_scores(results: Results, baseline: str) -> pd.DataFrame:
    """Frame condition, trial, champion_score: the paper's champion fitness."""
    values = relative_to(normalised(results), baseline)
    scores = values[objectives_of(values)].mean(axis=1)
    return pd.DataFrame({"condition": values["condition"].astype(str), "trial": values["trial"],
                         "champion_score": scores})


def with_relative_scores(results: Results, baseline: str) -> pd.DataFrame:
    """results.trials with champion_score in units of the baseline: the mean over objectives of
    ratios. score_ratio is the other way to relate them: the ratio of the mean scores."""
    trials = results.trials
    reached = trials.loc[trials["condition"] == baseline, "champion_score"].mean()
    trials = trials.assign(score_ratio=trials["champion_score"] / reached)
    return trials.drop(columns="champion_score").merge(
        relative_scores(results, baseline), on=["condition", "trial"], how="left")
