"""A real SLURM of two nodes on this machine, one for all tests of this folder."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import MOAI, REPOSITORY, wait_for  # noqa: E402

PROGRAMS = ("slurmctld", "slurmd", "munged", "sbatch", "mpirun")


class Cluster:
    """sbatch, squeue and their like, with the environment of the cluster."""

    def __init__(self, environment):
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("SLURM_", "SBATCH_", "MOAI_"))}
        self.environment.update(environment, MOAI_MOAI=MOAI)

    def call(self, *words, check=True, cwd=None, **variables):
        result = subprocess.run([str(word) for word in words], env=self.environment | variables,
                                text=True, capture_output=True, timeout=120, cwd=cwd)
        assert not check or result.returncode == 0, f"{words}\n{result.stdout}{result.stderr}"
        return result

    def submit(self, experiment, out, *options, **call):
        """The ids of the jobs that slurm/submit.sh submitted: the run, and its analysis. `out`: or
        None for where they go by default."""
        said = self.call(REPOSITORY / "slurm/submit.sh", experiment,
                         *(["--out", out] if out else []), "--time", 10, "--grace", 60, *options,
                         **call).stdout
        return re.findall(r"as job (\d+)", said)

    def job(self, number):
        """What SLURM says of a job: a dictionary (JobState, Restarts, ExitCode ...)."""
        text = self.call("scontrol", "--oneliner", "show", "job", number).stdout
        return dict(word.split("=", 1) for word in text.splitlines()[0].split() if "=" in word)

    def tasks(self, number):
        text = self.call("scontrol", "--oneliner", "show", "job", number).stdout
        return [dict(word.split("=", 1) for word in line.split() if "=" in word)
                for line in text.splitlines()]

    def wait_until_ended(self, number, seconds=240):
        """The states of the job, or of all tasks of the array, once none is in the queue."""
        def ended():
            return not self.call("squeue", "-h", "-j", number, check=False).stdout.strip()
        assert wait_for(ended, seconds), self.call("squeue").stdout
        return [task["JobState"] for task in self.tasks(number)]

    def warn(self, number):
        """SLURM's signal before the time limit, now."""
        self.call("scancel", "--signal=USR1", "--batch", number)


@pytest.fixture(scope="session")
def cluster():
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"SLURM is not installed here (no {', '.join(missing)}); "
                    "Debian: apt-get install slurmctld slurmd munge slurm-client libpmix-dev")
    if os.geteuid() != 0:
        pytest.skip("a SLURM of one's own needs root (it makes namespaces)")
    folder = tempfile.mkdtemp(prefix="slurm", dir="/tmp")  # short: sockets live below it
    os.chmod(folder, 0o755)
    settings = dict(os.environ, SLURM_LOCAL_CRED_EXPIRE="5", SLURM_LOCAL_INSTALL="0")
    start = subprocess.run([str(HERE / "cluster/start.sh"), f"{folder}/c"], env=settings, text=True,
                           capture_output=True, timeout=180)
    try:
        if "no new namespaces" in start.stderr:
            pytest.skip(start.stderr.strip())
        assert start.returncode == 0, start.stderr
        yield Cluster(dict(re.findall(r"export (\w+)=(.*)", start.stdout)))
    finally:
        subprocess.run([str(HERE / "cluster/stop.sh"), "--purge", f"{folder}/c"], timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def nodes(cluster):
    """Brings every node back after a test that took one away."""
    yield
    cluster.call("scontrol", "update", "nodename=n[1-2]", "state=resume", check=False)
    end = time.time() + 60
    while time.time() < end:
        if cluster.call("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").stdout.split():
            break
        time.sleep(0.2)
