#pragma once
// Sounds as plain arrays: one channel of float32 samples. Independent of LibTorch and of sound
// files (media/sound_file.h reads and writes those).

#include <cstdint>
#include <vector>

namespace moai {

struct Sound {
  std::int64_t rate = 16000;   ///< samples per second
  std::vector<float> samples;  ///< in [-1,1] where it comes from a file

  bool operator==(const Sound&) const = default;
};

}  // namespace moai
