// If these fail, refinement makes pictures worse by the objectives that it was asked for, or what
// becomes of a network depends on what is refined with it, so that the same seed no longer gives
// the same run.
#include "problem/image_match/torch/refine_pictures.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>

#include "problem/image_match/torch/image_match.h"
#include "support/error.h"

namespace moai {
namespace {

Image target() {
  Image image{33, 33, {}};
  for (std::int64_t i = 0; i < 3 * 33 * 33; ++i)
    image.values.push_back(
        static_cast<float>(0.5 + 0.4 * std::sin(0.011 * static_cast<double>(i))));
  return image;
}

ImageMatchOptions options_of(const std::vector<std::string>& names) {
  ImageMatchOptions options;
  for (const ObjectiveOptions& candidate : all_objectives())
    for (const std::string& name : names)
      if (objective_names({candidate}).front() == name) options.objectives.push_back(candidate);
  options.normalisation.images = 20;
  return options;
}

struct Sample {
  explicit Sample(const std::vector<std::string>& names)
      : problem(options_of(names), {}, target()),
        genomes(problem.genome_space().initial(12, RandomSource{5, 0, 0}, 0, 0)) {
    for (const Genome& genome : genomes) pointers.push_back(&genome);
  }
  Matrix weights(double value) const {
    return Matrix(genomes.size(), problem.objectives().size(), value);
  }
  Refinement refined(const Matrix& weights, Descent descent = {6, 0.03, 5, 0.0005, 0.0}) const {
    return problem.refined({pointers, weights, descent});
  }
  double score(const Genome& genome, std::size_t objective) const {
    const Genome* pointer = &genome;
    return problem.normalisation().normalised(
        objective, problem.evaluate({&pointer, 1}).fitness(0, objective));
  }

  ImageMatch problem;
  std::vector<Genome> genomes;
  std::vector<const Genome*> pointers;
};

TEST(RefinePictures, RaisesWhatItWasAskedFor) {
  const Sample sample({"mse", "ssim"});
  for (const std::size_t objective : {0u, 1u}) {
    Matrix weights = sample.weights(0.0);
    for (std::size_t i = 0; i < weights.rows(); ++i) weights(i, objective) = 1.0;
    const Refinement better = sample.refined(weights);
    double rise = 0.0;
    for (std::size_t i = 0; i < sample.genomes.size(); ++i) {
      const double by =
          sample.score(better.genomes[i], objective) - sample.score(sample.genomes[i], objective);
      EXPECT_GT(by, -1e-4) << objective << " of " << i;
      rise += by / static_cast<double>(sample.genomes.size());
    }
    EXPECT_GT(rise, 0.01) << objective;
  }
}

TEST(RefinePictures, NetworksDoNotDependOnTheBatchOrTheThreads) {
  const Sample sample({"mse", "fsim", "vsi", "dss"});
  Matrix weights = sample.weights(1.0);
  for (std::size_t i = 0; i < weights.rows(); ++i) weights(i, i % weights.columns()) = 0.0;
  const Descent descent{2, 0.03, 5, 0.0005, 0.0};
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const Refinement all = sample.refined(weights, descent);
  at::set_num_threads(2);
  for (const std::size_t i : {0u, 7u, 11u}) {
    Matrix own;
    own.append_row(weights.row((i + 3) % 12));
    own.append_row(weights.row(i));
    const std::vector<const Genome*> some = {sample.pointers[(i + 3) % 12], sample.pointers[i]};
    const Refinement pair = sample.problem.refined({some, own, descent});
    EXPECT_TRUE(pair.genomes[1] == all.genomes[i]) << i;
    EXPECT_EQ(pair.steps[1], all.steps[i]) << i;
  }
  at::set_num_threads(threads);
}

TEST(RefinePictures, WhoHasNoWeightIsLeftAlone) {
  const Sample sample({"mse", "ssim"});
  Matrix weights = sample.weights(1.0);
  weights(4, 0) = weights(4, 1) = 0.0;
  const Refinement better = sample.refined(weights);
  EXPECT_TRUE(better.genomes[4] == sample.genomes[4]);
  EXPECT_EQ(better.steps[4], 0u);
  EXPECT_GT(better.steps[3], 0u);
}

TEST(RefinePictures, BiasesAndTheGraphStayAndPruningTakesOutSmallWeights) {
  Sample sample({"mse"});
  auto& network = std::get<CppnGenome>(sample.genomes[0]);
  network.connections.front().weight = 1e-5F;
  network.connections.front().enabled = false;
  const std::size_t connections = network.connections.size();
  const Refinement kept = sample.refined(sample.weights(1.0));
  const auto& refined = std::get<CppnGenome>(kept.genomes[0]);
  EXPECT_EQ(refined.nodes, network.nodes);
  EXPECT_EQ(refined.connections.size(), connections);
  EXPECT_NE(refined.connections, network.connections);
  const Refinement less = sample.refined(sample.weights(1.0), {6, 0.03, 5, 0.0005, 0.001});
  EXPECT_LT(std::get<CppnGenome>(less.genomes[0]).connections.size(), connections);
}

}  // namespace
}  // namespace moai
