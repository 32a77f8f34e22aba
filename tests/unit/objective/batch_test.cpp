// If these fail, the fitness of an image depends on which other images are evaluated with it or on
// the number of threads, and runs with the same seed stop giving the same results.
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "support/text.h"
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

// The large picture is one whose sums LibTorch would split over its threads.
TEST(Batch, AValueIsTheSameForAnyNumberOfThreads) {
  const int before = at::get_num_threads();
  for (const auto& [size, batch] : {std::pair{33, 23}, std::pair{128, 4}}) {
    std::vector<at::Tensor> values;
    for (const int threads : {1, 2, 3}) {
      at::set_num_threads(threads);
      const ObjectiveSet set = pictures::set(pictures::soft(1, size, size, 2)[0]);
      const at::Tensor images = pictures::soft(batch, size, size);
      values.push_back(set.evaluate(images));
      expect_equal(set, values.back(), values.front(),
                   concat(size, " pixels, ", threads, " threads"));
      expect_equal(set, set.evaluate(images.narrow(0, 2, 1)), values.front().narrow(0, 2, 1),
                   "alone");
    }
  }
  at::set_num_threads(before);
}

TEST(Batch, MayBeEmpty) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], pictures::one("ssim"));
  EXPECT_EQ(set.evaluate(at::empty({0, 3, 33, 33})).sizes(), (at::IntArrayRef{0, 1}));
}

}  // namespace
}  // namespace moai
