"""The report's figures: pictures, curves, objectives, fronts, run time.

Each section takes the results and the drawing and returns html, or "" where it has nothing to say.
"""

from __future__ import annotations


import pandas as pd

from .. import exact_fronts, pictures, profiles, settings, tables
from ..arrays import Floats
from ..figures import comparison, elites, fronts, montage, progress, runtime
from ..results import Results
from .drawing import Drawing
from .page import folded, paragraph, table
from .tables import trials_of

# More rows of pictures than this are folded away.
MOST_ROWS = 8


def pictures_section(results: Results, drawing: Drawing) -> str:
    """Champions, champions over the generations, final maps."""
    target, champions = pictures.champions(results)
    parts = []
    if champions:
        parts.append(drawing(montage.gallery(target, champions), "champions",
                             "The target and the best champion of each condition."))
    target, rows = pictures.over_generations(results)
    if rows:
        drawn = drawing(montage.montage(target, rows), "champions-over-generations",
                        "Champions over the generations, best trial of each condition.")
        many = len(rows) > MOST_ROWS
        parts.append(folded("Champions over the generations", drawn) if many else drawn)
    return "".join(parts) + _elite_maps(results, drawing)


def _elite_maps(results: Results, drawing: Drawing) -> str:
    """The final maps of the best trials, the one with the most different elites open."""
    drawn = []
    for condition, number in pictures.best_trials(results).items():
        with results.open_trial(condition, number) as file:
            finals, images, mask = file.finals(), file.final_pictures(), file.objective_mask()
            champion, objectives = file.champion(), file.objectives
        if images is None or mask is None or finals.empty:
            continue
        island = int(finals.loc[finals["id"] == champion["champion"], "island"].iloc[0])
        own = finals[finals["island"] == island]
        where = f", island {island}" if len(mask) > 1 else ""
        title = f"{condition}, trial {number}{where}"
        figure = elites.elite_map(own, images, title, names=elites.words(mask[island], objectives))
        drawn.append((own["id"].nunique(), title,
                      drawing(figure, f"elite-map-{title}", f"The map at the end: {title}.")))
    most = max(drawn, default=None)
    return "".join(folded(f"All elites of {one[1]}", one[2], open_at_first=one is most)
                   for one in drawn)


def over_time(results: Results, drawing: Drawing) -> str:
    """How scores, replacements, diversity and quality indicators change over a trial."""
    history = results.history()

    def drawn(words: str, value: str = "best_score", over: str = "evaluations") -> str:
        return drawing(progress.progress(history, value, over, results.running),
                       f"progress-{value}-over-{over}", words)

    parts = [drawn("Score of the best individual over the trials of each condition." + _falls(history))]
    if history["replacements"].max() > 0:
        parts.append(drawn("Places taken in the map or population.", "replacements", "generation"))
    many = ", summed over islands: a migrant counts once on each"
    parts.append(drawn("Distinct individuals that hold places"
                       f"{many if progress.summed(history, 'unique_elites') else ''}.",
                       "unique_elites", "generation"))
    for name in sorted(set(history.columns) & set(progress.INDICATORS)):
        parts.append(drawn(f"{progress.label(name)}.", name))
    return "".join(parts)


def _falls(history: pd.DataFrame) -> str:
    """Why the score of a champion went down in a trial, where it did."""
    best = history.groupby(["condition", "trial", "generation"], sort=False, observed=True)[
        "best_score"].max()
    fell = best.groupby(["condition", "trial"], observed=True).diff() < 0
    if not fell.any():
        return ""
    trials = fell.groupby(["condition", "trial"], observed=True).any()
    return (f" It falls at times in {int(trials.sum())} of {len(trials)} trials: who keeps a place is decided "
            "by votes of the cell's own objectives (or by ranks), while the score is the mean over all "
            "objectives, so that the champion itself may lose its place.")


def by_objective(results: Results, drawing: Drawing) -> str:
    """Means by objective, and where there are hillclimbers, the conditions against them."""
    if results.trials.empty or not results.objectives():
        return ""
    baseline = profiles.find_baseline(results)
    parts = []
    for kind, title in [("champion", "Champions"), ("best", "Best of each objective at the end")]:
        values = profiles.normalised(results, kind)
        words = f"normalised fitness (1: {profiles.one_means(results)})"
        if baseline:
            values, words = profiles.relative_to(values, baseline), f"1: {baseline}"
        means = values.drop(columns="trial").groupby("condition", sort=False, observed=True).mean()
        parts.append(drawing(comparison.profile(means, title, words), f"objectives-{kind}",
                             f"{title}: mean over the trials, by objective; {words}."))
    if baseline:
        rows = profiles.against_hillclimbers(results, baseline)
        parts.append(_matched(rows, baseline))
        for condition in dict.fromkeys(rows["condition"]):
            figure = drawing(comparison.against_hillclimbers(rows, condition, baseline),
                             f"hillclimbers-{condition}", f"{condition} against the hillclimbers: means; p < 0.05, rank-sum, "
                             "Holm over the objectives.")
            parts.append(figure if len(parts) == 3 else folded(condition, figure))
    return "".join(parts)


def _matched(rows: pd.DataFrame, baseline: str) -> str:
    found = profiles.matched(rows)
    kinds = {"champion": "champion", "best": "best of the final map"}
    few = "too few trials"
    return table(["condition", "of", "trials", f"above {baseline}", "single-objective matched"],
                 [[row.condition, kinds[row.kind], row.n,
                   f"{row.above_all} of {row.objectives}" if row.enough_all else few,
                   f"{row.matched} of {row.single}" if row.enough_single else few] for row in found.itertuples()],
                 words=(0, 1)) + paragraph(
        "Objectives on which a condition is significantly above the hillclimber on all of them, and "
        "on which it is not significantly below the hillclimber on that objective alone "
        "(rank-sum, two-sided, p < 0.05, Holm over the objectives).", "note")


def by_setting(results: Results, drawing: Drawing) -> str:
    """Table 1's numbers against each number that was swept."""
    if results.trials.empty:
        return ""
    trials, baseline = trials_of(results)
    trials = tables.without_cells(trials)
    values = [column.value for column in tables.TABLE_1
              if column.value in trials and trials[column.value].notna().any()]
    words = {"champion_score": f"champion score ({'rel. to ' + baseline if baseline else 'norm.'})"}
    return "".join(
        drawing(comparison.over_setting(trials, key, values, words), f"table1-over-{key}",
                f"Over {key.replace('_', ' ')}: means over the trials with 95 % intervals.")
        for key in settings.numeric(dict.fromkeys(trials["condition"])))


# Of conditions: fitness, the first two variables, and the exact front.
Found = tuple[dict[str, Floats], dict[str, Floats], dict[str, Floats]]


def fronts_section(results: Results, drawing: Drawing) -> str:
    """Final populations of algorithms that rank: in objective space and, vectors, in theirs.

    Conditions with the same objectives are drawn together."""
    groups: dict[tuple[str, ...], Found] = {}
    for condition, number in pictures.best_trials(results).items():
        with results.open_trial(condition, number) as file:
            finals, genomes, names = file.finals(), file.final_variables(), file.objectives
            front = exact_fronts.of_trial(file)
        if finals.empty or (finals["cell"] >= 0).any() or len(finals) < 2:
            continue
        finals = finals[finals["rank"] == 0]
        label = f"{condition}, trial {number}"
        fitness, variables, exact = groups.setdefault(tuple(names), ({}, {}, {}))
        fitness[label] = finals[[f"fit.{name}" for name in names]].to_numpy()
        if genomes is not None and genomes.shape[1] >= 2:
            variables[label] = genomes[finals["individual"].to_numpy(), :2]
        if front is not None:
            exact[label] = front
    return "".join(
        _fronts(results, drawing, list(names), *drawn,
                f" of conditions with {len(names)} objectives" if len(groups) > 1 else "")
        for names, drawn in groups.items())


def _fronts(results: Results, drawing: Drawing, names: list[str], fitness: dict[str, Floats],
            variables: dict[str, Floats], exact: dict[str, Floats], which: str) -> str:
    """which: whose fronts these are, in words."""
    known = " Grey: the exact front of the test function." if exact else ""
    number = f"-{len(names)}-objectives" if which else ""
    figure = (fronts.scatter(fitness, names, exact) if len(names) <= 3 else
              fronts.parallel(fitness, names))
    parts = [drawing(figure, f"fronts{number}", f"Non-dominated individuals at the end{which}, raw "
                                           f"fitness (larger is better).{known}")]
    if len(names) == 2:
        by_condition = {label.rpartition(", trial ")[0]: front for label, front in exact.items()}
        parts.append(drawing(fronts.attainment(_all_fronts(results, fitness), names, by_condition),
                             f"attainment{number}", "Empirical attainment surfaces of the final "
                             f"populations (Fonseca and Fleming 1996).{known}"))
    elif 3 <= len(names) <= fronts.MOST_PAIRED:
        parts.append(drawing(fronts.pairwise(fitness, names), f"fronts-by-pairs{number}", "The same, objectives by pairs."))
    if variables:
        parts.append(drawing(fronts.scatter(variables, ["variable 1", "variable 2"]),
                             f"decision-space{number}", "The same in decision space: their first two variables."))
    return "".join(parts)


def _all_fronts(results: Results, drawn: dict[str, Floats]) -> dict[str, list[Floats]]:
    """Condition -> final fitness of every finished trial, of the conditions that are drawn."""
    wanted = {label.rpartition(", trial ")[0] for label in drawn}
    found: dict[str, list[Floats]] = {}
    for row in results.files[results.files["finished"]].itertuples():
        if row.condition in wanted:
            with results.open_trial(row.condition, row.trial) as file:
                finals, names = file.finals(), file.objectives
            values = finals.loc[finals["rank"] == 0, [f"fit.{name}" for name in names]]
            found.setdefault(row.condition, []).append(values.to_numpy())
    return found


def runtime_section(results: Results, drawing: Drawing) -> str:
    """Where the time went, by phase and by rank."""
    phases = runtime.phases(results)
    if phases.empty:
        return ""
    drawn = drawing(runtime.bars(phases), "run-time", "Where the time of a trial went: mean over the trials.")
    by_rank = runtime.ranks(results)
    if by_rank.empty:
        return drawn
    return drawn + drawing(runtime.bars(by_rank), "run-time-by-rank", "The same by rank, where several share a trial: "
                                                  f"at most {runtime.MOST_RANKS} of a condition.")
