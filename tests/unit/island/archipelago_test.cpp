// If these fail, migrants are lost, sent twice or sent to islands that should not hear of them.
#include "island/archipelago.h"

#include <gtest/gtest.h>

#include "algorithm/move/move_options.h"
#include "parallel/dry_run_communicator.h"
#include "tests/unit/algorithm/island_run.h"

namespace moai {
namespace {

struct Rank {
  test::Island island;
  DryRunCommunicator group;
  std::unique_ptr<Archipelago> archipelago;

  Rank(IslandOptions options, int rank, int ranks) : group(rank, ranks) {
    AlgorithmOptions move;
    move.as<MoveOptions>().cells = 10;
    move.as<MoveOptions>().functions_per_cell = 3;
    std::vector<Island> islands;
    for (std::uint32_t number = 0; number < options.count; ++number)
      if (Archipelago::lives_on(number, options, group)) {
        islands.push_back({number, move->make(island.context(number)), {}});
        island.advance(*islands.back().algorithm, 0, 3);
      }
    archipelago = std::make_unique<Archipelago>(options, RandomSource{21, 0, 0},
                                                island.normalisation, group, std::move(islands));
  }
};

IslandOptions ring_of(std::int64_t count) {
  IslandOptions options;
  options.count = count;
  options.migration.every = 1;
  options.migration.send = 2;
  while (topologies()[options.topology.type].name != "ring") ++options.topology.type;
  return options;
}

TEST(Archipelago, ARankOfTenThousandSendsOneLetterAlongItsEdge) {
  Rank rank(ring_of(10'000), 7, 10'000);
  ASSERT_EQ(rank.archipelago->islands().size(), 1u);
  rank.archipelago->migrate({3, 0.5});
  EXPECT_EQ(rank.group.traffic().letters, 1u);
  EXPECT_EQ(rank.group.traffic().collectives, 0u);
  EXPECT_GT(rank.group.traffic().bytes, 2 * 7 * sizeof(double));
}

TEST(Archipelago, IslandsOfOneRankSendNothingOut) {
  Rank rank(ring_of(4), 0, 1);
  rank.archipelago->migrate({3, 0.5});
  EXPECT_EQ(rank.group.traffic().letters, 0u);
  std::size_t arrived = 0;
  for (const Island& island : rank.archipelago->islands()) {
    for (const Migration& row : island.events.migrations)
      EXPECT_EQ(row.to_island, (row.from_island + 1) % 4);
    arrived += island.events.migrations.size();
  }
  EXPECT_EQ(arrived, 8u);
}

TEST(Archipelago, WhoMovesIsGone) {
  for (const bool moves : {false, true}) {
    IslandOptions options = ring_of(2);
    options.migration.move = moves;
    // The second island is on another rank, from which nothing comes back.
    Rank rank(options, 0, 2);
    const auto& algorithm = *rank.archipelago->islands()[0].algorithm;
    ASSERT_EQ(algorithm.members().size(), 10u);
    rank.archipelago->migrate({3, 0.5});
    EXPECT_EQ(algorithm.members().size() < 10u, moves);
  }
}

}  // namespace
}  // namespace moai
