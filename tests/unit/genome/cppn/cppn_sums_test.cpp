// If this fails, a processor and a GPU, or two ways of computing, draw different pictures.
#include "genome/cppn/torch/cppn_sums.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "genome/cppn/cppn_plan.h"
#include "tests/support/cppn_samples.h"

namespace moai {
namespace {

TEST(WeightedSums, TheLoopAndTheTensorOperationsAgreeBitForBit) {
  const auto networks = sample_networks(CppnOptions{}, 30, 40);
  const CppnPlan plan = make_plan(pointers(networks), 3, 3);
  ASSERT_GT(plan.levels.size(), 3u);
  at::manual_seed(1);
  const at::Tensor table = at::randn({plan.rows, 128});
  const at::Tensor weights = at::tensor(at::ArrayRef<float>(plan.weight));
  for (const CppnLevel& level : plan.levels)
    for (const RowSums* sums : {&level.sources, &level.targets}) {
      const auto count = static_cast<std::int64_t>(sums->first.size()) - 1;
      at::Tensor by_loop = at::randn({count, 128});
      at::Tensor by_tensors = by_loop.clone();
      add_weighted_rows(by_loop, table, weights, *sums);
      SlotSums(*sums, "cpu").add(by_tensors, table, weights);
      EXPECT_TRUE(at::equal(by_loop.view(at::kInt), by_tensors.view(at::kInt)));
    }
}

TEST(WeightedSums, AddsInOrder) {
  RowSums sums;
  sums.first = {0, 0, 2};
  sums.row = {1, 0};
  sums.weight = {0, 1};
  const at::Tensor table = at::tensor({1.0f, 2.0f, 3.0f, 4.0f}).view({2, 2});
  at::Tensor sum = at::ones({2, 2});
  add_weighted_rows(sum, table, at::tensor({10.0f, 0.5f}), sums);
  EXPECT_TRUE(at::equal(sum, at::tensor({1.0f, 1.0f, 31.5f, 42.0f}).view({2, 2})));
}

}  // namespace
}  // namespace moai
