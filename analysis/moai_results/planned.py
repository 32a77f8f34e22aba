"""The tests that were planned: `analysis: compare:` of the experiment, read from its trial files.

    for test in planned.of(results): ...          # what was planned
    frame = planned.tested(results)               # how it came out, a row each

A folder whose experiment has grown keeps its earlier plans beside it (experiment-1.yaml is the
first): what stands in the first one was written before the first trial was run, and what is only in
a later one is told from it (`later`). The correction (Holm) is for all the planned tests of an
experiment, also for those that cannot be made yet; that of a later one is for these and all later
ones, so that adding one changes no p of those before. Everything else that is compared is
exploratory.

A pair with a margin is two of these tests: for a difference, and whether the two are as good as
equal (equivalence.py). The verdict of the second is at 5 %, after the correction.
"""

from __future__ import annotations


import dataclasses
import pathlib
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from . import blocks, comparisons, config, equivalence, statistics
from .errors import UserError
from .results import Results
from .trial_file import TrialFile

COLUMNS = ["experiment", "value", "conditions", "n", "test", "statistic", "p", "p_holm", "effect",
           "effect_is", "difference", "low", "high", "margin"]


@dataclasses.dataclass(frozen=True)
class Planned:
    """One test: of two conditions (pair; equivalence: whether they are as good as equal), of several
    at once (all), or of several over targets or functions (blocks)."""

    experiment: str
    kind: str  # pair, equivalence, all or blocks
    conditions: tuple[str, ...]
    value: str  # a column of Results.trials
    everyone: bool = False  # whether these are all the conditions of the experiment
    margin: float = 0.0  # of an equivalence
    over: str = ""  # of blocks: the setting whose values they are
    later: bool = False  # whether it was added to a folder that had been begun without it


def of(results: Results) -> list[Planned]:
    """The planned tests of all experiments that are open, in the order of their files."""
    found: list[Planned] = []
    for folder, files in results.files.groupby("folder", sort=False):
        row = files.iloc[0]
        prefix = row["condition"][:len(row["condition"]) - len(row["name"])]
        with TrialFile(row["path"], row["group"]) as trial:
            experiment = trial.attributes["experiment"]
            recorded = config.parse(trial.attributes["config"])
        now = config.read(pathlib.Path(folder) / "experiment.yaml")
        first = config.read(pathlib.Path(folder) / "experiment-1.yaml") or now
        present = list(dict.fromkeys(files["name"]))
        everyone = config.conditions_of(now) or present
        at_first = _expanded(first or recorded, config.conditions_of(first) or present)
        for test in at_first + _expanded(now or recorded, everyone):
            named = dataclasses.replace(
                test, experiment=prefix + experiment, later=test not in at_first,
                everyone=test.everyone and test.conditions == tuple(everyone),
                conditions=tuple(prefix + name for name in test.conditions))
            if named not in found:
                found.append(named)
    return found


def _expanded(plan: dict[str, Any], everyone: list[str]) -> list[Planned]:
    """What a plan compares; a test of all conditions is one of those that it had."""
    tests = []
    for item in plan.get("analysis", {}).get("compare", []):
        kind, value = item["type"], item["value"]
        if kind == "pair":
            names, margin = (item["first"], item["second"]), float(item.get("margin", 0.0))
            tests.append(Planned("", kind, names, value))
            if margin > 0.0:
                tests.append(Planned("", "equivalence", names, value, margin=margin))
            continue
        chosen = item.get("conditions")
        tests.append(Planned("", kind, tuple(chosen or everyone), value, everyone=not chosen,
                             over=item.get("over", "")))
    return tests


def tested(results: Results) -> pd.DataFrame:
    """A row for each planned test; one without enough finished trials has no p.

    effect: Vargha and Delaney's A of a pair, else what effect_is says. The difference with its
    interval (statistics.shift) is of pairs alone; margin: of tests of equivalence, whose p is that
    of the two one-sided tests, with an interval of 90 %; NaN for every other test.
    """
    tests = of(results)
    frame = pd.DataFrame([_row(results, test) for test in tests], columns=COLUMNS)
    frame["later"] = [test.later for test in tests]
    frame["corrected_for"] = 0
    for _, rows in frame.groupby("experiment", sort=False):
        for family in (rows, rows[~rows["later"]]):  # the planned ones last: theirs is their own
            frame.loc[family.index, "p_holm"] = comparisons.holm(family["p"])
            frame.loc[family.index, "corrected_for"] = len(family)
    return frame


def _named(planned: Planned) -> str:
    if planned.kind == "pair":
        return " against ".join(planned.conditions)
    if planned.kind == "equivalence":
        return f"{planned.conditions[0]} as good as {planned.conditions[1]} (±{planned.margin:g})"
    if planned.kind == "blocks":
        return f"conditions over {planned.over}"
    if planned.everyone:
        return f"all {len(planned.conditions)} conditions"
    return ", ".join(planned.conditions)


def _row(results: Results, planned: Planned) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS, float("nan")) | {
        "experiment": planned.experiment, "value": planned.value, "n": (),
        "test": comparisons.TOO_FEW, "conditions": _named(planned), "effect_is": "",
        "margin": planned.margin or float("nan")}
    trials = results.trials
    if planned.value not in trials or not set(planned.conditions) <= set(trials["condition"]):
        return row
    trials = trials[trials["condition"].isin(planned.conditions)]
    return row | _KINDS[planned.kind](trials, planned, results.paired)


def _of_pair(trials: pd.DataFrame, planned: Planned, paired: bool) -> dict[str, Any]:
    pair = comparisons.pairwise(trials, planned.value, [planned.conditions], paired).iloc[0]
    if not pair["n_first"]:
        return {}
    return {"n": (pair["n_first"], pair["n_second"]), "test": pair["test"],
            "statistic": pair["statistic"], "p": pair["p"], "effect": pair["a12"],
            "effect_is": f"A12, {pair['magnitude']}",
            "difference": pair["difference"], "low": pair["low"], "high": pair["high"]}


def _of_equivalence(trials: pd.DataFrame, planned: Planned, paired: bool) -> dict[str, Any]:
    groups = comparisons.samples(trials, planned.value)
    if not set(planned.conditions) <= set(groups):
        return {}
    a, b = comparisons.compared(groups[planned.conditions[0]],
                                groups[planned.conditions[1]], paired)
    if a.empty:
        return {}
    found = equivalence.equivalent(a, b, planned.margin, paired)
    row = {"n": (len(a), len(b)), "test": "two one-sided " + (
               "signed-rank" if paired else "rank-sum") + " tests",
           "p": found.p, "difference": found.shift, "low": found.low, "high": found.high}
    if paired:
        row |= {"effect": equivalence.signed_rank_chances(a, b, planned.margin)[1],
                "effect_is": "chance of practical equality (Bayesian signed-rank)"}
    else:
        row |= {"effect": statistics.a12(a, b), "effect_is": "A12"}
    return row


def _of_all(trials: pd.DataFrame, planned: Planned, paired: bool) -> dict[str, Any]:
    test = comparisons.all_conditions(trials, planned.value, paired)
    if test is None:
        return {}
    effect, name = statistics.size_of(test)
    return {"n": test.n, "test": f"{test.name} ({test.method})", "statistic": test.statistic,
            "p": test.p, "effect": effect, "effect_is": name}


def _of_blocks(trials: pd.DataFrame, planned: Planned, paired: bool) -> dict[str, Any]:
    try:
        found = blocks.ranking(blocks.means(blocks.of(trials, planned.value, planned.over)))
    except UserError:  # not enough of them yet
        return {}
    row = {"n": found.test.n, "test": f"{found.test.name} of means", "p": found.p,
           "statistic": found.test.statistic}
    if len(found.ranks) == 2:
        return row
    effect, name = statistics.size_of(found.test)
    return row | {"effect": effect, "effect_is": name}


_KINDS: dict[str, Callable[[pd.DataFrame, Planned, bool], dict[str, Any]]] = {
    "pair": _of_pair, "equivalence": _of_equivalence, "all": _of_all, "blocks": _of_blocks}


def verdict(row: Any) -> str:
    """Of a row of tested(): what it says at 5 % after the correction; "" for one without p."""
    if not row.n:
        return ""
    if pd.isna(row.margin):
        return "different" if row.p_holm < comparisons.ALPHA else "no difference shown"
    return (f"as good as equal: within ±{row.margin:g}" if row.p_holm < comparisons.ALPHA else
            f"not shown to be within ±{row.margin:g}")


def sizes(n: tuple[int, ...]) -> str:
    """The sizes of the samples in words."""
    return f"{n[0]} each" if len(set(n)) == 1 else ", ".join(map(str, n))


def in_words(row: Any, tests: int) -> str:
    """A row of tested() on one line. tests: how many the correction is for."""
    if not row.n:
        return f"{row.test}; counts as one of the {tests} tests"
    statistic = "" if pd.isna(row.statistic) else f": {row.statistic:.4g}"
    words = (f"n = {sizes(row.n)}; {row.test}{statistic}; p = {row.p:.2g}, "
             f"corrected for {tests}: {row.p_holm:.2g}; ")
    if not pd.isna(row.effect):
        name, _, size = row.effect_is.partition(", ")
        words += f"{name} = {row.effect:.2f}{f' ({size})' if size else ''}; "
    if not pd.isna(row.difference):
        words += f"difference {row.difference:+.3g} {interval_words(row)}; "
    return words + verdict(row)


def interval_words(row: Any) -> str:
    """The interval of a row of tested(): of 95 %, or of 90 % where it belongs to an equivalence."""
    if pd.isna(row.margin):
        return statistics.interval_words(row.low, row.high, row.p)
    return statistics.interval_words(row.low, row.high, 1.0) + " (90 %)"


def exploratory_pairs(results: Results, conditions: Iterable[str],
                      value: str) -> list[tuple[str, str]]:
    """The pairs of conditions that are left when the planned ones (of this value) are taken out."""
    done = {frozenset(test.conditions) for test in of(results)
            if test.kind == "pair" and test.value == value}
    return [pair for pair in comparisons.all_pairs(conditions) if frozenset(pair) not in done]
