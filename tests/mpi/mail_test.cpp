// If these fail, an island that is behind holds up the others, or migrants are lost or outdated.
// Run at 1, 2, 3 and 5 ranks.
#include "island/mail.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/mpi/environment.h"

namespace moai {
namespace {

constexpr std::uint64_t ahead = 200;  // generations

IslandOptions asynchronous(int islands, bool move) {
  IslandOptions options;
  options.count = islands;
  options.migration.mode = MigrationMode::async;
  options.migration.move = move;
  return options;
}

Departure departure(std::uint32_t from, std::uint32_t to, std::uint64_t generation) {
  auto individual = std::make_shared<Individual>();
  individual->id = IndividualId(from, generation, 0);
  individual->genome = RealVector{{1.0, 2.0}};
  individual->fitness = {0.5};
  return {from, to, generation, {{std::move(individual), 3}}};
}

// The last rank does nothing while the others do 200 generations, each a letter to everybody; if
// any of them waited for it, this would never end. Then it looks. Returns what it gets until it has
// something of the last generation from everybody.
std::vector<Departure> what_the_slow_rank_gets(bool move) {
  const auto world = mpi().world();
  const auto n = static_cast<std::uint32_t>(world->size());
  const auto me = static_cast<std::uint32_t>(world->rank());
  const auto mail = make_mail(asynchronous(world->size() + 1, move), *world);
  const bool slow = me == n - 1;
  if (!slow) {
    for (std::uint64_t generation = 0; generation < ahead; ++generation) {
      std::vector<Departure> leaving;
      for (std::uint32_t to = 0; to < n; ++to)
        if (to != me) leaving.push_back(departure(me, to, generation));
      mail->carry(std::move(leaving), {});
    }
  }
  world->barrier();
  std::vector<Departure> got;
  std::int64_t fresh = 0;
  // What was kept back while the slow rank did not look follows when the others look again.
  while (world->sum(slow && fresh < static_cast<std::int64_t>(n) - 1 ? 1 : 0) > 0) {
    for (Departure& arrival : mail->carry({}, {})) {
      if (arrival.generation == ahead - 1) ++fresh;
      got.push_back(std::move(arrival));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  mail->close();
  return slow ? got : std::vector<Departure>();
}

TEST(AsynchronousMail, FastRanksDoNotWaitAndTheSlowOneGetsTheLatest) {
  const auto got = what_the_slow_rank_gets(false);
  const auto n = static_cast<std::size_t>(mpi().world()->size());
  // A few looks, at each at most one departure of every other rank, instead of 200.
  EXPECT_LE(got.size(), (n - 1) * 20);
  for (const Departure& arrival : got) {
    ASSERT_EQ(arrival.migrants.size(), 1u);
    EXPECT_EQ(arrival.migrants[0].individual->id,
              IndividualId(arrival.from, arrival.generation, 0));
    EXPECT_EQ(arrival.migrants[0].cell, 3);
  }
}

TEST(AsynchronousMail, WhoMovesIsNeverDropped) {
  const auto got = what_the_slow_rank_gets(true);
  const auto world = mpi().world();
  if (world->rank() + 1 < world->size()) return;
  EXPECT_EQ(got.size(), static_cast<std::size_t>(world->size() - 1) * ahead);
  for (std::size_t k = 1; k < got.size(); ++k) {
    if (got[k].from == got[k - 1].from) {
      EXPECT_EQ(got[k].generation, got[k - 1].generation + 1);
    }
  }
}

TEST(AsynchronousMail, BetweenIslandsOfARankItIsAsSynchronousMail) {
  LocalCommunicator alone;
  std::vector<Departure> leaving{departure(2, 0, 4), departure(0, 1, 4), departure(1, 0, 4)};
  IslandOptions synchronous = asynchronous(3, false);
  synchronous.migration.mode = MigrationMode::sync;
  const auto a = make_mail(asynchronous(3, false), alone)->carry(leaving, {});
  const auto b = make_mail(synchronous, alone)->carry(leaving, {});
  ASSERT_EQ(a.size(), 3u);
  ASSERT_EQ(b.size(), 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(a[k].from, b[k].from);
    EXPECT_EQ(a[k].to, b[k].to);
    EXPECT_EQ(a[k].migrants[0].individual->id, b[k].migrants[0].individual->id);
  }
}

TEST(SynchronousMail, WaitsForThoseWhoSendAndForNobodyElse) {
  const auto world = mpi().world();
  const auto n = static_cast<std::uint32_t>(world->size());
  const auto me = static_cast<std::uint32_t>(world->rank());
  IslandOptions options;
  options.count = world->size();
  const auto mail = make_mail(options, *world);
  // A chain 0 -> 1 -> 2 ...: rank 0 waits for nobody and may do everything before the others begin.
  std::vector<Edge> edges;
  for (std::uint32_t from = 0; from + 1 < n; ++from) edges.push_back({from, from + 1});
  if (me > 0) world->barrier();
  for (std::uint64_t generation = 0; generation < 50; ++generation) {
    std::vector<Departure> leaving;
    const bool full = generation % 3 != 1;  // otherwise the letters are empty
    if (me + 1 < n && full) leaving.push_back(departure(me, me + 1, generation));
    const auto arrivals = mail->carry(std::move(leaving), edges);
    ASSERT_EQ(arrivals.size(), me > 0 && full ? 1u : 0u);
    for (const Departure& arrival : arrivals) EXPECT_EQ(arrival.generation, generation);
  }
  if (me == 0) world->barrier();
  mail->close();
}

}  // namespace
}  // namespace moai
