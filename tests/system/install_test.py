"""If these fail, what `cmake --install` writes does not run where it is put, or runs with libraries of the build tree."""
import os
import pathlib
import shutil
import subprocess

import pytest

from harness import ENVIRONMENT, MOAI, write_experiment

BUILD = pathlib.Path(MOAI).resolve().parent
PICTURES = """
name: pictures
problem: {{type: image_match, target: {target}, objectives: [mse, gmsd]}}
algorithm: {{type: move, cells: 2, functions_per_cell: 1}}
budget: {{generations: 2}}
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """An installation that has been moved since."""
    if shutil.which("cmake") is None or not (BUILD / "cmake_install.cmake").is_file():
        pytest.skip("no build tree to install from")
    folder = tmp_path_factory.mktemp("install")
    subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(folder / "first")], check=True,
                   capture_output=True)
    return (folder / "first").rename(folder / "then")


def test_it_runs_where_it_was_moved_to(moved, tmp_path):
    environment = dict(ENVIRONMENT, LD_DEBUG="files")
    result = subprocess.run([moved / "bin/moai", "run", write_experiment(tmp_path, PICTURES), "--quiet", "--out",
                             tmp_path / "out"], env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-2000:]
    lines = [line for line in result.stderr.splitlines() if "calling init" in line]
    for name in ("libmoai_core.so", "libmoai_torch.so"):
        assert any(str(moved) in os.path.realpath(line.split()[-1]) for line in lines if name in line)
    assert not any(str(BUILD) in line for line in lines)


def test_completions_come_along(moved):
    assert (moved / "share/bash-completion/completions/moai").is_file()
