"""If one of these fails, fitness by objective or relative to a hillclimber is wrong."""

import h5py
import matplotlib.pyplot as plt
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import open_results, profiles, statistics
from moai_results.figures import comparison


@pytest.fixture(scope="module")
def toys():
    return {"fns=3": [toy_move.run(seed=t, generations=20) for t in range(5)],
            "all-objective": [toy_move.run(cells=1, functions=5, seed=50 + t) for t in range(4)],
            "objective=f1": [toy_move.run(cells=1, functions=1, seed=90 + t) for t in range(4)]}


@pytest.fixture(scope="module")
def results(toys, tmp_path_factory):
    return open_results(toy_files.write_experiment(tmp_path_factory.mktemp("results"), toys))


def best(toys, name):
    return np.array([max(toy.fitness[e][name] for e in toy.elites) for toy in toys])


def test_baselines_are_found_by_their_names(results):
    assert profiles.find_baseline(results) == "all-objective"
    assert profiles.single_objective(results) == {"f1": "objective=f1"}
    assert profiles.find_baseline(results[["fns=3"]]) is None


def test_scores_are_fitness_divided_by_the_hillclimbers_mean(results, toys):
    scores = profiles.relative_scores(results, "all-objective")
    mine = scores.loc[scores["condition"] == "fns=3", "champion_score"].to_numpy()
    climbed = np.mean([toy.fitness[toy.champion()] for toy in toys["all-objective"]], axis=0)
    expected = [np.mean(toy.fitness[toy.champion()] / climbed) for toy in toys["fns=3"]]
    assert mine == pytest.approx(expected)
    base = scores.loc[scores["condition"] == "all-objective", "champion_score"]
    assert base.mean() == pytest.approx(1.0)


def test_objectives_are_compared_with_the_right_hillclimber(results, toys):
    rows = profiles.against_hillclimbers(results)
    assert set(rows["condition"]) == {"fns=3"} and len(rows) == 10
    row = rows[(rows["objective"] == "f1") & (rows["kind"] == "best")].iloc[0]
    unit = best(toys["all-objective"], 1).mean()
    assert row["mean"] == pytest.approx(best(toys["fns=3"], 1).mean() / unit)
    assert row["single"] == pytest.approx(best(toys["objective=f1"], 1).mean() / unit)
    test = statistics.rank_sum(best(toys["fns=3"], 1), best(toys["objective=f1"], 1))
    assert row["p_single"] == pytest.approx(test.p)  # the only one: nothing to correct for
    others = rows[(rows["objective"] != "f1") & (rows["kind"] == "best")]
    assert others[["single", "p_single"]].isna().all().all()
    p = [statistics.rank_sum(best(toys["fns=3"], k), best(toys["all-objective"], k)).p
         for k in range(5)]
    assert rows.loc[rows["kind"] == "best", "p_all"].tolist() == pytest.approx(
        statistics.holm(p).tolist())


@pytest.mark.parametrize("problem, words", [
    ("{type: image_match, objectives: [mse, {type: ssim}]}", "the target"),
    ("{type: image_match, objectives: all, normalisation: {type: calibrate, images: 20}}", "the target"),
    ("{type: image_match, objectives: [mse, {type: torchscript, file: a.pt}]}", "may be exceeded"),
    ("{type: image_match, normalisation: {type: table, maximum: {mse: 1}}}", "may be exceeded"),
    ("{type: torchscript, objectives: [{type: torchscript, file: a.pt}]}", "may be exceeded"),
    ("{type: benchmark, function: zdt1}", "may be exceeded")])
def test_a_score_of_one_is_called_the_target_where_it_is(tmp_path, problem, words):
    toy_files.write_experiment(tmp_path, {"a": [toy_move.run(functions=1, generations=3)]})
    with h5py.File(tmp_path / "trials/a/0.h5", "r+") as file:
        file.attrs["config"] = f"name: toy\nproblem: {problem}\n"
    assert words in profiles.one_means(open_results(tmp_path))


def test_objectives_that_hold_their_own_are_counted():
    rows = profiles.pd.DataFrame(
        [("f0", "a", "best", 9, 1.2, 0.01, 1.5, 0.01), ("f1", "a", "best", 9, 1.2, 0.2, 1.5, 0.2),
         ("f2", "a", "best", 9, 0.8, 0.01, 0.7, 0.01), ("f3", "a", "best", 9, 1.1, 0.01, np.nan,
                                                        np.nan)],
        columns=["objective", "condition", "kind", "n", "mean", "p_all", "single", "p_single"])
    rows = rows.assign(n_all=9, n_single=[9, 9, 9, 0])
    found = profiles.matched(rows).iloc[0]
    # f0 and f3 are above the climber of all; of the three with one of their own, f0 is below it.
    assert found[["objectives", "above_all", "single", "matched"]].tolist() == [4, 2, 3, 2]
    assert found["enough_all"] and found["enough_single"]
    # Four and four trials and as many objectives: 2 / 70 * 4 is above 0.05, so nothing could be found.
    few = profiles.matched(rows.assign(n=4, n_all=4, n_single=4)).iloc[0]
    assert not found.isna().any() and not few["enough_all"] and not few["enough_single"]


def test_a_baseline_at_zero_or_none_is_refused(results, toys, tmp_path):
    with pytest.raises(ValueError, match="no condition 'all-objective'"):
        profiles.against_hillclimbers(results[["fns=3"]])
    values = profiles.normalised(results)
    values.loc[values["condition"] == "all-objective", "f0"] = 0.0
    with pytest.raises(ValueError, match="above 0"):
        profiles.relative_to(values, "all-objective")


def test_only_a_hillclimber_is_taken_for_the_baseline(results):
    """A map's champions are others than its best values; p and means would be of different things."""
    with pytest.raises(ValueError, match="'fns=3' ends with up to . individuals"):
        profiles.against_hillclimbers(results, "fns=3")
    rows = profiles.against_hillclimbers(results, "objective=f1")
    assert "all-objective" in set(rows["condition"])


def test_the_figure_marks_what_is_below_the_single_hillclimber(results):
    rows = profiles.against_hillclimbers(results)
    rows.loc[rows["objective"] == "f1", ["single", "p_single"]] = (9.0, 0.001)
    figure = comparison.against_hillclimbers(rows, "fns=3", "all-objective")
    for group in figure.axes[0].collections:
        if len(group.get_offsets()) == 0:  # stands in the legend
            continue
        hollow = [tuple(colour[:3]) == (1.0, 1.0, 1.0) for colour in group.get_facecolor()]
        assert hollow == [False, True, False, False, False]
    plt.close(figure)
