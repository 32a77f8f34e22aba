// If these fail, runs with the same seed no longer agree with one another or with older files.
#include "support/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "support/philox.h"

#if __has_include(<Random123/philox.h>)
#include <Random123/philox.h>
#endif

namespace moai {
namespace {

TEST(Philox, GivesThePublishedKnownAnswers) {
  // Random123's kat_vectors, philox4x32 with 10 rounds.
  const auto zero = philox_block({0, 0, 0, 0}, {0, 0});
  EXPECT_EQ(zero, (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const auto pi =
      philox_block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
  EXPECT_EQ(pi, (std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

#if __has_include(<Random123/philox.h>)
TEST(Philox, AgreesWithRandom123) {
  r123::Philox4x32 generator;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const r123::Philox4x32::ctr_type counter = {{i, i * 7919u, ~i, i << 7}};
    const r123::Philox4x32::key_type key = {{i * 31u, i ^ 0xabcdu}};
    const auto theirs = generator(counter, key);
    const auto ours = philox_block({i, i * 7919u, ~i, i << 7}, {i * 31u, i ^ 0xabcdu});
    for (unsigned w = 0; w < 4; ++w) ASSERT_EQ(ours[w], theirs[w]);
  }
}
#endif

TEST(RandomStream, DependsOnEveryPartOfItsName) {
  std::set<std::uint32_t> first;
  for (std::uint64_t seed : {1ull, 2ull, 1ull << 40})
    for (std::uint32_t trial : {0u, 1u})
      for (std::uint32_t island : {0u, 1u})
        for (auto purpose : {Purpose::mutation, Purpose::selection})
          for (std::uint64_t generation : {0ull, 1ull, 1ull << 33})
            for (std::uint64_t index : {0ull, 1ull})
              first.insert(
                  RandomSource{seed, trial, island}.stream(purpose, generation, index).bits());
  EXPECT_EQ(first.size(), 3u * 2 * 2 * 2 * 3 * 2);
}

TEST(RandomStream, UniformAndNormalHaveTheirMoments) {
  auto rng = RandomSource{5, 0, 0}.stream(Purpose::problem);
  const int n = 200000;
  double sum = 0, squares = 0, normal_sum = 0, normal_squares = 0;
  for (int i = 0; i < n; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
    const double z = rng.normal();
    normal_sum += z;
    normal_squares += z * z;
  }
  EXPECT_NEAR(sum / n, 0.5, 0.003);
  EXPECT_NEAR(squares / n, 1.0 / 3.0, 0.003);
  EXPECT_NEAR(normal_sum / n, 0.0, 0.01);
  EXPECT_NEAR(normal_squares / n, 1.0, 0.02);
}

TEST(RandomStream, BelowIsUniformAndPermutationsArePermutations) {
  auto rng = RandomSource{6, 0, 0}.stream(Purpose::problem);
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts[rng.below(7)];
  for (int count : counts) EXPECT_NEAR(count, 10000, 400);
  auto order = rng.permutation(100);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace moai
