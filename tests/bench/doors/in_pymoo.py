"""The same search by pymoo: NSGA-II, 100 individuals, all rows at once or one after the other.

usage: in_pymoo.py GENERATIONS {rows|elements}
"""
import sys

import numpy
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import ElementwiseProblem, Problem
from pymoo.optimize import minimize


def zdt1(x):
    g = 1.0 + 9.0 * x[..., 1:].mean(axis=-1)
    return numpy.stack([x[..., 0], g * (1.0 - numpy.sqrt(x[..., 0] / g))], axis=-1)


class Rows(Problem):
    def __init__(self):
        super().__init__(n_var=30, n_obj=2, xl=0.0, xu=1.0)

    def _evaluate(self, x, out, *_, **__):
        out["F"] = zdt1(x)


class Elements(ElementwiseProblem):
    def __init__(self):
        super().__init__(n_var=30, n_obj=2, xl=0.0, xu=1.0)

    def _evaluate(self, x, out, *_, **__):
        out["F"] = zdt1(x)


problem = {"rows": Rows, "elements": Elements}[sys.argv[2]]()
minimize(problem, NSGA2(pop_size=100), ("n_gen", int(sys.argv[1])), seed=1)
