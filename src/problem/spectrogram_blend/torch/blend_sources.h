#pragma once
// What is blended: the magnitudes of a sound, and a picture brought to the same loudness ("dynamic
// gain staging" of MOSS), at full resolution for listening and at a quarter of the frequencies and
// half of the frames for the losses.
//
//   const BlendSources sources = blend_sources(picture, sound, "cpu");
//   mixed = mask * sources.full.picture + (1 - mask) * sources.full.sound

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "media/image.h"
#include "media/sound.h"

namespace moai {

/// Magnitudes of the same size (H,W), float32; row 0: the lowest frequency.
struct MagnitudePair {
  at::Tensor picture;
  at::Tensor sound;

  /// The spectrogram under a mask (H,W): 1 shows the picture, 0 keeps the sound.
  at::Tensor mixed(const at::Tensor& mask) const;
};

/// Natural logarithms of magnitude between which the picture's brightness lies.
struct Loudness {
  float floor = 0.0f;
  float ceiling = 0.0f;
};

struct BlendSources {
  MagnitudePair full;   ///< (513,T)
  MagnitudePair proxy;  ///< (129,T/2)
  at::Tensor phase;     ///< (513,T) of the sound, radians
  Loudness loudness;
  std::int64_t samples = 0;  ///< of the sound
};

/// `sound` at 16 kHz. Throws as check(sound).
BlendSources blend_sources(const Image& picture, const Sound& sound, const std::string& device);

/// The value below which a share q in [0,1] of all values lies, interpolated linearly.
float quantile_of(const at::Tensor& values, double q);

}  // namespace moai
