"""If these fail, an experiment that is run from Python (a notebook) does not do what the same file does, or its results
are not read back."""
import pathlib
import shutil
import sys

import pytest

from harness import ENVIRONMENT, MOAI, REPOSITORY, assert_same

sys.path.insert(0, str(REPOSITORY / "analysis"))
import moai_experiment  # noqa: E402

SPHERES = """
import sys
sys.path.insert(0, {analysis!r})
import numpy, moai_problem


def evaluate(x):
    f = numpy.column_stack([(x ** 2).sum(axis=1), ((x - 1.0) ** 2).sum(axis=1)])
    return f, 0.25 - x[:, :1]


moai_problem.serve(evaluate)
"""
EXPERIMENT = {
    "seed": 3, "trials": 2,
    "problem": {"type": "external", "command": ["python3", "spheres.py"], "constraints": 1,
                "variables": [{"type": "real", "count": 3, "minimum": [-1], "maximum": [2]}],
                "objectives": [{"type": "minimise", "name": "near"}, {"type": "minimise", "name": "far"}]},
    "algorithm": {"type": "nsga2", "population": 20},
    "budget": {"generations": 40},
    "record": {"commit_every": 0},
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The current folder: with a problem, and with ranks as root may start them."""
    (tmp_path / "spheres.py").write_text(SPHERES.format(analysis=str(REPOSITORY / "analysis")))
    monkeypatch.chdir(tmp_path)
    for name in ("OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"):
        monkeypatch.setenv(name, ENVIRONMENT[name])
    return tmp_path


def run(out, experiment=EXPERIMENT, **options):
    return moai_experiment.run(experiment, out, moai=MOAI, launcher="mpirun --oversubscribe", **options)


def test_results_come_back_as_frames(here):
    lines = []
    result = run("results/spheres", ranks=2, progress=lines.append)
    assert any("2/2 trials" in line for line in lines), lines
    assert list(result.summary.columns) == ["condition", "trial", "evaluations", "score", "near", "far"]
    assert list(result.summary["evaluations"]) == [800, 800]
    assert result.summary["near"].max() <= -0.0625  # of the feasible alone, which begin at x0 = 0.25
    designs = result.designs()
    assert len(designs) == 40 and (designs["violation"] == 0).all()
    assert (designs["near"] + (designs[["x0", "x1", "x2"]] ** 2).sum(axis=1)).abs().max() < 1e-12
    assert not list(here.glob("*.yaml"))
    # The program is part of the experiment, and running it again adds nothing.
    assert str(here / "spheres.py") in pathlib.Path("results/spheres/inputs.sha256").read_text()
    files = {path: path.stat().st_mtime_ns for path in result.files}
    assert {path: path.stat().st_mtime_ns for path in run("results/spheres", progress=None).files} == files


def test_an_interrupted_call_continues(here):
    def interrupt(line):
        raise KeyboardInterrupt

    run("undisturbed", {**EXPERIMENT, "name": "spheres"}, progress=None)
    with pytest.raises(KeyboardInterrupt):
        run("spheres", progress=interrupt)
    run("spheres", ranks=2, progress=None)
    assert_same("undisturbed", "spheres")


def test_errors_are_in_the_words_of_moai(here):
    with pytest.raises(moai_experiment.MoaiError, match="Did you mean 'generations'"):
        run("out", {**EXPERIMENT, "budget": {"generation": 3}}, progress=None)
    shutil.rmtree("out", ignore_errors=True)
    with pytest.raises(moai_experiment.MoaiError, match="there is no program 'none'"):
        moai_experiment.run(EXPERIMENT, "out", moai="none")
