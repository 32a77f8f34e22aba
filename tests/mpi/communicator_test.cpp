// If these fail, ranks lose or repeat trials, or migrants reach the wrong island. Run at 1, 2, 3
// and 5 ranks.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "parallel/mpi_communicator.h"
#include "tests/mpi/environment.h"

namespace moai {
namespace {

Bytes bytes_of(std::initializer_list<int> values) {
  Bytes bytes;
  for (int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

TEST(MpiCommunicator, ReducesGathersAndBroadcasts) {
  const auto world = mpi().world();
  const int n = world->size(), me = world->rank();
  EXPECT_EQ(world->sum(me + 1), n * (n + 1) / 2);
  EXPECT_EQ(world->maximum(-me), 0);
  Bytes message = me == n - 1 ? bytes_of({1, 2, 3}) : Bytes();
  world->broadcast(message, n - 1);
  EXPECT_EQ(message, bytes_of({1, 2, 3}));
  const auto all =
      world->all_gather(Bytes(static_cast<std::size_t>(me), static_cast<std::byte>(me)));
  ASSERT_EQ(all.size(), static_cast<std::size_t>(n));
  for (int r = 0; r < n; ++r)
    EXPECT_EQ(all[r], Bytes(static_cast<std::size_t>(r), static_cast<std::byte>(r)));
}

TEST(MpiCommunicator, ExchangeDeliversToTheAddressee) {
  const auto world = mpi().world();
  std::vector<Bytes> to;
  for (int r = 0; r < world->size(); ++r) to.push_back(bytes_of({world->rank(), r, 42}));
  to[0].clear();  // an empty message is one too
  const auto from = world->exchange(to);
  for (int r = 0; r < world->size(); ++r)
    EXPECT_EQ(from[r], world->rank() == 0 ? Bytes() : bytes_of({r, world->rank(), 42}));
}

TEST(MpiCommunicator, SplitKeepsTheOrder) {
  const auto world = mpi().world();
  const auto half = world->split(world->rank() % 2);
  EXPECT_EQ(half->rank(), world->rank() / 2);
}

TEST(MpiCounter, GivesEachTicketOnce) {
  const auto world = mpi().world();
  const auto counter = mpi().make_counter();
  Bytes mine;
  for (std::int64_t ticket; (ticket = counter->fetch_add(1)) < 100;)
    mine.push_back(static_cast<std::byte>(ticket));
  std::multiset<int> taken;
  for (const Bytes& part : world->all_gather(mine))
    for (std::byte ticket : part) taken.insert(static_cast<int>(ticket));
  EXPECT_EQ(taken.size(), 100u);
  for (int ticket = 0; ticket < 100; ++ticket) EXPECT_EQ(taken.count(ticket), 1u);
}

TEST(MpiStatusBoard, ShowsEveryRanksLatestFigures) {
  const auto world = mpi().world();
  const auto board = mpi().make_board();
  RankStatus status;
  for (int round = 0; round < 3; ++round) {
    status.generation = 10.0 * round + world->rank();
    board->post(status);
  }
  world->barrier();
  // Nobody waits for its own figures to be there; they come soon.
  auto all = board->read();
  const auto complete = [&] {
    for (int r = 0; r < world->size(); ++r)
      if (all[static_cast<std::size_t>(r)].generation != 20.0 + r) return false;
    return true;
  };
  for (int look = 0; look < 2000 && !complete(); ++look) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    all = board->read();
  }
  ASSERT_EQ(all.size(), static_cast<std::size_t>(world->size()));
  for (int r = 0; r < world->size(); ++r) EXPECT_EQ(all[r].generation, 20.0 + r);
  world->barrier();
}

}  // namespace
}  // namespace moai
