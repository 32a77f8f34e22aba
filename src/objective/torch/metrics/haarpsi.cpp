// Haar wavelet-based perceptual similarity index: R. Reisenhofer, S. Bosse, G. Kutyniok, T.
// Wiegand, "A Haar wavelet-based perceptual similarity index for image quality assessment", Signal
// Processing: Image Communication 61, 2018, equations 10 to 14. In [0,1], maximum 1. The sets
// differ in how an odd side is halved (`move`: mean of the pixels there are; `piq`: completed by
// zeros) and in one digit of the chroma matrix. Pooled in float64: the final logit magnifies
// rounding seventyfold.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/operators.h"

namespace moai {
namespace {

constexpr double haar_stability = 30.0 / (255.0 * 255.0);
constexpr double haar_alpha = 4.2;

struct HaarFeatures {
  std::vector<at::Tensor> responses;  // |Haar response| of scales 1..3, two orientations each
  at::Tensor i, q;                    // smoothed chroma
};

at::Tensor half_size(const at::Tensor& rgb, bool complete_with_zeros) {
  const std::int64_t pad = std::max(rgb.size(2) % 2, rgb.size(3) % 2);
  if (complete_with_zeros)
    return halve(pad == 0 ? rgb : at::constant_pad_nd(rgb, {0, pad, 0, pad}));
  return at::avg_pool2d(rgb, {2, 2}, {2, 2}, {0, 0}, /*ceil_mode=*/true,
                        /*count_include_pad=*/false);
}

// Size kept: k/2 zeros around, and the first row and column of the result are dropped.
at::Tensor even_filter(const at::Tensor& x, const std::vector<double>& down,
                       const std::vector<double>& across) {
  const auto k = static_cast<std::int64_t>(down.size());
  const at::Tensor y = separable_filter(x, down, across, k / 2);
  return y.narrow(2, 1, x.size(2)).narrow(3, 1, x.size(3)).abs();
}

HaarFeatures features(const at::Tensor& rgb, bool piq) {
  const at::Tensor x = half_size(rgb, piq);
  const at::Tensor y = combine(x, {0.299, 0.587, 0.114});
  HaarFeatures result;
  for (std::int64_t k = 2; k <= 8; k *= 2) {
    const std::vector<double> ones(k, 1.0);
    std::vector<double> step(k, 1.0 / static_cast<double>(k));
    std::fill(step.begin() + k / 2, step.end(), -1.0 / static_cast<double>(k));
    result.responses.push_back(even_filter(y, ones, step));
    result.responses.push_back(even_filter(y, step, ones));
  }
  const std::vector<double> half = {0.5, 0.5};
  result.i = even_filter(combine(x, {piq ? 0.5959 : 0.5969, -0.2746, -0.3213}), half, half);
  result.q = even_filter(combine(x, {0.2115, -0.5227, 0.3112}), half, half);
  return result;
}

class HaarPsi final : public Objective {
 public:
  HaarPsi(const at::Tensor& target, bool piq) : piq_(piq) {
    const HaarFeatures y = features(target, piq);
    for (const at::Tensor& response : y.responses) target_.responses.push_back(of_target(response));
    target_.i = of_target(y.i);
    target_.q = of_target(y.q);
  }

  at::Tensor evaluate(ImageAnalysis& images) const override {
    const HaarFeatures x = features(images.rgb(), piq_);
    const auto compare = [&](std::size_t k) {
      return similarity(x.responses[k], target_.responses[k], haar_stability);
    };
    const auto weigh = [&](std::size_t k) {
      return at::maximum(x.responses[k], target_.responses[k]);
    };
    const at::Tensor chroma =
        similarity(x.i, target_.i, haar_stability) + similarity(x.q, target_.q, haar_stability);
    const at::Tensor first = weigh(4), second = weigh(5);
    const at::Tensor likeness =
        at::cat({compare(0) + compare(2), compare(1) + compare(3), chroma}, 1).to(at::kDouble) *
        0.5;
    // The least weight decides only where two images are black: they are alike, not 0 / 0.
    const at::Tensor weight =
        at::cat({first, second, (first + second) * 0.5}, 1).to(at::kDouble) + 1e-12;
    const at::Tensor logistic =
        1.0 / ((likeness * -haar_alpha).exp() + 1.0);  // sigmoid() rounds by place
    const at::Tensor h =
        (logistic * weight).sum({1, 2, 3}) / weight.sum({1, 2, 3});  // (1/2, 0.986)
    return ((h / (1.0 - h)).log() / haar_alpha).square().to(at::kFloat);
  }

 private:
  bool piq_;
  HaarFeatures target_;  // (1,1,h,w) each
};

}  // namespace

std::unique_ptr<Objective> make_haarpsi(const ObjectiveContext& context) {
  return std::make_unique<HaarPsi>(context.target.rgb(), context.piq());
}

}  // namespace moai
