"""Conditions over several targets or functions at once: each target or function is a block.

    rows = of(results.trials, "champion_score", over="target")     # block, condition, trial, value
    found = ranking(means(rows))           # Friedman, average ranks, critical difference, pairs
    within = by_block(rows)                # every pair in every block, corrected for all of them
    pairs = combined(rows)                 # every pair over all blocks, from all trials

`over` is a setting in the names of conditions (target=fish,cells=50), or LABEL: several folders that
were opened with labels (fish/cells=50). Ranks count from 1, the highest value.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable

import numpy as np
import pandas as pd
import scipy.stats

from . import comparisons, settings, statistics
from .arrays import Floats
from .errors import UserError

LABEL = "label"
# Settings that are blocks wherever a report meets them.
USUAL = (LABEL, "target", "function")
LEVEL = 0.05
MOST_PERMUTED = 15  # blocks
PERMUTATIONS = 20_000


@dataclasses.dataclass(frozen=True)
class Ranking:
    """blocks: how many; ranks: condition -> average rank, best first; test: Friedman's (of two
    conditions the signed-rank test); p: the one to use (its own is chi-square's, which is off for
    few blocks); critical_difference: of average ranks at 5 % (Nemenyi); pairs: first, second, z, p, p_holm,
    p_nemenyi."""

    blocks: int
    ranks: pd.Series
    test: statistics.TestResult
    p: float
    critical_difference: float
    pairs: pd.DataFrame


def split(condition: str, over: str) -> tuple[str, str] | None:
    """(block, what is left of the name) of a condition; None where it has no such setting."""
    if over == LABEL:
        label, slash, name = condition.rpartition("/")
        return (label, name) if slash else None
    label, slash, name = condition.rpartition("/")
    parts = [part for part in name.split(",") if part]
    own = [part for part in parts if part.startswith(f"{over}=")]
    if not own:
        return None
    rest = ",".join(part for part in parts if part not in own)
    return own[0].partition("=")[2], (label + slash + (rest or "default"))


def of(trials: pd.DataFrame, value: str, over: str) -> pd.DataFrame:
    """Frame block, condition (the rest of its name), trial, value. Throws UserError where no
    condition has the setting, or there is no such number."""
    if value not in trials:
        raise UserError(f"no number '{value}' of a trial")
    found = {name: split(name, over) for name in dict.fromkeys(trials["condition"])}
    known = list(dict.fromkeys(key for name in found for key in settings.of(name)
                               if key != "condition"))
    if not any(found.values()):
        raise UserError(f"no condition has the setting '{over}' (there are "
                        f"{', '.join(known) or 'none'}; or --label names each folder's block)")
    rows = trials[[found[name] is not None for name in trials["condition"]]]
    parts = [found[name] or ("", "") for name in rows["condition"]]
    return pd.DataFrame({"block": [block for block, _ in parts],
                         "condition": [rest for _, rest in parts],
                         "trial": rows["trial"].to_numpy(),
                         value: rows[value].to_numpy(dtype=float)}).dropna(subset=[value])


def means(rows: pd.DataFrame) -> pd.DataFrame:
    """Frame blocks x conditions of the trials' means; blocks that lack a condition are left out."""
    table = rows.pivot_table(index="block", columns="condition", values=rows.columns[-1],
                             aggfunc="mean", sort=False, observed=True)
    return table.dropna()


def _p_of(ranks: Floats, chi2: float) -> float:
    """p of Friedman's statistic: of few blocks by seeded permutations within them (under the
    hypothesis every order of a block's ranks is as likely), else by the F of R. Iman and J. Davenport,
    "Approximations of the critical region of the Friedman statistic", Communications in Statistics
    A9(6), 1980, 571-595. ranks: blocks x conditions."""
    n, k = ranks.shape
    if n > MOST_PERMUTED:
        rest = n * (k - 1) - chi2
        return float(scipy.stats.f.sf((n - 1) * chi2 / rest, k - 1, (k - 1) * (n - 1))) if rest else 0.0
    rng = np.random.Generator(np.random.Philox(statistics.SEED))

    def spread(sums: Floats) -> Floats:  # the statistic grows with it: ties are the same in all draws
        return np.asarray(((sums - n * (k + 1) / 2.0) ** 2).sum(axis=-1))

    observed = spread(ranks.sum(axis=0))
    drawn = rng.permuted(np.broadcast_to(ranks, (PERMUTATIONS, n, k)), axis=2).sum(axis=1)
    return float(((spread(drawn) >= observed - 1e-9).sum() + 1) / (PERMUTATIONS + 1))


def ranking(table: pd.DataFrame) -> Ranking:
    """table: blocks x conditions. J. Demsar, "Statistical comparisons of classifiers over multiple
    data sets", JMLR 7, 2006, 1-30, section 3.2.

    z = (R_i - R_j) / sqrt(k (k + 1) / 6 N); Holm's correction for the k (k - 1) / 2 pairs, and
    Nemenyi's by the studentized range. Throws UserError for fewer than two blocks or conditions.
    """
    n, k = table.shape
    if n < 2 or k < 2:
        raise UserError(f"{n} blocks with all {k} conditions (two or more of each are needed)")
    values = table.to_numpy(dtype=float)
    ranked = scipy.stats.rankdata(-values, axis=1)
    ranks = pd.Series(ranked.mean(axis=0), index=list(table.columns))
    if k == 2:
        test = statistics.signed_rank(values[:, 0], values[:, 1])
        p = test.p
    else:
        test = statistics.friedman(values)
        p = _p_of(ranked, test.statistic)
    spread = np.sqrt(k * (k + 1) / (6.0 * n))
    found = []
    for first, second in itertools.combinations(table.columns, 2):
        z = (ranks[second] - ranks[first]) / spread  # positive: the first is higher
        found.append((first, second, z, 2.0 * float(scipy.stats.norm.sf(abs(z))),
                      float(scipy.stats.studentized_range.sf(abs(z) * np.sqrt(2.0), k, np.inf))))
    pairs = pd.DataFrame(found, columns=["first", "second", "z", "p", "p_nemenyi"])
    pairs.insert(4, "p_holm", statistics.holm(pairs["p"].to_numpy()))
    q = float(scipy.stats.studentized_range.ppf(1.0 - LEVEL, k, np.inf)) / np.sqrt(2.0)
    return Ranking(n, ranks.sort_values(kind="stable"), test, p, q * spread, pairs)


def groups(ranks: pd.Series, critical_difference: float) -> list[tuple[str, str]]:
    """(first, last) of each largest run of conditions whose ranks differ by no more than that;
    ranks: best first."""
    found: list[tuple[int, int]] = []
    for start in range(len(ranks)):
        near = ranks.iloc[start:] - ranks.iloc[start] <= critical_difference + 1e-12
        end = start + int(near.sum()) - 1
        if end > start and not any(a <= start and end <= b for a, b in found):
            found.append((start, end))
    return [(ranks.index[a], ranks.index[b]) for a, b in found]


def by_block(rows: pd.DataFrame, paired: bool = False) -> pd.DataFrame:
    """As comparisons.pairwise in each block, with a column block; p_holm is corrected for all pairs
    of all blocks together."""
    value = rows.columns[-1]
    parts = [comparisons.pairwise(part, value, None, paired).assign(block=block)
             for block, part in rows.groupby("block", sort=False)]
    frame = pd.concat(parts, ignore_index=True)
    frame["p_holm"] = comparisons.holm(frame["p"])
    return frame[["block", *[name for name in frame if name != "block"]]]


def _stratified(strata: Iterable[tuple[Floats, Floats]], paired: bool) -> tuple[float, float]:
    """(z, two-sided p): the sum of each block's rank statistic, weighed by one over its number of
    trials and one; z is positive where the first is larger."""
    total = variance = 0.0
    for a, b in strata:
        if paired:
            difference = (a - b)[a != b]
            ranks = scipy.stats.rankdata(np.abs(difference))
            weight = 1.0 / (len(difference) + 1)
            total += weight * float(ranks[difference > 0].sum() - ranks.sum() / 2.0)
            variance += weight ** 2 * float((ranks ** 2).sum()) / 4.0
        else:
            n, m = len(a), len(b)
            ranks = scipy.stats.rankdata(np.concatenate([a, b]))
            weight = 1.0 / (n + m + 1)
            total += weight * float(ranks[:n].sum() - n * (n + m + 1) / 2.0)
            spread = float(((ranks - ranks.mean()) ** 2).sum())
            variance += weight ** 2 * n * m * spread / ((n + m) * (n + m - 1))
    if variance == 0.0:
        return 0.0, 1.0
    z = total / np.sqrt(variance)
    return float(z), float(2.0 * scipy.stats.norm.sf(abs(z)))


def combined(rows: pd.DataFrame, paired: bool = False) -> pd.DataFrame:
    """A row per pair over all blocks that have both: blocks, z and p of the stratified rank test,
    p_holm, and in how many blocks the first is significantly higher, neither, or the second.

    The blocks are strata: trials are compared within one alone, so targets may differ in scale. P.
    van Elteren, "On the combination of independent two-sample tests of Wilcoxon", Bulletin of the
    International Statistical Institute 37, 1960, 351-361; of paired trials the signed ranks are
    combined in the same way. Wins are those of by_block at 5 %, corrected for all of its pairs.
    """
    value = rows.columns[-1]
    within = by_block(rows, paired)
    samples = {block: comparisons.samples(part, value)
               for block, part in rows.groupby("block", sort=False)}
    found = []
    for first, second in comparisons.all_pairs(dict.fromkeys(rows["condition"])):
        strata = []
        for groups_of in samples.values():
            if first in groups_of and second in groups_of:
                a, b = comparisons.compared(groups_of[first], groups_of[second], paired)
                strata.append((a.to_numpy(dtype=float), b.to_numpy(dtype=float)))
        if not strata:
            continue
        z, p = _stratified(strata, paired)
        # A pair may stand the other way round in a block that begins with the other condition.
        same = within[(within["first"] == first) & (within["second"] == second)]
        other = within[(within["first"] == second) & (within["second"] == first)]
        higher = pd.concat([same["a12"], 1.0 - other["a12"]])
        clear = pd.concat([same["p_holm"], other["p_holm"]]) < LEVEL
        wins, losses = int((clear & (higher > 0.5)).sum()), int((clear & (higher < 0.5)).sum())
        found.append((first, second, len(strata), z, p, wins, len(strata) - wins - losses, losses))
    frame = pd.DataFrame(found, columns=["first", "second", "blocks", "z", "p", "higher", "neither",
                                         "lower"])
    frame.insert(5, "p_holm", statistics.holm(frame["p"].to_numpy()))
    return frame


def words(found: Ranking) -> str:
    """The test of a ranking on one line."""
    if len(found.ranks) == 2:
        return (f"{found.test.name} test of the means over {found.blocks} blocks, p = "
                f"{found.test.p:.2g}")
    how = "permutations" if found.blocks <= MOST_PERMUTED else "F of Iman and Davenport"
    return (f"Friedman test of the means over {found.blocks} blocks, chi2 = "
            f"{found.test.statistic:.2f}, p = {found.p:.2g} ({how}); critical difference of average "
            f"ranks (Nemenyi, 5 %): {found.critical_difference:.2f}")


def usual(conditions: Iterable[str]) -> list[str]:
    """Which of USUAL two or more blocks can be made of, with two or more conditions left."""
    names = list(conditions)
    found = []
    for over in USUAL:
        parts = [part for part in (split(name, over) for name in names) if part is not None]
        if len({block for block, _ in parts}) > 1 and len({rest for _, rest in parts}) > 1:
            found.append(over)
    return found
