"""If one of these fails, a front's hypervolume is not that of the space that it dominates, infeasible individuals count,
or conditions are measured on different scales."""

import h5py
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import hypervolume, open_results


def staircase(front, reference):
    """The exact area between a front of two objectives and the reference point below it."""
    area, height = 0.0, reference[1]
    for x, y in sorted(map(tuple, front), reverse=True):
        if y > height:
            area += (x - reference[0]) * (y - height)
            height = y
    return area


@pytest.mark.parametrize("seed", range(4))
def test_non_dominated_is_by_its_definition(seed):
    points = np.random.default_rng(seed).integers(0, 4, (40, 3)).astype(float)
    expected = [not any((q >= p).all() and (q > p).any() for q in points) for p in points]
    assert hypervolume.non_dominated(points).tolist() == expected


@pytest.mark.parametrize("seed", range(4))
def test_shares_are_areas(seed):
    rng = np.random.default_rng(seed)
    front = rng.uniform(0, 1, (12, 2))
    points = rng.uniform(0, 1, (200_000, 2))
    assert hypervolume.share_dominated(front, points) == pytest.approx(staircase(front, (0, 0)), abs=0.005)


def write(folder, condition, number, fitness, violation):
    """A trial whose final population is this one."""
    path = folder / "trials" / condition / f"{number}.h5"
    toy = toy_move.run(functions=1, seed=number)
    toy_files.write_trial(path, toy, condition, number)
    count, objectives = len(fitness), len(toy.objectives)
    with h5py.File(path, "r+") as file:
        del file["final"]
        for name in ("island", "cell", "rank"):
            file[f"final/{name}"] = np.zeros(count, np.int64)
        file["final/id"] = np.arange(count, dtype=np.uint64)
        file["final/individual"] = np.arange(count)
        file["final/score"] = np.zeros(count)
        # Only the first two objectives differ.
        file["final/fitness"] = np.column_stack([fitness, np.ones((count, objectives - 2))])
        file["final/individuals/violation"] = np.array(violation, dtype=float)


def test_feasible_fronts_are_compared_on_the_scale_of_the_joint_front(tmp_path):
    # Joint front: (0, 10), (6, 6), (10, 0), so the reference is (-1, -1); (20, 20) is infeasible, (5, 5) dominated.
    write(tmp_path, "wide", 0, [[0, 10], [10, 0], [20, 20]], [0, 0, 0.5])
    write(tmp_path, "middle", 0, [[6, 6], [5, 5]], [0, 0])
    write(tmp_path, "none", 0, [[9, 9]], [1])
    frame = hypervolume.of(open_results(tmp_path)).set_index("condition")
    assert frame["feasible"].to_dict() == {"wide": 2, "middle": 2, "none": 0}
    assert frame["joint_front"].to_dict() == {"wide": 2, "middle": 1, "none": 0}
    expected = {"wide": (11 + 11 - 1) / 121, "middle": 49 / 121, "none": 0.0}
    for condition, share in expected.items():
        assert frame.loc[condition, "hypervolume"] == pytest.approx(share, abs=4 * max(frame["error"]))
