#include "problem/spectrogram_blend/torch/blend_sources.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "problem/spectrogram_blend/blend_sound.h"
#include "problem/spectrogram_blend/torch/stft.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

constexpr std::int64_t proxy_rows = 129;
constexpr float below_everything = 1e-8f;

/// (H,W): bilinear, between the centres of pixels, without smoothing.
at::Tensor scaled(const at::Tensor& plane, std::int64_t height, std::int64_t width) {
  return at::upsample_bilinear2d(plane.unsqueeze(0).unsqueeze(0), {height, width},
                                 /*align_corners=*/false)
      .squeeze(0)
      .squeeze(0);
}

/// (513,T) brightness in [0,1], the lowest row of the picture first, darkened by a power of 1.8.
at::Tensor brightness(const Image& picture, std::int64_t frames) {
  const at::Tensor rgb =
      at::tensor(at::ArrayRef(picture.values), at::kFloat).view({3, picture.height, picture.width});
  const at::Tensor luma = rgb[0] * 0.299f + rgb[1] * 0.587f + rgb[2] * 0.114f;  // ITU-R BT.601
  const at::Tensor plane = scaled(luma.flip({0}), stft_rows, frames);
  const at::Tensor low = plane.min();
  return ((plane - low) / (plane.max() - low + 1e-8)).pow(1.8);
}

/// The ceiling is half a neper below the loudest value; the range is what the sound itself has
/// above its softest hundredth, between 4 and 12 nepers (35 and 104 dB).
Loudness loudness_of(const at::Tensor& log_magnitude) {
  const float loudest = log_magnitude.max().item<float>();
  const float softest = quantile_of(log_magnitude, 0.01);
  const float ceiling = loudest - 0.5f;
  return {ceiling - std::clamp(ceiling - softest + 0.5f, 4.0f, 12.0f), ceiling};
}

}  // namespace

at::Tensor MagnitudePair::mixed(const at::Tensor& mask) const {
  return mask * picture + (1.0 - mask) * sound;
}

float quantile_of(const at::Tensor& values, double q) {
  const at::Tensor flat = values.to(at::kCPU, at::kFloat).contiguous();
  std::vector<float> sorted(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto index = static_cast<std::ptrdiff_t>(place);
  std::nth_element(sorted.begin(), sorted.begin() + index, sorted.end());
  const double lower = sorted[static_cast<std::size_t>(index)];
  if (index + 1 == static_cast<std::ptrdiff_t>(sorted.size())) return static_cast<float>(lower);
  const double upper = *std::min_element(sorted.begin() + index + 1, sorted.end());
  return static_cast<float>(lower + (upper - lower) * (place - static_cast<double>(index)));
}

BlendSources blend_sources(const Image& picture, const Sound& sound, const std::string& device) {
  check(sound);
  const Stft transform = stft(sound, "cpu");
  const at::Tensor heard = (transform.magnitude + below_everything).log();  // (513,T)
  const std::int64_t frames = heard.size(1);
  const auto [floor, ceiling] = loudness_of(heard);

  const at::Tensor seen = brightness(picture, frames) * (ceiling - floor) + floor;
  const MagnitudePair full{seen.exp(), heard.clamp_min(floor).exp()};
  const std::int64_t width = std::max<std::int64_t>(1, frames / 2);
  const at::Device place(device);
  BlendSources sources;
  sources.full = {full.picture.to(place), full.sound.to(place)};
  sources.proxy = {scaled(full.picture, proxy_rows, width).to(place),
                   scaled(full.sound, proxy_rows, width).to(place)};
  sources.phase = transform.phase.to(place);
  sources.loudness = {floor, ceiling};
  sources.samples = static_cast<std::int64_t>(sound.samples.size());
  return sources;
}

}  // namespace moai
