// If these fail, fitness values differ from the published metrics, and results from moai cannot be
// compared with those of the MOVE study or of any other library.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "objective/registry.h"
#include "objective/torch/objective_set.h"
#include "tests/support/paths.h"
#include "tests/unit/objective/golden.h"

namespace moai {
namespace {

// What the reference calls an objective, and the sign that makes larger better.
struct Expected {
  std::string name;
  double sign;
};
const std::map<std::string, std::map<std::string, Expected>> names = {
    {"move",
     {{"mse", {"mse", 1}},
      {"psnr", {"psnr", 1}},
      {"ssim", {"ssim", 1}},
      {"msssim", {"ms_ssim", 1}},
      {"vif", {"vif", 1}},
      {"fsim", {"fsim", 1}},
      {"vsi", {"vsi", 1}},
      {"haarpsi", {"haarpsi", 1}},
      {"gmsd", {"gmsd", 1}},
      {"mdsi", {"mdsi", 1}},
      {"dss", {"dss", 1}},
      {"style", {"style", 1}},
      {"lpips", {"lpips", 1}},
      {"dists", {"dists", 1}}}},
    {"piq",
     {{"psnr", {"psnr", 1}},
      {"ssim", {"ssim", 1}},
      {"multi_scale_ssim", {"ms_ssim", 1}},
      {"vif_p", {"vif", 1}},
      {"fsim", {"fsim", 1}},
      {"vsi", {"vsi", 1}},
      {"haarpsi", {"haarpsi", 1}},
      {"gmsd", {"gmsd", -1}},
      {"mdsi", {"mdsi", -1}},
      {"dss", {"dss", 1}},
      {"style_loss", {"style", -1}},
      {"lpips", {"lpips", -1}},
      {"dists", {"dists", -1}}}}};

std::size_t type_of(const std::string& name) {
  for (std::size_t i = 0; i < objectives().size(); ++i)
    if (objectives()[i].name == name) return i;
  throw std::logic_error("no objective " + name);
}

struct Case {
  std::string family, size;
};

class Golden : public ::testing::TestWithParam<Case> {};

TEST_P(Golden, ValuesAreThoseOfTheReference) {
  const auto& [family, size] = GetParam();
  if (!golden::has_size(size)) GTEST_SKIP() << "no golden images of " << size << " here";
  const bool weights = golden::has_weights();
  WeightOptions learned;
  if (weights) learned.lpips = learned.dists = testing::shared_file("weights");
  const at::Tensor x = golden::images("x", size), y = golden::images("y", size);

  std::map<int, std::vector<golden::Row>> by_pair;
  for (const golden::Row& row : golden::rows(family))
    if (row.size == size && names.at(family).count(row.metric) != 0) {
      const std::string& name = names.at(family).at(row.metric).name;
      if (weights || (name != "lpips" && name != "dists")) by_pair[row.pair].push_back(row);
    }
  ASSERT_EQ(by_pair.size(), static_cast<std::size_t>(x.size(0)));
  for (const auto& [pair, rows] : by_pair) {
    std::vector<ObjectiveOptions> chosen;
    for (const golden::Row& row : rows) {
      ObjectiveOptions options;
      options.type = type_of(names.at(family).at(row.metric).name);
      options.parameters = family == "piq" ? ParameterSet::piq : ParameterSet::move;
      chosen.push_back(options);
    }
    const ObjectiveSet set(golden::to_image(y[pair]), chosen, learned, {});
    const at::Tensor values = set.evaluate(x.narrow(0, pair, 1));
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const golden::Row& row = rows[k];
      const double expected = names.at(family).at(row.metric).sign * row.value;
      EXPECT_NEAR(values[0][static_cast<std::int64_t>(k)].item<double>(), expected,
                  1e-4 * std::abs(expected) + 1e-5)
          << family << ' ' << row.metric << ' ' << size << ' ' << row.name;
    }
  }
  if (!weights) GTEST_SKIP() << "lpips and dists not compared: no learned weights here";
}

INSTANTIATE_TEST_SUITE_P(AllSizes, Golden,
                         ::testing::Values(Case{"move", "33x33"}, Case{"move", "45x60"},
                                           Case{"move", "64x64"}, Case{"move", "100x100"},
                                           Case{"move", "192x192"}, Case{"piq", "33x33"},
                                           Case{"piq", "45x60"}, Case{"piq", "64x64"},
                                           Case{"piq", "100x100"}, Case{"piq", "192x192"}),
                         [](const auto& info) {
                           return info.param.family + "_" + info.param.size;
                         });

}  // namespace
}  // namespace moai
