"""If these fail, what islands exchange depends on which ranks they live on, or an option of
`islands.migration` changes nothing."""
import h5py
import pytest

from harness import assert_same, kill_hard, run, start, wait_for, write_experiment

ISLANDS = """
name: islands
seed: 5
problem: {{type: benchmark, function: dtlz2, objectives: 5, variables: 10}}
algorithm: {{type: move, cells: 15, functions_per_cell: 3}}
budget: {{generations: {generations}}}
islands:
  count: 5
  topology: {{type: random, degree: 2}}
  migration: {{every: 3, send: 2, select: one_per_cell}}
record: {{commit_every: 0.05, images: 0}}
conditions:
  - {{name: votes}}
  - {{name: twins, overrides: {{islands.migration.accept: twin}}}}
  - {{name: ones, overrides: {{islands.migration.accept: one}}}}
  - {{name: moves, overrides: {{islands.migration.move: true}}}}
  - {{name: nsga2, overrides: {{algorithm: {{type: nsga2, population: 12}},
                               islands.migration.move: true}}}}
  - {{name: climbers, overrides: {{algorithm: {{type: hillclimber, children: 4}}}}}}
"""


def on_one_trial(ranks):
    return ["--ranks-per-trial", str(ranks)]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("alone")
    experiment = write_experiment(folder, ISLANDS, generations=14)
    run(experiment, folder / "out", ranks=1)
    return experiment, folder / "out"


@pytest.mark.parametrize("ranks", [2, 3, 4, 8])
def test_any_spread_of_islands_records_the_same(alone, tmp_path, ranks):
    experiment, reference = alone
    run(experiment, tmp_path / "out", ranks=ranks, extra=on_one_trial(ranks))
    assert_same(reference, tmp_path / "out")


def test_killed_on_two_ranks_continued_on_three(alone, tmp_path):
    experiment, reference = alone
    out = tmp_path / "out"
    process = start(experiment, out, ranks=2, extra=on_one_trial(2))
    wait_for(lambda: process.poll() is not None or any(out.glob("running/*/*/*.h5")))
    kill_hard(process) if process.poll() is None else process.wait()
    run(experiment, out, ranks=3, extra=on_one_trial(3))
    assert_same(reference, out)


def migrants(out, condition):
    """(generation, island, cell, id) of every place that a migrant won, and the migrations."""
    with h5py.File(out / f"trials/{condition}/0.h5") as trial:
        rows = trial["/events/replacements"]
        by = rows["kind"][:] == 2
        won = list(zip(rows["generation"][:][by], rows["island"][:][by], rows["cell"][:][by],
                       rows["child"][:][by]))
        table = trial["/events/migrations"]
        moved = list(zip(*(table[name][:] for name in ("generation", "from_island", "to_island",
                                                       "individual", "cells_won"))))
    return won, moved


def test_migrants_win_as_many_cells_as_they_may(alone):
    _, out = alone
    most = {name: max(row[4] for row in migrants(out, name)[1])
            for name in ("votes", "twins", "ones", "nsga2", "climbers")}
    assert most["votes"] > 1
    assert most["twins"] == most["ones"] == most["nsga2"] == most["climbers"] == 1


def test_every_place_won_is_counted(alone):
    _, out = alone
    for name in ("votes", "twins", "ones", "moves", "nsga2", "climbers"):
        won, moved = migrants(out, name)
        assert len(won) == sum(row[4] for row in moved) > 0


def test_who_moves_leaves_its_place_empty(alone):
    _, out = alone
    with h5py.File(out / "trials/moves/0.h5") as trial:
        rows = trial["/events/replacements"]
        empty = rows["replaced"][:] == 2**64 - 1
        assert (empty & (rows["generation"][:] > 0)).any()
    with h5py.File(out / "trials/votes/0.h5") as trial:
        rows = trial["/events/replacements"]
        empty = rows["replaced"][:] == 2**64 - 1
        assert not (empty & (rows["generation"][:] > 0)).any()
