"""Runs of the real program for the system tests: real ranks, real files."""
import os
import pathlib
import signal
import subprocess
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
MOAI = os.environ.get("MOAI", str(REPOSITORY / "build/release/moai"))
TARGET = REPOSITORY / "experiments/targets/sunrise.png"
ENVIRONMENT = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
RUN_AGAIN = 75

MOVE = """
name: tiny
seed: 7
trials: 3
problem:
  type: image_match
  target: {target}
  size: [33, 33]
  objectives: [mse, ssim, gmsd]
algorithm: {{type: move, cells: 12, functions_per_cell: 1}}
budget: {{generations: {generations}}}
record: {{commit_every: 0.05, images: 3}}
sweep:
  algorithm.functions_per_cell: [1, 3]
"""


def write_experiment(folder, text=MOVE, **values):
    values.setdefault("generations", 12)
    path = folder / "experiment.yaml"
    path.write_text(text.format(target=TARGET, **values))
    return path


def mpirun(ranks):
    return ["mpirun", "--oversubscribe", "-n", str(ranks)]


def moai(*words, ranks=0, **options):
    """Runs the program to its end (ranks=0: without mpirun)."""
    launcher = mpirun(ranks) if ranks else []
    return subprocess.run([*launcher, MOAI, *map(str, words)], env=ENVIRONMENT, text=True,
                          capture_output=True, timeout=options.pop("timeout", 300), **options)


def run(experiment, out, ranks=1, expect=0, extra=()):
    result = moai("run", experiment, "--out", out, "--quiet", *extra, ranks=ranks)
    assert result.returncode == expect, f"exit {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result


def start(experiment, out, ranks=1, extra=()):
    """Starts a run in a process group of its own, so that a kill reaches every rank."""
    launcher = mpirun(ranks) if ranks else []
    return subprocess.Popen([*launcher, MOAI, "run", str(experiment), "--out", str(out), "--quiet", *extra],
                            env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, start_new_session=True)


def rank_processes(parent):
    """Process ids of the ranks below an mpirun."""
    children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children]


def kill_hard(process):
    """SIGKILL to mpirun and every rank at once."""
    ranks = rank_processes(process.pid)
    for pid in [process.pid, *ranks]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()


def wait_for(condition, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def assert_same(a, b):
    """Every dataset and attribute of every trial file agrees."""
    result = moai("compare", a, b)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 files" not in result.stdout
