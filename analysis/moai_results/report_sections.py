"""What goes into the report, section by section; report.py lays it out.

To add a section: a function that takes the results and returns html, or "" where it has nothing to
say, and a line in SECTIONS.
"""

import numpy as np

from . import comparisons, genealogy, pictures, profiles, tables
from . import statistics as tests
from .figures import comparison, montage, progress, runtime
from .figures import genealogy as genealogy_figures
from .report import folded, paragraph, picture, table, text

# Pairs that are written out in full; beyond it only those with the best condition.
MOST_PAIRS = 21


def overview(results):
    """What was run: a row per condition."""
    rows = []
    history = results.history()
    for condition in results.conditions:
        files = results.files[results.files["condition"] == condition]
        mine = history[history["condition"] == condition]
        ends = mine.groupby(["trial", "island"], observed=True)[["generation", "evaluations"]].max()
        evaluations = ends.groupby("trial")["evaluations"].sum()
        seconds = mine.groupby("trial")["wall_time"].max()
        rows.append([condition, int(files["finished"].sum()), int((~files["finished"]).sum()),
                     f"{ends['generation'].max() + 1:,.0f}", f"{evaluations.mean():,.0f}",
                     f"{seconds.mean():,.1f} s"])
    return table(["condition", "finished", "running", "generations", "evaluations per trial",
                  "time per trial"], rows)


def _trials(results):
    baseline = profiles.find_baseline(results)
    if baseline is None:
        return results.trials, ""
    return (profiles.with_relative_scores(results, baseline),
            f" Scores are in units of what {baseline} reaches.")


def table_1(results):
    """Table 1 of the MOVE paper."""
    if results.trials.empty:
        return paragraph("No trial is finished yet.")
    trials, words = _trials(results)
    columns = [column for column in tables.TABLE_1 if column.value in trials]
    made = tables.make_table(trials, columns, results.paired)
    rows = [[name, made.trials[name]] + [tables.cell_text(column, made.cells.get(
        (name, column.value))) for column in columns] for name in made.conditions]

    def bold(row, column):
        cell = column >= 2 and made.cells.get((made.conditions[row], columns[column - 2].value))
        return bool(cell) and cell.bold

    test = "signed-rank (paired)" if results.paired else "rank-sum"
    return table(["condition", "trials"] + [" ".join(column.heading) for column in columns], rows,
                 bold) + paragraph(
        "Mean ± 95 % interval (Student). Bold: the highest of a column and what does not differ "
        f"significantly from it (Wilcoxon {test}, two-sided, p < 0.05, as in the paper: "
        f"uncorrected).{words}", "note")


def pairwise(results):
    """Champion scores, pair by pair."""
    trials, _ = _trials(results)
    groups = comparisons.samples(trials, "champion_score")
    if len(groups) < 2:
        return ""
    overall = comparisons.all_conditions(trials, "champion_score")
    pairs = None
    if len(groups) * (len(groups) - 1) // 2 > MOST_PAIRS:
        best = max(groups, key=lambda name: groups[name].mean())
        pairs = [(best, name) for name in groups if name != best]
    frame = comparisons.pairwise(trials, "champion_score", pairs, results.paired)
    rows = [[row.first, row.second, f"{row.n_first}, {row.n_second}", f"{row.statistic:g}",
             f"{row.p:.2g}", f"{row.p_holm:.2g}", f"{row.a12:.2f} ({row.magnitude})",
             f"{row.median_difference:+.3g} [{row.low:+.3g}, {row.high:+.3g}]"]
            for row in frame.itertuples()]
    words = (f"{overall.name} over all conditions: H = {overall.statistic:.2f}, "
             f"p = {overall.p:.2g}. " if len(groups) > 2 else "")
    return picture(comparison.distribution(trials), "Champion score of every trial.") + table(
        ["first", "second", "n", "statistic", "p", "p (Holm)", "A12", "difference of medians"],
        rows) + paragraph(
        f"{words}Pairs: {frame['test'].iloc[0]}, two-sided; Holm's correction is for the "
        f"{len(frame)} rows{' (each with the best condition)' if pairs else ''}. A12 is the chance "
        "that the first is larger; the interval of the difference is a 95 % bootstrap.", "note")


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
                             "Places taken in a generation."))
    parts.append(picture(progress.progress(history, "unique_elites", "generation"),
                         "Distinct individuals that hold places."))
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


def lines_of_descent(results):
    parts, rows = [], []
    chosen = pictures.best_trials(results)
    for condition in dict.fromkeys(results.trials["condition"]):
        with results.open_trial(condition, chosen[condition]) as file:
            mask, chain, replaced = file.objective_mask(), file.lineage(), file.replacements()
        if mask is None or chain.empty:
            continue
        title = f"{condition}, trial {chosen[condition]}"
        figures = picture(genealogy_figures.lineage_map(chain, mask.shape[1], title),
                          f"{title}: the champion's line of descent over the map.")
        if len(mask) == 1 and genealogy.jumps_by_shared(replaced, mask[0])["jumps"].sum():
            figures += picture(genealogy_figures.jump_matrix(replaced, mask[0], title),
                               f"{title}: who took whose cell, and jumps by shared objectives.")
        parts.append(figures if len(parts) < 1 else folded(title, figures))
        rows.append(_overlap_row(results, condition))
    note = paragraph(
        "Objectives shared by two cells: of any two different cells, and of the parent's and the "
        "taken cell where a child jumped; means over the trials, signed-rank test over the trials "
        "(appendix B.2 of the MOVE paper).", "note")
    rows = [row for row in rows if row]
    shared = table(["condition", "trials", "any two cells", "jumped", "p"], rows) + note
    return "".join(parts) + (shared if rows else "")


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
    p = tests.signed_rank(values[:, 1], values[:, 0]).p
    return [condition, len(values), f"{values[:, 0].mean():.3f}", f"{values[:, 1].mean():.3f}",
            f"{p:.2g}"]


def runtime_section(results):
    phases = runtime.phases(results)
    if phases.empty:
        return ""
    return picture(runtime.bars(phases), "Where the time of a trial went: mean over the trials.")


def provenance(results):
    frame = results.provenance()
    kept = [name for name in ("experiment", "seed", "moai_version", "libtorch", "device", "host",
                              "ranks", "threads", "created", "finished") if name in frame]
    rows = []
    for name in kept:
        values = list(dict.fromkeys(str(value) for value in frame[name].dropna()))
        shown = ", ".join(values[:3]) + (f" … {values[-1]} ({len(values)})" if len(values) > 3
                                         else "")
        rows.append([name.replace("_", " "), shown])
    configs = dict(zip(frame["condition"], frame["config"]))
    body = "".join(folded(f"experiment file of {name}", f"<pre>{text(config)}</pre>")
                   for name, config in configs.items())
    return table(["", "of the trials"], rows) + body


def warnings_of(results):
    """What a reader has to know before believing a number."""
    found = list(results.warnings)
    running = int((~results.files["finished"]).sum())
    if running:
        found.append(f"{running} of {len(results.files)} trials are not finished; tables leave "
                     "them out, curves show them as far as they are")
    history = results.history()
    numbers = history.select_dtypes("number")
    bad = numbers.columns[~np.isfinite(numbers.to_numpy(dtype=float)).all(axis=0)]
    if len(bad):
        found.append(f"not all values are finite: {', '.join(bad[:5])}")
    frame = results.provenance()
    if not frame["reproducible"].all():
        found.append("asynchronous migration: these trials cannot be repeated bit for bit")
    for name in ("moai_version", "libtorch", "device"):
        if frame[name].nunique() > 1:
            found.append(f"trials were made with several values of {name}: "
                         f"{', '.join(sorted(frame[name].unique()))}")
    least = comparisons.least_p(results.trials, results.paired)
    if least is not None and least >= comparisons.ALPHA:
        found.append("some conditions have too few trials for any test to find a difference "
                     f"(smallest possible p: {least:.2g})")
    return found


SECTIONS = [
    ("What was run", overview), ("Movement, diversity and performance", table_1),
    ("Comparisons", pairwise), ("Pictures", pictures_section), ("Over time", over_time),
    ("By objective", by_objective), ("Lines of descent", lines_of_descent),
    ("Run time", runtime_section), ("Provenance", provenance)]


def contents(results):
    """(title, subtitle, warnings, [(heading, html)]) for report.page."""
    frame = results.provenance()
    title = ", ".join(dict.fromkeys(frame["experiment"]))
    subtitle = (f"{len(results.conditions)} conditions, {len(results.files)} trials; "
                f"{', '.join(results.folders)}")
    sections = [(heading, make(results)) for heading, make in SECTIONS]
    return title, subtitle, warnings_of(results), [(h, body) for h, body in sections if body]
