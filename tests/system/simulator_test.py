"""If these fail, a problem of the user's own gives other results than a built-in one, a run with one depends on ranks,
or a program that does not serve is not told in plain words."""
import subprocess

import h5py
import numpy

from harness import ENVIRONMENT, MOAI, REPOSITORY, mpirun

ZDT1 = """
import sys
sys.path.insert(0, {analysis!r})
import math, numpy, moai_problem


def zdt1(x):
    f = []
    for row in x.tolist():
        total = 0.0
        for value in row[1:]:
            total += value
        g = 1.0 + 9.0 * (total / (len(row) - 1))
        f.append([row[0], g * (1.0 - math.sqrt(row[0] / g))])
    return numpy.array(f)


moai_problem.serve(zdt1)
"""

BUILT_IN = "{type: benchmark, function: zdt1}"
EXTERNAL = """
  type: external
  command: [python3, zdt1.py]
  directory: .
  workers: %d
  batch: 9
  variables: [{type: real, count: 30, minimum: [0], maximum: [1]}]
  objectives: [{type: minimise, range: [0, 1]}, {type: minimise, range: [0, 1]}]
"""
EXPERIMENT = """
name: own
seed: 11
problem: %s
algorithm: {type: nsga2, population: 20}
budget: {generations: 15}
islands: {count: 2, topology: ring, migration: {every: 4, send: 2}}
"""


def run(folder, name, problem, ranks=0):
    (folder / "zdt1.py").write_text(ZDT1.format(analysis=str(REPOSITORY / "analysis")))
    path = folder / f"{name}.yaml"
    path.write_text(EXPERIMENT % problem)
    command = [*(mpirun(ranks) if ranks else []), MOAI, "run", path, "--out", folder / name, "--quiet"]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)


def final(folder, name):
    path, = (folder / name / "trials").rglob("*.h5")
    with h5py.File(path) as file:
        individuals = file["final/individual"][()]
        return [file["final/individuals/genomes/variables"][()][individuals], file["final/fitness"][()]]


def test_a_program_gives_the_bits_of_the_built_in_function(tmp_path):
    for name, problem, ranks in (("built_in", BUILT_IN, 0), ("program", EXTERNAL % 1, 0),
                                 ("programs", EXTERNAL % 2, 2)):
        result = run(tmp_path, name, problem, ranks)
        assert result.returncode == 0, result.stderr
    expected = final(tmp_path, "built_in")
    for name in ("program", "programs"):
        for ours, theirs in zip(final(tmp_path, name), expected):
            numpy.testing.assert_array_equal(ours, theirs, err_msg=name)


def test_a_program_that_does_not_serve_is_refused(tmp_path):
    result = run(tmp_path, "broken", EXTERNAL.replace("zdt1.py", "no-such.py") % 1)
    assert result.returncode != 0
    assert "did not answer the hello" in result.stderr
    assert "no-such.py" in result.stderr
