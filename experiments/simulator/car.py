"""Car side impact with nine objectives: weight, and eight loads and speeds of a crash, by response surfaces.

K. Deb, S. Gupta, D. Daum, J. Branke, A. K. Mall, D. Padmanabhan, IEEE TEC 13(5), 2009; in the form of problem RE91 of
R. Tanabe, H. Ishibuchi, Applied Soft Computing 89, 2020, but with the four uncertain parameters at their means (with
these, equal bit for bit to the authors' own program on 2,000 random designs).
"""
import numpy

import moai_problem


def evaluate(x):
    a, b, c, d, e, f, g = x.T
    barrier = 0.345, 0.192  # yield stresses of the B-pillar's and floor's materials; heights are at their mean, 0
    s, t = barrier
    force = 1.16 - 0.3717 * b * d - 0.484 * c * t
    upper = 28.98 + 3.818 * c - 4.2 * a * b + 6.63 * f * t - 7.77 * g * s
    middle = 33.86 + 2.95 * c - 5.057 * a * b - 11.0 * b * s - 9.98 * g * s + 22.0 * s * t
    lower = 46.36 - 9.9 * b - 12.9 * a * s
    return numpy.column_stack([
        1.98 + 4.9 * a + 6.67 * b + 6.98 * c + 4.01 * d + 1.75 * e + 0.00001 * f + 2.73 * g,
        numpy.maximum(force, 0.0),
        numpy.maximum((0.261 - 0.0159 * a * b - 0.188 * a * s - 0.019 * b * g + 0.0144 * c * e + 0.08045 * f * t)
                      / 0.32, 0.0),
        numpy.maximum((0.214 + 0.00817 * e - 0.131 * a * s - 0.0704 * a * t + 0.03099 * b * f - 0.018 * b * g
                       + 0.0208 * c * s + 0.121 * c * t - 0.00364 * e * f - 0.018 * b * b) / 0.32, 0.0),
        numpy.maximum((0.74 - 0.61 * b - 0.163 * c * s - 0.166 * g * t + 0.227 * b * b) / 0.32, 0.0),
        numpy.maximum((upper + middle + lower) / 3.0 / 32.0, 0.0),
        numpy.maximum((4.72 - 0.5 * d - 0.19 * b * c) / 4.0, 0.0),
        numpy.maximum((10.58 - 0.674 * a * b - 1.95 * b * s) / 9.9, 0.0),
        numpy.maximum((16.45 - 0.489 * c * g - 0.843 * e * f) / 15.7, 0.0)])


moai_problem.serve(evaluate, variables=7, objectives=9)
