"""The report's section on anytime performance, by evaluations and by other costs."""

from __future__ import annotations

import pandas as pd

from .. import anytime
from ..figures import anytime as figures
from ..results import Results
from .drawing import Drawing
from .page import folded, paragraph, table

# Every tenth of the targets, which are 51.
_SHOWN = slice(9, None, 10)


def anytime_section(results: Results, drawing: Drawing) -> str:
    """Runtimes to targets, their distribution, attainment over time, and values at fixed budgets."""
    if results.trials.empty:
        return ""
    runs = anytime.curves(results)
    if runs.empty:
        return ""
    goals = anytime.targets(runs)
    spread = anytime.distribution(anytime.runtimes(runs, goals, "evaluations"))
    parts = [drawing(figures.runtime_distribution(spread, "evaluations", len(goals)), "runtimes",
                     "Empirical distribution of runtimes to targets: how many trials and targets are "
                     "reached by when."),
             drawing(figures.attained_over_time(runs, "evaluations", "score of the champion (normalised)"),
                     "attained-over-time", "Which score what share of the trials has by when."),
             _tables(runs, goals, "evaluations")]
    for cost in ("forward_passes", "seconds", "rank_seconds"):
        if not _same(runs, cost):
            parts.append(folded(f"By {anytime.COSTS[cost]}", _tables(runs, goals, cost)))
    return "".join(parts) + paragraph(
        f"Targets: {len(goals)} scores, evenly spaced from the best first score of any trial to the "
        "highest; the table has every tenth. Average runtime: what all trials spent until they reached "
        "the target, or in all, over the number of those that did (in parentheses, of how many; Hansen et al. "
        "2010, INRIA RR-7215). Budgets: median of the best score within it [quartiles], of the trials that "
        "went on so long. Forward passes: one more for each gradient step. Seconds: the trial's, as its "
        "rank's clock went.", "note")


def _same(runs: pd.DataFrame, cost: str) -> bool:
    """Whether it says no more than the cost before it."""
    before = {"forward_passes": "evaluations", "rank_seconds": "seconds"}.get(cost)
    return before is not None and bool((runs[cost] == runs[before]).all())


def _number(cost: float) -> str:
    return f"{cost:,.0f}" if cost >= 1000.0 else f"{cost:.4g}"


def _tables(runs: pd.DataFrame, goals: list[float], cost: str) -> str:
    times = anytime.average(anytime.runtimes(runs, goals[_SHOWN] or goals, cost))
    reached = times.assign(words=[
        f"{_number(row.ert)} ({row.reached} of {row.n})" if row.reached else f"- (0 of {row.n})"
        for row in times.itertuples()]).pivot(index="condition", columns="target", values="words")
    order = list(dict.fromkeys(times["condition"]))
    fixed = anytime.fixed_budget(runs, cost, anytime.budgets(runs, cost))
    within = fixed.assign(words=[
        f"{row.median:.3f} [{row.low:.3f}, {row.high:.3f}]" if row.n else "-"
        for row in fixed.itertuples()]).pivot(index="condition", columns="budget", values="words")
    words = anytime.COSTS[cost]
    return table([f"average {words} to"] + [f"{target:.3g}" for target in reached.columns],
                 [[name, *reached.loc[name]] for name in order]) + table(
        [f"score within {words}"] + [_number(budget) for budget in within.columns],
        [[name, *within.loc[name]] for name in order])
