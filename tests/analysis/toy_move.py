"""A small MOVE on vectors, in numpy, that makes trials of known history for the tests.

    trial = run(cells=9, functions=3, generations=30, jumps=True, seed=1)
    trial.replacements      # tuples in the order of the schema's columns

It is written down literally and keeps whole histories in memory, so that what the analysis reads
from a file can be compared with what really happened.
"""

import dataclasses

import numpy as np

NONE = -1


@dataclasses.dataclass
class Toy:
    objectives: list
    mask: np.ndarray
    births: dict = dataclasses.field(default_factory=dict)
    fitness: dict = dataclasses.field(default_factory=dict)
    genome: dict = dataclasses.field(default_factory=dict)
    replacements: list = dataclasses.field(default_factory=list)
    history: list = dataclasses.field(default_factory=list)
    elites: list = dataclasses.field(default_factory=list)
    snapshots: list = dataclasses.field(default_factory=list)

    def score(self, individual):
        return float(np.mean(self.fitness[individual]))

    def champion(self):
        return max(self.elites, key=self.score)


def picture(genome, size=16):
    """A smooth (size, size, 3) picture in [0, 1] that a genome stands for."""
    axis = np.linspace(-1.0, 1.0, size)
    x, y = np.meshgrid(axis, axis)
    waves = [np.sin(3.0 * genome[c] * x + 2.0 * genome[c + 3] * y + c) for c in range(3)]
    return 0.5 + 0.5 * np.stack(waves, axis=-1)


def run(cells=9, functions=3, objectives=5, generations=30, jumps=True, seed=1):
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(7).normal(0.6, 0.25, (objectives, 6))
    mask = np.zeros((cells, objectives), dtype=bool)
    for row in mask:
        row[rng.choice(objectives, functions, replace=False)] = True
    toy = Toy([f"f{k}" for k in range(objectives)], mask)
    elites = [None] * cells
    for generation in range(generations):
        children = []
        for cell in range(cells):
            parent = elites[cell]
            name = generation * 1000 + cell
            genome = (rng.normal(0.0, 1.0, 6) if parent is None
                      else toy.genome[parent] + rng.normal(0.0, 0.15, 6))
            toy.genome[name] = genome
            toy.fitness[name] = np.exp(-np.sum((genome - centres) ** 2, axis=1) / 4.0)
            toy.births[name] = (NONE if parent is None else parent, generation, cell)
            children.append((name, cell, parent))
        counted = [0, 0]
        for name, own, parent in [children[i] for i in rng.permutation(cells)]:
            for cell in range(cells) if jumps else [own]:
                elite = elites[cell]
                votes = functions if elite is None else int(np.sum(
                    toy.fitness[name][mask[cell]] > toy.fitness[elite][mask[cell]]))
                if 2 * votes > functions:
                    kind = 0 if parent is None else 1
                    toy.replacements.append((
                        generation, 0, cell, NONE if parent is None else own, name,
                        NONE if parent is None else parent,
                        NONE if elite is None else elite, votes, kind))
                    counted[0] += 1
                    counted[1] += parent is not None and cell != own
                    elites[cell] = name
        toy.elites = list(elites)
        values = np.array([toy.fitness[name] for name in elites])
        toy.history.append({
            "generation": generation, "evaluations": (generation + 1) * cells,
            "wall_time": 0.01 * (generation + 1), "best_fitness": values.max(axis=0),
            "mean_fitness": values.mean(axis=0), "best_score": values.mean(axis=1).max(),
            "replacements": counted[0], "jumps": counted[1], "unique_elites": len(set(elites)),
            "front_size": len(set(elites))})
        if generation % max(1, generations // 6) == 0 or generation == generations - 1:
            toy.snapshots.append((generation, picture(toy.genome[toy.champion()])))
    return toy
