"""Through moai_problem: ZDT1 of all rows at once."""
import numpy

import moai_problem


def zdt1(x):
    g = 1.0 + 9.0 * x[:, 1:].mean(axis=1)
    return numpy.column_stack([x[:, 0], g * (1.0 - numpy.sqrt(x[:, 0] / g))])


moai_problem.serve(zdt1)
