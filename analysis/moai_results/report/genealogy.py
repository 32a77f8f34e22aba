"""The report's section on lines of descent: over the map, between cells, by shared objectives."""

from __future__ import annotations


from typing import Any

import numpy as np
import pandas as pd

from .. import genealogy, goal_switching, pictures
from ..arrays import LineOfDescent, Pixels
from ..figures import genealogy as figures
from ..figures import lineage, montage
from ..results import Results
from .drawing import Drawing
from .page import folded, paragraph, table


def lines_of_descent(results: Results, drawing: Drawing) -> str:
    """Champions' lines on the map, the one with the most jumps open, then two tables."""
    drawn: list[tuple[int, str, str]] = []
    strips: dict[str, LineOfDescent] = {}
    target: Pixels | None = None
    chosen = pictures.best_trials(results)
    for condition in dict.fromkeys(results.trials["condition"]):
        with results.open_trial(condition, chosen[condition]) as file:
            mask, chain, replaced = file.objective_mask(), file.lineage(), file.replacements()
            line, target = pictures.line_of_descent(file), file.target()
            finals, images = file.finals(), file.final_pictures()
        if line:
            strips[f"{condition}, trial {chosen[condition]}"] = line
        if mask is None or chain.empty:
            continue
        title = f"{condition}, trial {chosen[condition]}"
        shown = lineage.elites(finals, images, int(chain["island"].iloc[-1]))
        body = drawing(lineage.lineage_map(chain, mask.shape[1], title, shown),
                       f"line-of-descent-{title}",
                       f"{title}: the champion's line of descent over the map.")
        if genealogy.jumps_by_shared(replaced, mask)["jumps"].sum():
            island = int(chain["island"].iloc[-1])
            body += drawing(figures.jump_matrix(replaced, mask, title, island), f"jumps-{title}",
                            f"{title}: who took whose cell, and jumps by shared objectives.")
        drawn.append((genealogy.jumps(chain), title, body))
    strip = drawing(montage.lineages(target, strips), "lines-of-descent-in-pictures",
                    "The champions' lines of descent in pictures: at some generations the ancestor "
                    "that lived then, and its cell.") if strips else ""
    if not drawn:
        return strip
    most = max(drawn)
    return strip + "".join(folded(one[1], one[2], open_at_first=one is most)
                   for one in drawn) + _tables(results)


def _tables(results: Results) -> str:
    """Stepping stones, and the test of shared objectives, each over all finished trials."""
    stones = []
    finished = results.files[results.files["finished"]]
    for condition, trials in finished.groupby("condition", sort=False)["trial"]:
        steps = []
        for trial in trials:
            with results.open_trial(condition, trial) as file:
                chain = file.lineage()
                if file.objective_mask() is not None and not chain.empty:
                    steps.append(genealogy.stepping_stones(chain, file.attributes["generations"]))
        if steps:
            mean = {name: np.mean([step[name] for step in steps]) for name in steps[0]}
            stones.append([condition, len(steps), f"{mean['ancestors']:.1f}",
                           f"{mean['elsewhere']:.1%}", f"{mean['arrival']:.1%}",
                           f"{mean['islands']:.2f}"])
    return _stones_table(stones) + _overlap_table(
        goal_switching.tested(goal_switching.overlaps(results)))


def _stones_table(rows: list[list[Any]]) -> str:
    return table(["condition", "trials", "ancestors", "lived elsewhere", "arrival", "islands"],
                 rows) + paragraph(
        "Stepping stones of the champions, means over the trials: ancestors; the share of them "
        "that lived in another cell or on another island than the champion; when the line came to the "
        "champion's cell to stay, as a share of the run; islands on which it lived.", "note")


def _overlap_table(rows: pd.DataFrame) -> str:
    if rows.empty:
        return ""
    lines = [[row.condition, row.n, f"{row.any_pair:.3f}", f"{row.jumped:.3f}",
              f"{row.statistic:g}", f"{row.p:.2g}", f"{row.p_holm:.2g}"]
             for row in rows.itertuples()]
    return table(["condition", "trials", "any two cells", "jumped", "statistic", "p", "p (Holm)"],
                 lines) + paragraph(
        "Objectives shared by two cells: of any two different cells, and of the parent's and the "
        "taken cell where a child jumped (appendix B.2 of the MOVE paper); means over the trials, "
        "Wilcoxon signed-rank test over the trials, two-sided, corrected for the conditions.",
        "note")
