"""Do children jump to cells that share objectives with their parent's? Appendix B.2 of MOVE's paper.

    rows = tested(overlaps(moai_results.open("results/functions-per-cell")))
"""

from __future__ import annotations


import pandas as pd

from . import genealogy, statistics
from .results import Results

COLUMNS = ["condition", "trial", "any_pair", "jumped", "replaced"]


def overlaps(results: Results) -> pd.DataFrame:
    """A row per finished trial with a map: condition, trial, and genealogy.overlap() of it."""
    rows = []
    finished = results.files[results.files["finished"]]
    for condition, trial in zip(finished["condition"], finished["trial"]):
        with results.open_trial(condition, trial) as file:
            mask = file.objective_mask()
            if mask is None:
                continue
            rows.append((condition, trial, *genealogy.overlap(file.replacements(), mask).values()))
    return pd.DataFrame(rows, columns=COLUMNS)


def tested(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per condition in which children jumped: n, the means of any_pair and jumped over the
    trials, statistic and p of Wilcoxon's signed-rank test between the two (two-sided, over the
    trials), p_holm: corrected for the number of conditions."""
    found = []
    jumped = rows.dropna(subset=["any_pair", "jumped"])
    for condition, part in jumped.groupby("condition", sort=False):
        test = statistics.signed_rank(part["jumped"].to_numpy(), part["any_pair"].to_numpy())
        found.append((condition, len(part), part["any_pair"].mean(), part["jumped"].mean(),
                      test.statistic, test.p))
    frame = pd.DataFrame(found, columns=["condition", "n", "any_pair", "jumped", "statistic", "p"])
    frame["p_holm"] = statistics.holm(list(frame["p"]))
    return frame
