"""If one of these fails, planned tests pass for exploratory ones, or are corrected for too few."""

import shutil

import h5py
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import blocks, config, equivalence, open_results, planned, statistics
from moai_results.report import write_report

WRITTEN = r'''name: pilot
seed: 7
problem:
  size: [33, 33]
  genome:
    mutation: {weight_std: {from: 1, to: 0.02, schedule: geometric}}
  objectives:
    - {type: mse, parameters: move}
    - ssim
    - type: torchscript
      file: "a \"b\": \\ \x09"
budget: {generations: 150, wall_time: 0 s, target_score: 0}
empty: []
analysis:
  compare:
    - {type: pair, first: none, second: "fns=1,x", value: champion_score}
    - type: all
      conditions: []
      value: unique_solutions
'''


def test_a_configuration_is_read_as_yaml_would():
    read = config.parse(WRITTEN)
    assert read["problem"] == {
        "size": [33, 33],
        "genome": {"mutation": {"weight_std": {"from": 1, "to": 0.02, "schedule": "geometric"}}},
        "objectives": [{"type": "mse", "parameters": "move"}, "ssim",
                       {"type": "torchscript", "file": 'a "b": \\ \t'}]}
    assert read["budget"] == {"generations": 150, "wall_time": "0 s", "target_score": 0}
    assert read["empty"] == []
    assert read["analysis"]["compare"] == [
        {"type": "pair", "first": "none", "second": "fns=1,x", "value": "champion_score"},
        {"type": "all", "conditions": [], "value": "unique_solutions"}]


def test_words_and_numbers_are_those_of_yaml_1_2():
    read = config.parse("a: [5e-4, 1e18, 1.5, 010, -3, .5, 1_000, 0x10, 1:30, 2001-01-01]\n"
                        "b: [no, yes, on, y, true, False, null, ~, .inf, .nan, <<, =]\n<<: 1\n")
    assert read["a"] == [5e-4, 1e18, 1.5, 10, -3, 0.5, "1_000", "0x10", "1:30", "2001-01-01"]
    assert read["b"][:9] == ["no", "yes", "on", "y", True, False, None, None, float("inf")]
    assert np.isnan(read["b"][9]) and read["b"][10:] == ["<<", "="] and read["<<"] == 1


@pytest.mark.parametrize("text", ["a: [1, 2", "a: {b: 1", "a: 1\n    b: 2", "just words"])
def test_what_is_no_configuration_is_refused(text):
    with pytest.raises(ValueError):
        config.parse(text)


COMPARE = '''name: toy
analysis:
  compare:
    - {type: pair, first: fns=1, second: fns=3, value: total_replacements}
    - {type: pair, first: fns=1, second: fns=9, value: champion_score}
    - {type: all, conditions: [], value: champion_score}
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("results")
    toys = {f"fns={k}": [toy_move.run(functions=k, seed=9 * k + t, generations=15)
                         for t in range(5)] for k in (1, 3, 5)}
    toy_files.write_experiment(path, toys)
    for number, file in enumerate(sorted(path.glob("trials/*/*.h5"))):
        with h5py.File(file, "r+") as opened:
            opened.attrs.update({"config": COMPARE, "stream": number})
    return path


def test_planned_tests_are_corrected_for_all_that_were_planned(folder):
    results = open_results(folder)
    first, missing, everyone = planned.tested(results).itertuples()
    by_condition = {name: rows["total_replacements"]
                    for name, rows in results.trials.groupby("condition")}
    assert first.p == statistics.rank_sum(by_condition["fns=1"], by_condition["fns=3"]).p
    assert np.isnan(missing.p) and missing.p_holm == 1.0
    scores = [rows["champion_score"] for _, rows in results.trials.groupby("condition")]
    assert everyone.p == statistics.kruskal_wallis(scores).p
    assert (first.p_holm, everyone.p_holm) == pytest.approx(
        tuple(statistics.holm([first.p, 1.0, everyone.p])[[0, 2]]))
    assert "counts as one of the 3" in planned.in_words(missing, 3)
    assert everyone.conditions == "all 3 conditions" and planned.sizes(everyone.n) == "5 each"


def test_a_planned_pair_without_a_common_trial_cannot_be_tested_yet(folder, tmp_path):
    shutil.copytree(folder / "trials", tmp_path / "trials")
    for condition, number in [("fns=1", 0), ("fns=3", 1), ("fns=3", 2), ("fns=3", 3), ("fns=3", 4)]:
        (tmp_path / "trials" / condition / f"{number}.h5").unlink()
    for path in tmp_path.glob("trials/*/*.h5"):
        with h5py.File(path, "r+") as opened:
            opened.attrs["stream"] = int(path.stem)
    results = open_results(tmp_path)
    assert results.paired
    first = planned.tested(results).iloc[0]
    assert (first["n"], first["test"], first["p_holm"]) == ((), "too few trials", 1.0)


def test_a_planned_pair_is_not_explored_again(folder):
    results = open_results(folder)
    pairs = planned.exploratory_pairs(results, ["fns=1", "fns=3", "fns=5"], "total_replacements")
    assert pairs == [("fns=1", "fns=5"), ("fns=3", "fns=5")]
    assert len(planned.exploratory_pairs(results, results.conditions, "champion_score")) == 3


def test_labels_stand_before_planned_conditions(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    tests = planned.of(open_results(folder, tmp_path / "copy", labels=["a", "b"]))
    assert [test.experiment for test in tests] == ["a/toy"] * 3 + ["b/toy"] * 3
    assert tests[3].conditions == ("b/fns=1", "b/fns=3")
    assert tests[5].conditions == ("b/fns=1", "b/fns=3", "b/fns=5")


def test_all_means_also_the_conditions_that_have_no_trial_yet(tmp_path):
    toys = {f"fns={k}": [toy_move.run(functions=k, seed=k, generations=9)] for k in (1, 3)}
    toy_files.write_experiment(tmp_path, toys)
    for file in tmp_path.glob("trials/*/*.h5"):
        with h5py.File(file, "r+") as opened:
            opened.attrs["config"] = COMPARE
    (tmp_path / "experiment.yaml").write_text(COMPARE + "conditions:\n  - {name: fns=1}\n  - {name: fns=3}\n"
                                              "  - name: fns=9\n    overrides: {a.b: 1}\n")
    everyone = planned.of(open_results(tmp_path))[2]
    assert everyone.conditions == ("fns=1", "fns=3", "fns=9")
    assert planned.tested(open_results(tmp_path))["p"].isna().tolist() == [False, True, True]


def test_what_is_added_later_is_told_and_changes_no_p_of_what_was_planned(folder, tmp_path):
    shutil.copytree(folder / "trials", tmp_path / "trials")
    conditions = "conditions:\n  - {name: fns=1}\n  - {name: fns=3}\n"
    (tmp_path / "experiment.yaml").write_text(COMPARE + conditions)
    before = planned.tested(open_results(tmp_path))
    assert not before["later"].any()
    (tmp_path / "experiment.yaml").rename(tmp_path / "experiment-1.yaml")
    pair = "    - {type: pair, first: fns=3, second: fns=5, value: champion_score}\n"
    (tmp_path / "experiment.yaml").write_text(COMPARE + pair + conditions + "  - {name: fns=5}\n")
    after = planned.tested(open_results(tmp_path))
    assert after["conditions"].tolist() == [
        "fns=1 against fns=3", "fns=1 against fns=9", "fns=1, fns=3", "all 3 conditions",
        "fns=3 against fns=5"]
    assert after["later"].tolist() == [False] * 3 + [True] * 2
    assert after["p_holm"][:3].tolist() == before["p_holm"].tolist()
    assert after["corrected_for"].tolist() == [3, 3, 3, 5, 5]
    everyone = [*after["p"][:1], 1.0, *after["p"][2:]]
    assert after["p_holm"][3:].tolist() == pytest.approx(statistics.holm(everyone)[3:].tolist())
    pairs = planned.exploratory_pairs(open_results(tmp_path), ["fns=3", "fns=5"], "champion_score")
    assert pairs == []


def test_a_margin_asks_for_a_second_test_that_counts_in_the_correction(folder, tmp_path):
    shutil.copytree(folder / "trials", tmp_path / "trials")
    pair = "{type: pair, first: fns=1, second: fns=3, value: total_replacements"
    plan = f"name: toy\nanalysis:\n  compare:\n    - {pair}, margin: 1000}}\n"
    for path in tmp_path.glob("trials/*/*.h5"):
        with h5py.File(path, "r+") as opened:
            opened.attrs["config"] = plan
    results = open_results(tmp_path)
    difference, same = planned.tested(results).itertuples()
    a, b = (results.trials.loc[results.trials["condition"] == name, "total_replacements"]
            for name in ("fns=1", "fns=3"))
    assert same.p == equivalence.equivalent(a, b, 1000.0).p and same.p < 0.01
    assert (difference.p_holm, same.p_holm) == pytest.approx(
        tuple(statistics.holm([difference.p, same.p])))
    assert same.conditions == "fns=1 as good as fns=3 (±1000)"
    assert planned.verdict(same) == "as good as equal: within ±1000"
    assert "(90 %)" in planned.in_words(same, 2) and same.low <= same.difference <= same.high
    assert planned.verdict(difference) in ("different", "no difference shown")
    page = write_report(results, tmp_path / "report.html").read_text()
    assert "as good as equal: within ±1000" in page and "Schuirmann" in page


def test_blocks_are_planned_over_a_setting(tmp_path):
    toys = {f"target={t},fns={k}": [toy_move.run(functions=k, seed=9 * k + t + n, generations=9)
                                    for n in range(2)] for t in range(3) for k in (1, 3, 5)}
    toy_files.write_experiment(tmp_path, toys)
    for path in tmp_path.glob("trials/*/*.h5"):
        with h5py.File(path, "r+") as opened:
            opened.attrs["config"] = ("name: toy\nanalysis:\n  compare:\n"
                                      "    - {type: blocks, over: target, value: champion_score}\n")
    results = open_results(tmp_path)
    (row,) = planned.tested(results).itertuples()
    found = blocks.ranking(blocks.means(blocks.of(results.trials, "champion_score", "target")))
    assert (row.n, row.p, row.effect_is) == ((3, 3, 3), found.p, "Kendall's W")
    page = write_report(results, tmp_path / "report.html").read_text()
    assert "critical difference of average ranks" in page and "van Elteren" in page
