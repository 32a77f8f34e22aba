"""If these fail, what moai prints for programs is not what docs/schemas says, or differs from what it tells people."""
import json
import re

import jsonschema
import pytest

from harness import REPOSITORY, SHORT, kill_hard, moai, start, wait_for

SCHEMAS = REPOSITORY / "docs/schemas"
SWEPT = SHORT + "sweep: {algorithm.functions_per_cell: [1, 3]}\n"


def document(schema, *words):
    result = moai(*words, "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.Draft202012Validator(rules).validate(found)
    return found


@pytest.fixture
def experiment(tmp_path):
    path = tmp_path / "experiment.yaml"
    path.write_text(SWEPT)
    return path


def test_lists():
    everything = document("list", "list")
    assert set(everything) == {"algorithms", "problems", "objectives", "genomes", "topologies"}
    assert document("list", "list", "problems") == {"problems": everything["problems"]}


def test_plan_says_what_its_table_says(experiment):
    plan = document("plan", "plan", experiment)
    table = moai("plan", experiment).stdout
    rows = [(trial["condition"], str(trial["trial"]), trial["stream"]) for trial in plan["trials"]]
    assert rows == re.findall(r"^(\S+) +(\d+) +(\d{5,}) ", table, re.MULTILINE) and len(rows) == 6
    assert f"{plan['totals']['evaluations']} evaluations" in table
    assert plan["totals"]["evaluations"] == sum(3 * condition["trial"]["evaluations"] for condition in plan["conditions"])
    assert "trials" not in document("plan", "plan", experiment, "--totals")


def test_input_files_are_named(tmp_path):
    plan = document("plan", "plan", REPOSITORY / "experiments/quickstart.yaml")
    assert any(file["path"].endswith("sunrise.png") for file in plan["reads"])


def test_a_folder_that_is_empty_half_done_and_done(experiment, tmp_path):
    out = tmp_path / "out"
    nothing = document("plan-in-folder", "plan", experiment, "--out", out)
    assert not nothing["exists"] and [c["missing"] for c in nothing["conditions"]] == [[0, 1, 2]] * 2

    assert moai("run", experiment, "--out", out, "--shard", "1/2", "--quiet").returncode == 0
    half = document("plan-in-folder", "plan", experiment, "--out", out)
    assert half["exists"] and not half["grows"]
    assert sum(len(c["finished"]) for c in half["conditions"]) == 3
    assert document("status", "status", out)["finished"] == 3

    assert moai("run", experiment, "--out", out, "--quiet").returncode == 0
    status = document("status", "status", out)
    assert status["complete"] and status["planned"] == 6 and status["running"] == []
    experiment.write_text(SWEPT.replace("trials: 3", "trials: 4"))
    grown = document("plan-in-folder", "plan", experiment, "--out", out)
    assert grown["grows"] and [c["missing"] for c in grown["conditions"]] == [[3], [3]]
    experiment.write_text(SWEPT.replace("seed: 5", "seed: 6"))
    refused = moai("plan", experiment, "--out", out, "--json")
    assert refused.returncode == 2 and refused.stdout == ""


def test_a_run_that_was_killed(tmp_path):
    path = tmp_path / "long.yaml"
    path.write_text(SHORT.replace("generations: 80", "generations: 1000000"))
    process = start(path, tmp_path / "out", ranks=0)
    assert wait_for(lambda: list((tmp_path / "out").glob("running/*/*/*.h5")))
    kill_hard(process)
    (tmp_path / "out/progress.json").write_text('{"trials": 3, "trials_done": 0, "trials_running": 1, "generation": 7.0, '
        '"evaluations_per_second": 10.0, "best_score": 0.5, "seconds_left": -1.0}')
    status = document("status", "status", tmp_path / "out")
    trial, = status["running"]
    assert trial["trial"] == 0 and not status["complete"]
    job, = status["jobs"]
    assert job["seconds_left"] is None and job["shard"] is None and not job["silent"]


def test_yaml_and_json_at_once_are_refused(experiment):
    result = moai("plan", experiment, "--resolved", "--json")
    assert result.returncode == 2 and "--resolved" in result.stderr
