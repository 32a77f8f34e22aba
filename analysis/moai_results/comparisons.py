"""Compares conditions by one number per trial.

    pairs = pairwise(trials, "champion_score")              # every pair, Holm-corrected
    best = not_worse_than_best(trials, "champion_score")    # what a table sets in bold

`trials` is a frame with the columns condition and trial and the value; rows without a value are
left out. Trials of a paired design (the same random environment in every condition) are compared
by Wilcoxon's signed-rank test over the trial numbers that both conditions have; effect and interval
are those of these pairs, too.
"""

from __future__ import annotations


import itertools
from collections.abc import Iterable, Sequence

import pandas as pd

from . import statistics
from .arrays import Floats, Sample
from .errors import UserError

ALPHA = 0.05
TOO_FEW = "too few trials"


def samples(trials: pd.DataFrame, value: str) -> dict[str, pd.Series]:
    """Condition -> Series of the values by trial, in the order of the conditions in `trials`."""
    rows = trials.dropna(subset=[value])
    return {condition: group.set_index("trial")[value].astype(float)
            for condition, group in rows.groupby("condition", sort=False, observed=True)}


def compared(first: pd.Series, second: pd.Series, paired: bool) -> tuple[pd.Series, pd.Series]:
    """What can be compared of two samples by trial (Series): pairs, or all."""
    if paired:
        both = first.index.intersection(second.index)
        return first.loc[both], second.loc[both]
    return first, second


def test_pair(first: pd.Series, second: pd.Series,
              paired: bool = False) -> statistics.TestResult | None:
    """The test that suits the design; None where no trial number is in both samples of pairs.

    first, second: Series of values by trial."""
    first, second = compared(first, second, paired)
    if first.empty:
        return None
    return (statistics.signed_rank if paired else statistics.rank_sum)(first, second)


test_pair.__test__ = False  # type: ignore[attr-defined]  # not a test case, whatever pytest thinks


def all_pairs(conditions: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair once, as they come."""
    return list(itertools.combinations(conditions, 2))


def pairwise(trials: pd.DataFrame, value: str, pairs: Iterable[Sequence[str]] | None = None,
             paired: bool = False) -> pd.DataFrame:
    """A row for each pair: sizes, statistic, p, Holm's p, effect sizes and their intervals.

    pairs: (first, second) conditions that were planned; None: all of them. The correction is for
    the number of rows, those with too few trials (sizes 0, no p) among them.
    """
    groups = samples(trials, value)
    if pairs is None:
        pairs = all_pairs(groups)
    rows = []
    for first, second in pairs:
        for name in (first, second):
            if name not in groups:
                raise UserError(f"no trials of condition '{name}' (there are {', '.join(groups)})")
        test = test_pair(groups[first], groups[second], paired)
        if test is None:
            rows.append({"first": first, "second": second, "n_first": 0, "n_second": 0,
                         "test": TOO_FEW})
            continue
        a, b = compared(groups[first], groups[second], paired)
        effect = statistics.a12(a, b, paired)
        difference, low, high = statistics.shift(a, b, paired)
        rows.append({
            "first": first, "second": second, "n_first": test.n[0], "n_second": test.n[1],
            "test": f"{test.name} ({test.method})", "statistic": test.statistic, "p": test.p,
            "a12": effect, "magnitude": statistics.a12_magnitude(effect),
            "difference": difference, "low": low, "high": high})
    frame = pd.DataFrame(rows, columns=[
        "first", "second", "n_first", "n_second", "test", "statistic", "p", "a12", "magnitude",
        "difference", "low", "high"])
    frame.insert(7, "p_holm", holm(frame["p"]))
    return frame


def holm(p_values: Sample) -> Floats:
    """As statistics.holm; a test that cannot be made yet (NaN) counts as one that found nothing."""
    return statistics.holm(pd.Series(p_values, dtype=float).fillna(1.0))


def effect_words(paired: bool) -> str:
    """What a12 and difference are, for the foot of a table."""
    chance, of = (("share of the pairs in which the first is larger", "the pairs") if paired else
                  ("chance that the first is larger", "a trial of each"))
    return (f"A12: {chance}; difference: median of the differences of {of} (Hodges and Lehmann), with "
            "the 95 % interval of the shifts that the test does not reject (before the correction); "
            "no interval: too few trials, or too many ties, for one that agrees with the test")


def all_conditions(trials: pd.DataFrame, value: str,
                   paired: bool = False) -> statistics.TestResult | None:
    """The question to ask before any pair: does any condition differ? None for one condition.

    Kruskal-Wallis; in a paired design of three or more Friedman over the trials that all have.
    """
    groups = samples(trials, value)
    if len(groups) < 2:
        return None
    if paired and len(groups) > 2:
        blocks = pd.DataFrame(groups).dropna()
        return statistics.friedman(blocks) if len(blocks) else None
    return statistics.kruskal_wallis(groups.values())


def _least(first: pd.Series, second: pd.Series, paired: bool) -> float:
    """The smallest p that the test of the two can give; 1 where they cannot be tested."""
    a, b = compared(first, second, paired)
    return statistics.smallest_p(len(a), len(b), paired) if len(a) and len(b) else 1.0


def not_worse_than_best(trials: pd.DataFrame, value: str, paired: bool = False,
                        alpha: float = ALPHA, correct: bool = False) -> set[str]:
    """The condition with the highest mean and those that do not differ significantly from it.

    The paper tests each against the best without a correction; `correct` applies Holm's. A condition
    with so few trials that no test against the best could find a difference is none of them, and where
    that holds for all the set is empty: nothing is known of a highest one.
    """
    groups = samples(trials, value)
    if not groups:
        return set()
    best = max(groups, key=lambda condition: groups[condition].mean())
    others = [condition for condition in groups if condition != best]
    tests_made = len(others) if correct else 1
    able = {condition for condition in others
            if tests_made * _least(groups[best], groups[condition], paired) < alpha}
    if not able:
        return set()
    tests = [test_pair(groups[best], groups[condition], paired) for condition in others]
    p: Sample = [test.p if test else 1.0 for test in tests]
    if correct:
        p = statistics.holm(p)
    return {best} | {condition for condition, value in zip(others, p)
                     if value >= alpha and condition in able}


def least_p(trials: pd.DataFrame, paired: bool = False) -> float | None:
    """The smallest p that a test between the two smallest conditions can give; None for one."""
    sizes = sorted(trials["condition"].value_counts())
    if len(sizes) < 2:
        return None
    return statistics.smallest_p(sizes[0], sizes[1], paired)
