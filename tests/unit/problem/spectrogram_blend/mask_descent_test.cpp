// If these fail, gradient descent on masks goes another way than the losses do, its seeds are not
// those of the document, or they depend on who else is seeded.
#include "problem/spectrogram_blend/torch/mask_descent.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "problem/spectrogram_blend/torch/mask_seeds.h"
#include "problem/spectrogram_blend/torch/spectrogram_blend.h"
#include "tests/unit/problem/spectrogram_blend/samples.h"

namespace moai {
namespace {

using namespace blend_samples;

class Descent : public ::testing::Test {
 protected:
  GridShape shape_{64, 16, 5.0, GridBorder::repeat};
  BlendLosses losses_{blend_sources(picture(), sound(), "cpu").proxy, shape_};
};

double loss_of(const BlendLosses& losses, const at::Tensor& values, const BlendWeights& weights) {
  const at::Tensor both = losses.losses(values).to(at::kDouble);
  return weights[0] * both[0].item<double>() + weights[1] * both[1].item<double>();
}

TEST_F(Descent, GradientAgreesWithFiniteDifferences) {
  const BlendWeights weights = {3.0, 0.7};
  const at::Tensor values = to_grid(formula_mask(), shape_, "cpu");
  const BlendLosses::Slope slope = losses_.slope(values, weights);
  EXPECT_TRUE(at::equal(slope.losses, losses_.losses(values)));
  // Along random directions, so that the differences stand out of float32's rounding.
  for (int trial = 0; trial < 6; ++trial) {
    std::vector<float> numbers(64 * 16);
    RandomStream rng = RandomSource{3}.stream(Purpose::problem, 0, trial);
    for (float& number : numbers) number = static_cast<float>(rng.normal());
    // A smooth direction and a rough one.
    at::Tensor direction = at::tensor(at::ArrayRef(numbers), at::kFloat).view({64, 16});
    if (trial % 2 == 0) direction = direction.abs();
    const double h = 2e-3;
    const double difference = (loss_of(losses_, values + h * direction, weights) -
                               loss_of(losses_, values - h * direction, weights)) /
                              (2.0 * h);
    const double expected = (slope.gradient * direction).sum().item<double>();
    const double scale = slope.gradient.norm().item<double>();
    EXPECT_NEAR(difference, expected, 5e-3 * std::max(std::abs(expected), scale)) << trial;
  }
}

TEST_F(Descent, TheFirstStepOfAdamIsTheLearningRateDownhill) {
  const at::Tensor logits = at::zeros({64, 16});
  const BlendWeights weights = {20.0 * 0.5, 0.5};
  MaskDescent descent(losses_, logits, weights, 0.05);
  const at::Tensor slope = losses_.slope(at::full({64, 16}, 0.5f), weights).gradient;
  descent.step();
  const at::Tensor moved = descent.values().logit();
  const at::Tensor off = (moved + 0.05 * slope.sign()).abs();
  const at::Tensor steep = slope.abs().gt(1e-4);  // elsewhere Adam's epsilon has its part
  EXPECT_GT(steep.sum().item<int>(), 500);
  EXPECT_LT(off.masked_select(steep).max().item<double>(), 1e-4);
}

TEST_F(Descent, LossesFallUnderDescent) {
  for (const BlendWeights& weights : {BlendWeights{16.0, 0.2}, {1.0, 0.9}, {0.1, 0.9}}) {
    MaskDescent descent(losses_, at::zeros({64, 16}), weights, 0.05);
    const double before = loss_of(losses_, descent.values(), weights);
    for (int step = 0; step < 60; ++step) descent.step();
    EXPECT_LT(loss_of(losses_, descent.values(), weights), 0.8 * before);
  }
}

TEST(SeedWeights, FallWithTheFourthPowerAndAreBoosted) {
  SeedOptions options;
  options.kind = SeedOptions::Kind::pareto;
  const auto weights = seed_weights(options);
  ASSERT_EQ(weights.size(), 10u);
  EXPECT_DOUBLE_EQ(weights[0][0], 20.0);
  EXPECT_DOUBLE_EQ(weights[0][1], 0.0);
  EXPECT_NEAR(weights[3][0], 20.0 * std::pow(6.0 / 9.0, 4.0), 1e-12);
  EXPECT_NEAR(weights[3][1], 1.0 - std::pow(6.0 / 9.0, 4.0), 1e-12);
  EXPECT_DOUBLE_EQ(weights[9][0], 0.0);
  options.kind = SeedOptions::Kind::single;
  options.preset = SeedOptions::Preset::better_image;
  EXPECT_DOUBLE_EQ(seed_weights(options)[0][0], 16.0);
  options.visual_weight = 0.25;
  EXPECT_DOUBLE_EQ(seed_weights(options)[0][0], 5.0);
  EXPECT_DOUBLE_EQ(seed_weights(options)[0][1], 0.75);
}

TEST_F(Descent, SeedsLieAlongTheFrontBetweenTheirAnchors) {
  SeedOptions options;
  options.kind = SeedOptions::Kind::pareto;
  options.count = 5;
  options.steps = 42;
  const SeedGenomes seeds = mask_seeds(options, losses_, shape_, 100, RandomSource{1, 2, 3}, "cpu");
  ASSERT_EQ(seeds.genomes.size(), 5u);
  EXPECT_EQ(seeds.gradient_steps, 3u * 42);  // anchors are held, not descended
  ASSERT_EQ(seeds.path.size(), 5u * 9);      // 5, 10, ... 40, 42
  EXPECT_EQ(seeds.path.front().step, 5u);
  EXPECT_EQ(seeds.path.back().step, 42u);
  EXPECT_EQ(std::get<RealVector>(seeds.genomes.front()).values, std::vector(1024u, 1.0));
  const auto last = std::span(seeds.path).last(5);
  EXPECT_NEAR(last[0].fitness[0], 0.0, 1e-5);
  EXPECT_NEAR(last[0].fitness[1], -1.0, 1e-5);
  EXPECT_NEAR(last[4].fitness[0], -1.0, 1e-5);
  EXPECT_NEAR(last[4].fitness[1], 0.0, 1e-5);
  for (int k = 1; k < 5; ++k) {
    EXPECT_LT(last[k].fitness[0], last[k - 1].fitness[0]) << k;
    EXPECT_GT(last[k].fitness[1], last[k - 1].fitness[1]) << k;
  }
}

TEST_F(Descent, ASeedDoesNotDependOnTheOthers) {
  SeedOptions options;
  options.kind = SeedOptions::Kind::pareto;
  options.steps = 10;
  const RandomSource source{1, 2, 3};
  const SeedGenomes all = mask_seeds(options, losses_, shape_, 100, source, "cpu");
  const SeedGenomes some = mask_seeds(options, losses_, shape_, 4, source, "cpu");
  ASSERT_EQ(some.genomes.size(), 4u);
  for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(some.genomes[k], all.genomes[k]) << k;
  const SeedGenomes other = mask_seeds(options, losses_, shape_, 4, RandomSource{1, 2, 4}, "cpu");
  EXPECT_NE(other.genomes[1], some.genomes[1]);
}

TEST_F(Descent, RefinementNeverMakesAMaskWorseAndStopsByItself) {
  const at::Tensor values = to_grid(formula_mask(), shape_, "cpu");
  const BlendWeights weights = {2.0, 1.0};
  const auto refined = [&](const BlendWeights& w, moai::Descent how) {
    return refined_mask(losses_, values, w, how);
  };
  const RefinedMask better = refined(weights, {30, 0.05, 5, 0.0, 0.0});
  EXPECT_EQ(better.steps, 30u);
  EXPECT_LT(loss_of(losses_, better.values, weights), 0.9 * loss_of(losses_, values, weights));
  // Steps that leap over the valley: nothing is taken over that is not better.
  const RefinedMask leap = refined(weights, {3, 1e3, 5, 0.0, 0.0});
  if (leap.values.defined()) {
    EXPECT_LT(loss_of(losses_, leap.values, weights), loss_of(losses_, values, weights));
  }
  // An improvement that no step can reach: patience ends it, after the start's gradient and 4 more.
  EXPECT_EQ(refined(weights, {30, 0.05, 4, 0.9, 0.0}).steps, 5u);
  const RefinedMask alone = refined({0.0, 0.0}, {30, 0.05, 5, 0.0, 0.0});
  EXPECT_EQ(alone.steps, 0u);
  EXPECT_FALSE(alone.values.defined());
}

TEST_F(Descent, WhatBecomesOfAGenomeDoesNotDependOnTheOthers) {
  const SpectrogramBlend problem({}, {}, picture(), sound());
  const auto genomes = problem.genome_space().initial(5, RandomSource{8, 0, 0}, 0, 0);
  std::vector<const Genome*> all, one = {&genomes[3]};
  for (const Genome& genome : genomes) all.push_back(&genome);
  const Matrix weights(5, 2, {1, 0, 0, 1, 0, 0, 3, 1, 1, 1});
  const moai::Descent how{8, 0.05, 5, 0.0, 0.0};
  const Refinement together = problem.refined({all, weights, how});
  const Refinement alone = problem.refined({one, Matrix(1, 2, {3, 1}), how});
  EXPECT_EQ(together.genomes[3], alone.genomes[0]);
  EXPECT_EQ(together.genomes[2], genomes[2]);  // no weights, left alone
  EXPECT_EQ(together.steps[2], 0u);
  const Evaluation before = problem.evaluate(all);
  EXPECT_GT(problem.evaluate(std::vector{&together.genomes[0]}).fitness(0, 0),
            before.fitness(0, 0));
}

}  // namespace
}  // namespace moai
