"""If one of these fails, what a paper says of stepping stones and common ancestors is not so.

The hand-made history: two islands of two cells, five generations.

    1 (island 0, generation 0) -- 3 (g 1) -- 5 (g 2) -- 7 (g 4)
                                    \\------- 6 (g 3)
    2 (island 1, generation 0) -- 4 (g 2)
"""

import numpy as np
import pandas as pd
import pytest

import toy_files
import toy_move
from moai_results import goal_switching, lineages, open_results
from moai_results.errors import UserError
from moai_results.report import write_report

INDIVIDUALS = pd.DataFrame(
    [(1, -1, 0, 0), (2, -1, 0, 1), (3, 1, 1, 0), (4, 2, 2, 1), (5, 3, 2, 0), (6, 3, 3, 0), (7, 5, 4, 1)],
    columns=["id", "parent_a", "generation", "island"]).sample(frac=1.0, random_state=3)
TAKEN = pd.DataFrame(
    [(0, 0, 0, 1), (0, 0, 1, 1), (0, 1, 0, 2), (0, 1, 1, 2), (1, 0, 1, 3), (2, 1, 1, 4), (2, 0, 0, 5),
     (3, 0, 1, 6), (4, 1, 0, 7)], columns=["generation", "island", "cell", "child"])
ELITES = [5, 6, 7, 4]  # who holds the four cells at the end


@pytest.fixture
def tree():
    return lineages.Tree(INDIVIDUALS)


def test_last_common_ancestors_by_hand(tree):
    found = tree.last_common_ancestors(7, [5, 6, 4, 7])
    # 5 is itself an ancestor; 6 meets at 3; 4 comes from another founder.
    assert found[0] == 2 and found[1] == 1 and np.isnan(found[2]) and found[3] == 4


def test_lineages_through_time_by_hand(tree):
    # g0: 1, 2; g1: 3, 2; g2: 5, 3, 4; g3: 5, 6, 4; g4: 5, 6, 7, 4
    assert tree.through_time(ELITES, [0, 1, 2, 3, 4]) == [2, 2, 3, 3, 4]


def test_founders_by_hand(tree):
    # Two cells each at first, at the end three of four descend from 1.
    found = tree.founder_diversity(TAKEN, [0, 3, 4])
    assert found[0] == found[1] == pytest.approx(2.0)
    entropy = -(0.75 * np.log(0.75) + 0.25 * np.log(0.25))
    assert found[2] == pytest.approx(np.exp(entropy))


def test_islands_by_hand(tree):
    chain = pd.DataFrame({"id": [1, 3, 5, 7], "island": [0, 0, 1, 1]})  # 5 lived on 1 when 7 was made
    found = lineages.islands(tree, chain, ELITES, 2)
    assert found["ancestors"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert found["founders"].tolist() == [0.75, 0.25]
    assert lineages.effective_number([1, 1, 0]) == pytest.approx(2.0)
    assert np.isnan(lineages.effective_number([]))


def test_who_is_not_recorded_is_named(tree):
    with pytest.raises(UserError, match="individual 9 is not recorded"):
        tree.rows([9])
    with pytest.raises(UserError, match="individual 1 is not"):
        lineages.Tree(INDIVIDUALS[INDIVIDUALS["id"] > 1])
    with pytest.raises(UserError, match="no individuals"):
        lineages.Tree(INDIVIDUALS[:0]).rows([1])


def test_stepping_stones_by_set_of_objectives():
    mask = np.array([[[1, 0, 0], [1, 0, 0], [0, 1, 1], [0, 0, 1]]], dtype=bool)
    chain = pd.DataFrame({"island": [0] * 5, "cell": [0, 2, 2, 1, 3]})  # the champion in cell 3
    found = goal_switching.by_set(chain, mask, ["a", "b", "c"]).set_index("set")
    assert found["share"].to_dict() == {"a": 0.5, "b+c": 0.5, "c": 0.0}
    assert found["cells"].to_dict() == {"a": 0.5, "b+c": 0.25, "c": 0.25}
    assert found["objectives"].to_dict() == {"a": 1, "b+c": 2, "c": 1}
    trace = goal_switching.Trace("x", 0, {}, np.empty(0), {}, found.reset_index(), {}, pd.DataFrame(),
                                 pd.DataFrame())
    rows = goal_switching.stones([trace]).set_index("set")
    assert rows["lift"].to_dict() == {"a": 1.0, "b+c": 2.0, "c": 0.0}
    assert rows["lines"].to_dict() == {"a": 1, "b+c": 1, "c": 0}


def _trace(trial, jumps, mask, rng):
    rows = pd.DataFrame([(1, 0, to, here, "child") for here, to in jumps],
                        columns=["generation", "island", "cell", "from_cell", "kind"])
    from moai_results import genealogy
    return goal_switching.Trace("x", trial, genealogy.overlap(rows, mask), goal_switching.permutations(
        rows, mask, np.random.SeedSequence(rng.integers(1 << 30)), 199), {}, pd.DataFrame(), {},
        pd.DataFrame(), pd.DataFrame())


@pytest.mark.parametrize("related, times", [(False, 120), (True, 40)])
def test_the_permutation_test_finds_what_is_there_and_nothing_else(related, times):
    rng = np.random.default_rng(31)
    found = 0
    for _ in range(times):
        mask = (rng.random((1, 12, 6)) < 0.5)
        shared = mask[0].astype(int) @ mask[0].T.astype(int)
        weight = np.exp(0.8 * shared) if related else rng.gamma(0.3, size=(12, 12))
        np.fill_diagonal(weight, 0.0)
        places = rng.choice(144, 80, p=(weight / weight.sum()).ravel())
        one = _trace(0, [(int(p) // 12, int(p) % 12) for p in places], mask, rng)
        found += goal_switching.permuted([one])["p"].iloc[0] < 0.05
    if related:
        assert found / times > 0.7
    else:
        assert found / times < 0.05 + 3 * np.sqrt(0.05 * 0.95 / times)


def test_permuted_cells_share_on_average_what_any_two_do():
    rng = np.random.default_rng(8)
    mask = rng.random((1, 9, 5)) < 0.5
    one = _trace(0, [(0, 1), (0, 2), (3, 1), (3, 3)], mask, rng)
    assert one.drawn.mean() == pytest.approx(one.overlap["any_pair"], abs=0.15)
    assert len(_trace(0, [(3, 3)], mask, rng).drawn) == 0


def test_a_report_defines_what_it_counts(tmp_path):
    toys = {name: [toy_move.run(seed=s + 5 * jumps, jumps=jumps) for s in range(4)]
            for name, jumps in (("jumps=none", False), ("jumps=all", True))}
    results = open_results(toy_files.write_experiment(tmp_path, toys))
    found = goal_switching.traces(results)
    assert [one.condition for one in found] == ["jumps=all"] * 4 + ["jumps=none"] * 4
    by_name = goal_switching.means(found, "ancestry").set_index("condition")
    assert by_name.loc["jumps=none", "unrelated"] == 1.0  # every cell has a founder of its own
    assert by_name.loc["jumps=all", "unrelated"] == 0.0
    rows = goal_switching.over_time(found)
    none = rows.loc[rows["condition"] == "jumps=none", "founders"].to_numpy()
    assert none == pytest.approx(np.full(len(none), 9.0))
    page = write_report(results, tmp_path / "report.html").read_text()
    for word, _ in lineages.DEFINITIONS:
        assert f"<dt>{word.replace(chr(39), '&#x27;')}</dt>" in page
    assert "last common ancestor" in page and "Stepping stones by set of objectives" in page


def test_a_trial_without_the_tree_is_told_what_is_known(tmp_path):
    import h5py

    results = toy_files.write_experiment(tmp_path, {"a": [toy_move.run()]})
    with h5py.File(tmp_path / "trials/a/0.h5", "r+") as file:
        kept = file["champion/lineage/id"][:]
        rows = np.isin(file["individuals/id"][:], kept[:-1])
        for name in list(file["individuals"]):
            values = file[f"individuals/{name}"][:][rows]
            del file[f"individuals/{name}"]
            file[f"individuals/{name}"] = values
    one, = goal_switching.traces(open_results(results))
    assert one.stones and not one.ancestry and one.over_time.empty
