#pragma once
// The WFG functions: any number of objectives, variables scaled by 2i and objectives by 2m.
// S. Huband, P. Hingston, L. Barone, L. While, IEEE TEC 10(5), 2006.

#include "problem/benchmark/test_function.h"

namespace moai {

/// Position variables: 4 with two objectives, otherwise 2(M-1). The rest are distance variables.
std::size_t wfg_positions(std::size_t objectives);

/// number: 1 to 9; objectives >= 2; variables > wfg_positions(objectives), by an even number for
/// WFG2 and WFG3. WFG2's front is a sample without its dominated points. With more than two
/// objectives the line given for WFG3 is the authors' front; points off it may be non-dominated
/// too.
TestFunction make_wfg(int number, std::size_t variables, std::size_t objectives);

}  // namespace moai
