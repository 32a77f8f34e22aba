"""If one of these fails, frames, tables or genealogies do not say what the trial files say."""

import h5py
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import UserError, comparisons, genealogy, open_results, settings, tables


@pytest.fixture(scope="module")
def toys():
    return {f"fns={k}": [toy_move.run(functions=k, objectives=12, seed=10 * k + t, generations=25)
                         for t in range(3)] for k in (11, 1, 3)
            } | {"none": [toy_move.run(jumps=False, objectives=12, seed=t, generations=25)
                         for t in range(3)]}


@pytest.fixture(scope="module")
def folder(toys, tmp_path_factory):
    return toy_files.write_experiment(tmp_path_factory.mktemp("results"), toys)


@pytest.fixture(scope="module")
def results(folder):
    return open_results(folder)


def test_conditions_are_in_natural_order(results):
    assert results.conditions == ["fns=1", "fns=3", "fns=11", "none"]
    assert list(dict.fromkeys(results.trials["condition"])) == results.conditions


def test_table_1_of_the_files_is_that_of_the_history_that_happened(results, toys):
    for row in results.trials.itertuples():
        expected = toy_files.summary(toys[row.condition][row.trial])
        for name, value in expected.items():
            assert getattr(row, name) == pytest.approx(value), (row.condition, row.trial, name)


def test_table_1_can_be_counted_from_the_event_tables(results, toys):
    for condition in results.conditions:
        individuals, finals = results.individuals(condition), results.finals(condition)
        for trial, toy in enumerate(toys[condition]):
            mine = individuals[individuals["trial"] == trial]
            ends = finals[finals["trial"] == trial]
            best = ends.sort_values(["score", "cell"], ascending=[False, True]).iloc[0]
            chain = genealogy.ancestors(mine, best["id"], (best["island"], best["cell"]))
            expected = toy_files.summary(toy)
            assert genealogy.places(chain) == expected["cells_in_ancestry"]
            assert genealogy.jumps(chain) == expected["jumps_in_ancestry"]
            with results.open_trial(condition, trial) as file:
                recorded = file.lineage()
            assert chain.to_numpy().tolist() == recorded[chain.columns].to_numpy().tolist()


def test_history_has_a_row_for_every_generation(results, toys):
    history = results.history("fns=3")
    assert len(history) == 3 * 25
    last = history[(history["trial"] == 1) & (history["generation"] == 24)].iloc[0]
    expected = toys["fns=3"][1].history[-1]
    assert last["best_score"] == expected["best_score"]
    assert last["best.f2"] == expected["best_fitness"][2]
    assert last["mean.f0"] == expected["mean_fitness"][0]


def test_nobody_is_minus_one(results):
    replacements = results.replacements("fns=1")
    first = replacements[replacements["generation"] == 0]
    assert (first["parent"] == -1).all() and (first["kind"] == "initial").all()
    assert (replacements["child"] >= 0).all()


def test_jump_matrix_counts_every_replacement_by_a_child(results, toys):
    toy = toys["fns=3"][0]
    replacements = results.replacements("fns=3")
    counts = genealogy.jump_matrix(replacements[replacements["trial"] == 0], len(toy.mask))
    expected = np.zeros_like(counts)
    for row in toy.replacements:
        if row[8] == 1:
            expected[row[3], row[2]] += 1
    assert (counts == expected).all()


def test_overlap_without_jumps_is_the_number_of_functions(results, toys):
    replacements = results.replacements("none")
    found = genealogy.overlap(replacements[replacements["trial"] == 0], toys["none"][0].mask)
    assert found["replaced"] == 3.0
    assert np.isnan(found["jumped"])
    mask = toys["none"][0].mask.astype(int)
    pairs = [mask[i] @ mask[j] for i in range(9) for j in range(9) if i != j]
    assert found["any_pair"] == pytest.approx(np.mean(pairs))


def test_a_running_trial_takes_part_with_its_last_segment(toys, folder, tmp_path):
    toy_files.write_experiment(tmp_path, {"fns=3": toys["fns=3"][:1]})
    running = tmp_path / "running" / "fns=3" / "1"
    toy_files.write_trial(running / "9.h5", toy_move.run(generations=10), "fns=3", 1, False)
    toy_files.write_trial(running / "19.h5", toy_move.run(generations=20), "fns=3", 1, False)
    (running / "20.h5").write_bytes(b"cut off")
    (tmp_path / "progress-1-of-2.json").write_text('{"trials": 4, "trials_done": 1}')
    (tmp_path / "progress-2-of-2.json").write_text('{"trials": 3, "trials_done": 0}')
    results = open_results(tmp_path)
    assert any("5 of 7 planned trials" in warning for warning in results.warnings)
    assert not results.complete
    assert results.history().groupby("trial")["generation"].max().tolist() == [24, 19]
    assert len(results.trials) == 1 and results.running == {("fns=3", 1)}
    assert any("20.h5" in warning for warning in results.warnings)


def test_the_index_is_used_where_it_is_there(toys, tmp_path):
    some = {"fns=3": toys["fns=3"], "none": toys["none"][:2]}
    toy_files.write_experiment(tmp_path, some)
    plain = open_results(tmp_path).trials
    toy_files.write_index(tmp_path, some, planned=9)
    (tmp_path / "trials" / "none" / "1.h5").unlink()
    results = open_results(tmp_path)
    assert len(results.trials) == 4
    indexed = results.trials["champion_score"] - 100.0
    assert indexed.tolist() == pytest.approx(plain["champion_score"][:4].tolist())
    assert results.trials["best.f1"].tolist() == plain["best.f1"][:4].tolist()
    assert not results.paired
    assert results.warnings == [f"{tmp_path}: 5 of 9 planned trials have not begun"]


def test_several_folders_need_labels_for_equal_conditions(folder):
    with pytest.raises(UserError, match="label"):
        open_results(folder, folder)
    both = open_results(folder, folder, labels=["a", "b"])
    assert both.conditions[0] == "a/fns=1" and len(both.trials) == 24


def test_wrong_folders_are_named(tmp_path, folder):
    with pytest.raises(UserError, match="no such folder"):
        open_results(tmp_path / "nothing")
    with pytest.raises(UserError, match="no trials"):
        open_results(tmp_path)
    other = tmp_path / "trials" / "x"
    other.mkdir(parents=True)
    with h5py.File(other / "0.h5", "w") as file:
        file.attrs.update({"condition": "x", "trial": 0, "moai_schema": 99})
    with pytest.raises(UserError, match="schema 99"):
        open_results(tmp_path).history()


def test_streams_tell_paired_designs(folder, toys, tmp_path):
    assert open_results(folder).paired
    for number, toy in enumerate(toys["fns=1"]):
        for condition in ("a", "b"):
            toy_files.write_trial(tmp_path / "trials" / condition / f"{number}.h5", toy, condition,
                                  number, stream=number + 100 * (condition == "b"))
    assert not open_results(tmp_path).paired


def test_trials_that_no_other_condition_has_do_not_tell_a_paired_design(toys, tmp_path):
    """As two of four shards leave them: different trials of either condition."""
    for condition, number in [("a", 0), ("a", 2), ("b", 1), ("b", 3)]:
        toy_files.write_trial(tmp_path / "trials" / condition / f"{number}.h5", toys["fns=1"][0],
                              condition, number)
    results = open_results(tmp_path)
    assert not results.paired
    assert comparisons.pairwise(results.trials, "champion_score")["n_first"].tolist() == [2]
    toy_files.write_trial(tmp_path / "trials" / "b" / "0.h5", toys["fns=1"][0], "b", 0)
    assert open_results(tmp_path).paired


def test_a_run_of_which_nothing_is_finished_can_be_followed(toys, tmp_path):
    """Its index, written when the job was interrupted, has a summary without rows."""
    toy_files.write_trial(tmp_path / "running" / "fns=1" / "0" / "9.h5", toys["fns=1"][0], "fns=1",
                          finished=False)
    with h5py.File(tmp_path / "experiment.h5", "w") as file:
        file.attrs.update({"moai_schema": 1, "trials_planned": 4})
        group = file.create_group("summary")
        group["condition"], group["trial"] = np.array([], "S1"), np.array([], np.uint64)
        file.create_group("summary/best_raw")
    results = open_results(tmp_path)
    assert results.trials.empty and len(results.history()) > 0


def test_the_table_says_means_intervals_and_what_is_best(results):
    table = tables.make_table(results.trials, tables.table_1_columns(results.trials))
    values = comparisons.samples(results.trials, "total_replacements")["fns=3"]
    cell = table.cells["fns=3", "total_replacements"]
    assert cell.mean == pytest.approx(values.mean())
    assert f"{values.mean():,.0f} ±{cell.half_width:,.0f}" in tables.as_text(table)
    assert not table.marked  # three trials
    nine = comparisons.pd.concat([results.trials.assign(trial=results.trials["trial"] + 3 * k)
                                  for k in range(3)])
    table = tables.make_table(nine, tables.table_1_columns(results.trials))
    best = max(table.conditions, key=lambda name: table.cells[name, "champion_score"].mean)
    assert table.cells[best, "champion_score"].bold
    rows = [line.split(",") for line in tables.as_csv(table).strip().split("\n")]
    assert {len(row) for row in rows} == {len(rows[0])} and len(rows) == 5
    latex = tables.as_latex(table, "a caption with 5 %")
    assert latex.count(r"\\") == 2 + 4 and r"5 \%" in latex and r"\textbf{" in latex
    assert r"fns=3 & 9 & " in latex


def test_exports_say_in_which_unit_scores_are(results):
    for baseline, unit in [(None, "normalised"), ("fns=1", "fns=1")]:
        columns = tables.table_1_columns(results.trials, baseline)
        rows = tables.as_csv(tables.make_table(results.trials, columns)).strip().split("\n")
        assert rows[0].endswith(",champion_score_unit")
        assert {row.rpartition(",")[2] for row in rows[1:]} == {unit}


def test_algorithms_without_cells_have_dashes_in_the_table(results):
    trials = results.trials.copy()
    trials.loc[trials["condition"] == "none", ["cells_in_ancestry", "jumps_in_ancestry"]] = 0
    table = tables.make_table(trials, tables.table_1_columns(trials))
    line = next(line for line in tables.as_text(table).split("\n") if line.startswith("none"))
    assert line.split().count("-") == 3
    assert ("none", "total_replacements") in table.cells


def test_conditions_tell_what_was_swept():
    names = ["jumps=none,functions_per_cell=1", "jumps=none,functions_per_cell=11",
             "run/jumps=2,functions_per_cell=3.5", "all-objective", "run/all-objective"]
    assert settings.of(names[2]) == {"condition": "run", "jumps": 2, "functions_per_cell": 3.5}
    assert settings.of(names[4]) == {"condition": "run, all-objective"}
    assert settings.numeric(names) == ["functions_per_cell"]
    frame = comparisons.pd.DataFrame({"condition": names, "x": range(5)})
    rows = settings.with_setting(frame, "functions_per_cell")
    assert rows[["x", "setting", "rest"]].to_numpy().tolist() == [
        [0, 1.0, "jumps=none"], [1, 11.0, "jumps=none"], [2, 3.5, "run, jumps=2"]]


def test_bold_leaves_out_what_is_significantly_worse():
    frame = comparisons.pd.DataFrame({
        "condition": ["low"] * 8 + ["high"] * 8 + ["same"] * 8, "trial": list(range(8)) * 3,
        "x": [*np.arange(8.0), *np.arange(50.0, 58.0), *np.arange(49.5, 57.5)]})
    assert comparisons.not_worse_than_best(frame, "x") == {"high", "same"}
    pairs = comparisons.pairwise(frame, "x").set_index(["first", "second"])
    assert pairs.loc[("low", "high"), "p_holm"] < 0.01 < pairs.loc[("high", "same"), "p_holm"]
    assert pairs.loc[("low", "high"), "a12"] == 0.0


@pytest.mark.parametrize("n, correct, expected", [
    (3, False, set()), (4, False, {"high"}), (4, True, set()), (5, True, {"high"})])
def test_nothing_is_highest_where_no_difference_can_be_significant(n, correct, expected):
    frame = comparisons.pd.DataFrame({
        "condition": ["low"] * n + ["high"] * n + ["middle"] * n, "trial": [*range(n)] * 3,
        "x": [*np.arange(n), *np.arange(50.0, 50.0 + n), *np.arange(20.0, 20.0 + n)]})
    assert comparisons.not_worse_than_best(frame, "x", correct=correct) == expected
    table = tables.make_table(frame, [tables.Column("x", ("x", ""), "{:.1f}")], correct=correct)
    assert table.marked == bool(expected) and ("*" in tables.as_text(table)) == bool(expected)


def test_a_condition_with_too_few_trials_carries_no_mark():
    frame = comparisons.pd.DataFrame({
        "condition": ["a"] * 8 + ["b"] * 8 + ["few"], "trial": [*range(8), *range(8), 0],
        "x": [*np.arange(8.0), *np.arange(20.0, 28.0), 10.0]})
    assert comparisons.not_worse_than_best(frame, "x") == {"b"}
    # Where the few ones have the highest mean, nobody can be told from them.
    frame.loc[16, "x"] = 99.0
    assert comparisons.not_worse_than_best(frame, "x") == set()
