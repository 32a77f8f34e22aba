// If these fail, pictures have other colours than their networks say.
#include "genome/cppn/torch/cppn_color.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <array>

namespace moai {
namespace {

at::Tensor pixel(std::array<double, 3> values) {
  return at::tensor(at::ArrayRef<double>(values), at::kFloat).view({1, 3, 1, 1});
}

TEST(HslToRgb, GivesKnownColours) {
  struct Case {
    std::array<double, 3> hsl, rgb;
  };
  const std::array<Case, 10> cases = {{{{0.0, 1.0, 0.5}, {1.0, 0.0, 0.0}},
                                       {{1.0, 1.0, 0.5}, {1.0, 0.0, 0.0}},
                                       {{1.0 / 3, 1.0, 0.5}, {0.0, 1.0, 0.0}},
                                       {{2.0 / 3, 1.0, 0.5}, {0.0, 0.0, 1.0}},
                                       {{1.0 / 6, 1.0, 0.5}, {1.0, 1.0, 0.0}},
                                       {{0.3, 0.7, 0.0}, {0.0, 0.0, 0.0}},
                                       {{0.3, 0.7, 1.0}, {1.0, 1.0, 1.0}},
                                       {{0.9, 0.0, 0.4}, {0.4, 0.4, 0.4}},
                                       {{0.5, 0.5, 0.25}, {0.125, 0.375, 0.375}},
                                       {{0.125, 0.6, 0.7}, {0.88, 0.79, 0.52}}}};
  for (const Case& c : cases)
    EXPECT_TRUE(at::allclose(hsl_to_rgb(pixel(c.hsl)), pixel(c.rgb), 0.0, 1e-5))
        << c.hsl[0] << " " << c.hsl[1] << " " << c.hsl[2];
}

TEST(Colored, StretchesAllChannelsOfAPictureTogether) {
  at::Tensor raw = at::tensor({-1.0f, 0.0f, 1.0f, 3.0f, 5.0f, 7.0f}).view({1, 3, 1, 2});
  const at::Tensor expected = at::tensor({0.0f, 0.125f, 0.25f, 0.5f, 0.75f, 1.0f});
  EXPECT_TRUE(at::allclose(colored(raw, OutputRange::min_max, ColorMode::rgb).flatten(), expected));
}

TEST(Colored, CutsOffAndReadsNanAsBlack) {
  at::Tensor raw = at::tensor({-1.0f, NAN, 0.25f, 3.0f}).view({1, 1, 2, 2});
  const at::Tensor grey = colored(raw, OutputRange::clamp, ColorMode::l);
  ASSERT_EQ(grey.sizes(), (at::IntArrayRef{1, 3, 2, 2}));
  for (int c = 0; c < 3; ++c)
    EXPECT_TRUE(at::equal(grey[0][c].flatten(), at::tensor({0.0f, 0.0f, 0.25f, 1.0f})));
}

TEST(Colored, AppliesTheColourModeAfterStretching) {
  // Outputs 0, 2, 1 become hue 0, saturation 1, lightness 0.5: red.
  at::Tensor raw = at::tensor({0.0f, 2.0f, 1.0f}).view({1, 3, 1, 1});
  EXPECT_TRUE(at::allclose(colored(raw, OutputRange::min_max, ColorMode::hsl).flatten(),
                           at::tensor({1.0f, 0.0f, 0.0f}), 0.0, 1e-6));
}

}  // namespace
}  // namespace moai
