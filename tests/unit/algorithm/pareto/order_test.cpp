// If these fail, sorting and crowding see objectives in the wrong order.
#include "algorithm/pareto/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "support/random.h"

namespace moai {
namespace {

std::vector<std::uint32_t> expected_order(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto worst_if_nan = [](double v) {
    return std::isnan(v) ? -std::numeric_limits<double>::infinity() : v;
  };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return worst_if_nan(values[a]) > worst_if_nan(values[b]);
  });
  return order;
}

TEST(DescendingOrder, IsTheStableOne) {
  DescendingOrder sorter;
  std::vector<std::uint32_t> order;
  auto rng = RandomSource{1, 0, 0}.stream(Purpose::problem);
  const double inf = std::numeric_limits<double>::infinity();
  const double special[] = {std::nan(""), inf, -inf, 0.0, -0.0, 5e-324, -1e308, 1e308};
  for (std::size_t size : {0u, 1u, 2u, 47u, 48u, 1000u, 5000u})
    for (int kind = 0; kind < 6; ++kind) {
      std::vector<double> values(size);
      for (double& value : values) {
        if (kind == 0) value = rng.uniform();
        if (kind == 1) value = rng.normal();
        if (kind == 2) value = rng.below(7);
        if (kind == 3) value = special[rng.below(8)];
        if (kind == 4) value = rng.coin(0.5) ? 1.0 + 1e-15 * rng.below(9) : -1e300 * rng.uniform();
        if (kind == 5) value = 42.0;
      }
      sorter.sort(values, order);
      ASSERT_EQ(order, expected_order(values)) << size << " values of kind " << kind;
    }
}

}  // namespace
}  // namespace moai
