#pragma once
// Short-time Fourier transforms: windows of 1024 samples (Hann, periodic), 256 apart, centred on
// their moment with the sound mirrored at its ends.
//
//   const Stft transform = stft(sound, "cpu");            // 513 frequencies x frames
//   Sound again = inverse_stft(transform.magnitude, transform.phase, sound.samples.size());

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "media/sound.h"
#include "problem/spectrogram_blend/blend_sound.h"

namespace moai {

inline constexpr std::int64_t stft_window = 1024;
inline constexpr std::int64_t stft_hop = 256;
inline constexpr std::int64_t stft_rows = stft_window / 2 + 1;  ///< frequencies, the lowest first

struct Stft {
  at::Tensor magnitude;  ///< (513,T) float32, T = 1 + samples / 256
  at::Tensor phase;      ///< (513,T) float32, radians
};

/// `sound` has at least 1024 samples at 16 kHz.
Stft stft(const Sound& sound, const std::string& device);

/// A sound of `samples` samples whose transform comes as close to (magnitude, phase) as one can, by
/// least squares (D. Griffin, J. Lim, IEEE TASSP 32(2), 1984); not scaled.
Sound inverse_stft(const at::Tensor& magnitude, const at::Tensor& phase, std::int64_t samples);

}  // namespace moai
