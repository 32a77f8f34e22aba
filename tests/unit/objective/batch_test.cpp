// If these fail, the fitness of an image depends on which other images are evaluated with it or on
// the number of threads, and runs with the same seed stop giving the same results.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

void expect_equal(const ObjectiveSet& set, const at::Tensor& a, const at::Tensor& b,
                  const std::string& when) {
  ASSERT_EQ(a.sizes(), b.sizes());
  for (std::int64_t k = 0; k < a.size(1); ++k)
    EXPECT_TRUE(at::equal(a.select(1, k), b.select(1, k)))
        << set.objectives()[k].name << ", " << when << ", by "
        << (a.select(1, k) - b.select(1, k)).abs().max().item<float>();
}

void expect_same_bits(const ObjectiveSet& set, const at::Tensor& images) {
  const std::int64_t batch = images.size(0);
  const at::Tensor together = set.evaluate(images);
  ASSERT_EQ(together.sizes(), (at::IntArrayRef{batch, 14}));
  for (const std::int64_t i : {std::int64_t{0}, batch / 2, batch - 1})
    expect_equal(set, set.evaluate(images.narrow(0, i, 1)), together.narrow(0, i, 1), "alone");
  expect_equal(set, set.evaluate(images.narrow(0, 3, 7)), together.narrow(0, 3, 7), "seven");
  for (const std::int64_t shift : {1, 3, 9})
    expect_equal(set, set.evaluate(images.roll(shift, 0)).roll(-shift, 0), together, "shifted");
}

TEST(Batch, AValueIsTheSameAtEveryPositionAndSize) {
  const at::Tensor target = pictures::soft(1, 33, 33, 2)[0];
  expect_same_bits(pictures::set(target), pictures::soft(100, 33, 33));
}

TEST(Batch, AValueIsTheSameAtEveryPositionOfAnOblongPicture) {
  const at::Tensor target = pictures::soft(1, 45, 60, 2)[0];
  expect_same_bits(pictures::set(target), pictures::soft(14, 45, 60));
}

TEST(Batch, AValueIsTheSameForAnyNumberOfThreads) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33, 2)[0]);
  const at::Tensor images = pictures::soft(23, 33, 33);
  const int before = at::get_num_threads();
  at::set_num_threads(1);
  const at::Tensor one = set.evaluate(images);
  at::set_num_threads(2);
  const at::Tensor two = set.evaluate(images);
  const at::Tensor alone = set.evaluate(images.narrow(0, 5, 1));
  at::set_num_threads(before);
  EXPECT_TRUE(at::equal(one, two));
  EXPECT_TRUE(at::equal(one[5], alone[0]));
}

TEST(Batch, MayBeEmpty) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], pictures::one("ssim"));
  EXPECT_EQ(set.evaluate(at::empty({0, 3, 33, 33})).sizes(), (at::IntArrayRef{0, 1}));
}

}  // namespace
}  // namespace moai
