// If these fail, letters that nobody waits for are lost, mixed up or hang a rank that sends or
// ends. Run at 1, 2, 3 and 5 ranks.
#include <gtest/gtest.h>

#include "tests/mpi/environment.h"

namespace moai {
namespace {

Bytes number(int value) {
  return Bytes(3, static_cast<std::byte>(value));
}

TEST(MpiPost, LettersOfASenderArriveInTheirOrderAndNobodyHasToLook) {
  const auto world = mpi().world();
  const auto post = world->open_post();
  const int n = world->size(), me = world->rank();
  // All send before anybody looks.
  for (int k = 0; k < 100; ++k)
    for (int to = 0; to < n; ++to) post->send(to, number(k));
  world->barrier();
  std::vector<int> next(static_cast<std::size_t>(n), 0);
  for (int missing = 100 * n; missing > 0;)
    for (const Letter& letter : post->arrived()) {
      EXPECT_EQ(letter.text, number(next[static_cast<std::size_t>(letter.from)]++));
      --missing;
    }
  EXPECT_EQ(post->under_way(me), 0u);
  post->close();
}

TEST(MpiPost, ClosesWhileLongLettersAreUnderWay) {
  const auto world = mpi().world();
  const auto post = world->open_post();
  const int next = (world->rank() + 1) % world->size();
  // Longer than what MPI sends ahead: each waits in the sender's memory for its receiver.
  for (int k = 0; k < 5; ++k) post->send(next, Bytes(1 << 20));
  if (world->size() > 1) {
    EXPECT_GT(post->under_way(next), 0u);
  }
  post->close();
}

TEST(MpiPost, TwoAtATimeDoNotReadEachOthersLetters) {
  const auto world = mpi().world();
  const auto first = world->open_post(), second = world->open_post();
  const int next = (world->rank() + 1) % world->size();
  second->send(next, number(2));
  first->send(next, number(1));
  for (const auto& [post, value] : {std::pair(first.get(), 1), std::pair(second.get(), 2)}) {
    std::vector<Letter> letters;
    while (letters.empty()) letters = post->arrived();
    ASSERT_EQ(letters.size(), 1u);
    EXPECT_EQ(letters[0].text, number(value));
  }
  first->close();
  second->close();
}

TEST(MpiCommunicator, AddsUpEveryNumberByItself) {
  const auto world = mpi().world();
  std::vector<std::int64_t> numbers{1, world->rank(), -5};
  world->add_up(numbers);
  const std::int64_t n = world->size();
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{n, n * (n - 1) / 2, -5 * n}));
}

}  // namespace
}  // namespace moai
