"""Runs of the real program for the system tests: real ranks, real files."""
import atexit
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
MOAI = os.environ.get("MOAI", str(REPOSITORY / "build/release/moai"))
TARGET = REPOSITORY / "experiments/targets/sunrise.png"
ENVIRONMENT = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
RUN_AGAIN = 75
PATIENCE = float(os.environ.get("MOAI_PATIENCE", "1"))  # times the usual limits: sanitizers are slow

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


# Commits after every generation.
SHORT = """
name: stored
seed: 5
trials: 3
problem: {type: benchmark, function: dtlz2}
algorithm: {type: move, cells: 6, functions_per_cell: 1}
budget: {generations: 80}
record: {commit_every: 0}
"""


def write_experiment(folder, text=MOVE, **values):
    values.setdefault("generations", 12)
    path = folder / "experiment.yaml"
    path.write_text(text.format(target=TARGET, **values))
    return path


def mpirun(ranks):
    return ["mpirun", "--oversubscribe", "-n", str(ranks)]


def launch(words, ranks, **options):
    """A process in a group of its own, so that a kill reaches every rank. Each mpirun keeps its files
    in a folder of its own: one that was killed leaves them behind, and numbers of processes repeat."""
    environment = ENVIRONMENT
    if ranks:
        folder = tempfile.mkdtemp(prefix="moai-mpi-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        environment = dict(ENVIRONMENT, TMPDIR=folder)
    return subprocess.Popen([*(mpirun(ranks) if ranks else []), MOAI, *map(str, words)],
                            env=environment, stdout=subprocess.PIPE, text=True,
                            start_new_session=True, **options)


def finish(process, timeout):
    """What it said, once it has ended. One that hangs is killed, but tells first where it hangs."""
    try:
        return process.communicate(timeout=timeout * PATIENCE)
    except subprocess.TimeoutExpired:
        stacks = backtraces(process.pid)
        kill_hard(process)
        said = process.communicate()
        raise AssertionError(f"{process.args} did not end in {timeout} s\n{stacks}\n{said}") from None


def backtraces(parent):
    """Where every thread of a process and its children is, in words, by gdb and by /proc."""
    text = []
    for pid in [parent, *rank_processes(parent)]:
        try:
            status = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
            files = [os.readlink(link) for link in pathlib.Path(f"/proc/{pid}/fd").iterdir()]
            waits = [(task.name, (task / "wchan").read_text())
                     for task in pathlib.Path(f"/proc/{pid}/task").iterdir()]
        except OSError as error:  # it has just ended, or a file of it has been closed
            text.append(f"== process {pid}: {error}")
            continue
        text += [f"== process {pid}: {status[0]}, {status[2]}, threads wait in {waits}, open {files}"]
        if shutil.which("gdb"):
            text.append(subprocess.run(
                ["gdb", "-p", str(pid), "-batch", "-ex", "thread apply all bt 25"], text=True,
                capture_output=True, timeout=120, check=False).stdout)
    return "\n".join(text)


def moai(*words, ranks=0, timeout=300, **options):
    """Runs the program to its end (ranks=0: without mpirun)."""
    process = launch(words, ranks, stderr=subprocess.PIPE, **options)
    said, errors = finish(process, timeout)
    return subprocess.CompletedProcess(process.args, process.returncode, said, errors)


def run(experiment, out, ranks=1, expect=0, extra=()):
    result = moai("run", experiment, "--out", out, "--quiet", *extra, ranks=ranks)
    assert result.returncode == expect, f"exit {result.returncode}\n{result.stdout}\n{result.stderr}"
    return result


def start(experiment, out, ranks=1, extra=()):
    """Starts a run that the caller may kill."""
    return launch(["run", experiment, "--out", out, "--quiet", *extra], ranks,
                  stderr=subprocess.STDOUT)


def rank_processes(parent):
    """Process ids of the ranks below an mpirun; none once it has ended."""
    try:
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return []
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
    end = time.time() + seconds * PATIENCE
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
