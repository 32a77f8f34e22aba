#pragma once
// A constrained function whose front is known in closed form.
// K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, IEEE TEC 6(2), 2002, table V.

#include "problem/benchmark/test_function.h"

namespace moai {

/// CONSTR: two variables, two objectives, two constraints; the front's left part lies on the first.
TestFunction make_constr();

}  // namespace moai
