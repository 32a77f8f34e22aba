"""If one of these fails, an attainment surface shows another region than what the trials attain."""

import numpy as np
import pytest

from moai_results import attainment


def share_attaining(fronts, point):
    """The definition, literally."""
    return np.mean([any((individual >= point).all() for individual in front) for front in fronts])


def height(x, y, at):
    """The staircase at one place: y[i] holds in (x[i-1], x[i]]."""
    place = np.searchsorted(x, at, side="left")
    return y[place] if place < len(x) else -np.inf


@pytest.mark.parametrize("seed", range(4))
def test_a_point_is_below_the_surface_where_that_share_attains_it(seed):
    rng = np.random.default_rng(seed)
    # Few different values, so that trials touch one another and the probes.
    fronts = [rng.integers(0, 8, (rng.integers(1, 9), 2)).astype(float) for _ in range(7)]
    shares = [1 / 7, 0.25, 0.5, 0.75, 1.0]
    x, surfaces = attainment.surfaces(fronts, shares)
    for share, y in zip(shares, surfaces):
        for point in np.stack(np.meshgrid(np.arange(-1, 9), np.arange(-1, 9)), -1).reshape(-1, 2):
            below = point[1] <= height(x, y, point[0])
            assert below == (share_attaining(fronts, point) >= share - 1e-12), (share, point)


def test_one_trial_is_its_own_surface():
    x, y = attainment.surface([[[1.0, 3.0], [2.0, 2.0], [1.5, 1.0], [3.0, 0.5]]], 0.5)
    assert (x.tolist(), y.tolist()) == ([1.0, 1.5, 2.0, 3.0], [3.0, 2.0, 2.0, 0.5])


def test_ten_trials_are_split_at_the_right_one():
    fronts = [[[1.0, float(k)]] for k in range(10)]
    assert attainment.surface(fronts, 0.3)[1].tolist() == [7.0]


def test_nothing_and_impossible_shares_are_refused():
    with pytest.raises(ValueError, match="no trial"):
        attainment.surface([], 0.5)
    with pytest.raises(ValueError, match="shares"):
        attainment.surface([[[1.0, 1.0]]], 0.0)
