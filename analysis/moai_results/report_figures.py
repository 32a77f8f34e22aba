"""The report's figures: pictures, curves, objectives, fronts, lines of descent, run time.

Each function takes the results and returns html, or "" where it has nothing to say.
"""

import numpy as np

from . import genealogy, pictures, profiles, statistics
from .figures import comparison, fronts, montage, progress, runtime
from .figures import genealogy as genealogy_figures
from .report import folded, paragraph, picture, table


def pictures_section(results):
    target, champions = pictures.champions(results)
    parts = []
    if champions:
        parts.append(picture(montage.gallery(target, champions),
                             "The target and the best champion of each condition."))
    target, rows = pictures.over_generations(results)
    if rows:
        parts.append(picture(montage.montage(target, rows),
                             "Champions over the generations, best trial of each condition."))
    return "".join(parts)


def over_time(results):
    history = results.history()
    parts = [picture(progress.progress(history),
                     "Score of the best individual: median and quartiles over the trials.")]
    if history["replacements"].max() > 0:
        parts.append(picture(progress.progress(history, "replacements", "generation"),
                             "Places taken in the map or population."))
    parts.append(picture(progress.progress(history, "unique_elites", "generation"),
                         "Distinct individuals that hold places."))
    for name in sorted(set(history.columns) & set(progress.INDICATORS)):
        parts.append(picture(progress.progress(history, name), f"{progress.label(name)}."))
    return "".join(parts)


def by_objective(results):
    if results.trials.empty or not results.objectives():
        return ""
    baseline = profiles.find_baseline(results)
    parts = []
    for kind, title in [("champion", "Champions"), ("best", "Best of each objective at the end")]:
        values = profiles.normalised(results, kind)
        words = "normalised fitness (1: the target)"
        if baseline:
            values, words = profiles.relative_to(values, baseline), f"1: {baseline}"
        means = values.drop(columns="trial").groupby("condition", sort=False, observed=True).mean()
        parts.append(picture(comparison.profile(means, title, words),
                             f"{title}: mean over the trials, by objective; {words}."))
    if baseline:
        rows = profiles.against_hillclimbers(results, baseline)
        for condition in dict.fromkeys(rows["condition"]):
            figure = picture(comparison.against_hillclimbers(rows, condition),
                             f"{condition} against the hillclimbers: means; p < 0.05, rank-sum, "
                             "Holm over the objectives.")
            parts.append(figure if len(parts) == 2 else folded(condition, figure))
    return "".join(parts)


def fronts_section(results):
    """Final populations of algorithms that rank: in objective space and, vectors, in theirs."""
    fitness, variables = {}, {}
    for condition, number in pictures.best_trials(results).items():
        with results.open_trial(condition, number) as file:
            finals, genomes, names = file.finals(), file.final_variables(), file.objectives
        if finals.empty or (finals["cell"] >= 0).any() or len(finals) < 2:
            continue
        finals = finals[finals["rank"] == 0]
        label = f"{condition}, trial {number}"
        fitness[label] = finals[[f"fit.{name}" for name in names]].to_numpy()
        if genomes is not None and genomes.shape[1] >= 2:
            variables[label] = genomes[finals["individual"].to_numpy(), :2]
    fitness = {name: values for name, values in fitness.items() if values.shape[1] == len(names)}
    if not fitness:
        return ""
    draw = fronts.scatter if len(names) <= 3 else fronts.parallel
    parts = [picture(draw(fitness, names), "Non-dominated individuals at the end, raw fitness "
                                           "(larger is better).")]
    if variables:
        parts.append(picture(fronts.scatter(variables, ["variable 1", "variable 2"]),
                             "The same in decision space: their first two variables."))
    return "".join(parts)


def lines_of_descent(results):
    """Champions' lines on the map, the one with the most jumps open, and jumps by shared cells."""
    drawn, rows = [], []
    chosen = pictures.best_trials(results)
    for condition in dict.fromkeys(results.trials["condition"]):
        with results.open_trial(condition, chosen[condition]) as file:
            mask, chain, replaced = file.objective_mask(), file.lineage(), file.replacements()
        if mask is None or chain.empty:
            continue
        title = f"{condition}, trial {chosen[condition]}"
        body = picture(genealogy_figures.lineage_map(chain, mask.shape[1], title),
                       f"{title}: the champion's line of descent over the map.")
        if len(mask) == 1 and genealogy.jumps_by_shared(replaced, mask[0])["jumps"].sum():
            body += picture(genealogy_figures.jump_matrix(replaced, mask[0], title),
                            f"{title}: who took whose cell, and jumps by shared objectives.")
        drawn.append((genealogy.jumps(chain), title, body))
        rows.append(_overlap_row(results, condition))
    note = paragraph(
        "Objectives shared by two cells: of any two different cells, and of the parent's and the "
        "taken cell where a child jumped; means over the trials, signed-rank test over the trials "
        "(appendix B.2 of the MOVE paper).", "note")
    most = max((jumps for jumps, *_ in drawn), default=0)
    body = "".join(folded(title, figures, open_at_first=jumps == most)
                   for jumps, title, figures in drawn)
    rows = [row for row in rows if row]
    shared = table(["condition", "trials", "any two cells", "jumped", "p"], rows) + note
    return body + (shared if rows else "")


def _overlap_row(results, condition):
    found = []
    for trial in results.files.loc[(results.files["condition"] == condition)
                                   & results.files["finished"], "trial"]:
        with results.open_trial(condition, trial) as file:
            mask = file.objective_mask()
            if len(mask) == 1:
                found.append(genealogy.overlap(file.replacements(), mask[0]))
    values = np.array([(row["any_pair"], row["jumped"]) for row in found]).reshape(-1, 2)
    values = values[~np.isnan(values).any(axis=1)]
    if not len(values):
        return None
    p = statistics.signed_rank(values[:, 1], values[:, 0]).p
    return [condition, len(values), f"{values[:, 0].mean():.3f}", f"{values[:, 1].mean():.3f}",
            f"{p:.2g}"]


def runtime_section(results):
    phases = runtime.phases(results)
    if phases.empty:
        return ""
    return picture(runtime.bars(phases), "Where the time of a trial went: mean over the trials.")
