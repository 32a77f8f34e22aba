// Gradient magnitude similarity deviation: W. Xue, L. Zhang, X. Mou, A. C. Bovik, "Gradient
// magnitude similarity deviation", IEEE TIP 23(2), 2014, equations 4 to 6. The deviation lies in
// [0, 0.5]. `move`: 0.35 - GMSD, maximum 0.35. `piq`: -GMSD, maximum 0.
#include <ATen/ATen.h>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr double gmsd_stability = 170.0 / (255.0 * 255.0);

// Prewitt gradients of the luminance at half size; zeros complete an odd side.
at::Tensor half_size_gradients(ImageAnalysis& images) {
  at::Tensor y = images.luminance();
  const std::int64_t pad = std::max(y.size(2) % 2, y.size(3) % 2);
  if (pad != 0) y = at::constant_pad_nd(y, {0, pad, 0, pad});
  return gradient_magnitude(halve(y), prewitt);
}

class Gmsd final : public Objective {
 public:
  Gmsd(ImageAnalysis& target, double offset)
      : gradients_(of_target(half_size_gradients(target))), offset_(offset) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const at::Tensor map = similarity(half_size_gradients(images), gradients_, gmsd_stability);
    const at::Tensor variance = (map - map.mean({1, 2, 3}, true)).square().mean({1, 2, 3});
    return offset_ - safe_sqrt(variance);
  }

 private:
  at::Tensor gradients_;  // (1,1,h,w)
  double offset_;
};

}  // namespace

std::unique_ptr<Objective> make_gmsd(const ObjectiveContext& context) {
  return std::make_unique<Gmsd>(context.target, context.piq() ? 0.0 : 0.35);
}

}  // namespace moai
