#pragma once
// How many times longer than usual something may take in this build: sanitizers are slow.
//
//   EXPECT_LT(seconds, 10.0 * patience());      // MOAI_PATIENCE, which CMake gives to every test

#include <cstdlib>

namespace moai {

inline double patience() {
  const char* const times = std::getenv("MOAI_PATIENCE");
  return times == nullptr ? 1.0 : std::atof(times);
}

}  // namespace moai
