#include "problem/spectrogram_blend/torch/blend_losses.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace moai {

namespace {

constexpr double epsilon = 1e-8;
constexpr double smallest_worst = 1e-6;  // two equal spectrograms do not divide by 0

}  // namespace

BlendLosses::BlendLosses(const MagnitudePair& proxy, const GridShape& shape)
    : proxy_(proxy),
      step_(proxy.picture - proxy.sound),
      log_sound_((proxy.sound + epsilon).log()),
      grid_(shape, proxy.sound.size(0), proxy.sound.size(1)) {
  const auto pixels = static_cast<double>(step_.numel());
  worst_visual_ = step_.abs().sum(at::kDouble).item<double>() / pixels;
  worst_audio_ =
      ((proxy.picture + epsilon).log() - log_sound_).abs().sum(at::kDouble).item<double>() / pixels;
  visual_scale_ = 1.0 / (pixels * std::max(worst_visual_, smallest_worst));
  audio_scale_ = 1.0 / (pixels * std::max(worst_audio_, smallest_worst));
}

at::Tensor BlendLosses::losses(const at::Tensor& values) const {
  const at::Tensor mixed = proxy_.mixed(grid_.mask(values));
  const at::Tensor visual = (mixed - proxy_.picture).abs_().sum() * visual_scale_;
  const at::Tensor audio = (mixed + epsilon).log_().sub_(log_sound_).abs_().sum() * audio_scale_;
  return at::stack({visual, audio});
}

BlendLosses::Slope BlendLosses::slope(const at::Tensor& values, const BlendWeights& weights) const {
  const at::Tensor mixed = proxy_.mixed(grid_.mask(values));
  const at::Tensor unlike = mixed - proxy_.picture;
  const at::Tensor shifted = mixed + epsilon;
  const at::Tensor louder = shifted.log() - log_sound_;
  Slope result;
  result.losses =
      at::stack({unlike.abs().sum() * visual_scale_, louder.abs().sum() * audio_scale_});
  // d|u| = sign(u) du, dX = (P - S) dm
  at::Tensor slope = louder.sign_().div_(shifted).mul_(weights[1] * audio_scale_);
  slope.add_(unlike.sign(), weights[0] * visual_scale_).mul_(step_);
  result.gradient = grid_.adjoint(slope);
  return result;
}

}  // namespace moai
