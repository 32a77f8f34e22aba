"""If these fail, one map over several ranks records another run than the same map on one rank."""
import h5py
import pytest

from harness import assert_same, kill_hard, moai, run, start, wait_for, write_experiment

# Seven objectives, the cells of a map that no number of ranks divides, and every rule for jumps.
SHARDED = """
name: sharded
seed: 11
problem: {{type: benchmark, function: dtlz2, objectives: 7, variables: 12}}
algorithm: {{type: move, cells: {cells}, functions_per_cell: 3}}
budget: {{generations: {generations}}}
islands: {{mode: sharded}}
record: {{commit_every: 0.05, images: 0}}
sweep:
  algorithm.jumps: [none, one, 3, unlimited]
"""
PICTURES = """
name: pictures
seed: 3
problem:
  type: image_match
  target: {target}
  size: [33, 33]
  objectives: [mse, ssim, gmsd]
algorithm: {{type: move, cells: 13, functions_per_cell: 1}}
budget: {{generations: {generations}}}
islands: {{mode: sharded}}
record: {{images: 3}}
"""
INDICATORS = """
name: indicators
problem: {{type: benchmark, function: zdt1, variables: 5, indicators: [igdx, igd]}}
algorithm: {{type: move, cells: 13, functions_per_cell: 1}}
budget: {{generations: {generations}}}
islands: {{mode: sharded}}
record: {{images: 0}}
"""


def over(ranks):
    return ["--ranks-per-trial", str(ranks)]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    experiment = write_experiment(folder, SHARDED, cells=23, generations=15)
    run(experiment, folder / "out", ranks=1)
    return experiment, folder / "out"


@pytest.mark.parametrize("ranks", [2, 3, 4, 8])
def test_ranks_record_what_one_records(alone, tmp_path, ranks):
    experiment, reference = alone
    run(experiment, tmp_path / "out", ranks=ranks, extra=over(ranks))
    assert_same(reference, tmp_path / "out")


def test_two_groups_with_lanes(alone, tmp_path):
    experiment, reference = alone
    run(experiment, tmp_path / "out", ranks=4, extra=[*over(2), "--lanes", "2"])
    assert_same(reference, tmp_path / "out")


def test_a_separate_island_is_the_same_map(alone, tmp_path):
    experiment, reference = alone
    other = tmp_path / "experiment.yaml"
    other.write_text(experiment.read_text().replace("mode: sharded", "mode: separate"))
    run(other, tmp_path / "out", ranks=1)
    for path in reference.glob("trials/*/*.h5"):
        with h5py.File(path) as a, h5py.File(tmp_path / "out" / path.relative_to(reference)) as b:
            for name in ("child", "cell", "from_cell", "replaced", "votes", "generation"):
                column = f"/events/replacements/{name}"
                assert (a[column][:] == b[column][:]).all()


def test_killed_on_three_ranks_continued_on_two(tmp_path):
    experiment = write_experiment(tmp_path, SHARDED, cells=23, generations=120)
    run(experiment, tmp_path / "whole", ranks=1)
    out = tmp_path / "out"
    process = start(experiment, out, ranks=3, extra=over(3))
    wait_for(lambda: process.poll() is not None or any(out.glob("running/*/*/*.h5")))
    kill_hard(process) if process.poll() is None else process.wait()
    run(experiment, out, ranks=2, extra=over(2))
    assert_same(tmp_path / "whole", out)


def test_pictures_and_more_ranks_than_children(tmp_path):
    experiment = write_experiment(tmp_path, PICTURES, generations=5)
    run(experiment, tmp_path / "one", ranks=1)
    run(experiment, tmp_path / "three", ranks=3, extra=over(3))
    assert_same(tmp_path / "one", tmp_path / "three")
    steady = tmp_path / "steady.yaml"
    steady.write_text(experiment.read_text().replace("per_cell: 1", "per_cell: 1, mode: steady_state"))
    run(steady, tmp_path / "steady1", ranks=1)
    run(steady, tmp_path / "steady2", ranks=2, extra=over(2))
    assert_same(tmp_path / "steady1", tmp_path / "steady2")


def test_indicators_of_genomes_see_all_of_them(tmp_path):
    experiment = write_experiment(tmp_path, INDICATORS, generations=6)
    run(experiment, tmp_path / "one", ranks=1)
    run(experiment, tmp_path / "three", ranks=3, extra=over(3))
    assert_same(tmp_path / "one", tmp_path / "three")
    with h5py.File(tmp_path / "three/trials/default/0.h5") as trial:
        assert (trial["/history/igdx"][:] > 0).all()


def test_what_cannot_be_sharded_is_refused(tmp_path):
    experiment = write_experiment(tmp_path, SHARDED, cells=23, generations=5)
    for old, new, key in (
            ("mode: sharded", "mode: sharded, count: 2", "islands.count"),
            ("type: move, cells: 23, functions_per_cell: 3", "type: nsga2", "islands.mode")):
        text = experiment.read_text().split("sweep:")[0].replace(old, new)
        other = tmp_path / "other.yaml"
        other.write_text(text)
        result = moai("validate", other)
        assert result.returncode == 2 and key in result.stdout + result.stderr
