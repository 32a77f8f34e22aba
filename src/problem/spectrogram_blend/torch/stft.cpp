#include "problem/spectrogram_blend/torch/stft.h"

#include <ATen/ATen.h>

namespace moai {

Stft stft(const Sound& sound, const std::string& device) {
  const at::Tensor samples = at::tensor(at::ArrayRef(sound.samples), at::kFloat);
  const at::Tensor window = at::hann_window(stft_window, at::kFloat);
  // On the CPU: the same bits whatever computes afterwards.
  const at::Tensor transform =
      at::stft(samples, stft_window, stft_hop, stft_window, window, /*center=*/true, "reflect",
               /*normalized=*/false, /*onesided=*/true, /*return_complex=*/true);  // (513,T)
  return {transform.abs().to(at::Device(device)), transform.angle().to(at::Device(device))};
}

Sound inverse_stft(const at::Tensor& magnitude, const at::Tensor& phase, std::int64_t samples) {
  const at::Tensor window = at::hann_window(stft_window, at::kFloat);
  const at::Tensor transform = at::polar(magnitude.to(at::kCPU), phase.to(at::kCPU));
  const at::Tensor wave =
      at::istft(transform, stft_window, stft_hop, stft_window, window, /*center=*/true,
                /*normalized=*/false, /*onesided=*/true, samples)
          .contiguous();
  const float* first = wave.data_ptr<float>();
  return {blend_rate, {first, first + wave.numel()}};
}

}  // namespace moai
