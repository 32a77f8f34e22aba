"""Whether two samples of trials are as good as equal: a large p of a test for a difference is no
evidence for that.

    result = equivalent(a, b, margin=0.02)           # two one-sided rank tests
    result.p < 0.05                                  # the shift between them is within +-0.02
    chances = signed_rank_chances(a, b, rope=0.02)   # of pairs: first better, equal, second better

The margin is to be chosen before the trials are run: how large a difference would matter.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import scipy.stats

from . import statistics
from .arrays import Floats, Sample
from .errors import UserError

DRAWS = 50_000


@dataclasses.dataclass(frozen=True)
class Equivalence:
    """p: of the hypothesis that the shift is at least the margin in either direction; shift: first
    minus second (Hodges and Lehmann); low, high: its 90 % interval, which belongs to tests at 5 %."""

    p: float
    shift: float
    low: float
    high: float
    margin: float


def _differences(first: Floats, second: Floats, paired: bool) -> Floats:
    """Walsh averages of the pairs' differences, or all differences: what rank tests order."""
    if not paired:
        return np.sort(np.subtract.outer(first, second).ravel())
    difference = first - second
    row, column = np.triu_indices(len(difference))
    return np.sort((difference[row] + difference[column]) / 2.0)


def _one_sided(first: Floats, second: Floats, paired: bool) -> float:
    """p of `first is not larger than second`."""
    if paired:
        if not (first != second).any():
            return 1.0
        return float(scipy.stats.wilcoxon(first, second, alternative="greater").pvalue)
    return float(scipy.stats.mannwhitneyu(first, second, alternative="greater").pvalue)


def equivalent(first: Sample, second: Sample, margin: float, paired: bool = False) -> Equivalence:
    """Two one-sided Wilcoxon tests (D. Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15,
    1987) against shifts of -margin and +margin: rank-sum tests, or signed-rank ones of pairs.

    The interval is Hodges and Lehmann's, cut where normal tests at 5 % would (Hollander, Wolfe and
    Chicken, Nonparametric Statistical Methods, 3rd ed., sections 3.3 and 4.3). Throws UserError for
    a margin that is not positive, NaN, or samples of unequal length that should be pairs.
    """
    a, b = statistics.as_sample(first), statistics.as_sample(second)
    if not margin > 0.0:
        raise UserError(f"a margin of {margin} (more than 0 is needed: how large a difference would "
                        "matter)")
    if paired and len(a) != len(b):
        raise UserError(f"{len(a)} and {len(b)} values (a paired test needs pairs)")
    p = max(_one_sided(a + margin, b, paired), _one_sided(b + margin, a, paired))
    shifts = _differences(a, b, paired)
    if paired:
        n = len(a)
        mean, spread = n * (n + 1) / 4.0, np.sqrt(n * (n + 1) * (2 * n + 1) / 24.0)
    else:
        n, m = len(a), len(b)
        mean, spread = n * m / 2.0, np.sqrt(n * m * (n + m + 1) / 12.0)
    cut = int(max(0.0, np.floor(mean - scipy.stats.norm.ppf(0.95) * spread)))
    return Equivalence(p, float(np.median(shifts)), float(shifts[cut]), float(shifts[len(shifts) - 1 - cut]), margin)


def signed_rank_chances(first: Sample, second: Sample, rope: float, prior: float = 0.5,
                        seed: int = statistics.SEED) -> tuple[float, float, float]:
    """(second better, practically equal, first better): the shares of the posterior, which add up
    to 1, by the Bayesian signed-rank test with a region of practical equivalence of +-rope.

    A. Benavoli, G. Corani, J. Demsar, M. Zaffalon, "Time for a change: a tutorial for comparing
    multiple classifiers through Bayesian analysis", JMLR 18(77), 2017, section 4.2: a Dirichlet
    process whose prior has weight `prior` at 0. The draws are seeded.
    """
    a, b = statistics.as_sample(first), statistics.as_sample(second)
    if len(a) != len(b):
        raise UserError(f"{len(a)} and {len(b)} values (a paired comparison needs pairs)")
    points = np.concatenate([[0.0], a - b])
    sums = np.add.outer(points, points)
    rng = np.random.Generator(np.random.Philox(seed))
    weights = rng.dirichlet(np.concatenate([[prior], np.ones(len(a))]), DRAWS)
    lower = np.einsum("di,ij,dj->d", weights, (sums < -2.0 * rope).astype(float), weights,
                      optimize=True)
    upper = np.einsum("di,ij,dj->d", weights, (sums > 2.0 * rope).astype(float), weights,
                      optimize=True)
    winner = np.argmax(np.stack([lower, 1.0 - lower - upper, upper]), axis=0)
    shares = np.bincount(winner, minlength=3) / DRAWS
    return float(shares[0]), float(shares[1]), float(shares[2])
