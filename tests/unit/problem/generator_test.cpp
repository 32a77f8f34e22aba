// If these fail, a user's generator draws other pictures than its blocks say, fitness depends on
// the batch, or generators, networks, scorers and targets cannot be combined as the experiment
// asks.
#include <gtest/gtest.h>
#include <torch/script.h>

#include <cmath>
#include <filesystem>

#include "genome/real_vector/block_options.h"
#include "objective/registry.h"
#include "problem/image_match/torch/image_match.h"
#include "problem/registry.h"
#include "support/error.h"
#include "tests/support/paths.h"

namespace moai {
namespace {

std::string saved(const char* name, const char* forward) {
  torch::jit::Module module("module");
  module.define(std::string(forward) + "\n");
  const auto path = std::filesystem::path(::testing::TempDir()) / name;
  module.save(path.string());
  return path.string();
}

// Colour c of pixel (y,x) is sigmoid(shade[c,0] * y + shade[c,1] * x + level[c]).
std::string slopes() {
  return saved("slopes.pt", R"(
    def forward(self, shade, level):
        line = torch.linspace(-1.0, 1.0, 40, dtype=shade.dtype, device=shade.device)
        y = line.view(1, 1, 40, 1)
        x = line.view(1, 1, 1, 40)
        a = shade[:, :, 0].view(-1, 3, 1, 1)
        b = shade[:, :, 1].view(-1, 3, 1, 1)
        return torch.sigmoid(a * y + b * x + level.view(-1, 3, 1, 1))
  )");
}

std::string brightness() {
  return saved("brightness.pt", R"(
    def forward(self, x):
        return torch.stack([x.mean([1, 2, 3]), x[:, 0].mean([1, 2]) - x[:, 2].mean([1, 2])], 1)
  )");
}

ObjectiveOptions scorer() {
  ObjectiveOptions options;
  options.type = torchscript_index();
  options.script.file = brightness();
  options.outputs = {"brightness", "warmth"};
  return options;
}

ImageMatchOptions with_generator() {
  ImageMatchOptions options = torchscript_defaults();
  options.size = {40, 40};
  options.generator.script.file = slopes();
  options.generator.batch = 4;
  options.genome.as<BlocksOptions>().blocks.resize(2);
  options.genome.as<BlocksOptions>().blocks[0].shape = {3, 2};
  options.genome.as<BlocksOptions>().blocks[1].shape = {3};
  options.objectives = {scorer()};
  options.normalisation.images = 20;
  return options;
}

std::vector<const Genome*> pointers(const std::vector<Genome>& genomes) {
  std::vector<const Genome*> result;
  for (const Genome& genome : genomes) result.push_back(&genome);
  return result;
}

std::string refusal(const ImageMatchOptions& options) {
  try {
    check(options);
    ImageMatch(options, {}, std::nullopt);
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}

Image grey(std::int64_t side) {
  return {side, side, std::vector<float>(static_cast<std::size_t>(3 * side * side), 0.5f)};
}

TEST(Generator, BlocksReachItInOrderAndShape) {
  const ImageMatch problem(with_generator(), {}, std::nullopt);
  Genome genome = RealVector{{0, 0, 1, 0, 0, 0, 0.5, 0, -0.5}};  // green rises with y
  const Genome* pointer = &genome;
  const Image image = problem.images({&pointer, 1}, 40, 40)->front();
  const auto sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
  const std::size_t plane = 1600;
  EXPECT_NEAR(image.values[0], sigmoid(0.5), 1e-6);
  EXPECT_NEAR(image.values[plane], sigmoid(-1.0), 1e-6);
  EXPECT_NEAR(image.values[2 * plane - 1], sigmoid(1.0), 1e-6);
  EXPECT_NEAR(image.values[2 * plane + 7], sigmoid(-0.5), 1e-6);
  const Evaluation evaluation = problem.evaluate({&pointer, 1});
  EXPECT_NEAR(evaluation.fitness(0, 1), sigmoid(0.5) - sigmoid(-0.5), 1e-6);
}

TEST(Generator, PicturesAndFitnessDoNotDependOnTheBatch) {
  const ImageMatch problem(with_generator(), {}, std::nullopt);
  const auto genomes = problem.genome_space().initial(11, RandomSource{5}, 0, 0);
  const auto all = pointers(genomes);
  const Evaluation together = problem.evaluate(all);
  for (const std::size_t k : {0u, 4u, 10u}) {
    const Evaluation alone = problem.evaluate({&all[k], 1});
    for (std::size_t m = 0; m < 2; ++m) EXPECT_EQ(together.fitness(k, m), alone.fitness(0, m)) << k;
  }
}

TEST(Generator, PicturesOfAnotherSizeAreScaled) {
  ImageMatchOptions options = with_generator();
  options.size = {20, 10};
  const ImageMatch problem(options, {}, std::nullopt);
  EXPECT_EQ(problem.picture_size(), (std::array<std::int64_t, 2>{20, 10}));
  const auto genomes = problem.genome_space().initial(2, RandomSource{5}, 0, 0);
  const auto images = problem.images(pointers(genomes), 20, 10);
  EXPECT_EQ(images->front().height, 20);
  EXPECT_EQ(images->front().width, 10);
}

TEST(Generator, WithoutATargetTheRangeIsThatOfTheReferences) {
  const ImageMatch problem(with_generator(), {}, std::nullopt);
  EXPECT_FALSE(problem.target());
  EXPECT_EQ(problem.normalisation().minimum[0], 0.0);  // black and white are among them
  EXPECT_EQ(problem.normalisation().maximum[0], 1.0);
  EXPECT_LT(problem.normalisation().minimum[1], 0.0);
  EXPECT_GT(problem.normalisation().maximum[1], 0.0);
}

TEST(Generator, ComesCloseToATargetToo) {
  ImageMatchOptions options = with_generator();
  ObjectiveOptions mse;
  options.objectives.push_back(mse);
  const ImageMatch problem(options, {}, grey(50));
  const Genome same = RealVector{std::vector<double>(9, 0.0)};
  const Genome* pointer = &same;
  EXPECT_EQ(problem.objectives().back().name, "mse");
  EXPECT_NEAR(problem.evaluate({&pointer, 1}).fitness(0, 2), problem.normalisation().maximum[2],
              1e-9);
}

TEST(Generator, NetworksPleaseScorersWithoutATarget) {
  ImageMatchOptions options;
  options.objectives = {scorer()};
  options.normalisation.images = 10;
  const ImageMatch problem(options, {}, std::nullopt);
  const auto genomes = problem.genome_space().initial(3, RandomSource{5}, 0, 0);
  const Evaluation evaluation = problem.evaluate(pointers(genomes));
  EXPECT_EQ(evaluation.fitness.columns(), 2u);
}

TEST(Generator, HalfPrecisionIsNearSingle) {
  ImageMatchOptions options = with_generator();
  const ImageMatch single(options, {}, std::nullopt);
  options.generator.script.precision = ScriptPrecision::bfloat16;
  const ImageMatch half(options, {}, std::nullopt);
  const auto genomes = single.genome_space().initial(5, RandomSource{5}, 0, 0);
  const auto a = single.evaluate(pointers(genomes)), b = half.evaluate(pointers(genomes));
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(a.fitness(k, 0), b.fitness(k, 0), 0.01);
    EXPECT_NE(a.fitness(k, 0), b.fitness(k, 0));
  }
}

TEST(Generator, WhatDoesNotFitIsTold) {
  ImageMatchOptions options = with_generator();
  options.generator.script.file.clear();
  EXPECT_NE(refusal(options).find("problem.generator: not given"), std::string::npos);
  options = with_generator();
  options.genome.choose("cppn");
  EXPECT_NE(refusal(options).find("problem.generator: given for a genome that draws itself"),
            std::string::npos);
  options = with_generator();
  options.objectives.push_back({});
  EXPECT_NE(refusal(options).find("problem.target: not given"), std::string::npos);
  options = with_generator();
  options.genome.as<BlocksOptions>().blocks.pop_back();
  EXPECT_NE(refusal(options).find("slopes.pt' failed ("), std::string::npos);
  options = with_generator();
  options.generator.script.file = brightness();
  options.genome.as<BlocksOptions>().blocks.resize(1);
  options.genome.as<BlocksOptions>().blocks[0].shape = {3, 5, 5};
  EXPECT_EQ(refusal(options).find("problem.generator.file: "), 0u);
  EXPECT_NE(refusal(options).find("of shape [4, 2] for 4 genomes"), std::string::npos);
  options.generator.script.file =
      saved("bytes.pt", "def forward(self, x):\n  return (x * 255).to(0)");
  options.genome.as<BlocksOptions>().blocks[0].shape = {3, 40, 40};
  EXPECT_NE(refusal(options).find("of whole numbers"), std::string::npos);
  options.generator.script.file = saved("pair.pt", "def forward(self, x):\n  return (x, x)");
  EXPECT_NE(refusal(options).find("returns a tuple"), std::string::npos);
  options.generator.script.file = testing::source_file("README.md");
  EXPECT_NE(refusal(options).find("is no TorchScript module (it is no archive"), std::string::npos);
}

TEST(Generator, OnlyNetworksAreRefined) {
  ProblemOptions options;
  options.choose("torchscript");
  options.as<ImageMatchOptions>() = with_generator();
  EXPECT_THROW(options->check_refinement({}), UserError);
}

}  // namespace
}  // namespace moai
