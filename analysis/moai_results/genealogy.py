"""Who descends from whom, and through which cells.

    chain = ancestors(individuals, champion, where=(0, 17))   # frame, from the random genome on
    jumps(chain), places(chain)                               # how often, how many
    counts = jump_matrix(replacements, cells=100)

`individuals` and `replacements` are the frames of one trial (moai_results.open(DIR)). An
individual's own row there names the island and cell that its parent held at its birth, so these
are shifted by one here: a row of the chain says where that ancestor lived when its child was made.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from .arrays import Floats, Integers, Mask
from .errors import UserError

NONE = -1


def ancestors(individuals: pd.DataFrame, individual: int, where: tuple[int, int]) -> pd.DataFrame:
    """The line of first parents of `individual`, oldest first: id, generation, island, cell.

    where: (island, cell) of the individual itself, now. Throws UserError where a parent is not
    recorded.
    """
    row_of = dict(zip(individuals["id"], zip(individuals["parent_a"], individuals["island"],
                                             individuals["cell"])))
    born = dict(zip(individuals["id"], individuals["generation"]))
    chain = [(one, born[one], island, cell)
             for one, island, cell in ancestors_in(row_of, individual, where)]
    return pd.DataFrame(chain[::-1], columns=["id", "generation", "island", "cell"])


def ancestors_in(row_of: Mapping[int, tuple[int, int, int]], individual: int,
                 where: tuple[int, int]) -> list[tuple[int, int, int]]:
    """The same, youngest first, as a list of (id, island, cell). row_of: id -> (parent, island,
    cell) of `individuals`, for callers who follow many lines."""
    line: list[tuple[int, int, int]] = []
    while individual != NONE:
        if individual not in row_of:
            raise UserError(f"individual {individual} is not recorded (a line of descent needs "
                            "record: lineage: survivors)")
        line.append((individual, *where))
        individual, island, cell = row_of[individual]
        where = (island, cell)
    return line


def jumps(chain: pd.DataFrame) -> int:
    """How often the line went on in another cell (or island)."""
    where = chain[["island", "cell"]].to_numpy()
    return int((np.diff(where, axis=0) != 0).any(axis=1).sum())


def places(chain: pd.DataFrame) -> int:
    """In how many different cells (per island) the line lived."""
    return len(chain[["island", "cell"]].drop_duplicates())


def jump_matrix(replacements: pd.DataFrame, cells: int) -> Integers:
    """(C,C) counts: entry (i,j) is how often a child of the elite in i took cell j."""
    born = replacements[(replacements["kind"] == "child") & (replacements["from_cell"] >= 0)]
    flat = born["from_cell"].to_numpy(dtype=int) * cells + born["cell"].to_numpy(dtype=int)
    return np.bincount(flat, minlength=cells * cells).reshape(cells, cells)


def shared_objectives(mask: Mask) -> Integers:
    """(C,C): the number of objectives that two cells have in common. mask: (C,M) bool."""
    votes = np.asarray(mask, dtype=np.int64)
    return votes @ votes.T


def _pairs(replacements: pd.DataFrame, mask: Mask) -> list[Integers]:
    """(shared objectives, jumps) of every ordered pair of cells of an island; then of each cell
    with itself: four arrays. mask: (C,M), or (I,C,M) for islands, which are put together."""
    islands = [(replacements, np.asarray(mask, dtype=bool))]
    if np.ndim(mask) == 3:
        islands = [(replacements[replacements["island"] == number], one)
                   for number, one in enumerate(np.asarray(mask, dtype=bool))]
    parts = []
    for rows, one in islands:
        shared, counts = shared_objectives(one), jump_matrix(rows, len(one))
        other = ~np.eye(len(one), dtype=bool)
        parts.append((shared[other], counts[other], shared[~other], counts[~other]))
    return [np.concatenate(columns) for columns in zip(*parts)]


def _mean(values: Integers, weights: Integers) -> float:
    return float((values * weights).sum() / weights.sum()) if weights.sum() else float("nan")


def overlap(replacements: pd.DataFrame, mask: Mask) -> dict[str, float]:
    """What appendix B.2 of the MOVE paper asks, for one trial, as a dict of mean shared objectives.

    any_pair: of two different cells of the map; jumped: of parent's and taken cell where they
    differ; replaced: of parent's and taken cell, the same one included. NaN where there is none.
    mask: (C,M) or (I,C,M); pairs are of one island.
    """
    shared, jumped, own, stayed = _pairs(replacements, mask)
    return {"any_pair": _mean(shared, np.ones_like(shared)), "jumped": _mean(shared, jumped),
            "replaced": _mean(np.concatenate([shared, own]), np.concatenate([jumped, stayed]))}


def jumps_by_shared(replacements: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    """Frame by number of shared objectives: pairs of cells, jumps between such, jumps per pair."""
    shared, counts, *_ = _pairs(replacements, mask)
    pairs = np.bincount(shared)
    jumped = np.bincount(shared, weights=counts).astype(int)
    frame = pd.DataFrame({"shared": np.arange(len(pairs)), "pairs": pairs, "jumps": jumped})
    frame = frame[frame["pairs"] > 0].reset_index(drop=True)
    frame["jumps_per_pair"] = frame["jumps"] / frame["pairs"]
    return frame


def stepping_stones(chain: pd.DataFrame, generations: int) -> dict[str, float]:
    """How the champion's line used other cells on its way, as a dict.

    ancestors: their number; elsewhere: the share of them that lived in another cell (or on another
    island) than the champion does; arrival: when, as a share of the run's generations, the line
    came to the champion's cell to stay; islands: on how many it lived. chain: TrialFile.lineage().
    """
    where = chain[["island", "cell"]].to_numpy()
    away = (where[:-1] != where[-1]).any(axis=1)
    last_away = int(np.flatnonzero(away)[-1]) if away.any() else -1
    # The one after the last that lived elsewhere was born into the champion's cell.
    arrival = chain["generation"].iloc[last_away + 1]
    return {"ancestors": len(away), "elsewhere": float(away.mean()) if len(away) else 0.0,
            "arrival": float(arrival) / max(generations - 1, 1),
            "islands": int(chain["island"].nunique())}
