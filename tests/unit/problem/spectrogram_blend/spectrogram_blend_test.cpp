// If these fail, fitness is not the two losses of spectrogram blending, depends on what else is
// evaluated, or what is exported of a mask is not the sound, or not the picture, that it stands
// for.
#include "problem/spectrogram_blend/torch/spectrogram_blend.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "problem/spectrogram_blend/torch/blend_losses.h"
#include "problem/spectrogram_blend/torch/blend_sources.h"
#include "problem/spectrogram_blend/torch/spectrogram_picture.h"
#include "problem/spectrogram_blend/torch/stft.h"
#include "support/error.h"
#include "tests/support/paths.h"
#include "tests/unit/problem/spectrogram_blend/samples.h"

namespace moai {
namespace {

using namespace blend_samples;

SpectrogramBlend problem_of(GridBorder border = GridBorder::repeat, bool descriptors = false) {
  SpectrogramBlendOptions options;
  options.border = border;
  ProblemContext context;
  context.wants_descriptors = descriptors;
  return SpectrogramBlend(options, context, picture(), sound());
}

std::vector<const Genome*> pointers(const std::vector<Genome>& genomes) {
  std::vector<const Genome*> result;
  for (const Genome& genome : genomes) result.push_back(&genome);
  return result;
}

template <class Content>
const Content& exhibit(const std::vector<Exhibit>& all, const std::string& label) {
  return std::get<Content>(
      std::ranges::find_if(all, [&](const Exhibit& e) { return e.label == label; })->content);
}

TEST(SpectrogramBlend, LossesAreThoseThatNumpyComputes) {
  std::ifstream golden(testing::data_file("spectrogram_blend/golden.txt"));
  std::string border, name;
  double visual = 0.0, audio = 0.0;
  int rows = 0;
  golden.ignore(1000, '\n').ignore(1000, '\n');  // loudness and worst cases
  while (golden >> border >> name >> visual >> audio) {
    const auto problem = problem_of(border == "zero" ? GridBorder::zero : GridBorder::repeat);
    const Genome mask = name == "formula" ? formula_mask() : even_mask(name == "ones" ? 1.0 : 0.0);
    const Genome* genome = &mask;
    const Evaluation evaluation = problem.evaluate({&genome, 1});
    EXPECT_NEAR(evaluation.fitness(0, 0), -visual, 2e-5) << border << ' ' << name;
    EXPECT_NEAR(evaluation.fitness(0, 1), -audio, 2e-5) << border << ' ' << name;
    ++rows;
  }
  EXPECT_EQ(rows, 6);
}

TEST(SpectrogramBlend, GainStagingAndWorstCasesAreThoseThatNumpyComputes) {
  std::ifstream golden(testing::data_file("spectrogram_blend/golden.txt"));
  std::string word;
  double floor = 0.0, ceiling = 0.0, visual = 0.0, audio = 0.0;
  golden >> word >> floor >> ceiling >> word >> visual >> audio;
  ASSERT_EQ(word, "worst");
  const BlendSources sources = blend_sources(picture(), sound(), "cpu");
  EXPECT_NEAR(sources.loudness.floor, floor, 1e-4);
  EXPECT_NEAR(sources.loudness.ceiling, ceiling, 1e-4);
  const BlendLosses losses(sources.proxy, {64, 16, 5.0, GridBorder::repeat});
  EXPECT_NEAR(losses.worst_visual(), visual, 1e-5);
  EXPECT_NEAR(losses.worst_audio(), audio, 1e-5);
  EXPECT_EQ(sources.proxy.sound.sizes(), at::IntArrayRef({129, 47}));
  EXPECT_EQ(sources.full.sound.sizes(), at::IntArrayRef({513, 94}));
}

TEST(SpectrogramBlend, FitnessDependsOnTheGenomeAlone) {
  const int threads = at::get_num_threads();
  at::set_num_threads(1);
  const auto other = problem_of(GridBorder::repeat, true);
  at::set_num_threads(3);
  const auto problem = problem_of(GridBorder::repeat, true);
  const auto genomes = problem.genome_space().initial(19, RandomSource{5, 0, 0}, 0, 0);
  const auto all = pointers(genomes);
  const Evaluation together = problem.evaluate(all);
  at::set_num_threads(1);
  const Evaluation serial = other.evaluate(all);
  at::set_num_threads(threads);
  EXPECT_EQ(together.fitness, serial.fitness);
  EXPECT_EQ(together.descriptors, serial.descriptors);
  EXPECT_EQ(together.descriptors.columns(), 8u * 16);
  for (const std::size_t k : {0u, 7u, 18u}) {
    const std::vector<const Genome*> some = {all[(k + 5) % 19], all[k]};
    const Evaluation alone = problem.evaluate(some);
    EXPECT_TRUE(std::ranges::equal(alone.fitness.row(1), together.fitness.row(k))) << k;
  }
}

TEST(SpectrogramBlend, TheGridHasFourColumnsASecondRoundedUpTo16) {
  SpectrogramBlendOptions options;
  for (const auto& [seconds, columns] : {std::pair(0.5, 16), {4.0, 16}, {4.2, 16}, {4.3, 32}}) {
    Sound tone{16000, std::vector<float>(static_cast<std::size_t>(seconds * 16000))};
    for (std::size_t i = 0; i < tone.samples.size(); ++i)
      tone.samples[i] = static_cast<float>(std::sin(0.1 * static_cast<double>(i)));
    const SpectrogramBlend problem(options, {}, picture(), tone);
    const auto genomes = problem.genome_space().initial(1, {}, 0, 0);
    EXPECT_EQ(std::get<RealVector>(genomes[0]).values.size(), 64u * static_cast<unsigned>(columns))
        << seconds;
  }
}

// Decibels of `wanted` over what differs from it, after the best common factor.
double signal_to_noise(const Sound& heard, const Sound& wanted) {
  double cross = 0.0, own = 0.0, noise = 0.0, signal = 0.0;
  for (std::size_t i = 0; i < wanted.samples.size(); ++i) {
    cross += static_cast<double>(heard.samples[i]) * wanted.samples[i];
    own += static_cast<double>(heard.samples[i]) * heard.samples[i];
  }
  for (std::size_t i = 0; i < wanted.samples.size(); ++i) {
    const double error = cross / own * heard.samples[i] - wanted.samples[i];
    noise += error * error;
    signal += static_cast<double>(wanted.samples[i]) * wanted.samples[i];
  }
  return 10.0 * std::log10(signal / noise);
}

TEST(SpectrogramBlend, AMaskOfZerosReturnsTheSound) {
  const auto problem = problem_of();
  const auto exhibits = problem.exhibits(even_mask(0.0));
  const Sound& heard = exhibit<Sound>(exhibits, "sound");
  ASSERT_EQ(heard.samples.size(), sound().samples.size());
  EXPECT_GE(signal_to_noise(heard, sound()), 60.0);
  float peak = 0.0f;
  for (const float sample : heard.samples) peak = std::max(peak, std::abs(sample));
  EXPECT_NEAR(peak, 0.9f, 1e-6f);
}

TEST(SpectrogramBlend, AMaskOfOnesShowsThePictureWhoseSpectrogramCanBeHeard) {
  const auto problem = problem_of();
  const BlendSources sources = blend_sources(picture(), sound(), "cpu");
  const auto exhibits = problem.exhibits(even_mask(1.0));
  const Image& shown = exhibit<Image>(exhibits, "spectrogram");
  const Image wanted = spectrogram_picture(sources.full.picture);
  ASSERT_EQ(shown.values.size(), wanted.values.size());
  std::size_t unlike = 0;  // rounding may lead to the next of 256 colours
  for (std::size_t i = 0; i < shown.values.size(); ++i) {
    ASSERT_NEAR(shown.values[i], wanted.values[i], 0.05f) << i;
    unlike += shown.values[i] != wanted.values[i] ? 1 : 0;
  }
  EXPECT_LT(unlike, shown.values.size() / 200);
  for (const float value : exhibit<Image>(exhibits, "mask").values) ASSERT_NEAR(value, 1.0f, 1e-5f);
  // Phases of another sound cannot fit exactly; what is heard still has the picture's shape.
  const auto likeness = [&](const Sound& sound) {
    const at::Tensor heard = stft(sound, "cpu").magnitude.add(1e-8).log().flatten();
    const at::Tensor both = at::stack({heard, sources.full.picture.log().flatten()});
    return at::corrcoef(both)[0][1].item<double>();
  };
  EXPECT_GT(likeness(exhibit<Sound>(exhibits, "sound")), 0.5);
  EXPECT_LT(likeness(sound()), 0.4);
}

TEST(SpectrogramBlend, PicturesStandUpright) {
  Image image{2, 2, {}};  // white above, black below
  for (int channel = 0; channel < 3; ++channel)
    for (const float value : {1.0f, 1.0f, 0.0f, 0.0f}) image.values.push_back(value);
  const SpectrogramBlend problem({}, {}, image, sound());
  const auto shown = exhibit<Image>(problem.exhibits(even_mask(1.0)), "spectrogram");
  EXPECT_EQ(shown.height, 513);
  EXPECT_EQ(shown.width, 94);
  EXPECT_GT(shown.values.front(), 0.9f);  // red of the top left: the brightest colour
  EXPECT_LT(shown.values[static_cast<std::size_t>(512 * 94)], 0.1f);
}

TEST(SpectrogramBlend, SoundsWithoutASpectrogramAreRefused) {
  EXPECT_THROW(blend_sources(picture(), {16000, std::vector<float>(500, 0.5f)}, "cpu"), UserError);
  EXPECT_THROW(blend_sources(picture(), {16000, std::vector<float>(9000, 0.0f)}, "cpu"), UserError);
}

}  // namespace
}  // namespace moai
