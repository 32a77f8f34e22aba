"""If one of these fails, tables counted as the MOVE paper's cannot be held against it."""

import io
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import toy_files
import toy_move

from moai_results import counting

# Cells 0 and 1 vote with the same objective, so they have one name; cell 2 has another.
MASK = np.array([[[1, 0], [1, 0], [0, 1]]], bool)


def child(generation, index):
    return generation << 20 | index


# Three generations, counted by hand in the tests. Random individuals 0, 1, 2 are made for cells 0, 1,
# 2; each row: generation, cell, from_cell, child, kind.
HISTORY = [
    (0, 0, -1, child(0, 1), "initial"),  # 1 takes all cells, then 0 and 2 take theirs back
    (0, 1, -1, child(0, 1), "initial"),
    (0, 2, -1, child(0, 1), "initial"),
    (0, 0, -1, child(0, 0), "initial"),
    (0, 2, -1, child(0, 2), "initial"),
    (1, 1, 0, child(1, 0), "child"),  # a child of cell 0 takes both other cells
    (1, 2, 0, child(1, 0), "child"),
    (1, 0, 1, child(1, 1), "child"),  # a child of cell 1 takes cell 0
    (2, 2, 2, child(2, 2), "child"),
]
BIRTHS = [  # id, parent, the cell that the parent held
    (child(0, 0), -1, -1), (child(0, 1), -1, -1), (child(0, 2), -1, -1),
    (child(1, 0), child(0, 0), 0), (child(1, 1), child(0, 1), 1), (child(2, 2), child(1, 0), 2)]
FINAL = [(0, child(1, 1)), (1, child(1, 0)), (2, child(2, 2))]


class Trial:
    def objective_mask(self):
        return MASK

    def replacements(self):
        frame = pd.DataFrame(HISTORY, columns=["generation", "cell", "from_cell", "child", "kind"])
        return frame.assign(island=0)

    def individuals(self):
        return pd.DataFrame(BIRTHS, columns=["id", "parent_a", "cell"]).assign(island=0)

    def finals(self):
        return pd.DataFrame(FINAL, columns=["cell", "id"]).assign(island=0)


def test_cells_with_the_same_objectives_have_one_name():
    names = counting.names_of(np.concatenate([MASK, MASK[:, ::-1]]))
    assert names[0, 0] == names[0, 1] == names[1, 1] == names[1, 2]
    assert names[0, 2] == names[1, 0] != names[0, 0]


def test_a_small_history_is_counted_as_by_hand():
    found = counting.count(Trial())
    # Generation 0: the last for the first name is individual 0 in cell 0, for the second 2 in cell 2:
    # two, both at home. Generation 1: cell 0 from cell 1, which has the same name, and cell 2 from
    # cell 0: two, one of them a jump. Generation 2: one.
    assert found["total_replacements"] == 2 + 2 + 1
    assert found["jump_proportion"] == pytest.approx(1 / 5)
    # The elite of cell 0 descends from cell 1, of the same name; that of cell 1 from cell 0; that of
    # cell 2 from one in cell 2 that came from cell 0.
    assert found["cells_in_ancestry"] == pytest.approx((1 + 1 + 2) / 3)
    assert found["jumps_in_ancestry"] == pytest.approx((1 + 1 + 2) / 3)


def test_an_algorithm_without_cells_has_nothing_to_count():
    class Hillclimber(Trial):
        def objective_mask(self):
            return None

    assert all(np.isnan(value) for value in counting.count(Hillclimber()).values())


def test_a_table_holds_what_was_counted_and_says_so(tmp_path):
    toys = {"all-objective": [toy_move.run(cells=1, functions=1, seed=s) for s in range(3)],
            "fns=1": [toy_move.run(functions=1, seed=s) for s in range(3)]}
    folder = toy_files.write_experiment(tmp_path, toys)
    script = pathlib.Path(__file__).parents[2] / "analysis/table1.py"

    def printed(*arguments):
        return subprocess.run([sys.executable, script, folder, "--format", "csv", *arguments],
                              check=True, capture_output=True, text=True).stdout

    by_name = pd.read_csv(io.StringIO(printed("--counting", "names"))).set_index("condition")
    by_cell = pd.read_csv(io.StringIO(printed())).set_index("condition")
    counts = []
    for toy in toys["fns=1"]:
        names = [tuple(row) for row in toy.mask]
        last = {(row[0], names[row[2]]) for row in toy.replacements}
        counts.append(len(last))
    assert by_name.loc["fns=1", "total_replacements"] == pytest.approx(np.mean(counts))
    assert by_name.loc["fns=1", "total_replacements"] < by_cell.loc["fns=1", "total_replacements"]
    same = ["unique_solutions", "champion_score", "score_ratio"]
    assert by_name.loc["fns=1", same].tolist() == by_cell.loc["fns=1", same].tolist()
    assert by_cell.loc["all-objective", "score_ratio"] == pytest.approx(1.0)
