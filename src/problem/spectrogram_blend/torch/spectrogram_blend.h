#pragma once
// The problem of blending a picture into a sound's spectrogram: a genome is the control grid of a
// mask, its fitness minus the two losses of blend_losses.h.
//
//   SpectrogramBlend problem(options, context, picture, sound);
//   std::vector<Exhibit> all = problem.exhibits(genome);   // spectrogram, mask, sound

#include <memory>
#include <string>
#include <vector>

#include "media/sound.h"
#include "problem/problem.h"
#include "problem/problem_context.h"
#include "problem/spectrogram_blend/spectrogram_blend_options.h"

namespace moai {

class SpectrogramBlend final : public Problem {
 public:
  /// `sound` at 16 kHz. Throws UserError naming the key.
  SpectrogramBlend(const SpectrogramBlendOptions& options, const ProblemContext& context,
                   const Image& picture, const Sound& sound);
  ~SpectrogramBlend() override;

  const std::vector<ObjectiveInfo>& objectives() const override;
  const GenomeSpace& genome_space() const override;
  const Normalisation& normalisation() const override;

  /// Descriptors, where the context wants them: the smoothed mask reduced to 8 x 16 (or the grid's
  /// size, if smaller) by averages over areas.
  Evaluation evaluate(std::span<const Genome* const> genomes) const override;
  /// Adam on the logits of the mask's values, taken as at least 1e-6 away from 0 and 1.
  Refinement refined(const RefineRequest& request) const override;
  SeedGenomes seeds(std::size_t most, const RandomSource& source) const override;

  /// The spectrogram at full resolution in colours, brought to that size.
  std::optional<std::vector<Image>> images(std::span<const Genome* const> genomes,
                                           std::int64_t height, std::int64_t width) const override;
  /// The picture's own spectrogram, 64 x 128: what a mask of ones would look like.
  std::optional<Image> target() const override;
  /// `spectrogram` and `mask` at full resolution (513 pixels high, one wide a frame), and `sound`:
  /// the inverse transform with the phase of the original, its peak at 0.9.
  std::vector<Exhibit> exhibits(const Genome& genome) const override;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace moai
