"""If one of these fails, what moai writes and what the analysis reads are no longer the same thing.

A tiny experiment is run with the program that the environment variable MOAI names.
"""

import os
import shutil
import subprocess
import sys

import pandas
import pytest
import yaml

from conftest import REPOSITORY
from moai_results import config, genealogy, open_results, pictures, planned
from moai_results.figures import runtime

MOAI = os.environ.get("MOAI")
MPIRUN = shutil.which("mpirun")
pytestmark = pytest.mark.skipif(not MOAI, reason="MOAI does not name the program")

EXPERIMENT = f"""
name: tiny
seed: 3
trials: 3
problem:
  type: image_match
  target: {REPOSITORY / 'experiments/targets/sunrise.png'}
  size: [16, 16]
  genome: {{type: cppn, extent: 1e-5}}
  objectives: [mse, psnr, gmsd]
algorithm: {{type: move, cells: 6, functions_per_cell: 1}}
budget: {{generations: 12}}
record: {{images: 4, maps: 4}}
sweep: {{algorithm.jumps: [none, unlimited]}}
conditions:
  - {{name: all-objective, overrides: {{algorithm: {{type: hillclimber, children: 6}}}}}}
analysis:
  compare:
    - {{type: pair, first: jumps=none, second: jumps=unlimited, value: best.mse}}
    - {{type: all, value: unique_solutions}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("real")
    (path / "tiny.yaml").write_text(EXPERIMENT, encoding="utf-8")
    subprocess.run([MOAI, "run", path / "tiny.yaml", "--out", path / "out", "--quiet"], check=True,
                   timeout=120)
    return path / "out"


@pytest.fixture(scope="module")
def results(folder):
    return open_results(folder)


def test_everything_is_there(results):
    assert results.conditions == ["all-objective", "jumps=none", "jumps=unlimited"]
    assert len(results.trials) == 9 and results.complete and not results.warnings
    assert not results.paired
    history = results.history()
    assert len(history) == 9 * 12 and history["evaluations"].max() == 72
    assert {"best.mse", "mean.gmsd", "best_score", "replacements"} <= set(history.columns)


def test_table_1_counted_from_the_events_is_that_of_the_summary(results):
    for row in results.trials[results.trials["condition"] != "all-objective"].itertuples():
        with results.open_trial(row.condition, row.trial) as file:
            individuals, finals = file.individuals(), file.finals()
            champion, replaced = file.champion(), file.replacements()
        place = finals[finals["id"] == champion["champion"]].sort_values(["island", "cell"]).iloc[0]
        chain = genealogy.ancestors(individuals, champion["champion"],
                                    (place["island"], place["cell"]))
        born = replaced[replaced["kind"] == "child"]
        assert row.unique_solutions == finals["id"].nunique()
        assert row.cells_in_ancestry == genealogy.places(chain)
        assert row.jumps_in_ancestry == genealogy.jumps(chain)
        assert row.total_replacements == len(born)
        assert row.jump_proportion == pytest.approx((born["cell"] != born["from_cell"]).mean())
        assert row.champion_score == pytest.approx(finals["score"].max())


def test_packed_trials_are_the_same(folder, results, tmp_path):
    packed = tmp_path / "packed"
    shutil.copytree(folder, packed)
    subprocess.run([MOAI, "pack", packed], check=True, timeout=60)
    assert not list(packed.glob("trials/*/*.h5"))
    again = open_results(packed)
    assert again.conditions == results.conditions and not again.warnings
    for what in ("history", "replacements", "finals", "champions"):
        pandas.testing.assert_frame_equal(getattr(again, what)(), getattr(results, what)())


def test_history_agrees_with_the_events(results):
    history = results.history("jumps=unlimited")
    born = results.replacements("jumps=unlimited").query("kind == 'child'")
    counted = born.groupby(["trial", "generation"]).size()
    recorded = history.set_index(["trial", "generation"])["replacements"]
    assert recorded[recorded > 0].to_dict() == counted.to_dict()


def test_no_jumping_stays_in_the_parents_cell(results):
    trials = results.trials.set_index("condition")
    assert (trials.loc["jumps=none", "jump_proportion"] == 0).all()
    assert (trials.loc["jumps=none", "cells_in_ancestry"] == 1).all()
    born = results.replacements("jumps=none").query("kind == 'child'")
    assert (born["cell"] == born["from_cell"]).all()


def test_pictures_are_those_of_the_problem(results):
    with results.open_trial("jumps=unlimited", 1) as file:
        assert file.target().shape == (16, 16, 3)
        assert file.champion_picture().shape == (16, 16, 3)
        snapshots = file.snapshots()
        assert file.attributes["status"] == "finished" and "move" in file.attributes["config"]
        assert sum(file.timing().values()) > 0
    assert [generation for generation, _ in snapshots][-1] == 11 and len(snapshots) == 4


def test_a_line_of_descent_can_be_seen(results):
    for condition in ("jumps=none", "jumps=unlimited"):
        with results.open_trial(condition, 1) as file:
            frame, images = file.portraits()
            line, chain = pictures.line_of_descent(file), file.lineage()
            finals, last, champion = file.finals(), file.final_pictures(), file.champion_picture()
        assert sorted(set(frame["generation"])) == [0, 4, 8, 11]
        at_end = frame[frame["generation"] == 11]
        holders = finals.drop_duplicates("id")
        assert at_end["id"].tolist() == sorted(holders["id"])
        for index, name in zip(at_end.index, at_end["id"]):
            assert (images[index] == last[holders.set_index("id").loc[name, "individual"]]).all()
        # An ancestor was alive in every generation, and the line ends with the champion.
        assert [generation for generation, *_ in line] == [0, 4, 8, 11]
        assert (line[-1][2] == champion).all() and line[-1][1] == chain["cell"].iloc[-1]
        assert line[0][1] == chain["cell"].iloc[0]


def test_time_is_told_by_rank_where_several_share_a_trial(tmp_path):
    if not MPIRUN:
        pytest.skip("mpirun is not installed")
    (tmp_path / "two.yaml").write_text(EXPERIMENT.replace(
        "record:", "islands: {count: 2, migration: {every: 3}}\nrecord:").replace(
            "trials: 3", "trials: 1"), encoding="utf-8")
    environment = os.environ | {"OMPI_ALLOW_RUN_AS_ROOT": "1",
                                "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    for ranks in (1, 2):
        subprocess.run([MPIRUN, "--oversubscribe", "-n", str(ranks), MOAI, "run",
                        tmp_path / "two.yaml", "--out", tmp_path / f"out{ranks}", "--quiet",
                        "--ranks-per-trial", str(ranks)],
                       check=True, timeout=200, env=environment)
    subprocess.run([MOAI, "compare", tmp_path / "out1", tmp_path / "out2"], check=True, timeout=60)
    assert runtime.ranks(open_results(tmp_path / "out1")).empty
    frame = runtime.ranks(open_results(tmp_path / "out2")["jumps=none"])
    assert frame.index.tolist() == ["jumps=none, rank 0", "jumps=none, rank 1"]
    assert (frame["evaluate"] > 0).all()


def test_planned_tests_come_from_the_trial_files(results):
    everyone = ("jumps=none", "jumps=unlimited", "all-objective")
    assert planned.of(results) == [
        planned.Planned("tiny", "pair", ("jumps=none", "jumps=unlimited"), "best.mse"),
        planned.Planned("tiny", "all", everyone, "unique_solutions", everyone=True)]
    assert planned.tested(results)["p"].notna().all()


def test_what_moai_writes_is_the_same_in_yaml_1_1_and_1_2(folder):
    text = (folder / "experiment.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == config.parse(text)
    assert config.parse(text)["problem"]["genome"]["extent"] == 1e-5


@pytest.mark.parametrize("script, words", [
    ("table1.py", "jumps=unlimited"), ("compare.py", "Planned in 'tiny'"),
    ("montage.py", "montage.png"), ("report.py", "report.html"), ("by_objective.py", "champion"),
    ("hypervolume.py", "individuals are feasible")])
def test_scripts_run_on_it(folder, script, words):
    done = subprocess.run([sys.executable, REPOSITORY / "analysis" / script, folder],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0 and words in done.stdout, done.stderr
