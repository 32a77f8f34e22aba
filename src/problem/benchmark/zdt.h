#pragma once
// The ZDT functions: two objectives and fronts of different shapes.
// E. Zitzler, K. Deb, L. Thiele, "Comparison of multiobjective evolutionary algorithms: empirical
// results", Evolutionary Computation 8(2), 2000.

#include "problem/benchmark/test_function.h"

namespace moai {

/// number: 1, 2, 3, 4 or 6 (ZDT5 takes bit strings); variables >= 2.
TestFunction make_zdt(int number, std::size_t variables);

}  // namespace moai
