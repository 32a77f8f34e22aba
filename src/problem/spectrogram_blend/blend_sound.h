#pragma once
// The sound that is blended with a picture.

#include <cstdint>

#include "media/sound.h"

namespace moai {

inline constexpr std::int64_t blend_rate = 16000;  ///< samples a second

/// Throws UserError where a sound at that rate is shorter than 0.1 s, or silent.
void check(const Sound& sound);

}  // namespace moai
