"""If these fail, islands that were given options of their own run with those of the others, or a
wrong override is found only when time has been spent."""
import h5py
import pytest

from harness import assert_same, moai, run, write_experiment

MIXED = """
name: mixed
seed: 5
problem: {{type: benchmark, function: dtlz2, objectives: 9, variables: 12}}
algorithm: {{type: move, cells: 14, functions_per_cell: 3}}
budget: {{generations: 8}}
islands:
  count: 4
  topology: ring
  migration: {{every: 2, send: 2}}
  overrides:
    - {{islands: [1, 3], overrides: {{algorithm.functions_per_cell: 7, algorithm.jumps: none}}}}
    - {{islands: [2], overrides: {{algorithm.subsets: [f1+f2+f3, f4],
                                  problem.genome.mutated_variables: 12}}}}
record: {{images: 0}}
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    experiment = write_experiment(folder, MIXED)
    run(experiment, folder / "out", ranks=1)
    return experiment, folder / "out"


def test_islands_vote_with_their_own_functions(alone):
    _, out = alone
    with h5py.File(out / "trials/default/0.h5") as trial:
        votes = trial["/cells/objective_mask"][:].sum(axis=2)
        assert (votes[[0]] == 3).all() and (votes[[1, 3]] == 7).all()
        assert votes[2][0] == 3 and votes[2][1] == 1
        rows = trial["/events/replacements"]
        child = rows["kind"][:] == 1
        jumped = child & (rows["cell"][:] != rows["from_cell"][:])
        islands = set(rows["island"][:][jumped])
        assert 0 in islands and not islands & {1, 3}


def test_two_and_four_ranks_record_the_same(alone, tmp_path):
    experiment, reference = alone
    for ranks in (2, 4):
        out = tmp_path / str(ranks)
        run(experiment, out, ranks=ranks, extra=["--ranks-per-trial", str(ranks)])
        assert_same(reference, out)


def test_the_recorded_experiment_repeats_the_trial(alone, tmp_path):
    _, reference = alone
    run(reference / "experiment.yaml", tmp_path / "again", ranks=1)
    assert_same(reference, tmp_path / "again")
    with h5py.File(reference / "trials/default/0.h5") as trial:
        config = trial.attrs["config"]
    (tmp_path / "config.yaml").write_text(config if isinstance(config, str) else config.decode())
    run(tmp_path / "config.yaml", tmp_path / "config", ranks=1)
    with h5py.File(reference / "trials/default/0.h5") as a, \
            h5py.File(tmp_path / "config/trials/default/0.h5") as b:
        for name in ("child", "cell", "votes", "island"):
            assert (a[f"/events/replacements/{name}"][:] == b[f"/events/replacements/{name}"][:]).all()


def test_own_variation_changes_that_island_alone(alone, tmp_path):
    """Without migration, islands without overrides are what they are in any trial."""
    experiment, _ = alone
    text = experiment.read_text().replace("topology: ring", "topology: isolated")
    children = {}
    for name, strength in (("few", 1), ("many", 12)):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text.replace("mutated_variables: 12", f"mutated_variables: {strength}")
                        .replace("name: mixed", "name: x"))
        run(file, tmp_path / name, ranks=1)
        with h5py.File(tmp_path / name / "trials/default/0.h5") as trial:
            rows = trial["/events/replacements"]
            children[name] = [rows["child"][:][rows["island"][:] == k].tolist() for k in range(4)]
    same = [children["few"][k] == children["many"][k] for k in range(4)]
    assert same == [True, True, False, True]


@pytest.mark.parametrize("old, new, words", [
    ("algorithm.jumps: none", "algorithm.cells: 5", "'algorithm.cells' is the same on all islands"),
    ("algorithm.jumps: none", "problem.function: dtlz1", "'problem.function' is the same"),
    ("algorithm.jumps: none", "budget.generations: 5", "'budget.generations' is the same"),
    ("algorithm.jumps: none", "algorithm.jmps: none", "algorithm.jmps"),
    ("functions_per_cell: 7", "functions_per_cell: 4", "an even number of votes"),
    ("functions_per_cell: 7", "functions_per_cell: many", "algorithm.functions_per_cell"),
    ("islands: [2]", "islands: [3]", "island 3 is listed twice"),
    ("islands: [2]", "islands: [4]", "islands"),
])
def test_wrong_overrides_are_refused(tmp_path, old, new, words):
    experiment = write_experiment(tmp_path, MIXED)
    assert old in experiment.read_text()
    experiment.write_text(experiment.read_text().replace(old, new))
    result = moai("validate", experiment)
    assert result.returncode == 2
    assert words in result.stdout + result.stderr
