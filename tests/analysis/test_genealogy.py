"""If one of these fails, the report says wrongly how elites moved over the map."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib import patches

from moai_results import genealogy, goal_switching
from moai_results.figures import lineage

COLUMNS = ["generation", "island", "cell", "from_cell", "kind"]
MASK = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], bool)


def events(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_jumps_are_counted_by_what_the_two_cells_share():
    moved = events((1, 0, 1, 0, "child"), (1, 0, 2, 0, "child"), (2, 0, 1, 0, "child"),
                   (2, 0, 0, 0, "child"), (3, 0, 2, -1, "migrant"))
    rows = genealogy.jumps_by_shared(moved, MASK).set_index("shared")
    # Ordered pairs of different cells: (0,2) and (2,0) share nothing, four share one objective.
    assert rows["pairs"].to_dict() == {0: 2, 1: 4}
    assert rows["jumps"].to_dict() == {0: 1, 1: 2}
    found = genealogy.overlap(moved, MASK)
    assert found["any_pair"] == pytest.approx(4 / 6)
    assert found["jumped"] == pytest.approx(2 / 3)
    assert found["replaced"] == pytest.approx((2 + 2) / 4)


def test_islands_are_put_together_each_with_its_own_cells():
    masks = np.stack([MASK, MASK[::-1]])
    first = events((1, 0, 1, 0, "child"), (1, 0, 2, 0, "child"))
    second = events((1, 1, 2, 1, "child"))
    both = genealogy.jumps_by_shared(pd.concat([first, second]), masks).set_index("shared")
    assert both["pairs"].to_dict() == {0: 4, 1: 8}
    assert both["jumps"].to_dict() == {0: 1, 1: 2}
    assert genealogy.overlap(pd.concat([first, second]), masks)["jumped"] == pytest.approx(2 / 3)


def chain(*rows):
    return pd.DataFrame(rows, columns=["id", "generation", "island", "cell"])


def test_stepping_stones_are_ancestors_in_other_cells():
    line = chain((1, 0, 0, 5), (2, 3, 0, 7), (3, 4, 0, 5), (4, 6, 1, 7), (5, 9, 0, 7),
                 (6, 10, 0, 7))
    found = genealogy.stepping_stones(line, generations=11)
    # The champion lives in cell 7 of island 0; the last ancestor elsewhere is 4, its child came in
    # generation 9 of 0..10.
    assert found == {"ancestors": 5, "elsewhere": 3 / 5, "arrival": 0.9, "islands": 2}


def test_the_figure_counts_jumps_and_cells_of_islands_apart():
    line = chain((1, 0, 0, 5), (2, 3, 1, 5), (3, 4, 1, 7), (4, 5, 0, 7), (5, 6, 0, 7))
    figure = lineage.lineage_map(line, 9, "x")
    axes = figure.axes[0]
    assert figure.texts[0].get_text() == "x\n3 jumps over 4 cells of 2 islands, drawn over one another"
    assert (genealogy.jumps(line), genealogy.places(line)) == (3, 4)
    arrows = [patch for patch in axes.patches if isinstance(patch, patches.FancyArrowPatch)]
    assert len(arrows) == 1  # cell 5 to 7
    figure = lineage.lineage_map(line[line["island"] == 1], 9, "x")
    assert figure.texts[0].get_text() == "x\n1 jump over 2 cells"
    plt.close("all")


def test_a_long_line_is_drawn_in_stages_that_hold_all_of_its_jumps():
    rng = np.random.default_rng(4)
    cells = [int(cell) for cell in rng.permutation(306) % 49]
    line = chain(*[(number, 3 * number, 0, cell) for number, cell in enumerate(cells)])
    jumped = genealogy.jumps(line)
    figure = lineage.lineage_map(line, 49, "x")
    stages = [axes for axes in figure.axes if "generations" in axes.get_title(loc="left")]
    assert len(stages) == lineage.MOST_STAGES
    counts = [int(axes.get_title(loc="left").split()[-2]) for axes in stages]
    assert sum(counts) == jumped > 280 and max(counts) - min(counts) <= 1
    for axes, count in zip(stages, counts):
        arrows = [patch for patch in axes.patches if isinstance(patch, patches.FancyArrowPatch)]
        assert 0 < len(arrows) <= count  # those between the same two cells are one, wider
    assert stages[0].get_title(loc="left").startswith("generations 0 to ")
    assert f"to {3 * 305:,}," in stages[-1].get_title(loc="left")
    plt.close("all")


def test_elites_are_shown_in_their_cells():
    pictures = np.arange(2 * 4 * 4 * 3, dtype=np.uint8).reshape(2, 4, 4, 3)
    finals = pd.DataFrame({"island": [0, 0, 1], "cell": [0, 1, 0], "individual": [1, 0, 0]})
    shown = lineage.elites(finals, pictures, 0)
    assert sorted(shown) == [0, 1] and (shown[0] == pictures[1]).all()
    assert lineage.elites(finals, None, 0) == {}
    figure = lineage.lineage_map(chain((1, 0, 0, 0), (2, 3, 0, 1)), 2, "x", shown)
    (image,) = figure.axes[0].images  # two cells side by side, all else transparent
    there = np.asarray(image.get_array())[..., 3] > 0
    assert there[:, :there.shape[1] // 2].any() and there[:, there.shape[1] // 2:].any()
    assert there.mean() == pytest.approx(0.92 ** 2, abs=0.03)
    plt.close("all")


def test_a_line_that_never_moved_arrived_at_its_birth():
    line = chain((1, 2, 0, 4), (2, 3, 0, 4))
    assert genealogy.stepping_stones(line, 11) == {"ancestors": 1, "elsewhere": 0.0,
                                                   "arrival": 0.2, "islands": 1}
    alone = genealogy.stepping_stones(chain((1, 0, 0, 4)), 1)
    assert (alone["ancestors"], alone["elsewhere"], alone["arrival"]) == (0, 0.0, 0.0)


def test_goal_switching_is_tested_over_the_trials_of_each_condition():
    jumped = {"a": [1.1, 1.2, 1.3, 1.4, 1.5, 1.6], "none": [np.nan] * 6,
              "b": [1.1, 0.9, 1.2, 0.8, 1.3, 0.7]}
    rows = pd.DataFrame([(name, trial, 1.0, value, 3.0) for name, values in jumped.items()
                         for trial, value in enumerate(values)], columns=goal_switching.COLUMNS)
    found = goal_switching.tested(rows).set_index("condition")
    assert list(found.index) == ["a", "b"]  # where nothing jumped there is nothing to test
    assert found.loc["a", "n"] == 6 and found.loc["a", "jumped"] == pytest.approx(1.35)
    assert found.loc["a", "p"] == pytest.approx(2 / 64)  # exact: all six of one sign
    assert found.loc["a", "p_holm"] == pytest.approx(4 / 64)
    assert found.loc["b", "p"] > 0.5
