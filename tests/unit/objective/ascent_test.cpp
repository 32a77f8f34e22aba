// If these fail, gradient refinement follows something else than the normalised objectives, or what
// a picture is told depends on the pictures beside it.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "objective/torch/objective_ascent.h"
#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

bool identical(const at::Tensor& a, const at::Tensor& b) {
  return at::equal(a.contiguous().view(at::kInt), b.contiguous().view(at::kInt));
}

class AscentOf : public ::testing::TestWithParam<std::string> {};

TEST_P(AscentOf, APictureDoesNotDependOnTheOthersNorOnTheThreads) {
  const at::Tensor target = pictures::soft(1, 33, 33);
  const at::Tensor images = at::cat({pictures::soft(11, 33, 33, 4), target});
  const ObjectiveSet set = pictures::set(target[0], pictures::one(GetParam()));
  const Normalisation ranges{{-1.0}, {2.0}};
  const int threads = at::get_num_threads();
  at::set_num_threads(2);
  const Ascent all = set.ascent(images, at::ones({12, 1}), ranges, true);
  at::set_num_threads(1);
  for (const std::int64_t i : {1, 8, 11}) {
    const at::Tensor pair = at::cat({images.narrow(0, (i + 4) % 12, 1), images.narrow(0, i, 1)});
    const Ascent alone = set.ascent(pair, at::ones({2, 1}), ranges, true);
    EXPECT_TRUE(identical(alone.gradient[1], all.gradient[i])) << i;
    EXPECT_TRUE(identical(alone.value[1], all.value[i])) << i;
  }
  at::set_num_threads(threads);
}

INSTANTIATE_TEST_SUITE_P(All, AscentOf,
                         ::testing::Values("mse", "psnr", "fsim", "ssim", "ms_ssim", "vif", "vsi",
                                           "haarpsi", "style", "gmsd", "mdsi", "dss", "dists",
                                           "lpips"),
                         [](const auto& info) { return info.param; });

TEST(Ascent, IsTheWeightedMeanOfNormalisedObjectivesAndItsSlope) {
  const at::Tensor target = pictures::soft(1, 33, 33);
  std::vector<ObjectiveOptions> both = pictures::one("mse");
  both.push_back(pictures::one("ssim").front());
  const ObjectiveSet set = pictures::set(target[0], both);
  const at::Tensor x = pictures::soft(3, 33, 33, 4);
  const Normalisation ranges{{0.5, 0.0}, {1.0, 1.0}};
  const at::Tensor weights = at::tensor({0.25F, 0.75F, 1.0F, 0.0F, 0.0F, 1.0F}).view({3, 2});
  at::Tensor y = x.clone().requires_grad_();
  const at::Tensor n = ((set.evaluate(y) - at::tensor({0.5F, 0.0F})) / at::tensor({0.5F, 1.0F}));
  const at::Tensor expected = (n.clamp(0.0, 1.0) * weights).sum(1);
  expected.sum().backward();
  const Ascent ascent = set.ascent(x, weights, ranges, true);
  EXPECT_TRUE(at::allclose(ascent.value, expected, 1e-5, 1e-6));
  EXPECT_TRUE(at::allclose(ascent.gradient, y.grad(), 1e-4, 1e-8));
  EXPECT_TRUE(at::allclose(set.ascent(x, weights, ranges, false).value, expected, 1e-4, 1e-5));
  EXPECT_FALSE(set.ascent(x, weights, ranges, false).gradient.defined());
}

TEST(Ascent, OutsideOfItsRangeAnObjectivePullsNowhere) {
  const at::Tensor target = pictures::soft(1, 33, 33);
  const ObjectiveSet set = pictures::set(target[0], pictures::one("mse"));
  const at::Tensor x = pictures::soft(2, 33, 33, 4);
  for (const Normalisation& ranges : {Normalisation{{5.0}, {6.0}}, Normalisation{{1.0}, {1.0}}}) {
    const Ascent ascent = set.ascent(x, at::ones({2, 1}), ranges, true);
    EXPECT_EQ(ascent.value.abs().max().item<float>(), 0.0F);
    EXPECT_EQ(ascent.gradient.abs().max().item<float>(), 0.0F);
  }
}

}  // namespace
}  // namespace moai
