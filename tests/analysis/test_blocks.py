"""If these fail, algorithms are called different over many targets without the evidence, or the same."""
import numpy as np
import pandas as pd
import pytest
import scipy.stats

from moai_results import blocks
from moai_results.errors import UserError
from moai_results.figures.critical_difference import critical_difference

# Demsar (JMLR 7, 2006), table 6: four variants of C4.5 on 14 data sets, AUC.
C45 = [(0.763, 0.768, 0.771, 0.798), (0.599, 0.591, 0.590, 0.569), (0.954, 0.971, 0.968, 0.967),
       (0.628, 0.661, 0.654, 0.657), (0.882, 0.888, 0.886, 0.898), (0.936, 0.931, 0.916, 0.931),
       (0.661, 0.668, 0.609, 0.685), (0.583, 0.583, 0.563, 0.625), (0.775, 0.838, 0.866, 0.875),
       (1.000, 1.000, 1.000, 1.000), (0.940, 0.962, 0.965, 0.962), (0.619, 0.666, 0.614, 0.669),
       (0.972, 0.981, 0.9751, 0.975), (0.957, 0.978, 0.946, 0.970)]


def test_ranks_and_critical_difference_are_those_of_demsar():
    found = blocks.ranking(pd.DataFrame(C45, columns=["C4.5", "+m", "+cf", "+m+cf"]))
    assert found.ranks["C4.5"] == pytest.approx(3.143, abs=0.001)
    assert found.ranks["+m"] == pytest.approx(2.000, abs=0.001)
    assert found.ranks["+cf"] == pytest.approx(2.893, abs=0.001)
    assert found.ranks["+m+cf"] == pytest.approx(1.964, abs=0.001)
    assert found.critical_difference == pytest.approx(1.25, abs=0.005)
    squares = sum((found.ranks - 2.5) ** 2)
    assert 12 * 14 / (4 * 5) * squares == pytest.approx(9.28, abs=0.05)  # he does not correct for ties
    assert 0.01 < found.p < 0.04  # his F of 3.69 with 3 and 39 degrees of freedom: 0.02
    first = found.pairs.iloc[0]  # C4.5 against +m: z = 1.143 / 0.488
    assert first["z"] == pytest.approx(-1.143 / 0.488, abs=0.01)
    assert first["p"] == pytest.approx(0.019, abs=0.001)
    assert first["p_nemenyi"] > 0.05  # 1.143 < 1.25


def test_few_blocks_that_agree_are_as_rare_as_they_are():
    # All of four blocks in one order of three: 6 of the 6 ** 4 ways.
    found = blocks.ranking(pd.DataFrame([[1.0, 2.0, 3.0]] * 4))
    assert found.p == pytest.approx(1 / 216, abs=0.002)


def test_bars_join_what_is_within_the_critical_difference():
    ranks = pd.Series([1.0, 1.8, 2.4, 4.0], index=list("abcd"))
    assert blocks.groups(ranks, 1.0) == [("a", "b"), ("b", "c")]
    assert blocks.groups(ranks, 1.4) == [("a", "c")]
    assert blocks.groups(ranks, 0.1) == []


@pytest.mark.parametrize("name, over, expected", [
    ("target=fish,cells=50", "target", ("fish", "cells=50")),
    ("cells=50,target=fish", "target", ("fish", "cells=50")),
    ("target=fish", "target", ("fish", "default")),
    ("cells=50", "target", None),
    ("a/target=fish,cells=50", "target", ("fish", "a/cells=50")),
    ("fish/cells=50", blocks.LABEL, ("fish", "cells=50")),
    ("cells=50", blocks.LABEL, None)])
def test_a_name_is_split_into_its_block_and_the_rest(name, over, expected):
    assert blocks.split(name, over) == expected


def _rows(shift, rng, targets=4, trials=10, conditions="ab"):
    rows = [(f"t{t}", name, trial, 100.0 * t + rng.normal() + shift * (name == "a"))
            for t in range(targets) for name in conditions for trial in range(trials)]
    return pd.DataFrame(rows, columns=["block", "condition", "trial", "score"])


@pytest.mark.parametrize("paired", [False, True])
def test_error_rate_and_power_of_the_stratified_test(paired):
    rng = np.random.default_rng(21)
    wrong = found = 0
    for _ in range(60):
        wrong += blocks.combined(_rows(0.0, rng), paired)["p"].iloc[0] < 0.05
        found += blocks.combined(_rows(1.0, rng), paired)["p"].iloc[0] < 0.05
    assert wrong / 60 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 60)
    assert found / 60 > 0.9


def test_one_stratum_is_the_rank_sum_test():
    rows = _rows(0.5, np.random.default_rng(5), targets=1)
    a, b = (rows.loc[rows["condition"] == name, "score"] for name in "ab")
    expected = scipy.stats.mannwhitneyu(a, b, method="asymptotic", use_continuity=False).pvalue
    assert blocks.combined(rows)["p"].iloc[0] == pytest.approx(expected)


def test_error_rate_of_friedmans_test_of_means():
    rng = np.random.default_rng(22)
    for targets, times in [(6, 150), (20, 300)]:
        wrong = sum(blocks.ranking(pd.DataFrame(rng.normal(size=(targets, 4)))).p < 0.05
                    for _ in range(times))
        assert wrong / times < 0.05 + 3 * np.sqrt(0.05 * 0.95 / times)


def test_pairs_within_blocks_are_corrected_for_all_blocks():
    rows = _rows(3.0, np.random.default_rng(3))
    within = blocks.by_block(rows)
    assert len(within) == 4 and (within["p_holm"] >= within["p"]).all()
    assert within["p_holm"].min() == pytest.approx(4 * within["p"].min())
    assert blocks.combined(rows).iloc[0][["higher", "neither", "lower"]].tolist() == [4, 0, 0]


def test_a_block_that_lacks_a_condition_is_left_out_of_the_ranks_alone():
    rows = _rows(3.0, np.random.default_rng(3))
    rows = rows[~((rows["block"] == "t0") & (rows["condition"] == "b"))]
    assert len(blocks.means(rows)) == 3
    assert blocks.combined(rows)["blocks"].iloc[0] == 3


def test_what_is_no_setting_is_refused():
    trials = pd.DataFrame({"condition": ["cells=5", "cells=6"], "trial": [0, 0], "score": [1.0, 2.0]})
    with pytest.raises(UserError, match="no condition has the setting 'target' .there are cells"):
        blocks.of(trials, "score", "target")
    with pytest.raises(UserError, match="1 blocks"):
        blocks.ranking(pd.DataFrame([[1.0, 2.0]]))


def test_which_blocks_a_report_looks_for():
    assert blocks.usual(["target=a,n=1", "target=b,n=1", "target=a,n=2"]) == ["target"]
    assert blocks.usual(["target=a", "target=b"]) == []  # one condition over targets
    assert blocks.usual(["x/n=1", "y/n=1", "x/n=2"]) == [blocks.LABEL]


def test_the_diagram_joins_and_names():
    figure = critical_difference(blocks.ranking(pd.DataFrame(C45, columns=list("abcd"))), "targets")
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["d", "b", "c", "a"]
    assert "14 targets" in axes.get_xlabel()
