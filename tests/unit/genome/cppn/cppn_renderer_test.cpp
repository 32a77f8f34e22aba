// If these fail, pictures are not those of their genomes, or they depend on what else is drawn with
// them, so that the same seed no longer gives the same run.
#include "genome/cppn/torch/cppn_renderer.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "genome/cppn/cppn_plan.h"
#include "tests/support/cppn_oracle.h"
#include "tests/support/cppn_samples.h"

namespace moai {
namespace {

const RandomSource source{3, 0, 0};

CppnOptions every_function() {
  CppnOptions options;
  options.activations = {"sin",      "cos",    "gaussian", "identity", "sigmoid",
                         "softplus", "linear", "tanh",     "sin_pi",   "sharp_gaussian"};
  options.radial_distance = true;
  options.fourier_features = 4;
  return options;
}

/// Equal bits, NaN and the sign of zero included.
bool identical(const at::Tensor& a, const at::Tensor& b) {
  return a.sizes() == b.sizes() &&
         at::equal(a.contiguous().view(at::kInt), b.contiguous().view(at::kInt));
}

double largest_difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

TEST(CppnRenderer, AgreesWithTheNodeByNodeEvaluation) {
  for (const std::uint64_t mutations : {0, 10, 60}) {
    const auto networks = sample_networks(every_function(), 40, mutations);
    const CppnRenderer renderer(every_function(), "cpu", source);
    const auto images = renderer.draw(pointers(networks), 17, 23);
    const auto coordinates = renderer.coordinates(17, 23);
    for (std::size_t k = 0; k < networks.size(); ++k)
      EXPECT_LT(largest_difference(images[static_cast<std::int64_t>(k)],
                                   oracle::picture(networks[k], coordinates, 17, 23)),
                1e-5)
          << mutations << " mutations, network " << k;
  }
}

TEST(CppnRenderer, APictureInPartsIsThePictureAtOnce) {
  for (const ColorMode color : {ColorMode::rgb, ColorMode::hsl, ColorMode::l})
    for (const OutputRange range : {OutputRange::min_max, OutputRange::clamp}) {
      CppnOptions options = every_function();
      options.color = color;
      options.output_range = range;
      const auto network = sample_networks(options, 1, 30);
      const CppnRenderer renderer(options, "cpu", source);
      for (const std::int64_t height : {5, 701}) {  // less than a part, and parts within rows
        std::vector<at::Tensor> parts;
        renderer.draw_parts(network[0], height, 613,
                            [&](const at::Tensor& part) { parts.push_back(part); });
        EXPECT_TRUE(identical(at::cat(parts, 1).view({3, height, 613}),
                              renderer.draw(pointers(network), height, 613)[0]))
            << static_cast<int>(color) << " " << static_cast<int>(range) << " " << height;
        EXPECT_EQ(parts.size(), height == 5 ? 1u : 2u);
      }
    }
}

TEST(CppnRenderer, PicturesDoNotDependOnTheBatchOrTheThreads) {
  const auto networks = sample_networks(every_function(), 90, 30);
  const auto all = pointers(networks);
  const CppnRenderer renderer(every_function(), "cpu", source);
  const int threads = at::get_num_threads();
  for (const std::int64_t size : {7, 33, 61}) {
    at::set_num_threads(1);
    const auto together = renderer.draw(all, size, size);
    at::set_num_threads(3);
    const auto on_threads = renderer.draw(all, size, size);
    EXPECT_TRUE(identical(together, on_threads)) << size;
    for (const std::size_t k : {0u, 1u, 44u, 89u}) {
      const std::vector<const CppnGenome*> alone = {all[k]};
      const std::vector<const CppnGenome*> pair = {all[(k + 13) % 90], all[k]};
      const auto expected = together[static_cast<std::int64_t>(k)];
      EXPECT_TRUE(identical(renderer.draw(alone, size, size)[0], expected)) << size << " " << k;
      EXPECT_TRUE(identical(renderer.draw(pair, size, size)[1], expected)) << size << " " << k;
    }
  }
  at::set_num_threads(threads);
}

TEST(CppnRenderer, DrawsUnderInferenceModeOnThreads) {
  const auto networks = sample_networks(CppnOptions{}, 60, 5);
  const CppnRenderer renderer(CppnOptions{}, "cpu", source);
  const auto outside = renderer.draw(pointers(networks), 20, 20);
  const int threads = at::get_num_threads();
  at::set_num_threads(2);
  const c10::InferenceMode mode;
  EXPECT_TRUE(identical(renderer.draw(pointers(networks), 20, 20), outside));
  at::set_num_threads(threads);
}

/// Inputs y, x, bias are nodes 0, 1, 2, outputs 3, 4, 5; further nodes are hidden.
CppnGenome bare_network(std::size_t hidden) {
  CppnGenome genome;
  for (std::uint64_t id = 0; id < 6 + hidden; ++id) genome.nodes.push_back({id});
  return genome;
}

TEST(CppnRenderer, ComputesASmallNetworkAsByHand) {
  // red = x, green = 2 cos(pi (0.5 y + 0.25)) + 0.5, blue is connected to nothing.
  CppnGenome genome = bare_network(1);
  genome.nodes[6].activation = Activation::cos;
  genome.nodes[6].bias = 0.25f;
  genome.nodes[4].bias = 0.5f;
  genome.nodes[5].bias = 9.0f;
  genome.connections = {
      {0, 6, 0.5f, true}, {1, 3, 1.0f, true}, {2, 5, 4.0f, false}, {6, 4, 2.0f, true}};
  CppnOptions options;
  options.output_range = OutputRange::clamp;
  const CppnRenderer renderer(options, "cpu", source);
  const auto image = renderer.draw(std::vector<const CppnGenome*>{&genome}, 3, 5)[0];
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 5; ++column) {
      const double y = row - 1.0, x = -1.0 + 0.5 * column;
      const double green = 2.0 * std::cos(std::numbers::pi * (0.5 * y + 0.25)) + 0.5;
      EXPECT_NEAR(image[0][row][column].item<double>(), std::clamp(x, 0.0, 1.0), 1e-6);
      EXPECT_NEAR(image[1][row][column].item<double>(), std::clamp(green, 0.0, 1.0), 1e-6);
      EXPECT_EQ(image[2][row][column].item<double>(), 0.0);
    }
}

TEST(CppnRenderer, OutputsOfTheNetworksOfEarly2023AreAsByHand) {
  // red = sin(pi x), green = 2 exp(-20 x^2) - 0.5, x in [-0.5, 0.5]; both are output activations.
  CppnGenome genome = bare_network(0);
  genome.nodes[3].activation = Activation::sin_pi;
  genome.nodes[4].activation = Activation::sharp_gaussian;
  genome.connections = {{1, 3, 1.0f, true}, {1, 4, 1.0f, true}};
  CppnOptions options;
  options.extent = 0.5;
  options.output_range = OutputRange::clamp;
  const CppnRenderer renderer(options, "cpu", source);
  const auto image = renderer.draw(std::vector<const CppnGenome*>{&genome}, 1, 5)[0];
  const double red[] = {0.0, 0.0, 0.0, 0.70710678, 1.0};           // sin(pi/4), sin(pi/2)
  const double green[] = {0.0, 0.07300959, 1.0, 0.07300959, 0.0};  // 2 exp(-1.25) - 0.5; 1.5, cut
  for (int column = 0; column < 5; ++column) {
    EXPECT_NEAR(image[0][0][column].item<double>(), red[column], 1e-6) << column;
    EXPECT_NEAR(image[1][0][column].item<double>(), green[column], 1e-6) << column;
  }
}

TEST(CppnRenderer, AConstantPictureIsBlackAndAnEmptyBatchIsEmpty) {
  const CppnGenome genome = bare_network(0);
  const CppnRenderer renderer(CppnOptions{}, "cpu", source);
  EXPECT_EQ(renderer.draw(std::vector<const CppnGenome*>{&genome}, 4, 4).abs().max().item<float>(),
            0.0f);
  EXPECT_EQ(renderer.draw({}, 4, 6).sizes(), (at::IntArrayRef{0, 3, 4, 6}));
}

TEST(CppnRenderer, FourierFeaturesBelongToTheRun) {
  const auto at_seed = [](std::uint64_t seed) {
    return CppnRenderer(every_function(), "cpu", RandomSource{seed, 0, 0}).coordinates(5, 5);
  };
  EXPECT_TRUE(identical(at_seed(1), at_seed(1)));
  EXPECT_FALSE(identical(at_seed(1), at_seed(2)));
  const auto features = at_seed(1).narrow(0, 4, 4);  // after y, x, radius, bias
  EXPECT_TRUE(at::allclose(features.narrow(0, 0, 2).square() + features.narrow(0, 2, 2).square(),
                           at::ones({2, 25})));
}

TEST(CppnRenderer, WeightGradientsAreThoseOfFiniteDifferences) {
  CppnOptions options = every_function();
  options.output_range = OutputRange::clamp;
  // sin(pi x) of the bias input is 0, where clamping has no derivative.
  options.input_activations = CppnActivations::identity;
  const CppnRenderer renderer(options, "cpu", source);
  auto networks = sample_networks(options, 6, 12);
  for (CppnGenome& network : networks)  // gentle enough for differences in single precision
    for (CppnConnection& connection : network.connections) connection.weight *= 0.15f;
  const CppnDrawing drawing = renderer.prepare(pointers(networks));
  at::Tensor weights = drawing.weights();
  weights.requires_grad_(true);
  const auto loss = [&](const at::Tensor& w) {
    const at::Tensor ramp = at::linspace(0.0, 1.0, 6 * 3 * 8 * 8).view({6, 3, 8, 8});
    return (renderer.draw(drawing, w, 8, 8) * ramp).sum();
  };
  loss(weights).backward();
  const at::Tensor gradient = weights.grad();
  const c10::NoGradGuard no_gradients;
  const float step = 5e-4f;
  int checked = 0;
  for (std::int64_t w = 0; w < weights.size(0); w += 7) {
    const auto shifted = [&](float by) {
      at::Tensor moved = weights.detach().clone();
      moved[w] += by;
      return loss(moved).item<double>();
    };
    const double expected = (shifted(step) - shifted(-step)) / (2.0 * step);
    EXPECT_NEAR(gradient[w].item<double>(), expected, 0.05 + 0.05 * std::abs(expected)) << w;
    ++checked;
  }
  EXPECT_GT(checked, 20);
  EXPECT_GT(gradient.abs().max().item<double>(), 1.0);
}

TEST(CppnRenderer, GradientsDoNotDependOnTheBatchAndImagesAreTheSameWithThem) {
  const auto networks = sample_networks(CppnOptions{}, 50, 20);
  const CppnRenderer renderer(CppnOptions{}, "cpu", source);
  const auto gradient_of = [&](const std::vector<const CppnGenome*>& batch) {
    const CppnDrawing drawing = renderer.prepare(batch);
    at::Tensor weights = drawing.weights();
    weights.requires_grad_(true);
    const at::Tensor images = renderer.draw(drawing, weights, 33, 33);
    EXPECT_TRUE(identical(images.detach(), renderer.draw(batch, 33, 33)));
    images.square().sum().backward();
    return std::pair(weights.grad(), drawing.first_weight());
  };
  const auto all = pointers(networks);
  const auto [together, first] = gradient_of(all);
  for (const std::size_t k : {0u, 31u, 49u}) {
    const auto alone = gradient_of({all[k]}).first;
    EXPECT_TRUE(identical(alone, together.slice(0, first[k], first[k + 1]))) << k;
  }
}

TEST(CppnDrawing, PutsWeightsBackWhereTheyCameFrom) {
  const CppnOptions options;
  const auto networks = sample_networks(options, 30, 25);
  const CppnRenderer renderer(options, "cpu", source);
  const CppnDrawing drawing = renderer.prepare(pointers(networks));
  const at::Tensor doubled = drawing.weights() * 2.0;
  const auto put_back = [&](std::size_t k, const at::Tensor& all) {
    const auto first = drawing.first_weight()[k], end = drawing.first_weight()[k + 1];
    return with_weights(networks[k],
                        {all.data_ptr<float>() + first, static_cast<std::size_t>(end - first)},
                        cppn_inputs(options), cppn_outputs(options));
  };
  std::vector<CppnGenome> changed;
  for (std::size_t k = 0; k < networks.size(); ++k) {
    EXPECT_EQ(put_back(k, drawing.weights()), networks[k]) << k;
    changed.push_back(put_back(k, doubled));
  }
  EXPECT_TRUE(
      identical(renderer.draw(pointers(changed), 9, 9), renderer.draw(drawing, doubled, 9, 9)));
}

}  // namespace
}  // namespace moai
