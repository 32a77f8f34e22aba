// If these fail, gradient refinement walks in a wrong direction or fills its networks with NaN.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

class Gradient : public ::testing::TestWithParam<std::string> {};

at::Tensor gradient_of(const ObjectiveSet& set, const at::Tensor& images) {
  at::Tensor x = images.clone().requires_grad_();
  set.evaluate(x).sum().backward();
  return x.grad();
}

TEST_P(Gradient, IsFiniteOnOrdinaryAndOnDifficultImages) {
  const at::Tensor target = pictures::soft(1, 33, 33);
  const at::Tensor images =
      at::cat({pictures::soft(1, 33, 33, 4), target, pictures::constant(0.5, 33, 33),
               pictures::constant(0.0, 33, 33), pictures::constant(1.0, 33, 33)});
  for (const at::Tensor& y : {target[0], pictures::constant(0.0, 33, 33)[0]}) {
    const at::Tensor gradient = gradient_of(pictures::set(y, pictures::one(GetParam())), images);
    for (std::int64_t i = 0; i < images.size(0); ++i)
      EXPECT_TRUE(gradient[i].isfinite().all().item<bool>()) << "image " << i;
    if (y.max().item<float>() > 0.0F) {
      EXPECT_GT(gradient[0].abs().max().item<double>(), 0.0);
    }
  }
}

TEST_P(Gradient, IsTheSlopeAlongADirection) {
  // Texture and like colours keep away from the corners of absolute values and from small powers of
  // numbers near zero, where a slope holds for less than a step.
  const at::Generator generator = at::detail::createCPUGenerator(8);
  const auto noise = [&] { return at::rand({1, 3, 33, 33}, generator); };
  const at::Tensor target = pictures::soft(1, 33, 33) * 0.7 + noise() * 0.3;
  const at::Tensor x = target * 0.85 + noise() * 0.1;
  const ObjectiveSet set = pictures::set(target[0], pictures::one(GetParam()));
  const at::Tensor gradient = gradient_of(set, x);
  const at::Tensor direction = gradient / gradient.norm();
  const double slope = (gradient * direction).sum().item<double>();
  const double step = 0.005;
  // The same path as the gradient's, which a leaf that wants one takes.
  const auto value = [&](double t) {
    return set.evaluate((x + direction * t).requires_grad_()).item<double>();
  };
  const double measured = (value(step) - value(-step)) / (2.0 * step);
  EXPECT_NEAR(measured, slope, 0.1 * std::abs(slope) + 1e-3);
}

TEST_P(Gradient, ComesWithTheSameValue) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 45, 60)[0], pictures::one(GetParam()));
  at::Tensor x = pictures::soft(3, 45, 60, 4);
  const at::Tensor plain = set.evaluate(x);
  const at::Tensor traced = set.evaluate(x.requires_grad_()).detach();
  EXPECT_TRUE(at::allclose(plain, traced, 1e-4, 1e-5)) << plain << traced;
}

INSTANTIATE_TEST_SUITE_P(All, Gradient,
                         ::testing::Values("mse", "psnr", "fsim", "ssim", "ms_ssim", "vif", "vsi",
                                           "haarpsi", "style", "gmsd", "mdsi", "dss", "dists",
                                           "lpips"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace moai
