"""If these fail, moai loads LibTorch where it computes no picture (a second for every command), loads it
before threads that wait are told to sleep, or does not find it where it was installed."""
import os
import shutil
import subprocess

import pytest

from harness import ENVIRONMENT, MOAI, run, write_experiment

BENCHMARK = """
name: plain
problem: {type: benchmark, function: zdt1}
algorithm: {type: nsga2, population: 8}
budget: {generations: 3}
"""
PICTURES = """
name: pictures
problem: {{type: image_match, target: {target}, objectives: [mse, gmsd]}}
algorithm: {{type: move, cells: 2, functions_per_cell: 1}}
budget: {{generations: 2}}
"""


def loaded(*words):
    """The libraries that the program loads, as the loader tells of them; and what it wrote."""
    environment = dict(ENVIRONMENT, LD_DEBUG="files")
    result = subprocess.run([MOAI, *map(str, words)], env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stderr


@pytest.fixture
def benchmark(tmp_path):
    return write_experiment(tmp_path, BENCHMARK.replace("{", "{{").replace("}", "}}"))


def test_what_computes_no_picture_does_without_libtorch(benchmark, tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for words in (["list"], ["explain", "cells"], ["schema"], ["version"], ["validate", benchmark],
                  ["plan", write_experiment(pictures, PICTURES)],
                  ["run", benchmark, "--quiet", "--out", tmp_path / "out"],
                  ["status", tmp_path / "out"]):
        assert "libtorch" not in loaded(*words), words


def test_pictures_are_computed_with_libtorch(tmp_path):
    assert "libtorch" in loaded("run", write_experiment(tmp_path, PICTURES), "--quiet",
                                "--out", tmp_path / "out")


def test_threads_that_wait_sleep_unless_told_otherwise(tmp_path):
    experiment = write_experiment(tmp_path, PICTURES)
    for own, expected in ((None, "PASSIVE"), ("active", "ACTIVE")):
        environment = {key: value for key, value in ENVIRONMENT.items()
                       if key not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")}
        environment["OMP_DISPLAY_ENV"] = "true"
        if own:
            environment["OMP_WAIT_POLICY"] = own
        result = subprocess.run([MOAI, "run", experiment, "--quiet", "--out", tmp_path / expected],
                                env=environment, capture_output=True, text=True)
        assert f"OMP_WAIT_POLICY = '{expected}'" in result.stderr


def test_the_record_says_whether_libtorch_computed(benchmark, tmp_path):
    h5py = pytest.importorskip("h5py")
    run(benchmark, tmp_path / "out", ranks=1)
    with h5py.File(tmp_path / "out/trials/default/0.h5") as trial:
        assert trial.attrs["libtorch"] in ("none", b"none")
        assert str(trial.attrs["device"]).startswith("cpu")


def test_a_module_that_is_missing_is_told(tmp_path):
    """The program beside its core, but without the library that computes pictures."""
    build = os.path.dirname(os.path.realpath(MOAI))
    for name in ("moai", "libmoai_core.so"):
        shutil.copy(os.path.join(build, name), tmp_path / name)
    environment = dict(ENVIRONMENT, LD_LIBRARY_PATH=str(tmp_path))
    result = subprocess.run([tmp_path / "moai", "run", write_experiment(tmp_path, PICTURES), "--out",
                             tmp_path / "out"], env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "libmoai_torch.so" in result.stderr and "build again" in result.stderr
