"""How good trials are at any time: runtimes to targets, their distribution, fixed budgets.

    runs = curves(results, "best_score")               # best so far against four costs
    goals = targets(runs)                              # 51, evenly spaced over what was reached
    times = runtimes(runs, goals, "evaluations")       # a row per trial and target
    average(times); distribution(times); fixed_budget(runs, "evaluations", [1000, 2000])

Costs: evaluations (of all islands), forward_passes (evaluations and one for each gradient step),
seconds (of the trial, as its rank's clock went: other trials on the rank count in), rank_seconds
(the same times the ranks that shared the trial). They are known at the generations that were
recorded (record: history), so a runtime is up to that step too long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from . import attainment
from .arrays import Floats
from .errors import UserError
from .results import Results

COSTS = {"evaluations": "evaluations", "forward_passes": "forward passes",
         "seconds": "seconds", "rank_seconds": "rank-seconds"}
# Of these less is better; of every other value more.
LESS_IS_BETTER = ("igd", "igd_plus", "gd", "igdx")
TARGETS = 51


def curves(results: Results, value: str = "best_score") -> pd.DataFrame:
    """A row per finished trial and recorded generation: condition, trial, COSTS, value: the best so far
    of any island, times -1 where less is better. Throws UserError where no trial has it."""
    history = results.history()
    if value not in history or history[value].isna().all():
        known = [name for name in history.select_dtypes("number")
                 if name not in ("trial", "generation", "island")]
        raise UserError(f"no number '{value}' in the history of a trial (there are {', '.join(known)})")
    sign = -1.0 if value in LESS_IS_BETTER else 1.0
    frame = history.assign(value=sign * history[value])
    if "gradient_steps" not in frame:  # written before there was refinement
        frame["gradient_steps"] = 0
    frame = frame.groupby(["condition", "trial", "generation"], sort=False, observed=True).agg(
        {"evaluations": "sum", "gradient_steps": "sum", "wall_time": "max", "value": "max"})
    frame = frame.reset_index()
    frame["condition"] = frame["condition"].astype(str)
    frame["value"] = frame.groupby(["condition", "trial"])["value"].cummax()
    frame["forward_passes"] = frame["evaluations"] + frame["gradient_steps"]
    ranks = _ranks(results)
    shared = [ranks.get(key) for key in zip(frame["condition"], frame["trial"])]
    frame = frame.assign(seconds=frame["wall_time"], ranks=pd.Series(shared, dtype=float))
    frame["rank_seconds"] = frame["seconds"] * frame["ranks"]
    return frame.dropna(subset=["ranks", "value"])[["condition", "trial", *COSTS, "value"]]


def _ranks(results: Results) -> dict[tuple[str, int], int]:
    """(condition, trial) -> how many ranks shared it, of those that are finished."""
    found = {}
    for row in results.files[results.files["finished"]].itertuples():
        with results.open_trial(row.condition, row.trial) as trial:
            found[row.condition, row.trial] = max(1, trial.rank_timing()["rank"].nunique())
    return found


def targets(runs: pd.DataFrame, count: int = TARGETS) -> list[float]:
    """Evenly spaced from the best of the trials' first values, which nobody has to work for, to the
    highest value that any reached; one where nothing got better."""
    groups = runs.groupby(["condition", "trial"], sort=False)["value"]
    low, high = float(groups.first().max()), float(runs["value"].max())
    return np.linspace(low, high, count + 1)[1:].tolist() if high > low else [high]


def runtimes(runs: pd.DataFrame, goals: Sequence[float], cost: str) -> pd.DataFrame:
    """A row per trial and target: condition, trial, target, runtime (NaN: not reached), spent: what the
    trial spent in all."""
    rows = []
    for (condition, trial), part in runs.groupby(["condition", "trial"], sort=False):
        values, costs = part["value"].to_numpy(), part[cost].to_numpy(dtype=float)
        places = np.searchsorted(values, np.asarray(goals) - 1e-12, side="left")  # ascending
        rows += [(condition, trial, goal, costs[place] if place < len(costs) else float("nan"), costs[-1])
                 for goal, place in zip(goals, places)]
    return pd.DataFrame(rows, columns=["condition", "trial", "target", "runtime", "spent"])


def average(times: pd.DataFrame) -> pd.DataFrame:
    """A row per condition and target: n, reached, ert: the sum of what all trials spent until they
    reached the target, or in all, over the number of those that did (infinite without one).

    The expected runtime of independent restarts; N. Hansen, A. Auger, S. Finck, R. Ros, "Real-parameter
    black-box optimization benchmarking 2010: experimental setup", INRIA RR-7215, section 3.
    """
    spent = times["runtime"].fillna(times["spent"])
    frame = times.assign(spent=spent, reached=times["runtime"].notna())
    groups = frame.groupby(["condition", "target"], sort=False)
    found = groups.agg(n=("trial", "size"), reached=("reached", "sum"), spent=("spent", "sum"))
    found["ert"] = np.where(found["reached"] > 0, found["spent"] / found["reached"].clip(lower=1),
                            float("inf"))
    return found.drop(columns="spent").reset_index()


def distribution(times: pd.DataFrame) -> dict[str, tuple[Floats, Floats]]:
    """Condition -> (x, y): the share y of (trial, target) pairs that took x or less; ends where the
    last trial of the condition did. After Hansen et al., section 3: data profiles over targets."""
    found = {}
    for condition, part in times.groupby("condition", sort=False):
        x = np.sort(part["runtime"].dropna().to_numpy())
        y = np.arange(1, len(x) + 1) / len(part)
        end = float(part["spent"].max())
        found[condition] = (np.append(x, end), np.append(y, y[-1] if len(y) else 0.0))
    return found


def fixed_budget(runs: pd.DataFrame, cost: str, budgets: Sequence[float]) -> pd.DataFrame:
    """A row per condition and budget: n, median, low and high (quartiles) of the best value within it.

    A trial whose first record cost more, or that ended before, is not in it: n tells."""
    rows = []
    for condition, part in runs.groupby("condition", sort=False):
        trials = [(one[cost].to_numpy(dtype=float), one["value"].to_numpy())
                  for _, one in part.groupby("trial", sort=False)]
        for budget in budgets:
            # A thousandth: steps of one size need not meet a round number.
            within = [values[np.searchsorted(costs, budget, side="right") - 1] for costs, values in trials
                      if costs[0] <= budget <= 1.001 * costs[-1]]
            low, middle, high = (np.quantile(within, [0.25, 0.5, 0.75]) if within
                                 else (float("nan"),) * 3)
            rows.append((condition, budget, len(within), middle, low, high))
    return pd.DataFrame(rows, columns=["condition", "budget", "n", "median", "low", "high"])


def budgets(runs: pd.DataFrame, cost: str) -> list[float]:
    """A hundredth, a tenth, a half and all of what every trial spent, as far as all have a record by
    then."""
    groups = runs.groupby(["condition", "trial"], sort=False)[cost]
    least, spent = float(groups.min().max()), float(groups.max().min())
    return [share * spent for share in (0.01, 0.1, 0.5, 1.0) if share * spent >= least] or [spent]


def surfaces(runs: pd.DataFrame, cost: str,
             shares: Sequence[float]) -> Mapping[str, tuple[Floats, list[Floats]]]:
    """Condition -> (costs ascending, [best value that this share of the trials has by then]); -inf
    before. Attainment of (cost, value): M. Lopez-Ibanez, T. Stuetzle, "Automatically improving the
    anytime behaviour of optimisation algorithms", EJOR 235(3), 2014."""
    found = {}
    for condition, part in runs.groupby("condition", sort=False):
        fronts = [np.column_stack([-one[cost].to_numpy(dtype=float), one["value"].to_numpy()])
                  for _, one in part.groupby("trial", sort=False)]
        x, levels = attainment.surfaces(fronts, shares)
        found[condition] = (-x[::-1], [level[::-1] for level in levels])
    return found
