#!/usr/bin/env python3
"""NSGA-III and MOEA/D against pymoo's: DTLZ functions, the same operators, points and generations.

Usage: tests/bench/many_objective_peers.py --pymoo PYTHON [--moai PROGRAM] [--functions dtlz1,dtlz2]
           [--objectives 3,5] [--algorithms nsga3,moead] [--seeds 11] [--generations 250]

PYTHON is an interpreter that has pymoo. Prints, for each, the median and the quartiles over the seeds
of IGD+ (Ishibuchi et al. 2015) of the last population to the points where the reference lines meet the
exact front, and moai's median divided by pymoo's: below 1 is better.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

DIVISIONS = {3: 12, 5: 6}
INDEX = 30  # of simulated binary crossover (Deb and Jain 2014); of polynomial mutation 20


def lattice(objectives, divisions):
    """All points of the simplex whose coordinates are multiples of 1/divisions."""
    def rest(length, left):
        if length == 1:
            return [[left]]
        return [[head, *tail] for head in range(left + 1) for tail in rest(length - 1, left - head)]
    return [[value / divisions for value in point] for point in rest(objectives, divisions)]


def targets(function, objectives):
    points = lattice(objectives, DIVISIONS[objectives])
    if function == "dtlz1":
        return [[value / 2 for value in point] for point in points]
    return [[value / sum(x * x for x in point) ** 0.5 for value in point] for point in points]


def in_pymoo(algorithm, function, objectives, generations, seeds):
    """Prints the objectives of the last populations as JSON; run by the interpreter with pymoo."""
    import numpy
    from pymoo.algorithms.moo.moead import MOEAD
    from pymoo.algorithms.moo.nsga3 import NSGA3
    from pymoo.decomposition.pbi import PBI
    from pymoo.operators.crossover.sbx import SBX
    from pymoo.operators.mutation.pm import PM
    from pymoo.optimize import minimize
    from pymoo.problems import get_problem
    directions = numpy.array(lattice(objectives, DIVISIONS[objectives]))
    variables = objectives + (4 if function == "dtlz1" else 9)
    operators = {"crossover": SBX(prob=1.0, eta=INDEX), "mutation": PM(prob=1.0, eta=20)}
    found = []
    for seed in range(seeds):
        if algorithm == "nsga3":
            made = NSGA3(directions, pop_size=len(directions), **operators)
        else:
            made = MOEAD(directions, n_neighbors=20, decomposition=PBI(theta=5),
                         prob_neighbor_mating=0.9, **operators)
        problem = get_problem(function, n_var=variables, n_obj=objectives)
        result = minimize(problem, made, ("n_gen", generations), seed=seed + 1)
        found.append(result.pop.get("F").tolist())
    json.dump(found, sys.stdout)


def in_moai(program, algorithm, function, objectives, generations, seeds):
    import h5py
    size = len(lattice(objectives, DIVISIONS[objectives]))
    more = ", decomposition: pbi" if algorithm == "moead" else ""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / "e.yaml").write_text(f"""
name: peers
seed: 1
trials: {seeds}
problem:
  type: benchmark
  function: {function}
  objectives: {objectives}
  genome: {{crossover: sbx, crossover_probability: 1.0, crossover_index: {INDEX}, mutation_index: 20}}
algorithm: {{type: {algorithm}, population: {size}, divisions: [{DIVISIONS[objectives]}]{more}}}
budget: {{generations: {generations}}}
record: {{images: 0}}
""")
        subprocess.run([program, "run", path / "e.yaml", "--out", path / "out"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        files = sorted((path / "out/trials/default").glob("*.h5"))
        assert len(files) == seeds, files
        found = []
        for one in files:
            with h5py.File(one) as trial:
                found.append((-trial["final/fitness"][:]).tolist())
        return found


def igd_plus(points, front):
    import numpy
    points, front = numpy.array(points), numpy.array(front)
    worse = numpy.maximum(points[None, :, :] - front[:, None, :], 0.0)
    return float(numpy.sqrt((worse ** 2).sum(axis=2)).min(axis=1).mean())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--moai", default=root / "build/release/moai")
    parser.add_argument("--pymoo", required=True)
    parser.add_argument("--functions", default="dtlz1,dtlz2,dtlz3,dtlz4")
    parser.add_argument("--objectives", default="3,5")
    parser.add_argument("--algorithms", default="nsga3,moead")
    parser.add_argument("--seeds", type=int, default=11)
    parser.add_argument("--generations", type=int, default=250)
    options = parser.parse_args()
    print("algorithm  function M   moai: median (quartiles)            pymoo: median (quartiles)           ratio")
    for function in options.functions.split(","):
        for objectives in map(int, options.objectives.split(",")):
            front = targets(function, objectives)
            for algorithm in options.algorithms.split(","):
                task = (algorithm, function, objectives, options.generations, options.seeds)
                peer = subprocess.run([options.pymoo, __file__, "inside", *map(str, task)], check=True,
                                      capture_output=True, text=True).stdout
                cells, medians = [], []
                for found in (in_moai(options.moai, *task), json.loads(peer)):
                    values = [igd_plus(points, front) for points in found]
                    low, median, high = statistics.quantiles(values, n=4)
                    medians.append(median)
                    cells.append(f"{median:.3e} ({low:.3e} to {high:.3e})")
                print(f"{algorithm:10} {function:8} {objectives}   {cells[0]}   {cells[1]}   "
                      f"{medians[0] / medians[1]:.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        in_pymoo(sys.argv[2], sys.argv[3], *map(int, sys.argv[4:]))
    else:
        main()
