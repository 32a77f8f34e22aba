"""The report's section on lines of descent: over the map, between cells, by shared objectives."""

import numpy as np

from . import genealogy, pictures, statistics
from .figures import genealogy as figures
from .figures import montage
from .report import folded, paragraph, picture, table


def lines_of_descent(results):
    """Champions' lines on the map, the one with the most jumps open, then two tables."""
    drawn, strips, target = [], {}, None
    chosen = pictures.best_trials(results)
    for condition in dict.fromkeys(results.trials["condition"]):
        with results.open_trial(condition, chosen[condition]) as file:
            mask, chain, replaced = file.objective_mask(), file.lineage(), file.replacements()
            line, target = pictures.line_of_descent(file), file.target()
        if line:
            strips[f"{condition}, trial {chosen[condition]}"] = line
        if mask is None or chain.empty:
            continue
        title = f"{condition}, trial {chosen[condition]}"
        body = picture(figures.lineage_map(chain, mask.shape[1], title),
                       f"{title}: the champion's line of descent over the map.")
        if genealogy.jumps_by_shared(replaced, mask)["jumps"].sum():
            island = int(chain["island"].iloc[-1])
            body += picture(figures.jump_matrix(replaced, mask, title, island),
                            f"{title}: who took whose cell, and jumps by shared objectives.")
        drawn.append((genealogy.jumps(chain), title, body))
    strip = picture(montage.lineages(target, strips),
                    "The champions' lines of descent in pictures: at some generations the ancestor "
                    "that lived then, and its cell.") if strips else ""
    if not drawn:
        return strip
    most = max(drawn)
    return strip + "".join(folded(one[1], one[2], open_at_first=one is most)
                   for one in drawn) + _tables(results)


def _tables(results):
    """Stepping stones, and the test of shared objectives, each over all finished trials."""
    stones, shared = [], []
    for condition in dict.fromkeys(results.trials["condition"]):
        steps, found = [], []
        for trial in results.files.loc[(results.files["condition"] == condition)
                                       & results.files["finished"], "trial"]:
            with results.open_trial(condition, trial) as file:
                mask, chain = file.objective_mask(), file.lineage()
                if mask is None or chain.empty:
                    continue
                steps.append(genealogy.stepping_stones(chain, file.attributes["generations"]))
                found.append(genealogy.overlap(file.replacements(), mask))
        if steps:
            mean = {name: np.mean([step[name] for step in steps]) for name in steps[0]}
            stones.append([condition, len(steps), f"{mean['ancestors']:.1f}",
                           f"{mean['elsewhere']:.1%}", f"{mean['arrival']:.1%}",
                           f"{mean['islands']:.2f}"])
            shared += _overlap_row(condition, found)
    return _stones_table(stones) + _overlap_table(shared)


def _stones_table(rows):
    return table(["condition", "trials", "ancestors", "lived elsewhere", "arrival", "islands"],
                 rows) + paragraph(
        "Stepping stones of the champions, means over the trials: ancestors; the share of them "
        "that lived in another cell or on another island than the champion; when the line came to the "
        "champion's cell to stay, as a share of the run; islands on which it lived.", "note")


def _overlap_row(condition, found):
    values = np.array([(row["any_pair"], row["jumped"]) for row in found]).reshape(-1, 2)
    values = values[~np.isnan(values).any(axis=1)]
    if not len(values):
        return []
    test = statistics.signed_rank(values[:, 1], values[:, 0])
    return [(condition, len(values), *values.mean(axis=0), test)]


def _overlap_table(rows):
    if not rows:
        return ""
    corrected = statistics.holm([test.p for *_, test in rows])
    lines = [[condition, n, f"{chance:.3f}", f"{jumped:.3f}", f"{test.statistic:g}",
              f"{test.p:.2g}", f"{p:.2g}"]
             for (condition, n, chance, jumped, test), p in zip(rows, corrected)]
    return table(["condition", "trials", "any two cells", "jumped", "statistic", "p", "p (Holm)"],
                 lines) + paragraph(
        "Objectives shared by two cells: of any two different cells, and of the parent's and the "
        "taken cell where a child jumped (appendix B.2 of the MOVE paper); means over the trials, "
        "Wilcoxon signed-rank test over the trials, two-sided, corrected for the conditions.",
        "note")
