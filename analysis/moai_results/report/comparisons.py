"""The report's comparisons: the tests that were planned, then the champion scores pair by pair.

Each section takes the results and the drawing and returns html, or "" where it has nothing to say.
"""

from __future__ import annotations


from typing import Any

import pandas as pd

from .. import blocks, comparisons, planned, statistics
from ..errors import UserError
from ..figures import comparison, critical_difference
from ..results import Results
from .drawing import Drawing
from .page import paragraph, table
from .tables import trials_of

# Pairs that are written out in full; beyond it only those with the best condition.
MOST_PAIRS = 21
DIFFERENCE = "difference"
EQUIVALENCE = (" As good as: two one-sided tests (Schuirmann 1987) against shifts of the margin that was "
               "planned, with the 90 % interval that belongs to them; paired trials have the chance "
               "that the two are practically equal beside it (Benavoli et al. 2017).")


def planned_tests(results: Results) -> str:
    """What the experiment files list under analysis: compare:."""
    frame = planned.tested(results)
    if frame.empty:
        return paragraph("No test was planned in the experiment file (analysis: compare:), so "
                         "every comparison here is exploratory.", "note")
    tables = ""
    for later, rows in frame.groupby("later"):
        words = ("Added after trials were begun, so not planned in the strict sense; their p are "
                 "corrected for the planned tests, too:" if later else
                 "Planned before the first trial was run:")
        tables += paragraph(words) + table(
            ["number", "conditions", "verdict", "n", "test", "statistic", "p", "p (Holm)", "effect",
             DIFFERENCE],
            [[row.value.replace("_", " "), row.conditions, planned.verdict(row), *_numbers(row)]
             for row in rows.itertuples()], words=(0, 1, 2, 4))
    counts = ", ".join(
        f"{rows['corrected_for'].iloc[0]} ({name}{', those added later' if later else ''})"
        for (name, later), rows in frame.groupby(["experiment", "later"]))
    return tables + paragraph(
        f"Two-sided. Number of tests corrected for: {counts}. "
        f"{comparisons.effect_words(results.paired)}. Numbers are those of the trials' summaries. "
        "Verdicts: at 5 %, after the correction." + (EQUIVALENCE if frame["margin"].notna().any()
                                                     else ""), "note")


def _numbers(row: Any) -> list[str]:
    if not row.n:
        return ["-", row.test, *["-"] * 5]
    difference = ("-" if pd.isna(row.difference) else
                  f"{row.difference:+.3g} {planned.interval_words(row)}")
    statistic = "-" if pd.isna(row.statistic) else f"{row.statistic:.4g}"
    effect = "-" if pd.isna(row.effect) else f"{row.effect:.2f} ({row.effect_is})"
    return [planned.sizes(row.n), row.test, statistic, f"{row.p:.2g}", f"{row.p_holm:.2g}", effect,
            difference]


def _interval(row: Any) -> str:
    return (f"{row.difference:+.3g} "
            f"{statistics.interval_words(row.low, row.high, row.p)}")


def pairwise(results: Results, drawing: Drawing) -> str:
    """Champion scores, pair by pair, those left out that were planned."""
    trials, baseline = trials_of(results)
    groups = comparisons.samples(trials, "champion_score")
    if len(groups) < 2:
        return ""
    overall = comparisons.all_conditions(trials, "champion_score", results.paired)
    unit = f"relative to {baseline}" if baseline else "normalised"
    drawn = drawing(comparison.distribution(trials, words=f"score of the champion ({unit})"),
                    "distribution-champion_score", "Champion score of every trial.")
    pairs, which = planned.exploratory_pairs(results, groups, "champion_score"), ""
    if len(pairs) > MOST_PAIRS:
        best = max(groups, key=lambda name: groups[name].mean())
        pairs = [pair for pair in pairs if best in pair]
        which = " (each with the best condition)"
    frame = comparisons.pairwise(trials, "champion_score", pairs, results.paired)
    words = (f"{overall.name} over all conditions: chi2 = {overall.statistic:.2f}, "
             f"p = {overall.p:.2g}. " if overall and len(groups) > 2 else "")
    if frame.empty:
        return drawn + paragraph(words, "note")
    rows = [_pair(row) for row in frame.itertuples()]
    tests = ", ".join(dict.fromkeys(frame.loc[frame["n_first"] > 0, "test"])) or "none yet"
    return drawn + paragraph("Exploratory: champion scores of the pairs that were not planned:") + (
        table(["first", "second", "n", "statistic", "p", "p (Holm)", "A12", DIFFERENCE], rows,
              words=(0, 1))
    ) + paragraph(
        f"{words}Pairs: {tests}, two-sided; number of tests corrected for: {len(frame)}{which}. "
        f"{comparisons.effect_words(results.paired)}.", "note")


def _pair(row: Any) -> list[str]:
    if not row.n_first:
        return [row.first, row.second, comparisons.TOO_FEW, *["-"] * 5]
    return [row.first, row.second, f"{row.n_first}, {row.n_second}", f"{row.statistic:g}",
            f"{row.p:.2g}", f"{row.p_holm:.2g}", f"{row.a12:.2f} ({row.magnitude})",
            _interval(row)]


def comparisons_section(results: Results, drawing: Drawing) -> str:
    """The planned tests, then the pairs that were not planned."""
    if results.trials.empty or len(results.conditions) < 2:
        return ""
    return planned_tests(results) + over_blocks(results, drawing) + pairwise(results, drawing)


def over_blocks(results: Results, drawing: Drawing) -> str:
    """Average ranks over targets or functions, and the pairs within and over them."""
    asked = [test.over for test in planned.of(results) if test.kind == "blocks"]
    return "".join(_over(results, drawing, over)
                   for over in dict.fromkeys(asked + blocks.usual(results.conditions)))


def _over(results: Results, drawing: Drawing, over: str) -> str:
    trials, value = results.trials, "champion_score"
    try:
        rows = blocks.of(trials, value, over)
        found = blocks.ranking(blocks.means(rows))
    except UserError as error:
        return paragraph(f"Over {over}: {error}", "note")
    pairs = blocks.combined(rows, results.paired).merge(
        found.pairs[["first", "second", "p_nemenyi"]], how="left", on=["first", "second"])
    body = drawing(critical_difference.critical_difference(found, f"values of {over}"),
                   f"critical-difference-over-{over}",
                   f"Average ranks of the champions' mean scores over {over}.")
    return body + table(
        ["first", "second", "blocks", "z", "p", "p (Holm)", "p (Nemenyi)", "first higher", "neither",
         "second higher"],
        [[row.first, row.second, row.blocks, f"{row.z:.3g}", f"{row.p:.2g}", f"{row.p_holm:.2g}",
          "-" if pd.isna(row.p_nemenyi) else f"{row.p_nemenyi:.2g}", row.higher, row.neither,
          row.lower] for row in pairs.itertuples()], words=(0, 1)) + paragraph(
        f"Over {over}: {blocks.words(found)}. z, p: stratified rank test over all trials "
        "(van Elteren 1960), corrected for the pairs (Holm); Nemenyi: of the average ranks. The last "
        "columns count the blocks in which one is significantly higher (p < 0.05, Holm over all "
        "pairs of all blocks).", "note")
