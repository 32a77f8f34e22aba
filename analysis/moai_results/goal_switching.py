"""Do children jump to cells that share objectives with their parent's, and through which sets of
objectives does a champion come? Appendix B.2 of MOVE's paper, and lineages.DEFINITIONS.

    found = traces(moai_results.open("results/functions-per-cell"))   # one reading of each file
    tested(overlaps(found))                # signed-rank over the trials
    permuted(found)                        # permutation test of the jump matrix
    stones(found)                          # stepping stones by set of objectives
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from . import genealogy, lineages, statistics
from .arrays import Floats, Mask
from .errors import UserError
from .results import Results
from .trial_file import TrialFile

COLUMNS = ["condition", "trial", "any_pair", "jumped", "replaced"]
PERMUTATIONS = 999
# Times at which diversity is looked at.
MOST_TIMES = 50


@dataclasses.dataclass(frozen=True)
class Trace:
    """What one finished trial with a map says of goal switching.

    overlap: genealogy.overlap(); drawn: (PERMUTATIONS) T of permuted cells, empty without jumps;
    stones: genealogy.stepping_stones(); sets: frame set, objectives, share, cells; ancestry:
    common, unrelated, all (see lineages.DEFINITIONS); over_time: frame generation, lineages,
    founders; islands: frame of lineages.islands(). The last five are empty where no line of descent is recorded.
    """

    condition: str
    trial: int
    overlap: dict[str, float]
    drawn: Floats
    stones: dict[str, float]
    sets: pd.DataFrame
    ancestry: dict[str, float]
    over_time: pd.DataFrame
    islands: pd.DataFrame


def traces(results: Results) -> list[Trace]:
    """One of each finished trial that has a map."""
    found = []
    for row in results.files[results.files["finished"]].itertuples():
        with results.open_trial(row.condition, row.trial) as file:
            mask = file.objective_mask()
            if mask is not None:
                found.append(_trace(file, mask, row.condition, row.trial))
    return found


def _trace(file: TrialFile, mask: Mask, condition: str, trial: int) -> Trace:
    replaced, chain = file.replacements(), file.lineage()
    drawn = permutations(replaced, mask, np.random.SeedSequence([statistics.SEED, trial]))
    made: dict[str, Any] = {
        "condition": condition, "trial": trial, "overlap": genealogy.overlap(replaced, mask),
        "drawn": drawn, "stones": {}, "sets": pd.DataFrame(), "ancestry": {},
        "over_time": pd.DataFrame(), "islands": pd.DataFrame()}
    if not chain.empty:
        made["stones"] = genealogy.stepping_stones(chain, file.attributes["generations"])
        made["sets"] = by_set(chain, mask, file.objectives)
        try:
            made |= _of_tree(file, replaced, chain, mask)
        except UserError:  # only the champion's line is recorded
            pass
    return Trace(**made)


def _of_tree(file: TrialFile, replaced: pd.DataFrame, chain: pd.DataFrame,
             mask: Mask) -> dict[str, Any]:
    tree = lineages.Tree(file.individuals())
    elites, champion = file.finals()["id"], int(chain["id"].iloc[-1])
    last = int(file.attributes["generations"]) - 1
    common = last - tree.last_common_ancestors(champion, [one for one in elites.unique()
                                                          if one != champion])
    related = common[~np.isnan(common)]
    times = np.unique(np.linspace(0, last, MOST_TIMES).astype(int)).tolist()
    return {
        "ancestry": {
            "common": float(related.mean()) if len(related) else float("nan"),
            "unrelated": float(np.isnan(common).mean()) if len(common) else 0.0,
            "all": float(related.max()) if len(related) and len(related) == len(common)
            else float("nan")},
        "over_time": pd.DataFrame({
            "generation": times, "lineages": tree.through_time(elites, times),
            "founders": tree.founder_diversity(replaced, times)}),
        "islands": lineages.islands(tree, chain, elites, len(mask))}


def by_set(chain: pd.DataFrame, mask: Mask, objectives: Sequence[str]) -> pd.DataFrame:
    """Frame set (names joined by +), objectives (how many), share of the champion's ancestors in cells
    of that set, share of the cells that have it. chain: oldest first; mask: (I,C,M)."""
    sets = np.asarray(mask, dtype=bool).reshape(-1, mask.shape[-1])
    words = ["+".join(name for name, on in zip(objectives, bits) if on) for bits in sets]
    count = dict(zip(words, sets.sum(axis=1).tolist()))
    cells = pd.Series(words)
    lived = cells.iloc[chain["island"].iloc[:-1] * mask.shape[1] + chain["cell"].iloc[:-1]]
    there = cells.value_counts(normalize=True, sort=False)
    share = lived.value_counts(normalize=True).reindex(there.index, fill_value=0.0)
    return pd.DataFrame({"set": there.index, "objectives": [count[name] for name in there.index],
                         "share": share.to_numpy(dtype=float), "cells": there.to_numpy(dtype=float)})


def permutations(replacements: pd.DataFrame, mask: Mask, seed: np.random.SeedSequence,
                 count: int = PERMUTATIONS) -> Floats:
    """(count): T of lineages.DEFINITIONS where the cells of each island have been given each
    other's objectives; empty where no child jumped. mask: (I,C,M)."""
    rng = np.random.Generator(np.random.Philox(seed))
    total = np.zeros(count)
    jumps = 0
    for island, votes in enumerate(np.asarray(mask, dtype=bool)):
        counts = genealogy.jump_matrix(replacements[replacements["island"] == island], len(votes))
        np.fill_diagonal(counts, 0)
        jumps += int(counts.sum())
        order = rng.permuted(np.broadcast_to(np.arange(len(votes)), (count, len(votes))), axis=1)
        given = votes.astype(float)[order]  # (count,C,M); X = given given^T
        total += (given * (counts.astype(float) @ given)).sum(axis=(1, 2))
    return total / jumps if jumps else np.empty(0)


def permuted(found: Iterable[Trace]) -> pd.DataFrame:
    """A row per condition in which children jumped: trials, jumped (T, mean over them), any_pair
    (what T would be on average if objectives made no difference), p of the permutation test, p_holm."""
    rows = []
    for condition, trials in _by_condition(found):
        trials = [one for one in trials if len(one.drawn)]
        if not trials:
            continue
        observed = float(np.mean([one.overlap["jumped"] for one in trials]))
        expected = float(np.mean([one.overlap["any_pair"] for one in trials]))
        drawn = np.mean([one.drawn for one in trials], axis=0)
        far = np.abs(drawn - expected) >= abs(observed - expected) - 1e-12
        rows.append((condition, len(trials), observed, expected,
                     float((far.sum() + 1) / (len(drawn) + 1))))
    frame = pd.DataFrame(rows, columns=["condition", "n", "jumped", "any_pair", "p"])
    frame["p_holm"] = statistics.holm(list(frame["p"]))
    return frame


def stones(found: Iterable[Trace]) -> pd.DataFrame:
    """A row per condition and set of objectives: trials, lines (champions that came through it),
    share, cells (means over the trials), lift; the largest share first."""
    frames = [one.sets.assign(condition=one.condition, trial=one.trial) for one in found
              if len(one.sets)]
    if not frames:
        return pd.DataFrame(columns=["condition", "set", "objectives", "lines", "share", "cells",
                                     "lift"])
    rows = pd.concat(frames, ignore_index=True)
    trials = rows.groupby("condition", sort=False)["trial"].nunique()
    rows["lines"] = (rows["share"] > 0).astype(int)
    frame = rows.groupby(["condition", "set", "objectives"], sort=False, as_index=False)[
        ["lines", "share", "cells"]].sum()
    # A trial whose map lacks a set counts as one whose line never came there.
    count = frame["condition"].map(trials)
    frame[["share", "cells"]] = frame[["share", "cells"]].div(count, axis=0)
    frame["lift"] = frame["share"] / frame["cells"]
    order = {name: number for number, name in enumerate(trials.index)}
    keys = np.lexsort((frame["set"], -frame["share"], frame["condition"].map(order)))
    return frame.iloc[keys].reset_index(drop=True)


def _by_condition(found: Iterable[Trace]) -> list[tuple[str, list[Trace]]]:
    groups: dict[str, list[Trace]] = {}
    for one in found:
        groups.setdefault(one.condition, []).append(one)
    return list(groups.items())


def means(found: Iterable[Trace], what: str) -> pd.DataFrame:
    """A row per condition: n and the means of the trials' `stones` or `ancestry` (NaN left out)."""
    rows = [{"condition": one.condition} | getattr(one, what) for one in found if getattr(one, what)]
    if not rows:
        return pd.DataFrame(columns=["condition", "n"])
    groups = pd.DataFrame(rows).groupby("condition", sort=False)
    frame = groups.mean()
    frame.insert(0, "n", groups.size())
    return frame.reset_index()


def over_time(found: Iterable[Trace]) -> pd.DataFrame:
    """condition, trial, generation, lineages, founders of all trials."""
    frames = [one.over_time.assign(condition=one.condition, trial=one.trial) for one in found
              if len(one.over_time)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["condition"])


def island_shares(found: Iterable[Trace]) -> pd.DataFrame:
    """condition, island, n, ancestors, founders (means over the trials), effective (islands, of the
    champions' ancestors, mean); conditions with several islands alone."""
    rows = [one.islands.assign(condition=one.condition, trial=one.trial,
                               effective=lineages.effective_number(one.islands["ancestors"]))
            for one in found if len(one.islands) > 1]
    if not rows:
        return pd.DataFrame(columns=["condition"])
    groups = pd.concat(rows).groupby(["condition", "island"], sort=False)
    frame = groups[["ancestors", "founders", "effective"]].mean()
    frame.insert(0, "n", groups.size())
    return frame.reset_index()


def overlaps(found: Iterable[Trace]) -> pd.DataFrame:
    """A row per trial with a map: condition, trial, and genealogy.overlap() of it."""
    return pd.DataFrame([(one.condition, one.trial, *one.overlap.values()) for one in found],
                        columns=COLUMNS)


def tested(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per condition in which children jumped: n, the means of any_pair and jumped over the
    trials, statistic and p of Wilcoxon's signed-rank test between the two (two-sided, over the
    trials), p_holm: corrected for the number of conditions."""
    found = []
    jumped = rows.dropna(subset=["any_pair", "jumped"])
    for condition, part in jumped.groupby("condition", sort=False):
        test = statistics.signed_rank(part["jumped"].to_numpy(), part["any_pair"].to_numpy())
        found.append((condition, len(part), part["any_pair"].mean(), part["jumped"].mean(),
                      test.statistic, test.p))
    frame = pd.DataFrame(found, columns=["condition", "n", "any_pair", "jumped", "statistic", "p"])
    frame["p_holm"] = statistics.holm(list(frame["p"]))
    return frame
