"""If these fail, what gradient refinement finds depends on ranks, lanes or interruptions, its cost is
not recorded, or it is asked of problems that cannot do it."""
import h5py
import pytest

from harness import TARGET, assert_same, kill_hard, moai, run, start, wait_for, write_experiment

REFINED = """
name: refined
seed: 5
seeds: paired
problem:
  {{type: image_match, target: {target}, objectives: [mse, ssim, gmsd]}}
algorithm:
  {{type: move, cells: 4, functions_per_cell: 1, refine: {{steps: 4, every: 2, prune: 0.001}}}}
budget: {{generations: {generations}}}
islands: {{count: 2, topology: ring, migration: {{every: 2, send: 1}}}}
record: {{commit_every: 0.05, images: 0}}
conditions:
  - {{name: cells}}
  - {{name: plain, overrides: {{algorithm.refine.steps: 0}}}}
  - {{name: weighted, overrides: {{algorithm.refine: {{steps: {{from: 1, to: 5, schedule: linear}},
        objectives: all, weights: {{mse: 3, gmsd: 0}}}}}}}}
  - {{name: one-island, overrides: {{islands.overrides: [{{islands: [1],
        overrides: {{algorithm.refine.steps: 0}}}}]}}}}
  - {{name: climbers, overrides: {{algorithm: {{type: hillclimber, children: 3, objective: ssim,
        refine: 3}}}}}}
  - {{name: sharded, overrides: {{islands: {{count: 1, mode: sharded}}}}}}
"""

@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    experiment = write_experiment(folder, REFINED, generations=5)
    run(experiment, folder / "out", ranks=1)
    return experiment, folder / "out"


@pytest.mark.parametrize("extra", [["--ranks-per-trial", "2"], ["--lanes", "3"]])
def test_ranks_and_lanes_change_nothing(alone, tmp_path, extra):
    experiment, reference = alone
    run(experiment, tmp_path / "out", ranks=2, extra=extra)
    assert_same(reference, tmp_path / "out")


def test_killed_and_continued(alone, tmp_path):
    experiment, reference = alone
    out = tmp_path / "out"
    process = start(experiment, out, ranks=1)
    wait_for(lambda: process.poll() is not None or any(out.glob("running/*/*/*.h5")))
    kill_hard(process) if process.poll() is None else process.wait()
    run(experiment, out, ranks=2, extra=["--ranks-per-trial", "2"])
    assert_same(reference, out)


def test_gradient_steps_are_recorded_beside_evaluations(alone):
    _, out = alone
    with h5py.File(out / "trials" / "cells" / "0.h5", "r") as file:
        steps = file["history/gradient_steps"][:]
        assert file.attrs["gradient_steps"] == steps[-1].sum() > 0
        assert file["summary"].attrs["gradient_steps"] == steps[-1].sum()
        assert file.attrs["evaluations"] == 2 * 4 * 5
        assert (steps[1] == steps[0]).all() and (steps[2] > steps[1]).all()  # every: 2
        assert steps[-1].max() <= 3 * 4 * 4
    with h5py.File(out / "trials" / "plain" / "0.h5", "r") as file:
        assert file.attrs["gradient_steps"] == 0
    with h5py.File(out / "trials" / "one-island" / "0.h5", "r") as file:
        assert file["history/gradient_steps"][-1, 0] > 0
        assert file["history/gradient_steps"][-1, 1] == 0


def test_the_first_generation_is_better_refined(alone):
    """The same random networks, before any selection."""
    _, out = alone
    scores = {}
    for name in ["cells", "plain"]:
        with h5py.File(out / "trials" / name / "0.h5", "r") as file:
            scores[name] = file["history/mean_fitness"][0]
    assert (scores["cells"] > scores["plain"]).any()
    assert scores["cells"].sum() > scores["plain"].sum()


@pytest.mark.parametrize("problem, refine, words", [
    ("{type: benchmark, function: zdt1}", "5", "has no gradient"),
    (f"{{type: image_match, target: {TARGET}, objectives: [mse]}}", "{steps: 5, weights: {msee: 1}}",
     "Did you mean 'mse'"),
    (f"{{type: image_match, target: {TARGET}, objectives: [mse]}}", "{steps: 5, weights: {mse: 0}}",
     "no objective with a weight"),
    (f"{{type: image_match, target: {TARGET}, objectives: [mse]}}", "{steps: -1}", "steps"),
])
def test_impossible_wishes_are_refused(tmp_path, problem, refine, words):
    text = f"problem: {problem}\nalgorithm: {{type: random_search, refine: {refine}}}\n"
    (tmp_path / "wrong.yaml").write_text(text)
    result = moai("validate", tmp_path / "wrong.yaml")
    assert result.returncode == 2 and words in result.stderr
