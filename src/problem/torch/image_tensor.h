#pragma once
// Between pictures as plain arrays and pictures as tensors.

#include <string>
#include <vector>

#include "media/image.h"

namespace at {
class Tensor;
}

namespace moai {

/// (3,H,W) float32 on the device.
at::Tensor to_tensor(const Image& image, const std::string& device);

/// One image for each of (B,3,H,W), on any device.
std::vector<Image> to_images(const at::Tensor& images);

}  // namespace moai
