#pragma once
// Multi-modal multi-objective functions: several pieces of the Pareto set have the same image, and
// a good algorithm finds them all.
//
// OmniTest: K. Deb, S. Tiwari, EJOR 185(3), 2008. SYM-PART: G. Rudolph, B. Naujoks, M. Preuss, EMO
// 2007. MMF: C. Yue, B. Qu, K. Yu, J. Liang, X. Li, Swarm and Evolutionary Computation 48, 2019,
// in the form of the CEC 2019 and 2020 competitions (its code takes decimal logarithms in MMF11,
// MMF12 and MMF15, and two pieces wherever their number is free).

#include <string_view>

#include "problem/benchmark/test_function.h"

namespace moai {

/// f1 = sum of sin(pi x), f2 = sum of cos(pi x), x in [0,6]^n. The set is known up to 8 variables.
TestFunction make_omni_test(std::size_t variables);

/// Nine segments in [-20,20]^2, upright or rotated by 45 degrees.
TestFunction make_sym_part(bool rotated);

/// name: mmf1, mmf1_z, mmf1_e, mmf2 ... mmf12; two variables, two objectives.
TestFunction make_mmf(std::string_view name);

/// mmf14, mmf14_a or mmf15: as many variables as objectives.
TestFunction make_spherical_mmf(std::string_view name, std::size_t objectives);

}  // namespace moai
