"""If one of these fails, a method is called faster than it is."""

import h5py
import numpy as np
import pandas as pd
import pytest

import toy_files
import toy_move
from moai_results import anytime, open_results
from moai_results.errors import UserError
from moai_results.figures import anytime as figures
from moai_results.report import write_report


def _runs(*trials):
    """trials: lists of (evaluations, value)."""
    rows = [("x", number, cost, cost, 0.1 * cost, 0.2 * cost, value)
            for number, trial in enumerate(trials) for cost, value in trial]
    return pd.DataFrame(rows, columns=["condition", "trial", *anytime.COSTS, "value"])


RUNS = _runs([(10, 0.1), (20, 0.5), (30, 0.9)], [(10, 0.2), (20, 0.2), (40, 0.6)])


def test_runtimes_by_hand():
    times = anytime.runtimes(RUNS, [0.2, 0.6, 0.95], "evaluations")
    assert times["runtime"].fillna(-1).tolist() == [20, 30, -1, 10, 40, -1]
    assert times["spent"].tolist() == [30] * 3 + [40] * 3
    seconds = anytime.runtimes(RUNS, [0.6], "rank_seconds")["runtime"]
    assert seconds.tolist() == pytest.approx([6.0, 8.0])


def test_average_runtime_counts_what_failures_spent():
    found = anytime.average(anytime.runtimes(RUNS, [0.2, 0.9, 0.95], "evaluations"))
    assert found["ert"].tolist() == [15.0, 70.0, float("inf")]  # 30 of the success, 40 of the failure
    assert found["reached"].tolist() == [2, 1, 0] and found["n"].tolist() == [2, 2, 2]


def test_distribution_counts_trials_and_targets():
    x, y = anytime.distribution(anytime.runtimes(RUNS, [0.2, 0.6, 0.95], "evaluations"))["x"]
    assert x.tolist() == [10, 20, 30, 40, 40]
    assert y.tolist() == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 4 / 6])


def test_a_budget_counts_who_went_on_so_long():
    found = anytime.fixed_budget(RUNS, "evaluations", [5, 25, 30, 40]).set_index("budget")
    assert found["n"].to_dict() == {5: 0, 25: 2, 30: 2, 40: 1}
    assert found.loc[25, "median"] == pytest.approx(0.35)
    assert found.loc[40, "median"] == 0.6 and np.isnan(found.loc[5, "median"])
    assert anytime.budgets(RUNS, "evaluations") == [15.0, 30.0]  # by 10 both have a record


def test_targets_lie_above_what_is_there_at_first():
    goals = anytime.targets(RUNS, 7)
    assert goals[0] == pytest.approx(0.3) and goals[-1] == 0.9 and len(goals) == 7
    assert anytime.targets(_runs([(1, 0.5)])) == [0.5]


def test_attainment_over_time_is_that_of_the_trials():
    x, (one, both) = anytime.surfaces(RUNS, "evaluations", [0.5, 1.0])["x"]
    assert x.tolist() == [10, 20, 30, 40]
    assert one.tolist() == [0.2, 0.5, 0.9, 0.9] and both.tolist() == [0.1, 0.2, 0.2, 0.6]


def test_costs_are_those_of_the_files(tmp_path):
    toy_files.write_experiment(tmp_path, {"a": [toy_move.run(generations=6)]})
    with h5py.File(tmp_path / "trials/a/0.h5", "r+") as file:
        file["history/gradient_steps"] = np.array([[0], [5], [5], [5], [9], [9]], np.uint64)
        file["timing/ranks/rank"] = [0, 1]
        file["timing/ranks/phase"] = np.array(["evaluate", "evaluate"], dtype="S")
        file["timing/ranks/seconds"] = [1.0, 2.0]
        evaluations = file["history/evaluations"][:, 0]
        file["history/igd"] = np.array([[5.0], [3.0], [4.0], [2.0], [2.0], [2.5]])
    results = open_results(tmp_path)
    runs = anytime.curves(results)
    assert runs["forward_passes"].tolist() == (evaluations + [0, 5, 5, 5, 9, 9]).tolist()
    assert (runs["rank_seconds"] == 2 * runs["seconds"]).all()
    assert anytime.curves(results, "igd")["value"].tolist() == [-5, -3, -3, -2, -2, -2]
    with pytest.raises(UserError, match="no number 'speed'"):
        anytime.curves(results, "speed")


def test_islands_are_put_together(tmp_path):
    toy_files.write_experiment(tmp_path, {"a": [toy_move.run(generations=3)]})
    with h5py.File(tmp_path / "trials/a/0.h5", "r+") as file:
        once = {name: data[:] for name, data in file["history"].items() if name != "generation"}
        for name, values in once.items():
            del file[f"history/{name}"]
            file[f"history/{name}"] = np.repeat(values, 2, axis=1)
        file["history/best_score"][:, 1] += 0.25
    runs = anytime.curves(open_results(tmp_path))
    assert runs["evaluations"].tolist() == (2 * once["evaluations"][:, 0]).tolist()
    assert runs["value"].tolist() == pytest.approx(
        np.maximum.accumulate(once["best_score"][:, 0] + 0.25).tolist())


def test_a_report_and_figures_show_it(tmp_path):
    toys = {name: [toy_move.run(seed=s, jumps=name == "all", generations=9) for s in range(4)]
            for name in ("all", "none")}
    results = open_results(toy_files.write_experiment(tmp_path, toys))
    runs = anytime.curves(results)
    page = write_report(results, tmp_path / "report.html").read_text()
    assert "average evaluations to" in page and "score within evaluations" in page
    figure = figures.attained_over_time(runs, "evaluations", "score")
    assert len(figure.axes) == 2
    spread = anytime.distribution(anytime.runtimes(runs, anytime.targets(runs), "evaluations"))
    assert [line.get_label() for line in figures.runtime_distribution(
        spread, "evaluations", 51).axes[0].get_lines()[::2]] == ["all", "none"]
