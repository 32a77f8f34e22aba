"""The report's section on lines of descent: over the map, and between cells."""

from __future__ import annotations


from .. import genealogy, pictures
from ..arrays import LineOfDescent, Pixels
from ..figures import genealogy as figures
from ..figures import lineage, montage
from ..results import Results
from .drawing import Drawing
from .page import folded


def lines_of_descent(results: Results, drawing: Drawing) -> str:
    """Champions' lines on the map, the one with the most jumps open."""
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
                   for one in drawn)
