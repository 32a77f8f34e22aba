// If these fail, an odd picture (black, constant, broken) can win or poison a run: its fitness is
// not a number, or is better than that of the target itself.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/error.h"
#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

const std::map<std::string, double> largest = {
    {"mse", 1},  {"psnr", 1.6}, {"fsim", 1},    {"ssim", 1},  {"ms_ssim", 1},
    {"vif", 1},  {"vsi", 1},    {"haarpsi", 1}, {"style", 0}, {"gmsd", 0.35},
    {"mdsi", 1}, {"dss", 1},    {"dists", 1},   {"lpips", 1}};

void expect_maximum(const at::Tensor& target) {
  const ObjectiveSet set = pictures::set(target[0]);
  const at::Tensor batch = at::cat({pictures::soft(2, target.size(2), target.size(3), 9), target});
  const at::Tensor values = set.evaluate(batch);
  for (std::size_t k = 0; k < 14; ++k) {
    const std::string& name = set.objectives()[k].name;
    const auto column = static_cast<std::int64_t>(k);
    EXPECT_NEAR(values[2][column].item<double>(), largest.at(name), 1e-6) << name;
    EXPECT_LE(values[0][column].item<double>(), values[2][column].item<double>()) << name;
  }
}

TEST(Stability, IdenticalImagesGiveTheMaximum) {
  expect_maximum(pictures::soft(1, 33, 33));
}
TEST(Stability, IdenticalOblongImagesGiveTheMaximum) {
  expect_maximum(pictures::soft(1, 40, 51));
}
TEST(Stability, IdenticalBlackImagesGiveTheMaximum) {
  expect_maximum(pictures::constant(0.0, 33, 33));
}
TEST(Stability, IdenticalConstantImagesGiveTheMaximum) {
  expect_maximum(pictures::constant(0.5, 33, 33));
}
TEST(Stability, ImagesBelow32PixelsAreEnlarged) {
  expect_maximum(pictures::soft(1, 20, 24));
}

TEST(Stability, NothingButFiniteNumbersLeaves) {
  at::Tensor broken = pictures::soft(6, 33, 33, 5);
  broken[0].fill_(std::nan(""));
  broken[1][0][3][4] = std::numeric_limits<float>::infinity();
  broken[2].fill_(-std::numeric_limits<float>::infinity());
  broken[3].mul_(1e30F);
  broken[4].fill_(0.3F);
  broken[5].fill_(0.0F);
  for (const double value : {0.0, 0.7}) {
    const ObjectiveSet set = pictures::set(pictures::constant(value, 33, 33)[0]);
    EXPECT_TRUE(set.evaluate(broken).isfinite().all().item<bool>()) << "target " << value;
  }
}

TEST(Stability, NotANumberCountsAsBlack) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], pictures::classical());
  at::Tensor x = pictures::soft(1, 33, 33, 3), y = x.clone();
  x[0][1][7][9] = std::nan("");
  y[0][1][7][9] = 0.0F;
  EXPECT_TRUE(at::equal(set.evaluate(x), set.evaluate(y)));
}

TEST(Stability, PublishedParametersRefuseSmallImages) {
  const at::Tensor target = pictures::soft(1, 33, 33)[0];
  for (const char* name : {"ms_ssim", "vif"}) try {
      pictures::set(target, pictures::one(name, ParameterSet::piq));
      FAIL() << name << " accepted 33x33";
    } catch (const UserError& error) {
      EXPECT_NE(std::string(error.what()).find(name), std::string::npos);
    }
}

}  // namespace
}  // namespace moai
