#pragma once
// A genome of real variables. Bounds, blocks and operators: real_vector_space.h.

#include <tuple>
#include <vector>

#include "support/fields.h"

namespace moai {

struct RealVector {
  std::vector<double> values;

  bool operator==(const RealVector&) const = default;

  static constexpr auto fields() { return std::tuple(part(&RealVector::values)); }
};

}  // namespace moai
