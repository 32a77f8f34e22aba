"""If these fail, `moai watch` shows a state that the folder does not have, does not end when the run
does, or leaves a terminal without its cursor.
"""
import os
import pty
import select
import signal
import subprocess
import time

import pytest
from harness import ENVIRONMENT, MOAI, kill_hard, moai, run, start, wait_for, write_experiment

PROGRESS = ('{"trials": 6, "trials_done": 0, "trials_running": 2, "generation": 31, '
            '"evaluations_per_second": 812.4, "best_score": 0.5, "seconds_left": 300.0}\n')


def ascii_environment(**more):
    return dict(ENVIRONMENT, LC_ALL="C", **more)


def once(folder, **environment):
    result = subprocess.run([MOAI, "watch", str(folder), "--once"], text=True, capture_output=True,
                            env=ascii_environment(**environment), timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("watch")
    run(write_experiment(folder), folder / "out")
    return folder / "out"


def test_a_finished_experiment_is_complete(finished):
    lines = once(finished)
    assert lines[0] == f"tiny: 6/6 trials finished, 0 begun ({finished})"
    assert lines[1] == "complete"
    rows = [line for line in lines if line.startswith("functions_per_cell=")]
    assert [row.split()[:3] for row in rows] == [["functions_per_cell=1", "###", "3/3"],
                                                 ["functions_per_cell=3", "###", "3/3"]]
    for row in rows:
        best, mean, curve = row.split()[3:6]
        assert float(best) >= float(mean) > 0
        assert len(curve) == 12 and set(curve) <= set("_.:-=+*#")
    unicode = subprocess.run([MOAI, "watch", str(finished), "--once"], capture_output=True,
                             env=dict(ENVIRONMENT, LC_ALL="C.UTF-8")).stdout.decode()
    assert "███" in unicode and "▁" in unicode and "\x1b" not in unicode


def test_states_of_trials_and_jobs(finished, tmp_path):
    experiment = write_experiment(tmp_path, generations=1000000)
    process = start(experiment, tmp_path / "out")
    assert wait_for(lambda: list((tmp_path / "out").glob("running/*/*/*.h5")))
    kill_hard(process)
    lines = once(tmp_path / "out")
    assert "0/6 trials finished, 1 begun" in lines[0]
    assert lines[1].startswith("no job tells of itself")
    assert sum(line.count(">..") for line in lines) == 1
    (tmp_path / "out/progress.json").write_text(PROGRESS)
    assert once(tmp_path / "out")[1].startswith("0/6 trials, 2 running, generation 31, 812 ")
    old = time.time() - 600
    os.utime(tmp_path / "out/progress.json", (old, old))
    assert "silent for 10 min" in once(tmp_path / "out")[1]
    # Damage is shown, not fatal.
    trial = tmp_path / "out/trials/functions_per_cell=3/1.h5"
    trial.parent.mkdir(parents=True)
    trial.write_bytes((finished / "trials/functions_per_cell=3/1.h5").read_bytes()[:2000])
    assert any(".x." in line or ">x." in line for line in once(tmp_path / "out"))


def test_it_waits_for_a_folder_and_ends_with_the_run(tmp_path):
    assert once(tmp_path / "later") == [
        f"waiting for '{tmp_path}/later' (it has no experiment.yaml yet)"]
    watch = subprocess.Popen([MOAI, "watch", tmp_path / "later", "--every", "0.1"], text=True,
                             stdout=subprocess.PIPE, env=ascii_environment())
    time.sleep(0.5)
    run(write_experiment(tmp_path), tmp_path / "later")
    output, _ = watch.communicate(timeout=60)
    assert watch.returncode == 0
    assert output.startswith("waiting for") and output.count("waiting for") == 1
    assert "complete" in output and "\x1b" not in output


def on_a_terminal(*words, until, send=None, timeout=30):
    """Runs the program on a terminal of 60 columns; sends a signal once `until` has been seen."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(MOAI, [MOAI, *map(str, words)],
                  dict(ENVIRONMENT, TERM="xterm", LC_ALL="C.UTF-8", COLUMNS="60"))
    output, end, sent = b"", time.time() + timeout, False
    while time.time() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                output += os.read(terminal, 65536)
            except OSError:
                break
        if until in output and send and not sent:
            os.kill(child, send)
            sent = True
    _, status = os.waitpid(child, 0)
    return output.decode(), os.waitstatus_to_exitcode(status)


def test_on_a_terminal_frames_are_redrawn_and_the_cursor_comes_back(finished, tmp_path):
    output, code = on_a_terminal("watch", finished, until=b"complete")
    assert code == 0
    assert output.startswith("\x1b[?25l") and output.endswith("\x1b[?25h")
    assert output.count("\x1b[32m█\x1b[0m") == 7  # six trials and the legend
    output, code = on_a_terminal("watch", tmp_path / "never", "--every", "0.1", until=b"\x1b[1A",
                                 send=signal.SIGINT)
    assert code == 0
    assert output.count("waiting for") >= 2 and output.endswith("\x1b[?25h")
