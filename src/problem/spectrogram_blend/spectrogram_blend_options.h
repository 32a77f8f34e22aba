#pragma once
// `problem: {type: spectrogram_blend, picture: face.png, sound: music.ogg}`: spectrograms that look
// like a picture and sound like a sound. After V. Kuchař's MOSS (github.com/kuchar-one).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "genome/real_vector/real_vector_options.h"
#include "support/options.h"

namespace moai {

/// What the smoothing takes for values beyond the edges of the control grid.
enum class GridBorder : std::uint8_t { repeat, zero };

/// How gradient descent makes the first members of a population.
struct SeedOptions {
  enum class Kind : std::uint8_t { none, single, pareto };
  enum class Preset : std::uint8_t { better_image, balanced, better_sound };

  Kind kind = Kind::none;
  Preset preset = Preset::balanced;  ///< single
  double visual_weight = -1.0;       ///< single: in [0,1], the other is the rest; -1: the preset's
  std::int64_t count = 10;           ///< pareto: masks
  double power = 4.0;                ///< pareto: mask i of n weighs the picture (1 - i/(n-1))^power
  bool anchors = true;               ///< pareto: the first is all picture, the last all sound
  std::int64_t steps = 0;            ///< of Adam; 0: 500 for single, 200 for pareto
  double learning_rate = 0.05;       ///< of the logits of the mask
  double visual_boost = 20.0;        ///< by which the visual loss is multiplied
};

struct SpectrogramBlendOptions {
  std::string picture;
  std::string sound;
  std::int64_t rows = 64;           ///< of the control grid, over the frequencies
  double columns_per_second = 4.0;  ///< of the control grid; their number is rounded up to 16
  double smoothing = 5.0;           ///< standard deviation in cells of the grid; 0: none
  GridBorder border = GridBorder::repeat;
  SeedOptions seeds;
  RealVectorOptions genome;
};

/// The objectives, in this order.
inline constexpr std::array<const char*, 2> blend_objectives = {"visual", "audio"};

/// Visits the keys beside `type`.
void describe(OptionVisitor& visitor, SpectrogramBlendOptions& options);

/// Throws UserError naming the key where picture or sound is missing. Reads no file.
void check(const SpectrogramBlendOptions& options);

}  // namespace moai
