#pragma once
// The DTLZ functions: any number of objectives.
// K. Deb, L. Thiele, M. Laumanns, E. Zitzler, "Scalable test problems for evolutionary
// multiobjective optimization", in Evolutionary Multiobjective Optimization, Springer 2005.

#include "problem/benchmark/test_function.h"

namespace moai {

/// number: 1 to 7; objectives >= 2; variables >= objectives. With more than 3 objectives the curve
/// given for DTLZ5 and DTLZ6 is the authors' front; points off it may be non-dominated too.
TestFunction make_dtlz(int number, std::size_t variables, std::size_t objectives);

/// DTLZ2 with the angles of its sphere drawn together, so that the objectives agree or disagree
/// more than they do there. The front is a known part of the unit sphere for every value.
/// correlation c in [-1,1]:
///  c = 0  DTLZ2 as published.
///  c > 0  every angle keeps the share 1-c of its distance from the direction in which all
///         objectives are equal; c = 1: all objectives are the same multiple of 1+g.
///  c < 0  the first ceil(M/2) objectives and the rest are two camps. x1 alone trades one camp
///         against the other; the angles within a camp are drawn together by 1-|c|. At c = -1
///         the objectives of a camp are equal and the camps are opposed.
TestFunction make_correlated_dtlz2(std::size_t variables, std::size_t objectives,
                                   double correlation);

}  // namespace moai
