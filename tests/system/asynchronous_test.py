"""If these fail, asynchronous islands wait for one another, hang when ranks are killed or continued,
or their files do not say that they depend on timing. What is measured is which generation islands
were in when they heard from others, never how long anything took."""
import os
import signal
import time

import h5py
import numpy as np

from harness import (RUN_AGAIN, kill_hard, moai, rank_processes, run, start, wait_for,
                     write_experiment)

ISLANDS = """
name: asynchronous
seed: 5
trials: 2
problem: {{type: benchmark, function: dtlz2, objectives: 7, variables: 10, wait: {wait}}}
algorithm: {{type: move, cells: 12, functions_per_cell: 3}}
budget: {{generations: {generations}}}
islands: {{count: 5, topology: full, migration: {{every: 2, send: 2, mode: {mode}, move: {move}}}}}
record: {{commit_every: {commit}, images: 0, history: 3}}
"""


def write(folder, **values):
    defaults = {"wait": 0, "generations": 30, "mode": "async", "move": "false", "commit": 0.05}
    return write_experiment(folder, ISLANDS, **{**defaults, **values})


def over(ranks):
    return ["--ranks-per-trial", str(ranks)]


def trials(out, count=2):
    files = sorted(out.glob("trials/*/*.h5"))
    assert len(files) == count
    return files


def check(path, generations):
    """A complete trial: all generations of all islands, unique ids, migrants that were born."""
    with h5py.File(path) as trial:
        assert trial.attrs["status"] in ("finished", b"finished")
        assert trial.attrs["reproducible"] == 0
        assert trial.attrs["generations"] == generations
        assert trial.attrs["evaluations"] == generations * 5 * 12
        history = trial["/history"]
        assert history["generation"][:].tolist() == [*range(0, generations - 1, 3), generations - 1]
        per_island = history["evaluations"][:]
        assert (per_island[-1] == generations * 12).all()
        ids = trial["/individuals/id"][:]
        assert len(np.unique(ids)) == len(ids)
        migrations = trial["/events/migrations"]
        assert len(migrations["individual"]) > 0
        assert np.isin(migrations["individual"][:], ids).all()
        rows = trial["/events/replacements"]
        order = rows["generation"][:].astype(int)
        for island in range(5):  # each island's events in the order in which they happened
            own = order[rows["island"][:] == island]
            assert (np.diff(own) >= 0).all() and own[-1] < generations


def test_one_rank_does_what_synchronous_migration_does(tmp_path):
    for mode in ("sync", "async"):
        (tmp_path / mode).mkdir()
        run(write(tmp_path / mode, mode=mode), tmp_path / mode / "out")
    result = moai("compare", tmp_path / "sync/out", tmp_path / "async/out")
    differences = [line for line in result.stdout.splitlines() if line.startswith("default/")]
    assert differences
    assert all("config" in line or "reproducible" in line for line in differences), result.stdout


def test_any_number_of_ranks_runs_to_the_end(tmp_path):
    for ranks, move in ((2, "false"), (4, "true"), (6, "false")):
        folder = tmp_path / str(ranks)
        folder.mkdir()
        run(write(folder, move=move, commit=0.5), folder / "out", ranks=ranks, extra=over(ranks))
        for path in trials(folder / "out"):
            check(path, 30)


def test_lanes_and_budgets_end_together(tmp_path):
    experiment = write(tmp_path, generations=200)
    text = experiment.read_text().replace("generations: 200", "generations: 200, evaluations: 3000")
    experiment.write_text(text.replace("trials: 2", "trials: 5"))
    run(experiment, tmp_path / "out", ranks=4, extra=[*over(2), "--lanes", "2"])
    for path in trials(tmp_path / "out", 5):
        with h5py.File(path) as trial:
            assert trial.attrs["evaluations"] >= 3000
            assert trial.attrs["generations"] < 200
            assert len(trial["/history/generation"]) > 0


def test_a_stopped_rank_does_not_hold_up_the_others(tmp_path):
    """Islands 1 and 4 stand still early while the others go to their end."""
    experiment = write(tmp_path, wait=0.005, generations=60, commit=1000)
    experiment.write_text(experiment.read_text().replace("trials: 2", "trials: 1"))
    out = tmp_path / "out"
    process = start(experiment, out, ranks=3, extra=over(3))
    assert wait_for(lambda: (out / "experiment.yaml").exists())
    time.sleep(1.5)  # of 60 x 2 x 12 x 5 ms; the ranks have begun, none is half through
    slow = rank_processes(process.pid)[1]
    os.kill(slow, signal.SIGSTOP)
    time.sleep(9)  # the others are at their end, or near
    assert process.poll() is None
    os.kill(slow, signal.SIGCONT)
    assert process.wait(timeout=120) == 0
    (path,) = trials(out, 1)
    check(path, 60)
    with h5py.File(path) as trial:
        table = {name: column[:].astype(int) for name, column in trial["/events/migrations"].items()}
    to_slow = np.isin(table["to_island"], (1, 4)) & ~np.isin(table["from_island"], (1, 4))
    lead = table["left_generation"][to_slow] - table["generation"][to_slow]
    assert lead.max() >= 20  # letters of far later generations waited for it
    # and only the latest of those were received
    arrived = table["generation"][to_slow][lead >= 20]
    assert len(arrived) <= 2 * 4 * 2 * len(np.unique(arrived))


def test_killed_and_continued_on_other_ranks(tmp_path):
    for first, second, move in ((3, 2, "false"), (2, 4, "true")):
        folder = tmp_path / f"{first}{second}"
        folder.mkdir()
        experiment = write(folder, wait=0.0005, generations=60, move=move)
        out = folder / "out"
        process = start(experiment, out, ranks=first, extra=over(first))
        wait_for(lambda: process.poll() is not None or len(list(out.glob("running/*/*/*.h5"))) > 1)
        killed = process.poll() is None
        kill_hard(process) if killed else process.wait()
        run(experiment, out, ranks=second, extra=over(second))
        for path in trials(out):
            check(path, 60)
        assert killed


def test_a_time_limit_stops_and_the_next_job_continues(tmp_path):
    experiment = write(tmp_path, wait=0.001, generations=60, commit=1000)
    out = tmp_path / "out"
    run(experiment, out, ranks=3, expect=RUN_AGAIN, extra=[*over(3), "--time-limit", "1.5"])
    run(experiment, out, ranks=3, extra=over(3))
    for path in trials(out):
        check(path, 60)


def test_plan_and_run_say_that_results_depend_on_timing(tmp_path):
    experiment = write(tmp_path, generations=4)
    assert "not reproducible bit by bit" in moai("plan", experiment).stdout
    result = moai("run", experiment, "--out", tmp_path / "out")
    assert "not reproducible bit by bit" in result.stdout
    (tmp_path / "sync").mkdir()
    assert "reproducible" not in moai("plan", write(tmp_path / "sync", mode="sync")).stdout
