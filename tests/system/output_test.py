"""If one of these fails, a full disk makes half an answer look like a whole one."""

import os
import re
import subprocess

import pytest

MOAI = os.environ["MOAI"]

TINY = """
name: tiny
seed: 1
trials: 2
problem: {type: benchmark, function: zdt1}
algorithm: {type: nsga2, population: 20}
budget: {generations: 5}
"""
COMMANDS = re.findall(r"^  (\w+) ", subprocess.run([MOAI, "--help"], capture_output=True, text=True,
                                                   check=True).stdout, re.MULTILINE)


def shell(line):
    return subprocess.run(line, shell=True, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("output")
    (path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    return path


def test_every_command_says_that_standard_output_is_full():
    assert {"run", "list", "watch"} <= set(COMMANDS)
    for command in COMMANDS:
        done = shell(f"{MOAI} {command} --help > /dev/full")
        assert done.returncode == 1, command
        assert "cannot write to standard output (No space left" in done.stderr, command
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
def test_a_run_is_finished_and_its_words_are_missed(folder, output):
    out = folder / f"out{len(output)}"
    done = shell(f"{MOAI} run {folder / 'tiny.yaml'} --out {out} {output}")
    assert done.returncode == 1 and "cannot write to standard output" in done.stderr
    assert shell(f"{MOAI} status {out}").stdout.endswith("complete\n")
    for command in (f"plan {folder / 'tiny.yaml'}", f"status {out}", f"compare {out} {out}",
                    f"lineage {out}/trials/default/0.h5"):
        done = shell(f"{MOAI} {command} {output}")
        assert done.returncode == 1 and "cannot write to standard output" in done.stderr, command


def test_another_failure_keeps_its_code():
    done = shell(f"{MOAI} > /dev/full")  # the help, because a command is missing
    assert done.returncode == 2 and "cannot write to standard output" in done.stderr


def test_a_reader_that_has_seen_enough_is_no_failure():
    for ignore in ("", "trap '' PIPE; "):
        assert shell(f"{ignore}{MOAI} list | true").stderr == ""
