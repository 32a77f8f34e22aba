"""A family of three general aviation aircraft, for two, four and six people: nine of the properties that a buyer looks
at, the worst of the family each, and how unlike the three are, under eighteen constraints; by response surfaces.

    python3 aircraft.py aircraft.csv         # serves moai; the table holds the response surfaces

T. W. Simpson, W. Chen, J. K. Allen, F. Mistree, AIAA/USAF/NASA/ISSMO Symposium on Multidisciplinary Analysis and
Optimization 6, 1996; with the ten objectives of R. Shah, P. M. Reed, T. W. Simpson, in: Multi-objective Evolutionary
Optimisation for Product Design and Manufacturing, Springer, 2011. Equal to the authors' program on 3,000 random designs
but for the eighth digit.
"""
import sys

import numpy

import moai_problem

MIDDLE = numpy.array([0.36, 9.0, 3.0, 5.734, 22.0, 97.5, 17.0, 3.375, 0.73])  # of the variables' ranges
HALF = numpy.array([0.12, 2.0, 3.0, 0.234, 3.0, 12.5, 3.0, 0.375, 0.27])
FAMILY = 3
SURFACES = numpy.genfromtxt(sys.argv[1], delimiter=",", skip_header=1)[:, 2:].reshape(FAMILY, 9, 55)

# noise [dB], empty weight [lb], operating cost [$/h], roughness, fuel weight [lb], price [$], range [nm], lift/drag,
# cruise speed [kn]: the most (the least, of range) that each aircraft may have
MOST = {0: (75.0,) * 3, 1: (2200.0,) * 3, 2: (80.0,) * 3, 3: (2.0,) * 3, 4: (450.0, 475.0, 500.0)}
RANGE, LEAST_RANGE = 6, 2000.0
LARGER_IS_BETTER = [6, 7, 8]


def evaluate(x):
    v = (x.reshape(-1, FAMILY, 9) - MIDDLE) / HALF
    first, second = numpy.triu_indices(9, 1)
    terms = numpy.concatenate([numpy.ones_like(v[..., :1]), v, v[..., first] * v[..., second], v * v], axis=2)
    # One row at a time, each in the same order: a row's sum must not depend on how many there are.
    responses = numpy.array([(SURFACES * row[:, None, :]).sum(axis=2) for row in terms])  # (N, aircraft, property)
    worst = responses.max(axis=1)
    worst[:, LARGER_IS_BETTER] = responses[:, :, LARGER_IS_BETTER].min(axis=1)
    unlike = numpy.sqrt(((v - v.mean(axis=1, keepdims=True)) ** 2).sum(axis=(1, 2)))
    constraints = [responses[:, :, p] / limit - 1.0 for p, limit in MOST.items()]
    constraints.append(1.0 - responses[:, :, RANGE] / LEAST_RANGE)
    return numpy.column_stack([worst, unlike]), numpy.concatenate(constraints, axis=1)


moai_problem.serve(evaluate, variables=27, objectives=10, constraints=18)
