"""If these fail, other programs read another genealogy, other runs or other fronts than moai recorded."""
import json
import math

import numpy as np
import pandas as pd
import pytest

import moai_results
from moai_results.exchange import fronts, iohprofiler, phylogeny
import toy_files
import toy_move

# 1 and 2 are random; 3 is 1's child and takes the place of both; 4 is a child of 3 and 2.
INDIVIDUALS = pd.DataFrame({"id": [1, 2, 3, 4], "parent_a": [-1, -1, 1, 3],
                            "parent_b": [-1, -1, 1, 2], "generation": [0, 0, 1, 4],
                            "island": 0, "cell": [-1, -1, 0, 1]})
REPLACEMENTS = pd.DataFrame([(0, 1, -1), (0, 2, -1), (1, 3, 1), (2, 3, 2), (4, 4, 3)],
                            columns=["generation", "child", "replaced"])


def test_a_small_phylogeny_by_hand():
    tree = phylogeny.phylogeny(INDIVIDUALS, REPLACEMENTS, [3, 4])
    assert tree["ancestor_list"].tolist() == ["[none]", "[none]", "[1]", "[3,2]"]
    assert tree["origin_time"].tolist() == [0, 0, 1, 4]
    assert tree["destruction_time"].tolist() == [1, 2, math.inf, math.inf]


def graph_of(networkx, tree):
    graph = networkx.DiGraph()
    for one, parents in zip(tree["id"], tree["ancestor_list"]):
        graph.add_node(one)
        if parents != "[none]":
            graph.add_edges_from((int(parent), one) for parent in parents.strip("[]").split(","))
    return graph


def test_tree_measures_of_the_small_one_read_back(tmp_path):
    networkx = pytest.importorskip("networkx")
    phylogeny.phylogeny(INDIVIDUALS, REPLACEMENTS, [3, 4]).to_csv(tmp_path / "t.csv", index=False)
    graph = graph_of(networkx, pd.read_csv(tmp_path / "t.csv"))
    assert networkx.is_directed_acyclic_graph(graph)
    assert sorted(node for node in graph if graph.in_degree(node) == 0) == [1, 2]
    assert [node for node in graph if graph.out_degree(node) == 0] == [4]
    assert networkx.dag_longest_path(graph) == [1, 3, 4]
    assert networkx.lowest_common_ancestor(graph.subgraph([1, 3, 4]), 3, 4) == 3


def test_a_trials_phylogeny_has_the_champions_line(tmp_path):
    toy = toy_move.run(generations=12, seed=4)
    toy_files.write_experiment(tmp_path, {"toy": [toy]})
    results = moai_results.open(tmp_path)
    with results.open_trial("toy", 0) as trial:
        tree = phylogeny.phylogeny(trial.individuals(), trial.replacements(),
                                   trial.finals()["id"]).set_index("id")
        line = trial.lineage()["id"].tolist()
        alive = set(trial.finals()["id"])
    for parent, child in zip(line, line[1:]):
        assert tree.loc[child, "ancestor_list"] == f"[{parent}]"
    assert tree.loc[line[0], "ancestor_list"] == "[none]"
    assert {one for one in tree.index if tree.loc[one, "destruction_time"] == math.inf} == alive
    assert not tree["destruction_time"].isna().any()


def test_fronts_are_minimised_sets_without_dominated_points():
    points = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.5], [1.0, 0.0], [np.nan, 2.0]])
    assert fronts.non_dominated(points).tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert fronts.as_sets([points[:1], points[1:2]]) == "-1.0 0.0\n\n0.0 -1.0\n"


def test_moocore_reads_the_sets(tmp_path):
    moocore = pytest.importorskip("moocore")
    (tmp_path / "f.dat").write_text(fronts.as_sets([np.array([[1.0, 0.25]]), np.array([[0.5, 0.75]])]))
    assert moocore.read_datasets(str(tmp_path / "f.dat")).tolist() == [[-1, -0.25, 1], [-0.5, -0.75, 2]]


HISTORY = pd.DataFrame({"generation": [0, 0, 1, 1, 2, 2], "island": [0, 1, 0, 1, 0, 1],
                        "evaluations": [10, 10, 20, 20, 30, 30],
                        "best_score": [0.1, 0.2, 0.5, 0.2, 0.4, 0.3]})


def test_a_curve_is_the_best_so_far_over_all_evaluations():
    curve = iohprofiler.curve(HISTORY)
    assert curve["evaluations"].tolist() == [20, 40, 60]
    assert curve["raw_y"].tolist() == [0.2, 0.5, 0.5]


def test_iohprofiler_files_say_what_the_runs_did(tmp_path):
    runs = {0: iohprofiler.curve(HISTORY), 3: iohprofiler.curve(HISTORY.iloc[:2])}
    meta, data = iohprofiler.write(tmp_path, "e", "a=1", "a=1", runs, 30)
    described = json.loads(meta.read_text())
    assert described["maximization"] and described["algorithm"]["name"] == "a=1"
    scenario = described["scenarios"][0]
    assert (meta.parent / scenario["path"]) == data and scenario["dimension"] == 30
    assert scenario["runs"][0] == {"instance": 0, "evals": 60, "best": {"evals": 40, "y": 0.5, "x": []}}
    assert data.read_text() == ("evaluations raw_y\n1 0.2\n20 0.2\n40 0.5\n60 0.5\n"
                                "evaluations raw_y\n1 0.2\n20 0.2\n")


def test_iohinspector_reads_the_runs(tmp_path):
    iohinspector = pytest.importorskip("iohinspector")
    runs = {0: iohprofiler.curve(HISTORY), 3: iohprofiler.curve(HISTORY.iloc[:2])}
    iohprofiler.write(tmp_path, "e", "a=1", "a=1", runs, 30)
    manager = iohinspector.DataManager()
    manager.add_folder(str(tmp_path))
    frame = manager.load(monotonic=False)
    assert sorted(frame["raw_y"].to_list()) == [0.2] * 4 + [0.5] * 2
    assert manager.overview["instance"].to_list() == [0, 3]


def test_tensorboard_reads_a_history(tmp_path):
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from moai_results.exchange import tensorboard

    assert tensorboard.write(tmp_path, HISTORY) == 12
    events = EventAccumulator(str(tmp_path), size_guidance={"tensors": 0})
    events.Reload()
    assert "best_score/island 1" in events.Tags()["tensors"]
    assert [event.step for event in events.Tensors("best_score/island 1")] == [0, 1, 2]
