#pragma once
// From a tensor of pixels to whoever takes a picture in parts (Phenotype::draw_parts).

#include <ATen/ATen.h>

#include "problem/phenotype.h"

namespace moai {

/// `part`: (3,n), or a whole picture (1,3,H,W), on any device.
inline void send_pixels(const at::Tensor& part, const Phenotype::PixelSink& sink) {
  const at::Tensor host = part.to(at::kCPU, at::kFloat).contiguous();
  sink({host.data_ptr<float>(), static_cast<std::size_t>(host.numel())});
}

}  // namespace moai
