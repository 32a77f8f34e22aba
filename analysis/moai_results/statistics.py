"""Tests, effect sizes and intervals for samples of trials.

    test = rank_sum(a, b)          # TestResult: name, n, statistic, p, method
    corrected = holm([0.01, 0.04, 0.03])
    effect = a12(a, b)             # chance that a value of a exceeds one of b

Every test is two-sided. Small samples are tested exactly, also where values are tied: the
distribution of the statistic over all assignments of the (mid-)ranks at hand is counted, not
looked up. NaN is refused with a UserError: a missing value is not a value.
"""

from __future__ import annotations


import dataclasses
import functools
from collections.abc import Callable, Iterable

import numpy as np
import scipy.special
import scipy.stats

from .arrays import Floats, Integers, Sample
from .errors import UserError

# Up to here the exact distribution is counted; beyond it the normal approximation is as good.
EXACT_LIMIT = 50
# Of whatever is drawn (power, posteriors), so that the same data give the same numbers.
SEED = 2023


@dataclasses.dataclass(frozen=True)
class TestResult:
    """What a comparison has to state. n: sizes of the samples; method: exact, normal or chi2."""

    name: str
    n: tuple[int, ...]
    statistic: float
    p: float
    method: str

    __test__ = False  # not a test case, whatever pytest thinks of its name


def as_sample(values: Sample, least: int = 1) -> Floats:
    """(N) values. Throws UserError for NaN and fewer than `least`."""
    sample = np.asarray(values, dtype=float).ravel()
    if np.isnan(sample).any():
        raise UserError("a sample contains NaN (a test needs numbers); drop such trials first")
    if len(sample) < least:
        raise UserError(f"a sample of {len(sample)} (at least {least} needed)")
    return sample


@functools.lru_cache(maxsize=64)  # intervals ask for the same ranks again and again
def _counted(weights: tuple[int, ...], size: int | None) -> Floats:
    total = sum(weights)
    if size is None:
        counts = np.zeros(total + 1)
        counts[0] = 1.0
        for weight in weights:
            counts[weight:] += counts[:total + 1 - weight].copy()
        return counts
    by_size = np.zeros((size + 1, total + 1))
    by_size[0, 0] = 1.0
    for weight in weights:
        # Sizes downwards, so that a weight is used once.
        for taken in range(size, 0, -1):
            by_size[taken, weight:] += by_size[taken - 1, :total + 1 - weight]
    return by_size[size]


def subset_sums(weights: Integers, size: int | None = None) -> Floats:
    """How many subsets of `weights` (positive integers) have each sum; of all sizes or of one."""
    return _counted(tuple(sorted(int(weight) for weight in weights)), size)


def _two_sided(counts: Floats, observed: float) -> float:
    """Share of assignments at least as far from the mean as the observed one."""
    sums = np.arange(len(counts))
    mean = np.dot(counts, sums) / counts.sum()
    far = np.abs(sums - mean) >= abs(observed - mean) - 1e-9
    return float(min(1.0, counts[far].sum() / counts.sum()))


def rank_sum(first: Sample, second: Sample) -> TestResult:
    """Wilcoxon rank-sum (Mann-Whitney) test; the statistic is U of `first`.

    Exact where both samples have at most 50 values, else normal with corrections for ties and
    continuity.
    """
    a, b = as_sample(first), as_sample(second)
    ranks = scipy.stats.rankdata(np.concatenate([a, b]))
    u = ranks[:len(a)].sum() - len(a) * (len(a) + 1) / 2
    n = (len(a), len(b))
    if np.ptp(ranks) == 0:
        return TestResult("Wilcoxon rank-sum", n, float(u), 1.0, "exact")
    if max(n) > EXACT_LIMIT:
        p = scipy.stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic").pvalue
        return TestResult("Wilcoxon rank-sum", n, float(u), float(p), "normal")
    doubled = np.rint(2 * ranks).astype(int)  # mid-ranks are halves
    counts = subset_sums(doubled, len(a))
    p = _two_sided(counts, doubled[:len(a)].sum())
    return TestResult("Wilcoxon rank-sum", n, float(u), p, "exact")


def signed_rank(first: Sample, second: Sample) -> TestResult:
    """Wilcoxon signed-rank test of pairs; the statistic is the sum of the positive ranks.

    Pairs without a difference are dropped (Wilcoxon's own rule); n counts all pairs.
    """
    a, b = as_sample(first), as_sample(second)
    if len(a) != len(b):
        raise UserError(f"{len(a)} and {len(b)} values (a paired test needs pairs)")
    difference = (a - b)[a != b]
    n = (len(a), len(b))
    if len(difference) == 0:
        return TestResult("Wilcoxon signed-rank", n, 0.0, 1.0, "exact")
    ranks = scipy.stats.rankdata(np.abs(difference))
    positive = float(ranks[difference > 0].sum())
    if len(difference) > EXACT_LIMIT:
        p = scipy.stats.wilcoxon(difference, correction=True, mode="approx").pvalue
        return TestResult("Wilcoxon signed-rank", n, positive, float(p), "normal")
    doubled = np.rint(2 * ranks).astype(int)
    p = _two_sided(subset_sums(doubled), round(2 * positive))
    return TestResult("Wilcoxon signed-rank", n, positive, p, "exact")


def kruskal_wallis(samples: Iterable[Sample]) -> TestResult:
    """Kruskal-Wallis test of two or more samples; the statistic is H, corrected for ties."""
    groups = [as_sample(sample) for sample in samples]
    if len(groups) < 2:
        raise UserError(f"{len(groups)} sample (a comparison needs two or more)")
    n = tuple(len(group) for group in groups)
    if np.ptp(np.concatenate(groups)) == 0:
        return TestResult("Kruskal-Wallis", n, 0.0, 1.0, "chi2")
    h, p = scipy.stats.kruskal(*groups)
    return TestResult("Kruskal-Wallis", n, float(h), float(p), "chi2")


def friedman(blocks: Sample) -> TestResult:
    """Friedman's test of three or more paired samples; the statistic is chi-square with ties.

    blocks: (N,K), a row for each pairing (trial number), a column for each condition.
    """
    values = np.asarray(blocks, dtype=float)
    if values.ndim != 2 or values.shape[1] < 3 or not len(values):
        raise UserError(f"samples of the shape {values.shape} (Friedman's test needs three or more "
                        "paired ones)")
    as_sample(values)
    n = (len(values),) * values.shape[1]
    if (np.ptp(values, axis=1) == 0).all():
        return TestResult("Friedman", n, 0.0, 1.0, "chi2")
    statistic, p = scipy.stats.friedmanchisquare(*values.T)
    return TestResult("Friedman", n, float(statistic), float(p), "chi2")


def size_of(test: TestResult) -> tuple[float, str]:
    """Effect of a test of several samples, 0 (none) to 1, and its name.

    Kruskal-Wallis: epsilon squared, H / (N - 1); Friedman: Kendall's W, chi2 / (N (K - 1)).
    (Tomczak and Tomczak 2014, Trends in Sport Sciences 21, 19-25.)
    """
    if test.name == "Friedman":
        return test.statistic / (test.n[0] * (len(test.n) - 1)), "Kendall's W"
    return test.statistic / (sum(test.n) - 1), "epsilon²"


def holm(p_values: Sample) -> Floats:
    """p values corrected for their number (Holm 1979), in the order given."""
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p, kind="stable")
    stepped = np.minimum(1.0, (len(p) - np.arange(len(p))) * p[order])
    corrected = np.empty_like(p)
    corrected[order] = np.maximum.accumulate(stepped) if len(p) else stepped
    return corrected


def a12(first: Sample, second: Sample, paired: bool = False) -> float:
    """Vargha and Delaney's A (2000): P(a > b) + P(a = b) / 2; 0.5 is no effect.

    paired: a and b are of one pair (Grissom and Kim 2012, Effect Sizes for Research, 2nd ed.: the
    probability of superiority in dependent groups)."""
    a, b = as_sample(first), as_sample(second)
    if paired:
        return float(np.mean((a > b) + 0.5 * (a == b)))
    ranks = scipy.stats.rankdata(np.concatenate([a, b]))
    return float((ranks[:len(a)].sum() / len(a) - (len(a) + 1) / 2) / len(b))


def a12_magnitude(value: float) -> str:
    """Vargha and Delaney's words for the size of A: negligible, small, medium, large."""
    distance = abs(value - 0.5) + 1e-12  # so that 0.71 is large, as they say
    for limit, word in [(0.06, "negligible"), (0.14, "small"), (0.21, "medium")]:
        if distance < limit:
            return word
    return "large"


def shift(first: Sample, second: Sample, paired: bool = False,
          confidence: float = 0.95) -> tuple[float, float, float]:
    """How much larger `first` is: (estimate, low, high) after Hodges and Lehmann (1963, Annals of
    Mathematical Statistics 34, 598-611), in the unit of the samples.

    The estimate is the median of all differences a - b (paired: of the Walsh averages of the pairs'
    differences). The interval holds the shifts that rank_sum (paired: signed_rank) does not reject, so
    it leaves out 0 where the p of that test is below 1 - confidence, and has it inside elsewhere; 0 as
    an end is then outside (see interval_words). NaN where the samples are too small for the test to
    reject anything, or ties leave no such interval.
    """
    a, b = as_sample(first), as_sample(second)
    test = signed_rank if paired else rank_sum
    alpha = 1.0 - confidence
    if paired:
        differences = a - b
        rows, columns = np.triu_indices(len(differences))
        steps = (differences[rows] + differences[columns]) / 2.0
    else:
        steps = np.subtract.outer(a, b).ravel()
    estimate = float(np.median(steps))
    low, high = _accepted(lambda by: test(a - by, b).p >= alpha, np.unique(steps), estimate)
    significant = test(a, b).p < alpha
    if not significant:  # a tie at 0 can be accepted where both sides of it are not
        low, high = min(low, 0.0), max(high, 0.0)
    if not np.isfinite([low, high]).all() or significant and low < 0.0 < high:
        return estimate, float("nan"), float("nan")
    return estimate, low, high


def _accepted(accepts: Callable[[float], bool], steps: Floats,
              estimate: float) -> tuple[float, float]:
    """The ends of the shifts that a test accepts. Its statistic changes at `steps` (sorted) alone, so
    one shift between each two of them is tried, by bisection from the estimate outwards."""
    between = np.concatenate([[steps[0] - 1.0], (steps[1:] + steps[:-1]) / 2.0, [steps[-1] + 1.0]])
    # Gap k lies between steps[k-1] and steps[k].
    ends = np.concatenate([[-np.inf], steps, [np.inf]])
    middle = int(np.searchsorted(steps, estimate))
    start = next((k for k in (middle, middle + 1) if k < len(between) and accepts(between[k])), None)
    if start is None:  # only the value at a tie is accepted
        return estimate, estimate
    outer = []
    for edge in (0, len(between) - 1):
        inside, outside = start, edge
        if accepts(between[edge]):
            inside = edge
        while abs(inside - outside) > 1:
            half = (inside + outside) // 2
            inside, outside = (half, outside) if accepts(between[half]) else (inside, half)
        outer.append(inside)
    return float(ends[outer[0]]), float(ends[outer[1] + 1])


def interval_words(low: float, high: float, p: float, form: str = "{:+.3g}",
                   confidence: float = 0.95) -> str:
    """[-1, +3]; (+0, +3] where the test with this p says that it is not 0; "no interval" for NaN."""
    if np.isnan(low) or np.isnan(high):
        return "no interval"
    open_low, open_high = (p < 1.0 - confidence and end == 0.0 for end in (low, high))
    return (f"{'(' if open_low else '['}{form.format(low)}, {form.format(high)}"
            f"{')' if open_high else ']'}")


def mean_interval(values: Sample, confidence: float = 0.95) -> tuple[float, float]:
    """(mean, half width) of Student's interval; the half width of one value is NaN."""
    sample = as_sample(values)
    if len(sample) == 1:
        return float(sample[0]), float("nan")
    quantile = scipy.stats.t.ppf(0.5 + confidence / 2.0, len(sample) - 1)
    return float(sample.mean()), float(quantile * sample.std(ddof=1) / np.sqrt(len(sample)))


def smallest_p(first_size: int, second_size: int, paired: bool = False) -> float:
    """The smallest p that an exact rank-sum test of such samples can give (no ties); paired: a
    signed-rank test of as many pairs as the smaller one has."""
    if paired:
        return float(2.0 ** (1 - min(first_size, second_size)))
    return float(min(1.0, 2.0 / scipy.special.comb(first_size + second_size, first_size)))
