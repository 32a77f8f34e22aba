"""If one of these fails, a figure shows a front that is not the function's."""

import h5py
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import exact_fronts, open_results
from moai_results.figures import fronts


@pytest.mark.parametrize("function, first, last", [
    ("zdt1", (0, 1), (1, 0)), ("zdt2", (0, 1), (1, 0)), ("zdt4", (0, 1), (1, 0)),
    ("zdt6", (0.2807753, 0.921165), (1, 0)), ("dtlz1", (0, 0.5), (0.5, 0)),
    ("dtlz2", (0, 1), (1, 0))])
def test_ends_are_those_of_the_papers(function, first, last):
    front = -exact_fronts.exact(function, 2)
    assert front[0] == pytest.approx(first, abs=1e-6) and front[-1] == pytest.approx(last, abs=1e-6)
    assert (np.diff(front[:, 0]) > 0).all() and (np.diff(front[:, 1]) < 0).all()  # none is dominated


def test_zdt3_is_in_five_pieces():
    front = -exact_fronts.exact("zdt3", 2)
    there = ~np.isnan(front[:, 0])
    assert np.diff(there.astype(int)).tolist().count(1) + int(there[0]) == 5
    assert np.nanmin(front[:, 1]) == pytest.approx(-0.773, abs=0.002)


def test_three_objectives_lie_on_plane_and_sphere():
    assert exact_fronts.exact("dtlz1", 3).sum(axis=1) == pytest.approx(-0.5)
    assert np.square(exact_fronts.exact("dtlz3", 3)).sum(axis=1) == pytest.approx(1.0)


def test_others_have_none(tmp_path):
    assert exact_fronts.exact("zdt1", 3) is None and exact_fronts.exact("wfg1", 2) is None
    toy_files.write_experiment(tmp_path, {"a": [toy_move.run(generations=3, functions=1, objectives=2)]})
    with open_results(tmp_path).open_trial("a", 0) as trial:
        assert exact_fronts.of_trial(trial) is None
    with h5py.File(tmp_path / "trials/a/0.h5", "r+") as file:
        file.attrs["problem"] = "benchmark"
        file.attrs["config"] = "problem: {type: benchmark, function: zdt2}\n"
    with open_results(tmp_path).open_trial("a", 0) as trial:
        assert (exact_fronts.of_trial(trial) == exact_fronts.exact("zdt2", 2)).all()


def test_they_are_drawn_beneath_what_was_found():
    exact = exact_fronts.exact("zdt1", 2)
    points = exact[::40] - 0.5
    figure = fronts.scatter({"a": points, "b": points}, ["f1", "f2"], {"a": exact})
    assert [len(axes.lines) for axes in figure.axes] == [1, 0]
    assert figure.axes[0].get_ylim()[1] > 0.0 > points[:, 1].max()  # all of it can be seen
    together = fronts.attainment({"a": [points] * 5, "b": [points] * 5}, ["f1", "f2"],
                                 {"a": exact, "b": exact})
    assert "exact front" in [text.get_text() for text in together.axes[0].get_legend().texts]
    apart = fronts.attainment({"a": [points] * 5, "b": [points] * 5}, ["f1", "f2"],
                              {"a": exact, "b": exact_fronts.exact("zdt2", 2)})
    assert len(apart.axes) > 1  # different functions are not put into one panel
    solid = exact_fronts.exact("dtlz2", 3)
    assert len(fronts.scatter({"a": solid}, ["f1", "f2", "f3"], {"a": solid}).axes[0].collections) == 2
