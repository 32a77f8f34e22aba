"""If one of these fails, bars and grids of Figures 2, A4 and A5 show other numbers than the paper's."""

import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import toy_files
import toy_move
from conftest import REPOSITORY
from moai_results import hillclimber_ratios, open_results, pictures
from moai_results.errors import UserError
from moai_results.figures import bars, montage

CLIMBERS = ["all-objective", "objective=f0", "objective=f1", "objective=f2"]


def study(folder, seed=0):
    toys = {name: [toy_move.run(cells=1, functions=1, objectives=3, generations=12, seed=seed + s)
                   for s in range(4)] for name in CLIMBERS}
    toys["fns=3"] = [toy_move.run(functions=3, objectives=3, generations=12, seed=seed + 50 + s)
                     for s in range(4)]
    return toys, toy_files.write_experiment(folder, toys)


def champions(toys):
    return np.array([toy.fitness[toy.champion()] for toy in toys])


def test_each_bar_is_over_the_hillclimber_that_it_should_be(tmp_path):
    toys, folder = study(tmp_path)
    rows = hillclimber_ratios.ratios(open_results(folder), "fns=3").set_index("objective")
    assert list(rows.index) == [hillclimber_ratios.ALL, "f0", "f1", "f2"]
    mine = champions(toys["fns=3"])
    # All objectives: the mean scores. f1: the hillclimber on f1 alone, not the one on all.
    assert rows.loc["all objectives", "mean"] == pytest.approx(
        mine.mean() / champions(toys["all-objective"]).mean())
    for number in range(3):
        alone = champions(toys[f"objective=f{number}"])[:, number].mean()
        assert rows.loc[f"f{number}", "mean"] == pytest.approx(mine[:, number].mean() / alone)
    assert (rows["n"] == 4).all()
    best = hillclimber_ratios.ratios(open_results(folder), "fns=3", "best").set_index("objective")
    top = [max(toy.fitness[e][1] for e in toy.elites) for toy in toys["fns=3"]]
    assert best.loc["f1", "mean"] == pytest.approx(
        np.mean(top) / champions(toys["objective=f1"])[:, 1].mean())


def test_a_missing_hillclimber_is_named(tmp_path):
    toys, _ = study(tmp_path / "whole")
    del toys["objective=f1"]
    results = open_results(toy_files.write_experiment(tmp_path / "part", toys))
    with pytest.raises(UserError, match="no condition 'objective=f1'"):
        hillclimber_ratios.ratios(results, "fns=3")


def test_bars_over_targets_are_means_of_their_bars(tmp_path):
    frames = {}
    for number, name in enumerate(["fish", "apple"]):
        _, folder = study(tmp_path / name, 100 * number)
        frames[name] = hillclimber_ratios.ratios(open_results(folder), "fns=3")
    over = hillclimber_ratios.over_targets(frames)
    assert over["fish"].tolist() == frames["fish"]["mean"].tolist()
    assert over["mean"].tolist() == pytest.approx(
        ((frames["fish"]["mean"] + frames["apple"]["mean"]) / 2).tolist())
    assert hillclimber_ratios.over_targets({"": frames["fish"]}) is frames["fish"]


@pytest.mark.parametrize("count", [1, 2, 5, 14])
@pytest.mark.parametrize("targets", [0, 4])
def test_legends_are_whole_with_any_number_of_objectives(count, targets):
    names = [hillclimber_ratios.ALL, *[f"objective_{n}" for n in range(count)]]
    rows = pd.DataFrame({"objective": names, "n": 5, "mean": 1.1, "half_width": 0.1, "p": 0.5})
    for number in range(targets):
        rows[f"a target with a long name {number}"] = 1.0 + 0.1 * number
    figure = bars.hillclimber_bars(rows, "fns=3, champion")
    figure.canvas.draw()
    legend = figure.axes[1].get_legend().get_window_extent()
    page = figure.bbox
    assert legend.x0 >= 0 and legend.x1 <= page.x1 and legend.y0 >= 0
    assert len(figure.axes[0].patches) == count + 1
    plt.close(figure)


def test_a_grid_has_the_best_picture_of_each_objective(tmp_path):
    toys, folder = study(tmp_path)
    results = open_results(folder)
    row = pictures.of_hillclimbers(results)
    assert [words.split()[0] for words, _ in row] == ["target", "all", "f0", "f1", "f2"]
    climber = max(toys["objective=f1"], key=lambda toy: toy.fitness[toy.champion()][1])
    expected = np.rint(255 * toy_move.picture(climber.genome[climber.champion()]))
    assert (row[3][1] == expected).all()
    assert row[3][0] == f"f1 {climber.fitness[climber.champion()][1]:.3f}"
    of_maps = pictures.of_maps(results, "fns=3")
    trial, elite = max(((toy, one) for toy in toys["fns=3"] for one in toy.elites),
                       key=lambda pair: pair[0].fitness[pair[1]][2])
    assert (of_maps[4][1] == np.rint(255 * toy_move.picture(trial.genome[elite]))).all()
    figure = montage.grid({"toy": row, "maps": of_maps})
    assert len(figure.axes[0].texts) == 10  # words of each picture
    plt.close(figure)


def test_the_commands_draw_several_targets(tmp_path):
    _, fish = study(tmp_path / "fish")
    _, apple = study(tmp_path / "apple", 100)
    labels = ["--label", "fish", "--label", "apple"]

    def run(script, *arguments):
        return subprocess.run([sys.executable, REPOSITORY / "analysis" / script, fish, apple, *labels,
                               *arguments], capture_output=True, text=True, check=False)

    done = run("hillclimber_bars.py", "-o", tmp_path / "a5.png")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "objective" and "fish" in done.stdout
    assert (tmp_path / "a5.png").stat().st_size > 10_000
    done = run("objective_grid.py", "--condition", "fns=3", "-o", tmp_path / "a4.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a4.png").stat().st_size > 10_000
    done = run("hillclimber_bars.py", "--condition", "fns=9")
    assert done.returncode == 2 and "there are none" in done.stderr
