#pragma once
// What the deep objectives see of a batch: VGG16's layers, each computed once, and only as far as
// the objectives that are asked for need them. LPIPS and style share the pass with max-pooling;
// DISTS has one with L2 pooling, which shares everything before the first pool.
//
//   at::Tensor gram_input = VggPass(images, Pooling::max).convolution(3);   // conv2_1, before ReLU
//   at::Tensor features = VggPass(images, Pooling::l2).block(2);            // relu2_2

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "objective/torch/image_analysis.h"

namespace moai {

enum class Pooling : std::uint8_t { max, l2 };

inline constexpr int vgg_blocks = 5;

/// A view of an analysis; results are kept there.
class VggPass {
 public:
  VggPass(ImageAnalysis& images, Pooling pooling) : images_(images), pooling_(pooling) {}

  /// Convolution n = 1..5 before its ReLU, (B,C,h,w) float32.
  at::Tensor convolution(int n) const;
  /// The last ReLU of block 1..5: relu1_2, relu2_2, relu3_3, relu4_3, relu5_3; float32.
  at::Tensor block(int block) const;

 private:
  const at::Tensor& before_relu(int n) const;
  const at::Tensor& after_relu(int n) const;
  at::Tensor input_of(int n) const;
  std::string key(const char* what, int n) const;

  ImageAnalysis& images_;
  Pooling pooling_;
};

}  // namespace moai
