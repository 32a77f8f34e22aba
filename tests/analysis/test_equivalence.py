"""If these fail, a paper says "as good as" or plans its trials without the evidence that it claims."""
import numpy as np
import pytest

from moai_results import equivalence, power
from moai_results.errors import UserError


def test_two_one_sided_tests_by_hand():
    # With 3 against 3 and every shifted value larger, a one-sided exact rank-sum test gives 1/20.
    result = equivalence.equivalent([1.0, 2.0, 3.0], [1.1, 2.1, 3.1], margin=5.0)
    assert result.p == pytest.approx(1 / 20)
    assert -5.0 < result.low < result.high < 5.0


def test_a_difference_is_no_equivalence():
    assert equivalence.equivalent([1.0, 1.1, 1.2, 1.3], [2.0, 2.1, 2.2, 2.3], margin=0.5).p > 0.9


@pytest.mark.parametrize("paired", [False, True])
def test_error_rate_at_the_margin_and_power_at_nothing(paired):
    rng = np.random.default_rng(11)
    wrong = found = 0
    for _ in range(600):
        a, b = rng.normal(size=20), rng.normal(size=20)
        wrong += equivalence.equivalent(a + 1.2, b, 1.2, paired).p < 0.05
        found += equivalence.equivalent(a, b, 1.2, paired).p < 0.05
    assert wrong / 600 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 600)
    assert found / 600 > 0.8


def test_interval_covers_the_shift_nine_times_in_ten():
    rng = np.random.default_rng(12)
    covered = 0
    for _ in range(600):
        result = equivalence.equivalent(rng.normal(size=15) + 0.7, rng.normal(size=15), 1.0)
        covered += result.low <= 0.7 <= result.high
    assert 0.9 - 3 * np.sqrt(0.09 / 600) < covered / 600 < 0.97


def test_bayesian_signed_rank_says_what_is_plain():
    rng = np.random.default_rng(13)
    a = rng.normal(size=30)
    second, equal, first = equivalence.signed_rank_chances(a + 1.0, a, rope=0.1)
    assert first > 0.99 and second == 0.0
    second, equal, first = equivalence.signed_rank_chances(a + rng.normal(0, 0.01, 30), a, rope=0.1)
    assert equal > 0.99
    assert second + equal + first == pytest.approx(1.0)


def test_what_is_no_margin_or_no_effect_is_refused():
    with pytest.raises(UserError, match="margin of 0"):
        equivalence.equivalent([1.0], [1.0], 0.0)
    with pytest.raises(UserError, match="effect of 0.5"):
        power.power(10, 0.5)


def test_power_is_that_of_real_tests():
    from moai_results import statistics

    rng = np.random.default_rng(14)
    found = sum(statistics.rank_sum(rng.normal(size=12) + 1.0, rng.normal(size=12)).p < 0.05
                for _ in range(400)) / 400
    effect = 0.7602499389065233  # of a shift of one standard deviation: Phi(1 / sqrt 2)
    assert power.power(12, effect) == pytest.approx(found, abs=3 * np.sqrt(0.25 / 400))


def test_too_few_trials_find_nothing():
    assert power.power(3, 1.0) == 0.0       # 2 / 20 is the smallest p
    assert power.power(4, 1.0) == 1.0       # 2 / 70
    assert power.power(4, 1.0, tests=2) == 0.0


def test_trials_needed_is_the_first_number_that_suffices():
    n = power.trials_needed(0.8, tests=3)
    assert power.power(n, 0.8, 3) >= 0.8 > power.power(n - 1, 0.8, 3)


@pytest.mark.parametrize("trials", [8, 20])
def test_power_of_equivalence_is_that_of_real_tests(trials):
    rng = np.random.default_rng(15)
    found = sum(equivalence.equivalent(rng.normal(size=trials), rng.normal(size=trials), 1.1).p < 0.05
                for _ in range(400)) / 400
    assert power.equivalence_power(trials, 1.1) == pytest.approx(found, abs=3 * np.sqrt(0.25 / 400))


def test_a_plan_tells_its_own_tests_and_trials(tmp_path, capsys, monkeypatch):
    from moai_results.commands import power as command

    (tmp_path / "base.yaml").write_text("trials: 12\n")
    (tmp_path / "plan.yaml").write_text(
        "extends: base.yaml\nanalysis: {compare: [all, {type: pair, first: a, second: b, margin: 1}]}\n")
    monkeypatch.setattr("sys.argv", ["moai-power", str(tmp_path / "plan.yaml"), "--effect", "0.9"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 0
