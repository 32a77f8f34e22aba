// If these fail, refinement steps elsewhere than Adam does, makes a genome worse, never stops, or
// what becomes of a genome depends on its neighbours.
#include "problem/descent.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace moai {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Descent steps(std::int64_t count) {
  return {count, 0.1, 1000, 0.0, 0.0};
}

/// loss = sum of (p - 1)^2 of each genome.
Losses bowl(std::span<const std::size_t> active, const Parameters& parameters, bool gradients) {
  Losses losses;
  for (const std::size_t i : active) {
    double loss = 0.0;
    std::vector<float> slope;
    for (const float p : parameters[i]) {
      loss += (p - 1.0) * (p - 1.0);
      slope.push_back(2.0F * (p - 1.0F));
    }
    losses.loss.push_back(loss);
    if (gradients) losses.gradient.push_back(slope);
  }
  return losses;
}

TEST(RefineDescent, StepsAsAdamDoes) {
  // torch.optim.Adam([3.0, -1.0], lr=0.1) on the same loss, after 1, 2 and 5 steps.
  const auto after = [](std::int64_t count) {
    return descend({{3.0F, -1.0F}}, steps(count), bowl);
  };
  EXPECT_NEAR(after(1).parameters[0][0], 2.9, 1e-6);
  EXPECT_NEAR(after(1).parameters[0][1], -0.9, 1e-6);
  EXPECT_NEAR(after(2).parameters[0][0], 2.8001666, 1e-6);
  EXPECT_NEAR(after(5).parameters[0][0], 2.5029559, 1e-6);
  EXPECT_NEAR(after(5).parameters[0][1], -0.5029560, 1e-6);
  EXPECT_EQ(after(5).steps[0], 5u);
  EXPECT_LT(std::abs(descend({{3.0F, -1.0F}}, steps(400), bowl).parameters[0][0] - 1.0), 1e-2);
}

TEST(RefineDescent, GenomesDoNotDependOnTheirNeighbours) {
  const Parameters starts = {{3.0F, -1.0F}, {}, {0.5F}, {1.0F, 1.0F}, {-7.0F, 2.0F, 9.0F}};
  Descent descent = steps(60);
  descent.patience = 3;
  descent.minimum_improvement = 0.05;
  const Descended together = descend(starts, descent, bowl);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const Descended alone = descend({starts[i]}, descent, bowl);
    EXPECT_EQ(alone.parameters[0], together.parameters[i]) << i;
    EXPECT_EQ(alone.steps[0], together.steps[i]) << i;
  }
  EXPECT_EQ(together.steps[1], 0u);  // nothing to train
  EXPECT_EQ(together.steps[3], 1u);  // no slope at the bottom
  EXPECT_LT(together.steps[2], together.steps[4]);
}

TEST(RefineDescent, KeepsTheBestThatItSaw) {
  // A rate that leaps over the bottom: the start is better than all that follows.
  Descent descent = steps(4);
  descent.learning_rate = 50.0;
  EXPECT_EQ(descend({{1.5F}}, descent, bowl).parameters[0], std::vector<float>{1.5F});
  // The last step counts, too: one step is an improvement.
  EXPECT_NEAR(descend({{3.0F}}, steps(1), bowl).parameters[0][0], 2.9, 1e-6);
}

TEST(RefineDescent, StopsWhereNothingImproves) {
  Descent descent = steps(100);
  descent.patience = 5;
  descent.minimum_improvement = 1e3;
  EXPECT_EQ(descend({{3.0F}}, descent, bowl).steps[0], 6u);  // the first loss is an improvement
}

TEST(RefineDescent, NumbersThatAreNoneDoNoHarm) {
  const auto broken = [](std::span<const std::size_t> active, const Parameters& parameters,
                         bool gradients) {
    Losses losses = bowl(active, parameters, gradients);
    for (std::size_t k = 0; k < active.size(); ++k) {
      if (active[k] == 0) losses.loss[k] = nan;
      if (gradients && active[k] == 1) losses.gradient[k][0] = static_cast<float>(nan);
    }
    return losses;
  };
  const Descended found = descend({{3.0F, -1.0F}, {3.0F, -1.0F}}, steps(10), broken);
  EXPECT_EQ(found.parameters[0], (std::vector<float>{3.0F, -1.0F}));
  EXPECT_EQ(found.parameters[1][0], 3.0F);
  EXPECT_GT(found.parameters[1][1], -0.5F);
}

}  // namespace
}  // namespace moai
