"""The report's section on goal switching: through which sets of objectives champions came, jumps against
shared objectives, common ancestors, diversity of lineages, islands; each with its definition."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .. import goal_switching, lineages
from ..figures import progress
from ..goal_switching import Trace
from ..results import Results
from .drawing import Drawing
from .page import definitions, folded, paragraph, table

# Sets of objectives that are shown of a condition.
MOST_SETS = 8


def goal_switching_section(results: Results, drawing: Drawing) -> str:
    """All of it, over the finished trials that have a map; each file is read once."""
    found = goal_switching.traces(results)
    parts = [_ancestry(found), _over_time(found, drawing), _jumps(found), _sets(found),
             _islands(found)]
    body = "".join(parts)
    return body and body + folded("Definitions and sources", definitions(lineages.DEFINITIONS))


def _ancestry(found: Sequence[Trace]) -> str:
    stones = goal_switching.means(found, "stones")
    if stones.empty:
        return ""
    frame = stones.merge(goal_switching.means(found, "ancestry").drop(columns="n"), how="left",
                         on="condition") if any(one.ancestry for one in found) else (
        stones.assign(common=float("nan"), unrelated=float("nan"), all=float("nan")))
    rows = [[row.condition, row.n, f"{row.ancestors:.1f}", f"{row.elsewhere:.1%}",
             f"{row.arrival:.1%}", f"{row.islands:.2f}", _number(row.common),
             _number(row.unrelated, "{:.1%}"), _number(row.all)]
            for row in frame.itertuples()]
    return table(["condition", "trials", "ancestors", "lived elsewhere", "arrival", "islands",
                  "last common ancestor", "unrelated", "of all"], rows) + paragraph(
        "Champions, means over the trials: ancestors; the share of them that lived in another cell or on "
        "another island than the champion; when the line came to the champion's cell to stay, as a "
        "share of the run; islands on which it lived; how many generations before the end the last "
        "common ancestor with another elite was born (mean over the elites), the share of elites without "
        "one, and the same for all elites at once (trials where all are related).", "note")


def _number(value: float, form: str = "{:,.0f}") -> str:
    return "-" if pd.isna(value) else form.format(value)


def _over_time(found: Sequence[Trace], drawing: Drawing) -> str:
    frame = goal_switching.over_time(found)
    if frame.empty:
        return ""
    return drawing(progress.progress(frame, "lineages", "generation"), "lineages-over-generations",
                   "Lineages through time: how many ancestors the elites at the end had then.") + (
        drawing(progress.progress(frame, "founders", "generation"), "founders-over-generations",
                "Effective number of founders whose descendants hold the cells."))


def _jumps(found: Sequence[Trace]) -> str:
    permuted = goal_switching.permuted(found)
    if permuted.empty:
        return ""
    frame = goal_switching.tested(goal_switching.overlaps(found)).merge(
        permuted[["condition", "p", "p_holm"]], on="condition", suffixes=("", "_permuted"))
    lines = [[row.condition, row.n, f"{row.any_pair:.3f}", f"{row.jumped:.3f}",
              f"{row.statistic:g}", f"{row.p:.2g}", f"{row.p_holm:.2g}", f"{row.p_permuted:.2g}",
              f"{row.p_holm_permuted:.2g}"] for row in frame.itertuples()]
    return table(["condition", "trials", "any two cells", "jumped", "statistic", "p", "p (Holm)",
                  "p (permuted)", "p (permuted, Holm)"], lines) + paragraph(
        "Objectives shared by two cells: of any two different cells, and of the parent's and the "
        "taken cell where a child jumped (appendix B.2 of the MOVE paper); means over the trials. p: "
        "Wilcoxon signed-rank test over the trials; permuted: the same against "
        f"{goal_switching.PERMUTATIONS} permutations of the cells of each map. Two-sided, corrected for "
        "the conditions.", "note")


def _sets(found: Sequence[Trace]) -> str:
    stones = goal_switching.stones(found)
    stones = stones[stones["share"] > 0]
    lines = [[row.condition, row.set.replace("+", ", "), row.objectives, row.lines, f"{row.share:.1%}",
              f"{row.cells:.1%}", f"{row.lift:.2f}"]
             for _, part in stones.groupby("condition", sort=False)
             for row in part.head(MOST_SETS).itertuples()]
    if not lines:
        return ""
    return folded("Stepping stones by set of objectives", table(
        ["condition", "set", "objectives", "champions", "ancestors", "cells", "lift"], lines,
        words=(0, 1)) + paragraph(
        f"The {MOST_SETS} sets of objectives in whose cells most ancestors of champions lived: of how many "
        "trials' champions; the share of the ancestors and of the cells, means over the trials; their "
        "ratio.", "note"))


def _islands(found: Sequence[Trace]) -> str:
    frame = goal_switching.island_shares(found)
    if frame.empty:
        return ""
    return table(["condition", "island", "trials", "ancestors", "founders", "effective islands"],
                 [[row.condition, row.island, row.n, f"{row.ancestors:.1%}", f"{row.founders:.1%}",
                   f"{row.effective:.2f}"] for row in frame.itertuples()]) + paragraph(
        "What islands contributed, means over the trials: the share of the champion's ancestors that "
        "lived there; the share of all elites at the end whose founder was born there; how many islands, "
        "equally used, would spread the champion's ancestors as much.", "note")
