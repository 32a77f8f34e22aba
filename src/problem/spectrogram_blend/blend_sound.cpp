#include "problem/spectrogram_blend/blend_sound.h"

#include <algorithm>
#include <cmath>

#include "support/error.h"
#include "support/text.h"

namespace moai {

constexpr std::int64_t shortest = 1600;  // samples

void check(const Sound& sound) {
  const auto samples = static_cast<std::int64_t>(sound.samples.size());
  if (samples < shortest)
    throw UserError(concat("the sound is too short (", samples, " samples at 16 kHz; less than ",
                           shortest, " have no spectrogram to speak of). Take a longer one."));
  if (std::ranges::none_of(sound.samples, [](float value) { return std::abs(value) > 1e-5f; }))
    throw UserError(
        "the sound is silent (the losses are measured in shares of its spectrogram). Take one that "
        "can be heard.");
}

}  // namespace moai
