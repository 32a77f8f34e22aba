"""If these fail, results depend on how a run was executed, or a killed run loses work."""
import os
import signal

import h5py
import pytest

from harness import (ENVIRONMENT, RUN_AGAIN, assert_same, finish, kill_hard, moai, run, start, wait_for,
                     write_experiment)


def read_lock(out):
    try:
        return (out / "lock").read_text()
    except FileNotFoundError:  # a dead job's has gone, the next one's is not there yet
        return ""


def is_stopped(process):
    with open(f"/proc/{process.pid}/stat") as status:
        return status.read().rsplit(")", 1)[1].split()[0] == "T"


UNEVEN = """
problem: {type: benchmark, function: dtlz2}
algorithm: {type: move, cells: 6, functions_per_cell: 1}
record: {commit_every: 0}
trials: 1
conditions:
  - {name: short, overrides: {budget: {generations: 20}}}
  - {name: long, overrides: {budget: {generations: 20000}}}
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    experiment = write_experiment(folder)
    run(experiment, folder / "out", ranks=1)
    return experiment, folder / "out"


@pytest.mark.parametrize("ranks", [0, 2, 4, 7])
def test_any_number_of_ranks_records_the_same(undisturbed, tmp_path, ranks):
    experiment, reference = undisturbed
    run(experiment, tmp_path / "out", ranks=ranks)
    assert_same(reference, tmp_path / "out")


def test_lanes_record_the_same(undisturbed, tmp_path):
    experiment, reference = undisturbed
    run(experiment, tmp_path / "out", ranks=2, extra=["--lanes", "3"])
    assert_same(reference, tmp_path / "out")


def test_shards_together_are_the_experiment(undisturbed, tmp_path):
    experiment, reference = undisturbed
    for shard in ("1/2", "2/2"):
        run(experiment, tmp_path / "out", ranks=1, extra=["--shard", shard])
    assert_same(reference, tmp_path / "out")
    with h5py.File(tmp_path / "out/experiment.h5") as index:
        assert len(index["/summary/trial"]) == 6


def test_a_shard_that_is_slow_to_write_the_index_does_not_replace_a_better_one(tmp_path, monkeypatch):
    experiment = write_experiment(tmp_path)
    out = tmp_path / "out"
    monkeypatch.setitem(ENVIRONMENT, "MOAI_FAULT", "written:experiment.h5,stop")
    slow = start(experiment, out, ranks=0, extra=("--shard", "1/2"))
    monkeypatch.delitem(ENVIRONMENT, "MOAI_FAULT")
    try:
        assert wait_for(lambda: is_stopped(slow))
        run(experiment, out, ranks=0, extra=("--shard", "2/2"))
    finally:
        slow.send_signal(signal.SIGCONT)
        finish(slow, 60)
    with h5py.File(out / "experiment.h5") as index:
        assert index.attrs["trials_finished"] == index.attrs["trials_planned"] == 6


@pytest.mark.parametrize("ranks", [1, 3])
def test_sigkill_and_continue(undisturbed, tmp_path, ranks):
    experiment, reference = undisturbed
    out = tmp_path / "out"
    for _ in range(3):
        process = start(experiment, out, ranks=ranks)
        wait_for(lambda: process.poll() is not None or any(out.glob("running/*/*/*.h5")))
        kill_hard(process) if process.poll() is None else process.wait()
    run(experiment, out, ranks=ranks)
    assert_same(reference, out)


@pytest.mark.parametrize("number", [signal.SIGUSR1, signal.SIGTERM, signal.SIGINT])
def test_a_signal_commits_and_asks_to_be_run_again(tmp_path, number):
    experiment = write_experiment(tmp_path, generations=2000)
    out = tmp_path / "out"
    process = start(experiment, out, ranks=0)
    assert wait_for(lambda: any(out.glob("running/*/*/*.h5")))
    os.kill(process.pid, number)
    assert process.wait(60) == RUN_AGAIN
    assert not (out / "lock").exists()
    again = start(experiment, out, ranks=0)
    os.kill(again.pid, 0)
    assert wait_for(lambda: (out / "lock").exists())
    again.send_signal(signal.SIGUSR1)
    assert again.wait(60) == RUN_AGAIN


def test_sigusr1_reaches_all_ranks_through_mpirun(tmp_path):
    experiment = write_experiment(tmp_path, generations=2000)
    out = tmp_path / "out"
    process = start(experiment, out, ranks=3)
    assert wait_for(lambda: len(list(out.glob("running/*/*/*.h5"))) >= 3)
    process.send_signal(signal.SIGUSR1)
    assert process.wait(60) == RUN_AGAIN


def test_the_time_limit_is_kept(tmp_path):
    experiment = write_experiment(tmp_path, generations=100000)
    run(experiment, tmp_path / "out", ranks=2, expect=RUN_AGAIN, extra=["--time-limit", "2"])
    assert any((tmp_path / "out").glob("running/*/*/*.h5"))
    status = moai("status", tmp_path / "out")
    assert status.returncode == 0 and "0/6 trials finished" in status.stdout


def test_finished_trials_are_not_run_again(undisturbed):
    experiment, out = undisturbed
    before = {path: path.stat().st_mtime_ns for path in out.glob("trials/*/*.h5")}
    run(experiment, out, ranks=2)
    assert before == {path: path.stat().st_mtime_ns for path in out.glob("trials/*/*.h5")}
    assert "complete" in moai("status", out).stdout


def test_another_experiment_is_refused_with_the_difference(undisturbed, tmp_path):
    _, out = undisturbed
    other = write_experiment(tmp_path, generations=13)
    result = moai("run", other, "--out", out, ranks=2)
    assert result.returncode == 2
    message = result.stdout + result.stderr
    assert "generations: 13" in message and "generations: 12" in message
    assert message.count("belongs to a different experiment") == 1


def test_a_second_job_on_the_same_folder_is_refused(tmp_path):
    experiment = write_experiment(tmp_path, generations=2000)
    out = tmp_path / "out"
    first = start(experiment, out, ranks=0)
    assert wait_for(lambda: any(out.glob("running/*/*/*.h5")))
    second = moai("run", experiment, "--out", out)
    assert second.returncode == 2 and "another job writes" in second.stderr
    first.kill()
    first.wait()
    third = start(experiment, out, ranks=0)  # the lock of a dead job is taken over
    assert wait_for(lambda: str(third.pid) in read_lock(out))
    third.send_signal(signal.SIGTERM)
    assert third.wait(60) == RUN_AGAIN


def test_a_folder_that_cannot_be_written(tmp_path):
    experiment = write_experiment(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for out in ("file/out", "loop"):
        result = moai("run", experiment, "--out", tmp_path / out, ranks=2)
        assert result.returncode == 2, out
        assert (result.stdout + result.stderr).count("--out") == 1


# Ranks that have no trial left, rank 0 among them, wait for the others without a generation to do.
def test_a_lock_that_vanishes_while_the_first_rank_waits_ends_the_job(tmp_path):
    experiment = tmp_path / "experiment.yaml"
    experiment.write_text(UNEVEN)
    out = tmp_path / "out"
    process = start(experiment, out, ranks=2)
    assert wait_for(lambda: (out / "trials/short/0.h5").exists())
    (out / "lock").unlink()
    said, _ = finish(process, 120)
    assert process.returncode == 1 and said.count("has vanished") == 1, said
    assert list((out / "running/long/0").glob("*.h5"))


def test_status_does_not_count_what_a_killed_job_has_left(tmp_path):
    experiment = write_experiment(tmp_path)
    out = tmp_path / "out"
    run(experiment, out)
    figures = ('{"trials": 5, "trials_done": 1, "trials_running": 1, "generation": 3, "best_score": 1,'
               ' "evaluations_per_second": 9, "seconds_left": 2}')
    for shard in ("1-of-2", "2-of-2"):
        (out / f"progress-{shard}.json").write_text(figures)
    os.utime(out / "progress-1-of-2.json", (0, 0))
    assert "running now: 1/5" in moai("status", out).stdout
    run(experiment, out)
    assert not list(out.glob("progress*"))


def test_summary_agrees_with_the_event_tables(undisturbed):
    _, out = undisturbed
    with h5py.File(out / "experiment.h5") as index:
        summary = index["/summary"]
        for row in range(len(summary["trial"])):
            condition = summary["condition"][row].decode()
            with h5py.File(out / f"trials/{condition}/{summary['trial'][row]}.h5") as trial:
                events = trial["/events/replacements"]
                by_child = events["kind"][:] == 1
                total = int(by_child.sum())
                jumps = int((by_child & (events["cell"][:] != events["from_cell"][:])).sum())
                assert summary["total_replacements"][row] == total
                if total:
                    assert summary["jump_proportion"][row] == pytest.approx(jumps / total)
