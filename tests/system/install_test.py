"""If these fail, what `cmake --install` writes does not run where it is put, runs with files of the build tree, cannot be
built against, or is not taken away again."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from harness import ENVIRONMENT, MOAI, REPOSITORY, write_experiment

BUILD = pathlib.Path(MOAI).resolve().parent
PREFIX = "/opt/moai"
NUMBER = r"\d+(?:\.\d+)?"
PICTURES = """
name: pictures
problem: {{type: image_match, target: {target}, objectives: [mse, gmsd]}}
algorithm: {{type: move, cells: 2, functions_per_cell: 1}}
budget: {{generations: 2}}
"""
OWN = """
name: own
problem:
  type: external
  command: [/usr/bin/python3, mine.py]
  directory: .
  variables: [{type: real, count: 2, minimum: [-1], maximum: [1]}]
  objectives: [{type: minimise, name: one}, {type: minimise, name: two}]
algorithm: {type: nsga2, population: 8}
budget: {generations: 3}
"""


def install(folder):
    """As makers of packages do it: below a folder that is not the prefix."""
    subprocess.run(["cmake", "--install", str(BUILD), "--prefix", PREFIX], check=True, capture_output=True,
                   env=dict(os.environ, DESTDIR=str(folder)))
    return folder / PREFIX.lstrip("/")


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """An installation that has been moved since."""
    if shutil.which("cmake") is None or not (BUILD / "cmake_install.cmake").is_file():
        pytest.skip("no build tree to install from")
    folder = tmp_path_factory.mktemp("install")
    return install(folder / "first").rename(folder / "then")


def numbers(line):
    return [float(number) for number in re.findall(NUMBER, line)]


def run(words, **options):
    result = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300,
                            **{"env": ENVIRONMENT, **options})
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]
    return result


def test_it_runs_where_it_was_moved_to(moved, tmp_path):
    result = run([moved / "bin/moai", "run", write_experiment(tmp_path, PICTURES), "--quiet", "--out",
                  tmp_path / "out"], env=dict(ENVIRONMENT, LD_DEBUG="files"))
    lines = [line for line in result.stderr.splitlines() if "calling init" in line]
    for name in ("libmoai_core.so", "libmoai_torch.so"):
        assert any(str(moved) in os.path.realpath(line.split()[-1]) for line in lines if name in line)
    assert not any(str(BUILD) in line for line in lines)
    table = run([moved / "bin/moai-table1", tmp_path / "out"], cwd=tmp_path)
    assert "score" in table.stdout
    assert not list((moved / "share/moai/analysis").rglob("*.egg-info"))


def test_problems_of_ones_own_find_what_they_need(moved, tmp_path):
    (tmp_path / "mine.yaml").write_text(OWN)
    (tmp_path / "mine.py").write_text("import moai_problem\nmoai_problem.serve(lambda x: x ** 2)\n")
    run([moved / "bin/moai", "run", tmp_path / "mine.yaml", "--quiet", "--out", tmp_path / "out"],
        env=dict(ENVIRONMENT, PYTHONPATH=str(moved / "share/moai/analysis")))
    assert list((tmp_path / "out/trials").rglob("0.h5"))


def test_experiments_and_slurm_scripts_use_it(moved, tmp_path):
    share = moved / "share/moai"
    experiment = share / "experiments/quickstart.yaml"
    run([moved / "bin/moai", "validate", *sorted((share / "experiments").glob("*.yaml"))])
    environment = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("MOAI")}
    jobs = run([share / "slurm/submit.sh", experiment, "--dry-run", "--no-probe"], cwd=tmp_path, env=environment)
    assert f"{moved}/bin/moai run" in jobs.stdout
    assert f"{share}/analysis/report.py" in jobs.stdout and str(BUILD) not in jobs.stdout


def test_manual_and_completions_come_along(moved):
    manual = (moved / "share/man/man1/moai.1").read_text()
    assert manual.startswith(".TH MOAI 1")
    commands = re.findall(r"^  (\w+)  ", run([MOAI, "help"]).stdout, re.MULTILINE)
    assert "run" in commands and all(f'.SS "moai {command}:' in manual for command in commands)
    for shell in ("bash-completion/completions/moai", "zsh/site-functions/_moai", "fish/vendor_completions.d/moai.fish"):
        assert (moved / "share" / shell).is_file()


@pytest.fixture(scope="module")
def plain_build():
    if re.search("^MOAI_SANITIZE:STRING=.", (BUILD / "CMakeCache.txt").read_text(), re.MULTILINE):
        pytest.skip("programs without a sanitizer cannot use libraries with it")


def test_a_program_of_ones_own_builds_against_it(moved, plain_build, tmp_path):
    run(["cmake", "-S", moved / "share/moai/examples/own_program", "-B", tmp_path,
         "-D", f"CMAKE_PREFIX_PATH={moved}"])
    run(["cmake", "--build", tmp_path])
    said = run([tmp_path / "own_program"]).stdout.splitlines()
    promised = re.search("^MOEA/D: .*?(?=```)", (REPOSITORY / "examples/own_program/README.md").read_text(),
                         re.MULTILINE | re.DOTALL).group().splitlines()
    for line, promise in zip(said, promised, strict=True):
        assert re.sub(NUMBER, "", line) == re.sub(NUMBER, "", promise)
        assert numbers(line) == pytest.approx(numbers(promise), rel=0.01)
    libraries = run(["ldd", tmp_path / "own_program"]).stdout
    assert str(moved / "lib") in libraries and not re.search("mpi|hdf5|torch[^/]*$", libraries)


def test_every_header_can_be_included(moved, plain_build, tmp_path):
    headers = sorted(path.relative_to(moved / "include/moai") for path in (moved / "include/moai").rglob("*.h"))
    assert len(headers) > 100
    source = tmp_path / "all.cpp"
    source.write_text("".join(f'#include "{header}"\n' for header in headers))
    run([shutil.which("c++"), "-std=c++20", "-fsyntax-only", "-I", moved / "include/moai", source])


def test_it_is_taken_away_again(moved, tmp_path):
    place = install(tmp_path)
    run([place / "bin/moai-report", "--help"])  # Python leaves compiled modules behind
    (place / "share/moai/slurm/cluster.yaml").write_text("nodes: 2\n")
    (place / "share/man/man1/other.1").write_text("of another program\n")
    run(["cmake", "--build", BUILD, "--target", "uninstall"], env=dict(os.environ, DESTDIR=str(tmp_path)))
    assert {path.name for path in tmp_path.rglob("*") if not path.is_dir()} == {"cluster.yaml", "other.1"}
    assert not (place / "include/moai").exists() and not (place / "lib/cmake/moai").exists()
