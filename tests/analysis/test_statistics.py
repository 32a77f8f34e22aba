"""If one of these fails, a p value, an effect or an interval in a table or report is wrong."""

import itertools

import numpy as np
import pytest
import scipy.stats

from moai_results import comparisons, statistics

# Hollander and Wolfe (1973), Nonparametric Statistical Methods; the numbers are also those of the
# help pages of R's wilcox.test and kruskal.test.
PERMEABILITY_TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
PERMEABILITY_EARLY = [1.15, 0.88, 0.90, 0.74, 1.21]
DEPRESSION_FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
DEPRESSION_SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
DUST = [[2.9, 3.0, 2.5, 2.6, 3.2], [3.8, 2.7, 4.0, 2.4], [2.8, 3.4, 3.7, 2.2, 2.0]]


def test_rank_sum_of_the_published_example():
    result = statistics.rank_sum(PERMEABILITY_TERM, PERMEABILITY_EARLY)
    assert (result.statistic, result.n, result.method) == (35.0, (10, 5), "exact")
    assert result.p == pytest.approx(0.2544, abs=5e-5)


def test_signed_rank_of_the_published_example():
    result = statistics.signed_rank(DEPRESSION_FIRST, DEPRESSION_SECOND)
    assert (result.statistic, result.method) == (40.0, "exact")
    assert result.p == pytest.approx(0.03906, abs=5e-6)


def test_kruskal_wallis_of_the_published_example():
    result = statistics.kruskal_wallis(DUST)
    assert result.statistic == pytest.approx(0.77143, abs=5e-6)
    assert result.p == pytest.approx(0.68, abs=5e-4)
    assert statistics.size_of(result) == (pytest.approx(0.77143 / 13, abs=1e-6), "epsilon²")


@pytest.mark.parametrize("sizes", [(2, 3), (5, 5), (20, 20), (7, 40)])
def test_rank_sum_without_ties_is_scipys_exact_one(sizes):
    rng = np.random.default_rng(sum(sizes))
    a, b = rng.normal(0.4, 1.0, sizes[0]), rng.normal(0.0, 1.0, sizes[1])
    expected = scipy.stats.mannwhitneyu(a, b, alternative="two-sided", method="exact")
    result = statistics.rank_sum(a, b)
    assert result.statistic == expected.statistic
    assert result.p == pytest.approx(expected.pvalue, rel=1e-9)


def test_rank_sum_with_ties_counts_all_assignments():
    a, b = [1, 1, 2, 5], [1, 3, 3, 5, 5]
    ranks = scipy.stats.rankdata(a + b)
    sums = [sum(chosen) for chosen in itertools.combinations(ranks, len(a))]
    mean = np.mean(sums)
    far = [abs(value - mean) >= abs(sum(ranks[:4]) - mean) - 1e-9 for value in sums]
    assert statistics.rank_sum(a, b).p == pytest.approx(np.mean(far), rel=1e-12)


def test_large_rank_sum_is_scipys_approximation():
    rng = np.random.default_rng(1)
    a, b = rng.normal(0.2, 1.0, 80), rng.normal(0.0, 1.0, 60)
    expected = scipy.stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
    result = statistics.rank_sum(a, b)
    assert (result.method, result.p) == ("normal", pytest.approx(expected.pvalue, rel=1e-12))


@pytest.mark.parametrize("size", [4, 9, 25])
def test_signed_rank_without_ties_is_scipys_exact_one(size):
    rng = np.random.default_rng(size)
    a, b = rng.normal(0.4, 1.0, size), rng.normal(0.0, 1.0, size)
    expected = scipy.stats.wilcoxon(a, b, mode="exact")
    assert statistics.signed_rank(a, b).p == pytest.approx(expected.pvalue, rel=1e-9)


def test_signed_rank_with_ties_counts_all_signs_and_drops_zeros():
    a, b = np.array([3, 5, 1, 4, 4, 7.0]), np.array([3, 4, 2, 2, 2, 6.0])
    difference = (a - b)[a != b]
    ranks = scipy.stats.rankdata(np.abs(difference))
    sums = [np.dot(signs, ranks) for signs in itertools.product([0, 1], repeat=len(ranks))]
    mean, observed = np.mean(sums), ranks[difference > 0].sum()
    far = [abs(value - mean) >= abs(observed - mean) - 1e-9 for value in sums]
    assert statistics.signed_rank(a, b).p == pytest.approx(np.mean(far), rel=1e-12)


def test_tests_without_any_difference_say_one():
    assert statistics.rank_sum([1, 1], [1, 1, 1]).p == 1.0
    assert statistics.signed_rank([1, 2], [1, 2]).p == 1.0
    assert statistics.kruskal_wallis([[1, 1], [1], [1, 1]]).p == 1.0


def test_friedman_of_a_published_example():
    # Hollander and Wolfe (1973), 140: three ways to round first base; chi2 = 11.143, p = 0.003805.
    times = [5.40, 5.50, 5.55, 5.85, 5.70, 5.75, 5.20, 5.60, 5.50, 5.55, 5.50, 5.40, 5.90, 5.85,
             5.70, 5.45, 5.55, 5.60, 5.40, 5.40, 5.35, 5.45, 5.50, 5.35, 5.25, 5.15, 5.00, 5.85,
             5.80, 5.70, 5.25, 5.20, 5.10, 5.65, 5.55, 5.45, 5.60, 5.35, 5.45, 5.05, 5.00, 4.95,
             5.50, 5.50, 5.40, 5.45, 5.55, 5.50, 5.55, 5.55, 5.35, 5.45, 5.50, 5.55, 5.50, 5.45,
             5.25, 5.65, 5.60, 5.40, 5.70, 5.65, 5.55, 6.30, 6.30, 6.25]
    test = statistics.friedman(np.reshape(times, (22, 3)))
    assert test.statistic == pytest.approx(11.143, abs=1e-3)
    assert test.p == pytest.approx(0.003805, abs=1e-6)
    effect, name = statistics.size_of(test)
    assert (name, effect) == ("Kendall's W", pytest.approx(11.1429 / 44, abs=1e-5))
    assert statistics.friedman(np.ones((4, 3))).p == 1.0
    with pytest.raises(ValueError, match="three or more"):
        statistics.friedman(np.ones((4, 2)))


def test_paired_conditions_are_tested_over_the_trials_that_all_have():
    values = np.random.default_rng(5).random((6, 3)) + [0.0, 0.3, 0.6]
    rows = [(f"c{c}", t, values[t, c]) for c in range(3) for t in range(6) if (c, t) != (2, 5)]
    frame = comparisons.pd.DataFrame(rows, columns=["condition", "trial", "x"])
    paired = comparisons.all_conditions(frame, "x", paired=True)
    assert paired.name == "Friedman" and paired.n == (5, 5, 5)
    assert paired.p == pytest.approx(scipy.stats.friedmanchisquare(*values[:5].T).pvalue)
    assert comparisons.all_conditions(frame, "x").n == (6, 6, 5)


def test_effect_and_interval_of_pairs_are_those_of_the_common_trials():
    # Each trial gains 0.01 to 0.02, much less than trials differ; trial 6 has no partner.
    base = np.array([0.1, 0.9, 0.4, 0.7, 0.2, 0.6])
    gain = np.array([0.010, 0.012, 0.014, 0.016, 0.018, 0.020])
    rows = [("a", t, base[t] + gain[t]) for t in range(6)] + [("b", t, base[t]) for t in range(6)]
    frame = comparisons.pd.DataFrame([*rows, ("a", 6, -50.0)], columns=["condition", "trial", "x"])
    pair = comparisons.pairwise(frame, "x", paired=True).iloc[0]
    assert (pair["n_first"], pair["n_second"], pair["a12"]) == (6, 6, 1.0)
    assert pair["difference"] == pytest.approx(0.015)
    assert (pair["low"], pair["high"]) == pytest.approx((0.01, 0.02))  # the outermost averages
    apart = comparisons.pairwise(frame, "x").iloc[0]
    assert apart["n_first"] == 7 and apart["low"] < 0.0 < apart["high"]
    assert statistics.a12([1, 2, 3, 3], [0, 3, 3, 2], paired=True) == pytest.approx(2.5 / 4)


def test_pairs_without_a_common_trial_are_too_few_and_still_counted():
    rows = [("a", 0, 5.0), ("a", 1, 5.0), ("b", 2, 1.0), ("b", 3, 1.5), ("c", 0, 1.0), ("c", 1, 2.0)]
    frame = comparisons.pd.DataFrame(rows, columns=["condition", "trial", "x"])
    assert comparisons.test_pair(*list(comparisons.samples(frame, "x").values())[:2], True) is None
    pairs = comparisons.pairwise(frame, "x", paired=True).set_index(["first", "second"])
    assert pairs.loc[("a", "b"), ["n_first", "test", "p_holm"]].tolist() == [0, "too few trials", 1]
    assert pairs.loc[("a", "c"), "p_holm"] == 1.0 and pairs.loc[("a", "c"), "p"] == 0.5
    assert comparisons.not_worse_than_best(frame, "x", paired=True) == set()


def test_holm_of_a_worked_example():
    assert statistics.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert statistics.holm([0.6, 0.7]) == pytest.approx([1.0, 1.0])
    assert len(statistics.holm([])) == 0


def test_a12_of_a_published_example():
    # The help page of R's effsize::cliff.delta: delta = -0.25, and A = (delta + 1) / 2.
    treatment = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50]
    control = [10, 20, 30, 40, 40, 50]
    assert statistics.a12(treatment, control) == pytest.approx(0.375)
    assert statistics.a12(control, treatment) == pytest.approx(0.625)
    assert statistics.a12_magnitude(0.375) == "small"
    assert statistics.a12_magnitude(0.0) == "large"


def test_shift_of_a_published_example():
    # Hollander and Wolfe (1973), Table 4.1, as in R's help page of wilcox.test: permeability of the
    # human chorioamnion at term and before; wilcox.test(x, y, conf.int = TRUE) of R gives W = 35,
    # p = 0.2544, 95 % interval -0.15 to 0.76, estimate 0.305.
    at_term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    before = [1.15, 0.88, 0.90, 0.74, 1.21]
    assert statistics.rank_sum(at_term, before).p == pytest.approx(0.2544, abs=5e-5)
    assert statistics.shift(at_term, before) == pytest.approx((0.305, -0.15, 0.76))


def test_shift_of_pairs_of_a_published_example():
    # Hollander and Wolfe (1973), 29, the other example there: depression before and after a visit;
    # wilcox.test(x, y, paired = TRUE, conf.int = TRUE) of R: V = 40, p = 0.03906, 0.46 [0.01, 0.786].
    before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    assert statistics.signed_rank(before, after).p == pytest.approx(0.03906, abs=5e-6)
    assert statistics.shift(before, after, paired=True) == pytest.approx((0.46, 0.01, 0.786))


@pytest.mark.parametrize("paired", [False, True])
@pytest.mark.parametrize("discrete", [False, True])
def test_an_interval_leaves_out_zero_where_the_test_rejects_it(paired, discrete):
    rng = np.random.default_rng(11)
    outcomes = set()
    for _ in range(150):
        sizes = rng.integers(2, 9, 2)
        sizes[1] = sizes[0] if paired else sizes[1]
        a, b = ((rng.integers(0, 5, size) + 2 * first * rng.integers(0, 2) if discrete else
                 rng.normal(1.5 * first, 1.0, size)) for size, first in zip(sizes, (1, 0)))
        p = (statistics.signed_rank if paired else statistics.rank_sum)(a, b).p
        estimate, low, high = statistics.shift(a, b, paired)
        words = statistics.interval_words(low, high, p, "{}")
        if words == "no interval":
            assert statistics.smallest_p(*sizes, paired) >= 0.05
            continue
        assert low <= estimate <= high
        inside = low < 0 < high or low == 0 and words[0] == "[" or high == 0 and words[-1] == "]"
        assert inside == (p >= 0.05), (a, b, p, words)
        outcomes.add(inside)
    assert outcomes == {True, False}


def test_three_trials_have_no_interval():
    assert statistics.smallest_p(3, 3) == 0.1 and statistics.smallest_p(5, 5, paired=True) > 0.05
    for n, paired in [(3, False), (5, True)]:
        estimate, low, high = statistics.shift(np.arange(n) + 10.0, np.zeros(n), paired)
        assert estimate == 10.0 + (n - 1) / 2 and np.isnan([low, high]).all()
    assert statistics.interval_words(float("nan"), float("nan"), 0.1) == "no interval"
    assert statistics.interval_words(0.0, 3.0, 0.01) == "(+0, +3]"


def test_mean_interval_is_students():
    values = [2.1, 2.5, 1.9, 2.8, 2.2]
    low, high = scipy.stats.t.interval(0.95, 4, np.mean(values), scipy.stats.sem(values))
    mean, half = statistics.mean_interval(values)
    assert (mean - half, mean + half) == (pytest.approx(low), pytest.approx(high))
    assert np.isnan(statistics.mean_interval([1.0])[1])


def test_smallest_p_is_that_of_separated_samples():
    assert statistics.smallest_p(4, 5) == pytest.approx(
        statistics.rank_sum([1, 2, 3, 4], [5, 6, 7, 8, 9]).p)


def test_nan_and_wrong_sizes_are_refused():
    with pytest.raises(ValueError, match="NaN"):
        statistics.rank_sum([1.0, float("nan")], [1.0])
    with pytest.raises(ValueError, match="pairs"):
        statistics.signed_rank([1, 2], [1])
    with pytest.raises(ValueError, match="two or more"):
        statistics.kruskal_wallis([[1, 2]])
    with pytest.raises(ValueError, match="at least 1"):
        statistics.a12([], [1])
