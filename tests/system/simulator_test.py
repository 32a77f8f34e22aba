"""If these fail, a problem of the user's own gives other results than a built-in one, a run with one depends on ranks,
or a program that does not serve is not told in plain words."""
import hashlib
import json
import pathlib
import re
import subprocess

import h5py
import numpy

from harness import ENVIRONMENT, MOAI, REPOSITORY, assert_same, kill_hard, mpirun, start, wait_for
from harness import run as run_to_the_end

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


def write(folder, name, problem):
    (folder / "zdt1.py").write_text(ZDT1.format(analysis=str(REPOSITORY / "analysis")))
    path = folder / f"{name}.yaml"
    path.write_text(EXPERIMENT % problem)
    return path


def run(folder, name, problem, ranks=0):
    words = [MOAI, "run", write(folder, name, problem), "--out", folder / name, "--quiet"]
    return subprocess.run([*(mpirun(ranks) if ranks else []), *words], env=ENVIRONMENT, capture_output=True,
                          text=True, timeout=300)


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
    assert result.returncode == 2
    assert "did not answer the hello" in result.stderr
    assert "no-such.py" in result.stderr


def command(*words, **options):
    return subprocess.run([MOAI, *words], env=ENVIRONMENT, capture_output=True, text=True, timeout=300, **options)


def test_the_files_of_a_command_are_part_of_what_a_folder_holds(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "work").mkdir()
    program = write(tmp_path, "own", EXTERNAL % 1 + "  directory: work\n").parent / "zdt1.py"
    words = ["run", "../own.yaml", "--out", "out", "--quiet"]
    result = command(*words, cwd=tmp_path / "elsewhere")
    assert result.returncode == 0, result.stderr
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    assert (tmp_path / "elsewhere/out/inputs.sha256").read_text() == f"{digest}  {program}\n"
    (tmp_path / "work/output").write_text("what the program writes is no input")
    path, = (tmp_path / "elsewhere/out/trials").rglob("*.h5")
    with h5py.File(path) as file:
        assert [file["inputs"][name][0].decode() for name in ("path", "sha256")] == [str(program), digest]
    program.write_text(program.read_text() + "# another program\n")
    (tmp_path / "own.yaml").write_text((tmp_path / "own.yaml").read_text().replace("seed: 11", "seed: 11\ntrials: 2"))
    result = command(*words, cwd=tmp_path / "elsewhere")
    assert result.returncode == 2
    assert f"the input file '{program}' has changed" in result.stderr


def test_a_probe_starts_the_command_and_times_it(tmp_path):
    path = write(tmp_path, "own", EXTERNAL % 2)
    result = command("validate", "--probe", path)
    assert result.returncode == 0 and "tells 200 random and mutated genomes apart" in result.stdout, result
    said = command("plan", "--probe", "--totals", path).stdout
    assert f"reads {tmp_path / 'zdt1.py'} (SHA-256 " in said
    assert re.search(r"^all evaluations together about [0-9.e-]+ (s|min) of one rank", said, re.MULTILINE), said
    assert json.loads(command("plan", "--probe", "--json", path).stdout)["conditions"][0]["trial"]["evaluation_seconds"] > 0
    (tmp_path / "zdt1.py").write_text("raise SystemExit('no licence')\n")
    result = command("validate", "--probe", path)
    assert result.returncode == 2 and "no licence" in result.stderr, result
    assert result.stderr.startswith(f"{path}:6:3: problem.command: "), result.stderr


def workers(program):
    """The processes that serve with this program."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(program).encode() in words:
            found.append(int(process.name))
    return found


def test_killed_runs_leave_no_program_behind_and_continue_with_the_same_bits(tmp_path):
    """Two islands that exchange migrants on two ranks, each with two workers, killed in three places."""
    slow = EXTERNAL.replace("  batch: 9\n", "  batch: 5\n") % 2
    experiment = write(tmp_path, "own", slow)
    program = tmp_path / "zdt1.py"
    program.write_text(program.read_text().replace("    f = []\n", "    f = []\n    time.sleep(0.005)\n")
                       .replace("import math,", "import math, time,"))
    experiment.write_text(experiment.read_text().replace("generations: 15", "generations: 60")
                          + "record: {commit_every: 0}\n")
    run_to_the_end(experiment, tmp_path / "undisturbed", ranks=0)
    out, seen = tmp_path / "killed", set()
    for _ in range(3):
        process = start(experiment, out, ranks=2, extra=["--ranks-per-trial", "2"])
        # New commits: it has gone on from where the last kill was.
        assert wait_for(lambda: len({path.name for path in out.glob("running/*/*/*.h5")} - seen) >= 2), process.poll()
        assert len(workers(program)) >= 4
        kill_hard(process)
        assert wait_for(lambda: not workers(program), 10)
        seen |= {path.name for path in out.glob("running/*/*/*.h5")}
    run_to_the_end(experiment, out, ranks=2, extra=["--ranks-per-trial", "2"])
    assert_same(tmp_path / "undisturbed", out)


FLAWED = """
import sys
sys.path.insert(0, {analysis!r})
import numpy, moai_problem


def evaluate(x):
    sys.stderr.write("meshing\\n")
    f = numpy.column_stack([x.sum(axis=1), (1.0 - x).sum(axis=1)])
    f[(x[:, 0] > 0.45) & (x[:, 0] < 0.55)] = numpy.nan
    return f, x[:, 1:2] - 0.5


moai_problem.serve(evaluate)
"""
FLAWED_EXPERIMENT = """
name: flawed
seed: 4
problem:
  type: external
  command: [python3, flawed.py]
  workers: 2
  constraints: 1
  variables: [{type: real, count: 3, minimum: [0], maximum: [1]}]
  objectives: [{type: maximise, range: [0, 3]}, {type: maximise, range: [0, 3]}]
algorithm: {type: nsga2, population: 20}
budget: {generations: 40}
islands: {count: 2, topology: ring, migration: {every: 4, send: 2}}
record: {commit_every: 0}
"""


def test_failed_evaluations_and_feasible_designs_are_told_the_same_after_kills_on_any_ranks(tmp_path):
    program = tmp_path / "flawed.py"
    program.write_text(FLAWED.format(analysis=str(REPOSITORY / "analysis")))
    experiment = tmp_path / "flawed.yaml"
    experiment.write_text(FLAWED_EXPERIMENT)
    run_to_the_end(experiment, tmp_path / "undisturbed", ranks=0)
    out = tmp_path / "killed"
    process = start(experiment, out, ranks=2, extra=["--ranks-per-trial", "2"])
    assert wait_for(lambda: len(list(out.glob("running/*/*/*.h5"))) >= 2), process.poll()
    kill_hard(process)
    assert wait_for(lambda: not workers(program), 10)
    said = command("status", out).stdout
    assert re.search(r"evaluations \([1-9][0-9]* failed\)", said), said
    run_to_the_end(experiment, out, ranks=2, extra=["--ranks-per-trial", "2"])
    assert_same(tmp_path / "undisturbed", out)
    path, = (out / "trials").rglob("*.h5")
    with h5py.File(path) as file:
        failures = file["events/failures"]
        x = failures["variables"][()]
        assert len(x) > 5 and ((x[:, 0] > 0.45) & (x[:, 0] < 0.55)).all()
        assert set(failures["reason"].asstr()) == {"an objective or constraint is not finite"}
        assert all("meshing" in text for text in failures["standard_error"].asstr())
        assert set(failures["attempts"]) == {2}
        history = file["history"]
        assert history["failed_evaluations"][-1].sum() == len(x) == file.attrs["failed_evaluations"]
        assert (numpy.diff(history["feasible"][()].sum(axis=1).astype(int))[:3] >= 0).all()
        finals = file["final/individuals/violation"][()]
        assert file["summary"].attrs["feasible_solutions"] == (finals == 0).sum() > 0
        champion = list(file["final/id"]).index(file["champion"].attrs["id"])
        assert finals[file["final/individual"][champion]] == 0
    said = subprocess.run(["/usr/bin/python3", REPOSITORY / "analysis/report.py", out], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert f"{len(x)} evaluations of 1 trials failed" in (out / "report.html").read_text()
