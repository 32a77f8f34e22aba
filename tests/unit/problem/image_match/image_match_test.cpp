// If these fail, fitness depends on what else is evaluated, scores are normalised by the wrong
// range, or wrong input is taken silently.
#include "problem/image_match/torch/image_match.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "genome/cppn/cppn_space.h"
#include "problem/image_match/given_ranges.h"
#include "problem/image_match/torch/calibration.h"
#include "problem/registry.h"
#include "support/error.h"

namespace moai {
namespace {

Image slope_picture(std::int64_t height, std::int64_t width) {
  Image image{height, width, {}};
  for (std::int64_t c = 0; c < 3; ++c)
    for (std::int64_t y = 0; y < height; ++y)
      for (std::int64_t x = 0; x < width; ++x)
        image.values.push_back(static_cast<float>(0.3 * static_cast<double>(c) +
                                                  0.4 * static_cast<double>(x + y) /
                                                      static_cast<double>(height + width)));
  return image;
}

ImageMatchOptions options_of(std::vector<const char*> names) {
  ImageMatchOptions options;
  for (const char* name : names) {
    const auto all = all_objectives();
    for (const ObjectiveOptions& candidate : all)
      if (objective_names({candidate}).front() == name) options.objectives.push_back(candidate);
  }
  options.normalisation.images = 10;
  return options;
}

std::vector<const Genome*> pointers(const std::vector<Genome>& genomes) {
  std::vector<const Genome*> result;
  for (const Genome& genome : genomes) result.push_back(&genome);
  return result;
}

const Image target = slope_picture(33, 33);

TEST(ImageMatch, FitnessOfAGenomeDoesNotDependOnTheOthers) {
  ProblemContext context;
  context.wants_descriptors = true;
  const ImageMatch problem(options_of({"mse", "ssim", "gmsd"}), context, target);
  const auto genomes = problem.genome_space().initial(23, RandomSource{5, 0, 0}, 0, 0);
  const auto all = pointers(genomes);
  const Evaluation together = problem.evaluate(all);
  ASSERT_EQ(together.fitness.rows(), 23u);
  ASSERT_EQ(together.fitness.columns(), 3u);
  ASSERT_EQ(together.descriptors.columns(), 8u * 8 * 3);
  for (const std::size_t k : {0u, 7u, 22u}) {
    const std::vector<const Genome*> some = {all[(k + 5) % 23], all[k]};
    const Evaluation alone = problem.evaluate(some);
    EXPECT_TRUE(std::ranges::equal(alone.fitness.row(1), together.fitness.row(k))) << k;
    EXPECT_TRUE(std::ranges::equal(alone.descriptors.row(1), together.descriptors.row(k))) << k;
  }
}

TEST(ImageMatch, FitnessDoesNotDependOnTheThreads) {
  ProblemContext context;
  context.wants_descriptors = true;
  const ImageMatch problem(options_of({"mse", "ssim", "ms_ssim", "gmsd"}), context, target);
  const auto genomes = problem.genome_space().initial(40, RandomSource{6, 0, 0}, 0, 0);
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const Evaluation alone = problem.evaluate(pointers(genomes));
  at::set_num_threads(3);
  const Evaluation together = problem.evaluate(pointers(genomes));
  at::set_num_threads(threads);
  EXPECT_EQ(alone.fitness, together.fitness);
  EXPECT_EQ(alone.descriptors, together.descriptors);
}

TEST(ImageMatch, EvaluatesNobody) {
  const ImageMatch problem(options_of({"mse"}), ProblemContext{}, target);
  EXPECT_EQ(problem.evaluate({}).fitness.rows(), 0u);
}

TEST(ImageMatch, FitnessIsThatOfThePictures) {
  const ImageMatch problem(options_of({"mse"}), ProblemContext{}, target);
  const auto genomes = problem.genome_space().initial(2, RandomSource{5, 0, 0}, 0, 0);
  const auto images = *problem.images(pointers(genomes), 33, 33);
  const Evaluation evaluation = problem.evaluate(pointers(genomes));
  for (std::size_t k = 0; k < 2; ++k) {
    double squares = 0.0;
    for (std::size_t i = 0; i < target.values.size(); ++i)
      squares += std::pow(static_cast<double>(images[k].values[i]) - target.values[i], 2.0);
    const double mean = squares / static_cast<double>(target.values.size());
    EXPECT_NEAR(evaluation.fitness(k, 0), 1.0 - mean, 1e-5);
  }
  EXPECT_TRUE(evaluation.descriptors.empty());
}

TEST(ImageMatch, DrawsAtAnyResolution) {
  const ImageMatch problem(options_of({"mse"}), ProblemContext{}, target);
  const auto genomes = problem.genome_space().initial(1, RandomSource{5, 0, 0}, 0, 0);
  const auto large = problem.images(pointers(genomes), 20, 301)->front();
  EXPECT_EQ(large.height, 20);
  EXPECT_EQ(large.width, 301);
  EXPECT_EQ(large.values.size(), 3u * 20 * 301);
}

TEST(ImageMatch, CropsAndScalesTheTarget) {
  ImageMatchOptions options = options_of({"mse"});
  options.size = {32, 48};
  const ImageMatch problem(options, ProblemContext{}, slope_picture(64, 80));
  EXPECT_EQ(problem.target()->height, 32);
  EXPECT_EQ(problem.target()->width, 48);
}

TEST(Calibration, RangesFromTheWorstImageToTheTargetItself) {
  const ImageMatch problem(options_of({"mse", "ssim"}), ProblemContext{}, target);
  const Normalisation& range = problem.normalisation();
  EXPECT_NEAR(range.maximum[0], 1.0, 1e-6);
  EXPECT_NEAR(range.maximum[1], 1.0, 1e-4);
  double black = 0.0, white = 0.0;  // mean squared distances; the worst is at least as bad
  for (const float v : target.values) {
    black += v * v / static_cast<double>(target.values.size());
    white += (1.0 - v) * (1.0 - v) / static_cast<double>(target.values.size());
  }
  EXPECT_LE(range.minimum[0], 1.0 - std::max(black, white) + 1e-6);
  EXPECT_LT(range.minimum[1], 0.5);
}

TEST(Calibration, IsTheSameForAllTrialsOfAnExperimentAndAnotherForAnotherSeed) {
  ImageMatchOptions options = options_of({"ssim", "gmsd"});
  options.genome.as<CppnOptions>().fourier_features = 6;
  options.normalisation.images = 60;
  Image waves = target;  // a picture that some random pictures are worse than black for
  for (std::size_t i = 0; i < waves.values.size(); ++i)
    waves.values[i] = static_cast<float>(0.5 + 0.5 * std::sin(0.4 * static_cast<double>(i)));
  const auto range = [&](std::uint64_t seed, std::uint32_t trial) {
    ProblemContext context;
    context.seed = seed;
    context.trial = trial;
    return ImageMatch(options, context, waves).normalisation().minimum;
  };
  EXPECT_EQ(range(1, 0), range(1, 9));
  EXPECT_NE(range(1, 0), range(2, 0));
}

TEST(NormalisationTable, IsUsedAsGivenAndCheckedAgainstTheObjectives) {
  ImageMatchOptions options = options_of({"mse", "psnr"});
  options.normalisation.source = NormalisationOptions::Source::table;
  options.normalisation.minimum = {{"psnr", 0.1}, {"mse", 0.2}};
  options.normalisation.maximum = {{"psnr", 1.1}, {"mse", 1.0}};
  const ImageMatch problem(options, ProblemContext{}, target);
  EXPECT_EQ(problem.normalisation().minimum, (std::vector<double>{0.2, 0.1}));
  EXPECT_EQ(problem.normalisation().maximum, (std::vector<double>{1.0, 1.1}));

  const auto message = [&](auto change) -> std::string {
    NormalisationOptions wrong = options.normalisation;
    change(wrong);
    try {
      from_table(wrong, problem.objectives());
    } catch (const UserError& error) {
      return error.what();
    }
    return "";
  };
  using Options = NormalisationOptions;
  EXPECT_NE(message([](Options& o) { o.minimum.erase("mse"); }).find("mse is missing"),
            std::string::npos);
  EXPECT_NE(message([](Options& o) { o.maximum["pnsr"] = 1.0; }).find("Did you mean 'psnr'?"),
            std::string::npos);
  EXPECT_NE(message([](Options& o) { o.maximum["mse"] = 0.1; }).find("not above"),
            std::string::npos);
}

TEST(ProblemRegistry, MakesTheProblemAndRefusesWhatItCannotMatch) {
  ProblemOptions options;
  auto& own = options.as<ImageMatchOptions>();
  own = options_of({"mse"});
  ProblemContext context;
  std::string asked;
  context.read_image = [&asked](const std::string& path) {
    asked = path;
    return target;
  };
  EXPECT_THROW(options->make(context), UserError);  // no target
  own.target = "sunrise.png";
  const auto problem = options->make(context);
  EXPECT_EQ(asked, "sunrise.png");
  EXPECT_EQ(problem->objectives().front().name, "mse");
  EXPECT_EQ(options->objective_names(), std::vector<std::string>{"mse"});
  own.genome.choose("real_vector");
  EXPECT_THROW(options->make(context), UserError);
}

}  // namespace
}  // namespace moai
