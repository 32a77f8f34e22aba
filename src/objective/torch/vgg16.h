#pragma once
// The convolutional part of VGG16: K. Simonyan, A. Zisserman, "Very deep convolutional networks for
// large-scale image recognition", ICLR 2015. 13 convolutions 3x3, each followed by a ReLU; pools
// after convolutions 2, 4, 7, 10, 13.
//
//   const Vgg16 vgg(seeded_vgg16(0), "cpu", "float32");
//   at::Tensor a = vgg.convolve(1, imagenet_normalised(rgb));   // (B,64,H,W), before its ReLU
//
// It holds weights and applies one layer; which layers are applied in what order, and that each is
// applied once, is for VggPass (vgg_pass.h).

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace moai {

inline constexpr int vgg_convolutions = 13;

/// (out,in,3,3) and (out) of each convolution, float32.
struct Vgg16Weights {
  std::array<at::Tensor, vgg_convolutions> weight, bias;
  std::string origin;  ///< in words, for notes and records
};

/// Number of outputs of convolution n = 1..13.
std::int64_t vgg16_channels(int n);

/// He-normal weights (K. He, X. Zhang, S. Ren, J. Sun, ICCV 2015: deviation sqrt(2 / (9 in))) and
/// zero biases, drawn layer by layer from a generator of this seed; no global generator is touched.
Vgg16Weights seeded_vgg16(std::int64_t seed);

class Vgg16 {
 public:
  /// device: cpu, cuda, cuda:N. precision: float32; tf32 (CUDA only); bf16. Throws UserError.
  Vgg16(Vgg16Weights weights, const std::string& device, std::string_view precision);

  /// Convolution n = 1..13 of x (B,in,H,W), before its ReLU. In bf16 x is narrowed and the result
  /// is bf16; otherwise float32.
  at::Tensor convolve(int n, const at::Tensor& x) const;

  /// The pooling of DISTS, (B,C,h,w) -> (B,C,(h+1)/2,(w+1)/2): square root of a smoothed square,
  /// window [1 2 1] x [1 2 1] / 16, zeros around (its paper, equation 4).
  at::Tensor l2_pool(const at::Tensor& x) const;

 private:
  Vgg16Weights weights_;
  std::array<at::Tensor, vgg_convolutions> packed_;  ///< in oneDNN's order; float32 on the CPU only
  at::Tensor l2_window_;                             ///< (1,1,3,3)
  at::ScalarType type_;
  bool tf32_;
};

/// (v - mean) / deviation of each channel with ImageNet's statistics.
at::Tensor imagenet_normalised(const at::Tensor& rgb);

}  // namespace moai
