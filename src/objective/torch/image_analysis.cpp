#include "objective/torch/image_analysis.h"

#include <ATen/ATen.h>

#include "objective/torch/operators.h"

namespace moai {

ImageAnalysis::ImageAnalysis(at::Tensor rgb, const Vgg16* backbone)
    : rgb_(std::move(rgb)), unscaled_(rgb_), backbone_(backbone) {}
ImageAnalysis::ImageAnalysis(at::Tensor rgb, const Vgg16* backbone, at::Tensor unscaled)
    : rgb_(std::move(rgb)), unscaled_(std::move(unscaled)), backbone_(backbone) {}

ImageAnalysis::~ImageAnalysis() = default;

const std::vector<at::Tensor>& ImageAnalysis::once_list(
    const std::string& key, const std::function<std::vector<at::Tensor>()>& compute) {
  auto found = results_.find(key);
  if (found == results_.end()) found = results_.emplace(key, compute()).first;
  return found->second;
}

const at::Tensor& ImageAnalysis::once(const std::string& key,
                                      const std::function<at::Tensor()>& compute) {
  return once_list(key, [&] { return std::vector<at::Tensor>{compute()}; }).front();
}

const at::Tensor& ImageAnalysis::squared_error(const at::Tensor& target) {
  return once("squared_error", [&] { return (rgb_ - target).square().mean({1, 2, 3}); });
}

const at::Tensor& ImageAnalysis::luminance() {
  return once("luminance", [&] { return combine(rgb_, {0.299, 0.587, 0.114}); });
}

const at::Tensor& ImageAnalysis::chroma_i() {
  return once("chroma_i", [&] { return combine(rgb_, {0.5959, -0.2746, -0.3213}); });
}

const at::Tensor& ImageAnalysis::chroma_q() {
  return once("chroma_q", [&] { return combine(rgb_, {0.2115, -0.5227, 0.3112}); });
}

}  // namespace moai
