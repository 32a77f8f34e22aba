"""The exact Pareto fronts of test functions that have one in closed form, as raw fitness.

    points = exact("zdt3", 2)            # (Z,2), larger is better; rows of NaN between pieces

E. Zitzler, K. Deb, L. Thiele, Evolutionary Computation 8(2), 2000 (ZDT); K. Deb, L. Thiele, M.
Laumanns, E. Zitzler, "Scalable test problems for evolutionary multiobjective optimization", 2005
(DTLZ). The program measures indicators against points of its own (src/problem/benchmark).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

import numpy as np

from . import config
from .arrays import Floats
from .trial_file import TrialFile

POINTS = 400
_ZDT6_LEAST = 0.2807753188153690  # of f1, where tan(6 pi x) = 9 pi


def exact(function: str, objectives: int) -> Optional[Floats]:
    """(Z,M) points, along the curve for two objectives; None where no closed form is known here."""
    if function in _CURVES and objectives == 2:
        x = np.linspace(_ZDT6_LEAST if function == "zdt6" else 0.0, 1.0, POINTS)
        front = np.column_stack([x, _CURVES[function](x)])
        return -_without_dominated(front) if function == "zdt3" else -front
    if function in ("dtlz1", "dtlz2", "dtlz3", "dtlz4") and objectives in (2, 3):
        simplex = _simplex(objectives)
        if function == "dtlz1":
            return -0.5 * simplex
        return -np.sqrt(simplex)  # x1^2 + ... = 1
    return None


_CURVES: dict[str, Callable[[Floats], Floats]] = {
    "zdt1": lambda x: 1.0 - np.sqrt(x), "zdt4": lambda x: 1.0 - np.sqrt(x),
    "zdt2": lambda x: 1.0 - x ** 2, "zdt6": lambda x: 1.0 - x ** 2,
    "zdt3": lambda x: 1.0 - np.sqrt(x) - x * np.sin(10.0 * np.pi * x)}


def _without_dominated(front: Floats) -> Floats:
    """front: by the first value, less is better; what an earlier one dominates becomes NaN."""
    least = np.minimum.accumulate(front[:, 1])
    return np.where((front[:, 1] <= least)[:, None], front, np.nan)


def _simplex(objectives: int) -> Floats:
    """Points whose coordinates are not negative and add up to 1, evenly spaced."""
    if objectives == 2:
        x = np.linspace(0.0, 1.0, POINTS)
        return np.column_stack([x, 1.0 - x])
    steps = 24
    return np.array([(i, j, steps - i - j) for i in range(steps + 1)
                     for j in range(steps + 1 - i)]) / steps


def of_trial(trial: TrialFile) -> Optional[Floats]:
    """The front of the test function that the trial is about; None for any other problem."""
    if trial.attributes["problem"] != "benchmark":
        return None
    problem = config.parse(trial.attributes["config"]).get("problem", {})
    return exact(str(problem.get("function", "")), len(trial.objectives))
