"""If these fail, a rank that fails or hangs takes the work of other trials with it, or burns the
whole allocation without a word."""
import os
import signal

from harness import finish, moai, rank_processes, run, start, wait_for, write_experiment

SLOW = """
name: slow
seed: 5
problem: {{type: benchmark, function: dtlz2, objectives: 3, wait: 0.001}}
algorithm: {{type: move, cells: 10, functions_per_cell: 1}}
budget: {{generations: {generations}}}
islands: {{count: 2, topology: ring, migration: {{every: 2}}}}
record: {{commit_every: 0.2, images: 0}}
conditions: [{{name: a}}, {{name: b}}]
"""
GROUPS = ["--ranks-per-trial", "2"]


def test_a_failing_group_names_its_trial_and_the_others_commit(tmp_path):
    experiment = write_experiment(tmp_path, SLOW, generations=1000)
    out = tmp_path / "out"
    (out / "running").mkdir(parents=True)
    (out / "running/b").write_text("")  # where the segments of condition b have to go
    result = moai("run", experiment, "--out", out, "--quiet", *GROUPS, ranks=4)
    words = result.stdout + result.stderr
    assert result.returncode == 1
    assert words.count("trial b/0 at generation") == 1
    assert any((out / "running/a/0").glob("*.h5"))
    (out / "running/b").unlink()
    run(experiment, out, ranks=4, extra=[*GROUPS, "--time-limit", "3"], expect=75)


def test_a_rank_that_stops_answering_is_found(tmp_path):
    experiment = write_experiment(tmp_path, SLOW, generations=100000)
    out = tmp_path / "out"
    process = start(experiment, out, ranks=2, extra=[*GROUPS, "--stall-limit", "3 s"])
    assert wait_for(lambda: any(out.glob("running/*/*/*.h5")))
    os.kill(rank_processes(process.pid)[1], signal.SIGSTOP)
    words, _ = finish(process, 90)
    assert process.returncode not in (0, 75)
    assert "another rank of its trial has stopped answering" in words
    assert "trial a/0 at generation" in words
    assert any(out.glob("running/*/*/*.h5"))


def test_a_healthy_run_is_left_alone(tmp_path):
    experiment = write_experiment(tmp_path, SLOW, generations=20)
    run(experiment, tmp_path / "out", ranks=2, extra=[*GROUPS, "--stall-limit", "5 s"])
