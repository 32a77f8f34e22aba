// Structural similarity of each colour channel, Gaussian window 11 with deviation 1.5, mean over
// the positions and channels (paper: metrics/ssim_maps.h). In [-1,1], maximum 1. Images of 384
// pixels and more are first shrunk to about 256. Both parameter sets are the same.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/metrics/ssim_maps.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

const SsimWindow ssim_window{11};

class Ssim final : public Objective {
 public:
  Ssim(const at::Tensor& target)
      : factor_(shrink_factor(target)),
        reference_(ssim_reference(shrunk(target, factor_), ssim_window)) {}

  at::Tensor evaluate(ImageAnalysis& images) const override {
    return ssim_maps(shrunk(images.rgb(), factor_), reference_, ssim_window).full.mean({1, 2, 3});
  }

 private:
  std::int64_t factor_;
  SsimReference reference_;
};

}  // namespace

std::unique_ptr<Objective> make_ssim(const ObjectiveContext& context) {
  return std::make_unique<Ssim>(context.target.rgb());
}

}  // namespace moai
