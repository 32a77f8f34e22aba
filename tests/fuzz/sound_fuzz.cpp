// If this finds something, a sound file can crash moai instead of being refused.
#include "media/sound_file.h"

#include <cmath>

#include "support/error.h"
#include "tests/fuzz/scratch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const moai::Sound sound = moai::read_sound(moai::fuzz::scratch_file(data, size), 8000);
    if (sound.samples.empty() || sound.rate != 8000) __builtin_trap();
    for (const float sample : sound.samples)
      if (!std::isfinite(sample)) __builtin_trap();
  } catch (const moai::UserError&) {
  }
  return 0;
}
