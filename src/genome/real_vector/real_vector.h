#pragma once
// A genome of real variables. Bounds, blocks and operators: real_vector_space.h.

#include <vector>

namespace moai {

struct RealVector {
  std::vector<double> values;

  bool operator==(const RealVector&) const = default;
};

}  // namespace moai
