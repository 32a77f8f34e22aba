"""If these fail, a run on a cluster loses work, stops before it is complete, or records other bits
than a run on one machine."""
import os
import pathlib
import signal
import time

import h5py
import pytest

from harness import MOAI, REPOSITORY, assert_same, run, wait_for

BENCHMARK = """
name: tiny
seed: 7
trials: {trials}
problem: {{type: benchmark, function: zdt1}}
algorithm: {{type: nsga2, population: 20}}
budget: {{generations: {generations}}}
record: {{commit_every: 0.2, history: 50}}
sweep: {{algorithm.tournament_size: [1, 2]}}
"""


def write(folder, generations=100, trials=2):
    path = folder / "tiny.yaml"
    path.write_text(BENCHMARK.format(generations=generations, trials=trials))
    return path


@pytest.fixture(scope="module")
def short(cluster, tmp_path_factory):
    """An experiment of four short trials, and what it records undisturbed."""
    folder = tmp_path_factory.mktemp("short")
    experiment = write(folder)
    run(experiment, folder / "reference", ranks=0)
    return experiment, folder / "reference"


@pytest.fixture(scope="module")
def long(cluster, tmp_path_factory):
    """Two trials of some ten seconds."""
    folder = tmp_path_factory.mktemp("long")
    experiment = write(folder, generations=40000, trials=1)
    run(experiment, folder / "reference", ranks=0)
    return experiment, folder / "reference"


def log_of(out):
    return "".join(path.read_text() for path in sorted((out / "log").glob("*.log")))


def under_way(out, trials=1):
    return len({path.parent for path in out.glob("running/*/*/*.h5")}) >= trials


def assert_continued(out, since):
    """Every trial began before the moment: it was not started afresh after it."""
    for path in out.glob("trials/*/*.h5"):
        with h5py.File(path) as file:
            created = file.attrs["created"]
        created = created.decode() if isinstance(created, bytes) else created
        assert created <= since, f"{path} began anew at {created}"


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@pytest.mark.parametrize("launcher", ["mpirun", "srun"])
def test_one_job_on_two_nodes(cluster, short, tmp_path, launcher):
    experiment, reference = short
    out = tmp_path / "out"
    job, analysis = cluster.submit(experiment, out, "--nodes", 2, "--ranks-per-node", 2,
                                   "--launcher", launcher)
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert cluster.job(job)["JobState"] == "COMPLETED"
    assert "on n[1-2]" in log_of(out) and "4 ranks" in log_of(out)
    assert_same(reference, out)
    assert "tournament_size=1" in (out / "table1.txt").read_text()
    assert (out / "report.html").stat().st_size > 0


def test_an_array_of_shards(cluster, short, tmp_path):
    experiment, reference = short
    out = tmp_path / "out"
    job, analysis = cluster.submit(experiment, out, "--shards", 3)
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert [task["JobState"] for task in cluster.tasks(job)] == ["COMPLETED"] * 3
    assert len(list((out / "log").glob("moai-tiny-shard*.log"))) == 3
    assert_same(reference, out)
    with h5py.File(out / "experiment.h5") as index:
        assert len(index["/summary/trial"]) == 4


@pytest.mark.parametrize("launcher", ["mpirun", "srun"])
def test_a_warning_mid_trial_commits_and_requeues_until_complete(cluster, long, tmp_path, launcher):
    """Also where one rank ends two seconds after the other."""
    experiment, reference = long
    out = tmp_path / "out"
    last = f'trap : USR1; {os.path.realpath(MOAI)} "$@"; code=$?; sleep 2; exit $code'
    moai = program(tmp_path, f'[ "$1" != run ] || [ "$SLURM_PROCID" != 0 ] || {{ {last}; }}')
    job, analysis = cluster.submit(experiment, out, "--nodes", 2, "--launcher", launcher,
                                   "--moai", moai)
    assert wait_for(lambda: under_way(out)), log_of(out)
    cluster.warn(job)
    stopped = now()
    assert wait_for(lambda: "ended with code 75" in log_of(out)), log_of(out)
    assert cluster.job(analysis)["JobState"] == "PENDING"
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "1"
    assert_same(reference, out)
    assert_continued(out, stopped)


def test_a_warning_to_one_shard_of_an_array(cluster, long, tmp_path):
    experiment, reference = long
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--shards", 2, "--no-analysis")
    assert wait_for(lambda: len(list(out.glob("running/*/*"))) == 2), log_of(out)
    assert wait_for(lambda: under_way(out))
    cluster.warn(f"{job}_2")  # the last task: its job number is that of the whole array
    states = cluster.wait_until_ended(job)
    assert states == ["COMPLETED"] * 2, log_of(out)
    restarts = {task["ArrayTaskId"]: task["Restarts"] for task in cluster.tasks(job)}
    assert restarts == {"1": "0", "2": "1"}
    assert_same(reference, out)


def test_the_time_limit_by_the_clock(cluster, long, tmp_path):
    """SLURM's clock ticks every 30 s: the signal comes within half a minute of the start."""
    experiment = write(tmp_path, generations=400000, trials=1)
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--time", 1, "--grace", 30, "--no-analysis")
    assert wait_for(lambda: "ended with code 75" in log_of(out), 90), log_of(out)
    assert wait_for(lambda: cluster.job(job)["Restarts"] == "1", 30)
    cluster.call("scancel", job)
    cluster.wait_until_ended(job)


@pytest.mark.parametrize("gone", ["n1", "n2"])
def test_a_node_that_fails(cluster, nodes, long, tmp_path, gone):
    experiment, reference = long
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--nodes", 2, "--no-analysis")
    assert wait_for(lambda: under_way(out, trials=2)), log_of(out)
    cluster.call("scontrol", "update", f"nodename={gone}", "state=down", "reason=test")
    stopped = now()
    assert wait_for(lambda: cluster.job(job)["Restarts"] != "0"), log_of(out)
    cluster.call("scontrol", "update", f"nodename={gone}", "state=resume", check=False)
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert_same(reference, out)
    assert_continued(out, stopped)


def test_a_crash_is_tried_again_and_not_for_ever(cluster, long, tmp_path):
    experiment, reference = long
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--retries", 1, "--no-analysis")
    for crash in (1, 2):
        assert wait_for(lambda: under_way(out) and ranks_of(out)), log_of(out)
        for rank in ranks_of(out):
            os.kill(rank, signal.SIGKILL)
        assert wait_for(lambda: log_of(out).count("ended with code") == crash), log_of(out)
    assert cluster.wait_until_ended(job) == ["FAILED"], log_of(out)
    job, = cluster.submit(experiment, out, "--no-analysis")
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert_same(reference, out)


def processes():
    """(number, words, environment) of this machine's processes, which the nodes share."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words, environment = [(process / what).read_bytes().split(b"\0")
                                  for what in ("cmdline", "environ")]
        except OSError:
            continue
        yield int(process.name), words, environment


def ranks_of(out):
    """The ranks that write to a folder, on whatever node."""
    program = os.path.realpath(MOAI).encode()
    return [number for number, words, _ in processes()
            if words[0] == program and str(out).encode() in words]


def daemons_of(job):
    """mpirun's daemons, which start the ranks on the other nodes."""
    return [number for number, words, environment in processes()
            if words[0].endswith(b"orted") and f"SLURM_JOB_ID={job}".encode() in environment]


def program(folder, text):
    """A program that does something else than moai before it is moai."""
    path = folder / "program"
    path.write_text(f'#!/bin/bash\n{text}\nexec {os.path.realpath(MOAI)} "$@"\n')
    path.chmod(0o755)
    return path


def test_a_lost_rank_under_srun(cluster, long, tmp_path):
    """srun lets the other ranks wait for it for half a minute."""
    experiment, reference = long
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--nodes", 2, "--no-analysis", "--launcher", "srun")
    assert wait_for(lambda: under_way(out, trials=2) and ranks_of(out)), log_of(out)
    os.kill(max(ranks_of(out)), signal.SIGKILL)
    stopped = now()
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "1"
    assert_same(reference, out)
    assert_continued(out, stopped)


def test_a_lost_daemon_of_mpirun(cluster, long, tmp_path):
    experiment, reference = long
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--nodes", 2, "--no-analysis")
    assert wait_for(lambda: under_way(out, trials=2) and daemons_of(job)), log_of(out)
    for daemon in daemons_of(job):
        os.kill(daemon, signal.SIGKILL)
    stopped = now()
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert "ended with code 205" in log_of(out) and cluster.job(job)["Restarts"] == "1"
    assert_same(reference, out)
    assert_continued(out, stopped)


def test_a_passing_failure_is_tried_again_and_not_for_ever(cluster, short, tmp_path):
    """Code 1: a rank that hung, a disk that was full, an error of MPI or of the file system."""
    out = tmp_path / "out"
    moai = program(tmp_path, '[ "$1" != run ] || exit 1')
    job, analysis = cluster.submit(short[0], out, "--retries", 1, "--moai", moai)
    assert cluster.wait_until_ended(job) == ["FAILED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "1" and "failures in a row: 2" in log_of(out)
    assert cluster.wait_until_ended(analysis) == ["CANCELLED"]


def test_a_crash_after_the_warning_is_counted(cluster, short, tmp_path):
    out = tmp_path / "out"
    crash = f"trap 'kill -KILL $$' USR1; touch {tmp_path}/up; while :; do sleep 0.1; done"
    moai = program(tmp_path, f'if [ "$1" = run ]; then {crash}; fi')
    job, = cluster.submit(short[0], out, "--retries", 0, "--moai", moai, "--no-analysis")
    assert wait_for((tmp_path / "up").exists), log_of(out)
    cluster.warn(job)
    assert cluster.wait_until_ended(job) == ["FAILED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "0" and "failures in a row: 1" in log_of(out)


def test_a_job_runs_what_was_submitted_however_its_file_is_edited(cluster, long, tmp_path):
    _, reference = long
    experiment = write(tmp_path, generations=40000, trials=1)
    out = tmp_path / "out"
    job, = cluster.submit(experiment, out, "--no-analysis", "--sbatch-options", "--hold")
    write(tmp_path, generations=3, trials=1)
    cluster.call("scontrol", "release", job)
    assert wait_for(lambda: under_way(out)), log_of(out)
    cluster.warn(job)
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "1"
    assert_same(reference, out)
    refused = cluster.call(REPOSITORY / "slurm/submit.sh", experiment, "--out", out, check=False)
    assert refused.returncode == 2 and "different experiment" in refused.stderr, refused


def test_an_experiment_is_named_with_blanks_and_percent_signs(cluster, tmp_path):
    experiment = write(tmp_path).rename(tmp_path / "a file.yaml")
    experiment.write_text(experiment.read_text().replace("tiny", "my 100%x j%j"))
    _, analysis = cluster.submit(experiment, None, cwd=tmp_path)
    out = tmp_path / "results/my 100%x j%j"
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert "tournament_size=1" in (out / "table1.txt").read_text()
    assert "ended with code 0" in log_of(out)
    assert "4/4 trials" in cluster.call(REPOSITORY / "slurm/status.sh", cwd=tmp_path).stdout


def test_modules_and_setup_are_there_wherever_moai_runs(cluster, short, tmp_path):
    experiment, reference = short
    out = tmp_path / "out"
    (tmp_path / "setup.sh").write_text("export SETUP=$MODULES$unset_variable; false; echo setup\n")
    moai = program(tmp_path, '[ "$SETUP" = "load gcc hdf5" ] || exit 127')
    settings = tmp_path / "cluster.yaml"
    settings.write_text(f"modules: gcc hdf5\nsetup: {tmp_path}/setup.sh\nmoai: {moai}\n")
    environment = {"MOAI_CLUSTER": str(settings), "MOAI_MOAI": "",
                   "BASH_FUNC_module%%": '() { export MODULES="$*"; }'}
    _, analysis = cluster.submit(experiment, out, **environment)
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert_same(reference, out)
    said = cluster.call(REPOSITORY / "slurm/status.sh", out, **environment).stdout
    assert "4/4 trials" in said, said


def test_a_cancelled_job_stays_away_and_is_continued_when_submitted_again(cluster, long, tmp_path):
    experiment, reference = long
    out = tmp_path / "out"
    job, analysis = cluster.submit(experiment, out, "--nodes", 2)
    assert wait_for(lambda: under_way(out)), log_of(out)
    cluster.call("scancel", job)
    assert cluster.wait_until_ended(job) == ["CANCELLED"]
    assert cluster.wait_until_ended(analysis) == ["CANCELLED"]  # what can never start does not wait
    job, = cluster.submit(experiment, out, "--nodes", 1, "--sbatch-options", "--nodelist=n2",
                          "--no-analysis")
    assert cluster.wait_until_ended(job) == ["COMPLETED"], log_of(out)
    assert_same(reference, out)


def test_status_joins_the_queue_and_the_folder(cluster, long, tmp_path):
    experiment, _ = long
    out = tmp_path / "out"
    job, _ = cluster.submit(experiment, out)
    assert wait_for(lambda: under_way(out)), log_of(out)
    said = cluster.call(REPOSITORY / "slurm/status.sh", out).stdout
    assert job in said and "RUNNING" in said and "PENDING" in said, said
    assert "0/2 trials finished" in said and "generation" in said, said
    cluster.call("scancel", job)
    cluster.wait_until_ended(job)
    assert "no job in the queue" in cluster.call(REPOSITORY / "slurm/status.sh", out).stdout
