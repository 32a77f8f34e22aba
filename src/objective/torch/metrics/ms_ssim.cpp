// Multi-scale structural similarity: Z. Wang, E. P. Simoncelli, A. C. Bovik, "Multiscale structural
// similarity for image quality assessment", Asilomar 2003, equation 7. In [0,1], maximum 1.
// `move`: window 3 and (0.2)^2 in the contrast term; an image with a side below 33 is enlarged to
// 33, where its coarsest scale is one window. `piq`: window 11, at least 161 pixels.
#include <ATen/ATen.h>

#include <algorithm>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/metrics/ssim_maps.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr std::array<double, 5> ms_ssim_exponents = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

at::Tensor enlarged(const at::Tensor& x) {
  return resize_bilinear(x, std::max<std::int64_t>(x.size(2), 33),
                         std::max<std::int64_t>(x.size(3), 33));
}

// The next coarser scale; an odd side is made even by repeating the first row and column.
at::Tensor coarser(const at::Tensor& x) {
  const std::int64_t pad = std::max(x.size(2) % 2, x.size(3) % 2);
  return halve(pad == 0 ? x : at::replication_pad2d(x, {pad, 0, pad, 0}));
}

class MsSsim final : public Objective {
 public:
  MsSsim(const at::Tensor& target, const SsimWindow& window) : window_(window) {
    at::Tensor y = enlarged(target);
    for (std::size_t scale = 0; scale < ms_ssim_exponents.size(); ++scale) {
      if (scale > 0) y = coarser(y);
      references_.push_back(ssim_reference(y, window_));
    }
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    at::Tensor x = enlarged(images.rgb());
    at::Tensor product;  // (B,3)
    for (std::size_t scale = 0; scale < ms_ssim_exponents.size(); ++scale) {
      if (scale > 0) x = coarser(x);
      const SsimMaps maps = ssim_maps(x, references_[scale], window_);
      const bool last = scale + 1 == ms_ssim_exponents.size();
      const at::Tensor mean = (last ? maps.full : maps.contrast_structure).mean({2, 3});
      const at::Tensor factor = safe_power(mean.clamp_min(0.0), ms_ssim_exponents[scale]);
      product = scale == 0 ? factor : product * factor;
    }
    return product.mean(1);
  }

 private:
  SsimWindow window_;
  std::vector<SsimReference> references_;  // one a scale
};

}  // namespace

std::unique_ptr<Objective> make_ms_ssim(const ObjectiveContext& context) {
  if (context.piq()) require_size(context, "ms_ssim", 161);
  return std::make_unique<MsSsim>(context.target.rgb(),
                                  context.piq() ? SsimWindow{11} : SsimWindow{3, 1.5, 1e-4, 0.04});
}

}  // namespace moai
