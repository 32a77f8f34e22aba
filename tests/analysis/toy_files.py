"""Writes toy_move trials as trial files of schema 1, to test the analysis without moai.

    write_experiment(folder, {"fns=1": [toy_move.run(functions=1, seed=0)], ...})

Only what the analysis reads is written. That moai itself writes the same is tested by
test_real_run.py, which reads files of a real run with the same code.
"""

import h5py
import numpy as np

import toy_move

NOBODY = np.uint64(2**64 - 1)


def _ids(values):
    return np.array([NOBODY if v == toy_move.NONE else np.uint64(v) for v in values], np.uint64)


def _columns(group, names, rows, ids):
    for number, name in enumerate(names):
        values = [row[number] for row in rows]
        group[name] = _ids(values) if name in ids else np.array(values, np.int64)


def _images(pictures):
    return np.array([np.rint(255 * np.moveaxis(p, -1, 0)) for p in pictures], np.uint8)


def champion_line(toy):
    """(individuals, cells), the champion first; the champion's cell is the lowest that it holds."""
    individual = toy.champion()
    line, cells = [individual], [toy.elites.index(individual)]
    while toy.births[line[-1]][0] != toy_move.NONE:
        cells.append(toy.births[line[-1]][2])
        line.append(toy.births[line[-1]][0])
    return line, cells


def summary(toy):
    """Table 1 counted in the simplest way there is."""
    _, cells = champion_line(toy)
    children = [row for row in toy.replacements if row[8] == 1]
    jumped = [row for row in children if row[2] != row[3]]
    return {"unique_solutions": len(set(toy.elites)), "cells_in_ancestry": len(set(cells)),
            "jumps_in_ancestry": sum(a != b for a, b in zip(cells, cells[1:])),
            "total_replacements": len(children),
            "jump_proportion": len(jumped) / len(children) if children else 0.0,
            "champion_score": toy.score(toy.champion())}


def _history(group, toy):
    for name in toy.history[0]:
        values = np.array([row[name] for row in toy.history])
        group[name] = values if name == "generation" else values[:, None]


def write_trial(path, toy, condition="toy", trial=0, finished=True, stream=None, target=None,
                nans=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        file.attrs.update({
            "moai_schema": 1, "moai_version": "0.1.0", "experiment": "toy", "condition": condition,
            "trial": trial, "seed": 5, "stream": trial if stream is None else stream,
            "status": "finished" if finished else "running", "config": "name: toy\n",
            "problem": "image_match", "algorithm": "move", "islands": 1, "reproducible": 1,
            "created": "2026-01-01T00:00:00Z", "host": "toy", "device": "cpu", "libtorch": "none",
            "ranks": 1, "threads": 1, "nan_evaluations": nans})
        count = len(toy.objectives)
        file["objectives/name"] = np.array(toy.objectives, dtype="S")
        file["objectives/minimum"] = np.zeros(count)
        file["objectives/nan_count"] = np.array([nans] + [0] * (count - 1), np.uint64)
        file["objectives/maximum"] = np.ones(count)
        _history(file.create_group("history"), toy)
        _columns(file.create_group("events/replacements"),
                 ["generation", "island", "cell", "from_cell", "child", "parent", "replaced",
                  "votes", "kind"], toy.replacements, ("child", "parent", "replaced"))
        _columns(file.create_group("events/migrations"),
                 ["generation", "from_island", "to_island", "individual", "cells_won"], [],
                 ("individual",))
        survivors = sorted({row[4] for row in toy.replacements})
        _columns(file.create_group("individuals"),
                 ["id", "parent_a", "parent_b", "generation", "island", "cell"],
                 [(s, toy.births[s][0], toy_move.NONE, toy.births[s][1], 0, toy.births[s][2])
                  for s in survivors], ("id", "parent_a", "parent_b"))
        # Not the wall time: a trial is not alone on its rank.
        file["timing/phase"] = np.array(["evaluate", "vote"], dtype="S")
        file["timing/seconds"] = [0.5 * len(toy.history), 0.25]
        file["snapshots/generation"] = [generation for generation, _ in toy.snapshots]
        file["snapshots/image"] = _images([picture for _, picture in toy.snapshots])
        if finished:
            _write_end(file, toy, target)


def _write_end(file, toy, target):
    file.attrs.update({"finished": "2026-01-01T00:01:00Z", "generations": len(toy.history),
                       "evaluations": toy.history[-1]["evaluations"], "wall_seconds": 60.0})
    file["cells/objective_mask"] = toy.mask[None].astype(np.uint8)
    final = file.create_group("final")
    cells = np.arange(len(toy.elites))
    final["island"], final["cell"], final["rank"] = 0 * cells, cells, 0 * cells
    final["id"] = _ids(toy.elites)
    final["fitness"] = np.array([toy.fitness[e] for e in toy.elites])
    final["score"] = np.array([toy.score(e) for e in toy.elites])
    holders = list(dict.fromkeys(toy.elites))
    final["individual"] = np.array([holders.index(e) for e in toy.elites])
    final["individuals/violation"] = np.zeros(len(holders))
    final["individuals/image"] = _images([toy_move.picture(toy.genome[e]) for e in holders])
    champion = file.create_group("champion")
    champion.attrs.update({"id": np.uint64(toy.champion()), "score": toy.score(toy.champion())})
    champion["fitness"] = toy.fitness[toy.champion()]
    champion["image"] = _images([toy_move.picture(toy.genome[toy.champion()])])
    line, cells = champion_line(toy)
    champion["lineage/id"], champion["lineage/cell"] = _ids(line), np.array(cells)
    champion["lineage/generation"] = [toy.births[i][1] for i in line]
    champion["lineage/island"] = [0] * len(line)
    file["target/image"] = _images([toy_move.picture(np.ones(6)) if target is None else target])
    group = file.create_group("summary")
    group.attrs.update(summary(toy))
    group["best_raw"] = np.max([toy.fitness[e] for e in toy.elites], axis=0)


def write_index(folder, trials, planned):
    """The index of finished trials; their scores are those of the files plus 100, to be seen."""
    rows = [(condition, number, toy) for condition, toys in trials.items()
            for number, toy in enumerate(toys)]
    with h5py.File(folder / "experiment.h5", "w") as file:
        file.attrs.update({"moai_schema": 1, "trials_planned": planned})
        group = file.create_group("summary")
        group["condition"] = np.array([row[0] for row in rows], dtype="S")
        group["trial"] = np.array([row[1] for row in rows], dtype=np.uint64)
        group["stream"] = np.arange(len(rows), dtype=np.uint32)
        for name in summary(rows[0][2]):
            group[name] = np.array([summary(row[2])[name] for row in rows])
        group["champion_score"][:] += 100.0
        for number, name in enumerate(rows[0][2].objectives):
            group[f"best_raw/{name}"] = np.array([
                max(row[2].fitness[e][number] for e in row[2].elites) for row in rows])


def write_experiment(folder, trials):
    """trials: condition -> list of toys. Writes the trial files, without an index."""
    for condition, toys in trials.items():
        for number, toy in enumerate(toys):
            write_trial(folder / "trials" / condition / f"{number}.h5", toy, condition, number)
    return folder
