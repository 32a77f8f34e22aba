#pragma once
// Where and how a problem computes. Not part of what it is: results on one device type agree.

#include <cstdint>
#include <functional>
#include <string>

#include "media/image.h"
#include "media/sound.h"
#include "support/option_error.h"

namespace moai {

struct ProblemContext {
  std::string device = "cpu";      ///< cpu, cuda or cuda:N, as resolved (never `auto`)
  std::uint64_t seed = 0;          ///< of the experiment: calibration, Fourier features
  std::uint32_t trial = 0;         ///< whose random environment it is
  bool wants_descriptors = false;  ///< fill Evaluation::descriptors
  /// Reads a picture file and throws UserError naming it: media/image_file.h, which the core does
  /// not link.
  std::function<Image(const std::string&)> read_image;
  /// Reads a sound file at so many samples a second: media/sound_file.h, likewise.
  std::function<Sound(const std::string&, std::int64_t rate)> read_sound;
};

/// What read() reads; what is wrong with it is said of `key`, its path in the experiment file.
template <class Read>
auto read_for(const char* key, const Read& read) {
  try {
    return read();
  } catch (const UserError& error) {
    throw OptionError(key, error.what());
  }
}

}  // namespace moai
