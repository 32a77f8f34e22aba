"""Measures of the tree of first parents: common ancestors, lineages through time, founders, islands.

    tree = Tree(individuals)                               # a frame of one trial
    depth = tree.last_common_ancestors(champion, elites)   # generation of each, NaN: unrelated
    tree.through_time(elites, [0, 100, 200])               # how many ancestors of them lived then

Only first parents count (parent_a), as in every line of descent here: of a child of two parents the
other one is left out. Definitions with their sources are in DEFINITIONS, which a report prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from .arrays import Floats, Integers, Sample
from .errors import UserError
from .genealogy import NONE

DEFINITIONS = [
    ("Stepping stones of a set", "s(S) = (ancestors of the champion that lived in cells with the "
     "objectives S) / (all of its ancestors); lift = s(S) / (share of the cells that have S), 1 where the "
     "line visits sets as often as there are cells of them. Goal switching is that of A. Nguyen, J. "
     "Yosinski, J. Clune, Innovation engines, GECCO 2015; the measure is moai's."),
    ("Jumps and shared objectives", "T = sum over i, j of J(i,j) X(i,j) / sum over i, j of J(i,j), i and "
     "j different cells of an island, J(i,j) how often a child of the elite in i took j, X(i,j) how "
     "many objectives they share. p: T among those of permuted cells, rows and columns of X together (N. Mantel, "
     "The detection of disease clustering and a generalized regression approach, Cancer Research 27, "
     "1967; L. Hubert, J. Schultz, British Journal of Mathematical and Statistical Psychology 29, 1976), two-sided, "
     "from the mean of T over the trials of a condition."),
    ("Last common ancestor", "t(e) = (last generation) - (birth of the youngest individual from which the "
     "champion and elite e both descend; either may be it), averaged over the other elites at the end "
     "that have one; unrelated: the share that has none; of all: the largest t, where all are related. E. Dolson, "
     "A. Lalejini, S. Jorgensen, C. Ofria, Interpreting the tape of life, Artificial Life 26(1), 2020; "
     "J. Kingman, The coalescent, Stochastic Processes and their Applications 13, 1982."),
    ("Lineages through time", "L(g) = number of different individuals that are the youngest born by "
     "generation g in the line of descent of some elite at the end (P. Harvey, R. May, S. Nee, Phylogenies without "
     "fossils, Evolution 48, 1994: reconstructed lineages)."),
    ("Founders", "D(g) = exp(-sum over f of p(f) ln p(f)), p(f) the share of the cells held after "
     "generation g by descendants of the founder f, an individual without parents: the effective number of founders (M. "
     "Hill, Diversity and evenness, Ecology 54, 1973; L. Jost, Entropy and diversity, Oikos 113, 2006)."),
    ("Islands' contribution", "c(i) = (ancestors of the champion that lived on island i) / (all of its "
     "ancestors); f(i) = share of the elites at the end, of all islands, whose founder was born on i; "
     "effective islands = exp(-sum over i of c(i) ln c(i)), as for founders. The shares are moai's measure."),
]


def effective_number(counts: Sample) -> float:
    """exp of the Shannon entropy of the shares that the counts (or shares) are; NaN without any."""
    values = np.asarray(counts, dtype=float)
    values = values[values > 0]
    if not len(values):
        return float("nan")
    shares = values / values.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


class Tree:
    """Who descends from whom by first parents; nobody is read twice."""

    def __init__(self, individuals: pd.DataFrame) -> None:
        """individuals: TrialFile.individuals(). Throws UserError where a parent is not recorded."""
        ids = individuals["id"].to_numpy()
        self._order = np.argsort(ids, kind="stable")
        self._ids = ids[self._order]
        self.born = individuals["generation"].to_numpy()[self._order]
        self.island = individuals["island"].to_numpy()[self._order]
        parents = individuals["parent_a"].to_numpy()[self._order]
        self._parent = np.full(len(ids), NONE, dtype=np.int64)
        known = parents != NONE
        self._parent[known] = self.rows(parents[known])

    def rows(self, ids: Iterable[int]) -> Integers:
        """Where the individuals stand in `born` and `island`."""
        wanted = np.fromiter(ids, dtype=np.int64)
        if not len(self._ids) and len(wanted):
            raise UserError("no individuals are recorded (needs record: lineage: survivors)")
        place = np.minimum(np.searchsorted(self._ids, wanted), max(len(self._ids) - 1, 0))
        lacking = self._ids[place] != wanted
        if lacking.any():
            raise UserError(f"individual {wanted[lacking][0]} is not recorded (a line of descent needs "
                            "record: lineage: survivors)")
        return place

    def founders(self) -> Integers:
        """Row of each individual's oldest ancestor."""
        up = np.where(self._parent == NONE, np.arange(len(self._parent)), self._parent)
        while True:
            further = up[up]
            if (further == up).all():
                return up
            up = further

    def line(self, row: int) -> list[int]:
        """Rows from an individual up to its founder."""
        found = [row]
        while (row := int(self._parent[row])) != NONE:
            found.append(row)
        return found

    def last_common_ancestors(self, champion: int, others: Iterable[int]) -> Floats:
        """The generation in which the youngest common ancestor of the champion and each of the
        others was born (ids; either may be it), NaN where they are unrelated."""
        own = set(self.line(int(self.rows([champion])[0])))
        found = []
        for row in self.rows(others):
            one: int = int(row)
            while one != NONE and one not in own:
                one = int(self._parent[one])
            found.append(float("nan") if one == NONE else float(self.born[one]))
        return np.array(found, dtype=float)

    def through_time(self, elites: Iterable[int], generations: Sequence[int]) -> list[int]:
        """L(g): how many ancestors (or selves) of the elites were alive lines after each generation."""
        at: list[set[int]] = [set() for _ in generations]
        for row in np.unique(self.rows(elites)):
            line = np.array(self.line(int(row))[::-1])
            places = np.searchsorted(self.born[line], generations, side="right") - 1
            for alive, place in zip(at, places):
                if place >= 0:
                    alive.add(int(line[place]))
        return [len(alive) for alive in at]

    def founder_diversity(self, replacements: pd.DataFrame, generations: Sequence[int]) -> Floats:
        """D(g) over all places after each generation; NaN before anyone held one.

        generations: ascending."""
        rows = replacements.sort_values("generation", kind="stable")
        founder = self.founders()[self.rows(rows["child"])].tolist()
        places = list(zip(rows["island"], rows["cell"]))
        ends = np.searchsorted(rows["generation"].to_numpy(), generations, side="right")
        held: dict[tuple[int, int], int] = {}
        found, done = [], 0
        for end in ends:
            held.update(zip(places[done:end], founder[done:end]))
            done = max(done, int(end))
            found.append(effective_number(np.bincount(list(held.values())) if held else []))
        return np.array(found, dtype=float)


def islands(tree: Tree, chain: pd.DataFrame, elites: Iterable[int], count: int) -> pd.DataFrame:
    """A row per island: c (of the champion's ancestors) and f (founders of the elites); see
    DEFINITIONS. chain: TrialFile.lineage(); elites: ids, one a place; count: of the islands."""
    ancestors = chain["island"].to_numpy()[:-1]
    founded = tree.island[tree.founders()[tree.rows(elites)]]
    return pd.DataFrame({
        "island": range(count),
        "ancestors": np.bincount(ancestors, minlength=count)[:count] / max(len(ancestors), 1),
        "founders": np.bincount(founded, minlength=count)[:count] / max(len(founded), 1)})
