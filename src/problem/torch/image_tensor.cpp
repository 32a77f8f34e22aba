#include "problem/torch/image_tensor.h"

#include <ATen/ATen.h>

namespace moai {

at::Tensor to_tensor(const Image& image, const std::string& device) {
  return at::tensor(at::ArrayRef(image.values), at::kFloat)
      .view({3, image.height, image.width})
      .to(at::Device(device));
}

std::vector<Image> to_images(const at::Tensor& images) {
  const at::Tensor host = images.to(at::kCPU, at::kFloat).contiguous();
  const std::int64_t size = host.size(1) * host.size(2) * host.size(3);
  const float* next = host.data_ptr<float>();
  std::vector<Image> result;
  for (std::int64_t i = 0; i < host.size(0); ++i, next += size)
    result.push_back({host.size(2), host.size(3), {next, next + size}});
  return result;
}

}  // namespace moai
