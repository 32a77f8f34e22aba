"""Who descends from whom, as an ALife-standard phylogeny.

    frame = phylogeny(individuals, replacements, final_ids)
    frame.to_csv("phylogeny.csv", index=False)

The standard (E. Dolson, A. Lalejini, S. Jorgensen, C. Ofria, "Interpreting the tape of life:
ancestry-based analyses provide insights and intuition about evolutionary dynamics", Artificial
Life 26(1), 2020; alife-data-standards/phylogeny) asks for `id` and `ancestor_list`, and knows
`origin_time` and `destruction_time`. Times are generations.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..genealogy import NONE

STILL_THERE = np.inf


def _ancestors(first: int, second: int) -> str:
    known = [parent for parent in dict.fromkeys((first, second)) if parent != NONE]
    return f"[{','.join(map(str, known))}]" if known else "[none]"


def destruction_times(replacements: pd.DataFrame) -> dict[int, int]:
    """Id -> generation in which it lost its last place, for everyone who lost all of them."""
    places: dict[int, int] = {}
    lost: dict[int, int] = {}
    for generation, child, replaced in zip(replacements["generation"], replacements["child"],
                                           replacements["replaced"]):
        places[child] = places.get(child, 0) + 1
        lost.pop(child, None)  # came back, as a migrant
        if replaced == NONE:
            continue
        places[replaced] = places.get(replaced, 0) - 1
        if places[replaced] == 0:
            lost[replaced] = generation
    return lost


def phylogeny(individuals: pd.DataFrame, replacements: pd.DataFrame,
              final_ids: Iterable[int]) -> pd.DataFrame:
    """A row per individual that ever held a place: id, ancestor_list, origin_time,
    destruction_time (infinite: it holds a place at the end; empty: not recorded), island.

    individuals, replacements: frames of one trial, as TrialFile gives them.
    """
    lost = destruction_times(replacements)
    alive = set(final_ids)
    ids = individuals["id"].to_numpy()
    gone = [STILL_THERE if one in alive else lost.get(one, np.nan) for one in ids]
    return pd.DataFrame({
        "id": ids,
        "ancestor_list": [_ancestors(a, b) for a, b in zip(individuals["parent_a"],
                                                           individuals["parent_b"])],
        "origin_time": individuals["generation"].to_numpy(),
        "destruction_time": gone,
        "island": individuals["island"].to_numpy(),
    })
