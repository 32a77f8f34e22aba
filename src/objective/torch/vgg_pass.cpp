#include "objective/torch/vgg_pass.h"

#include <ATen/ATen.h>

#include <array>
#include <stdexcept>

#include "objective/torch/vgg16.h"

namespace moai {
namespace {

constexpr std::array<int, vgg_blocks> last_of_block = {2, 4, 7, 10, 13};

bool starts_block(int n) {
  return n == 3 || n == 5 || n == 8 || n == 11;
}

// 2x2 maxima; an odd last row or column is left out. Ten times faster on the CPU than max_pool2d,
// which also finds where the maxima are.
at::Tensor max_pool(const at::Tensor& x) {
  const std::int64_t height = x.size(2) / 2 * 2, width = x.size(3) / 2 * 2;
  const at::Tensor rows = at::maximum(x.slice(2, 0, height, 2), x.slice(2, 1, height, 2));
  return at::maximum(rows.slice(3, 0, width, 2), rows.slice(3, 1, width, 2));
}

}  // namespace

std::string VggPass::key(const char* what, int n) const {
  // Nothing before the first pool depends on how is pooled.
  const bool shared = n <= last_of_block[0] || pooling_ == Pooling::max;
  return std::string(shared ? "vgg16." : "vgg16.l2.") + what + std::to_string(n);
}

at::Tensor VggPass::input_of(int n) const {
  if (n == 1) return imagenet_normalised(images_.rgb());
  const at::Tensor& x = after_relu(n - 1);
  if (!starts_block(n)) return x;
  return pooling_ == Pooling::l2 ? images_.backbone()->l2_pool(x) : max_pool(x);
}

const at::Tensor& VggPass::before_relu(int n) const {
  if (images_.backbone() == nullptr) throw std::logic_error("VggPass: no backbone");
  return images_.once(key("convolution", n),
                      [&] { return images_.backbone()->convolve(n, input_of(n)); });
}

const at::Tensor& VggPass::after_relu(int n) const {
  return images_.once(key("relu", n), [&] { return before_relu(n).relu(); });
}

at::Tensor VggPass::convolution(int n) const {
  return before_relu(n).to(at::kFloat);
}

at::Tensor VggPass::block(int block) const {
  return after_relu(last_of_block.at(block - 1)).to(at::kFloat);
}

}  // namespace moai
