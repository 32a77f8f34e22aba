// If these fail, children of real-vector parents are not distributed as Deb's bounded operators
// prescribe, or leave their bounds, and every run of NSGA-II and Omni on real vectors is off.

#include "genome/real_vector/operators.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "support/random.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

TEST(RealVectorOperators, AgreeWithExactValues) {
  std::ifstream in(testing::data_file("moo/operators.txt"));
  ASSERT_TRUE(in);
  std::string kind;
  int checked = 0;
  while (in >> kind) {
    double a = 0, b = 0, lower = 0, upper = 0, index = 0, u = 0, below = 0, above = 0;
    if (kind == "sbx") {
      in >> a >> b >> lower >> upper >> index >> u >> below >> above;
      const auto [x, y] = sbx_children(a, b, lower, upper, index, u);
      EXPECT_NEAR(x, below, 1e-12 * std::max(1.0, std::abs(below)));
      EXPECT_NEAR(y, above, 1e-12 * std::max(1.0, std::abs(above)));
    } else {
      in >> a >> lower >> upper >> index >> u >> below;
      EXPECT_NEAR(polynomially_mutated(a, lower, upper, index, u), below,
                  1e-12 * std::max(1.0, std::abs(below)));
    }
    ++checked;
  }
  EXPECT_EQ(checked, 48);
}

TEST(RealVectorOperators, NeverLeaveTheBounds) {
  RandomStream rng = RandomSource{7}.stream(Purpose::mutation);
  for (int round = 0; round < 20000; ++round) {
    const double lower = rng.uniform(-5.0, 0.0), upper = rng.uniform(0.1, 5.0);
    const auto pick = [&] {
      const std::uint32_t way = rng.below(4);
      return way == 0 ? lower : way == 1 ? upper : rng.uniform(lower, upper);
    };
    const double a = pick(), b = pick(), index = rng.uniform(0.0, 100.0);
    const double u = rng.below(5) == 0 ? 0.0 : rng.uniform();
    const double mutant = polynomially_mutated(a, lower, upper, index, u);
    EXPECT_TRUE(mutant >= lower && mutant <= upper) << mutant;
    if (std::abs(a - b) <= 1e-14) continue;
    const auto [x, y] = sbx_children(a, b, lower, upper, index, u);
    EXPECT_TRUE(x >= lower && x <= upper && y >= lower && y <= upper) << x << " " << y;
    EXPECT_LE(x, y);
  }
}

}  // namespace
}  // namespace moai
