// If these fail, one map held by several ranks records another run than the same map on one rank.
#include <gtest/gtest.h>

#include <tuple>

#include "algorithm/move/move.h"
#include "tests/unit/algorithm/island_run.h"
#include "tests/unit/algorithm/move/thread_peers.h"

namespace moai {
namespace {

struct Outcome {
  EventLog events;
  AlgorithmState state;
  std::vector<Member> members;
  std::vector<Member> outlines;  ///< on shard 0
  std::vector<std::uint32_t> migrants_won;
};

/// Generations 0 to 9 on one number of shards, 10 to 19 on another, then two migrants.
Outcome run(const MoveOptions& options, std::size_t shards, std::size_t later_shards) {
  Outcome outcome;
  test::on_shards(shards, [&](test::ThreadPeers& peers) {
    test::Island island;
    const AlgorithmContext context = island.context();
    Move move(options, context, &peers);
    island.advance(move, 0, 10);
    AlgorithmState state = move.save();
    if (peers.shard() == 0) {
      outcome.events = island.events;
      outcome.state = std::move(state);
    } else {
      EXPECT_TRUE(state.slots.empty());
      EXPECT_TRUE(island.events.replacements.empty());
    }
  });
  const AlgorithmState middle = outcome.state;
  std::vector<std::vector<Member>> members(later_shards);
  std::vector<std::vector<std::uint32_t>> won(later_shards);
  test::on_shards(later_shards, [&](test::ThreadPeers& peers) {
    test::Island island;
    if (peers.shard() == 0) island.events = outcome.events;
    const AlgorithmContext context = island.context();
    Move move(options, context, &peers);
    move.restore(middle);
    island.advance(move, 10, 20);
    // Both arrive at the last shard.
    std::vector<IndividualPointer> migrants;
    if (peers.shard() + 1 == later_shards)
      migrants = {test::individual(0, std::vector<double>(7, -0.05)),
                  test::individual(1, {1, 1, 1, -9, -9, -9, -9})};
    won[peers.shard()] = move.receive({20, 0.5}, test::migrants_of(migrants),
                                      MigrantAcceptance::vote, island.events);
    members[peers.shard()] = move.members();
    if (peers.shard() == 0) outcome.outlines = move.outlines();
    AlgorithmState state = move.save();
    if (peers.shard() != 0) return;
    outcome.state = std::move(state);
    outcome.events = island.events;
  });
  for (const auto& part : members)
    outcome.members.insert(outcome.members.end(), part.begin(), part.end());
  outcome.migrants_won = won.back();
  return outcome;
}

auto columns(const Replacement& r) {
  return std::tuple(r.generation, r.island, r.cell, r.from_cell, r.child, r.parent, r.replaced,
                    r.votes, r.kind);
}
auto columns(const Birth& b) {
  return std::tuple(b.id, b.parent_a, b.parent_b, b.generation, b.island, b.cell);
}
template <class Row>
auto columns(const std::vector<Row>& rows) {
  std::vector<decltype(columns(rows[0]))> all;
  for (const Row& row : rows) all.push_back(columns(row));
  return all;
}
bool same_individual(const Individual& a, const Individual& b) {
  return a.id == b.id && a.parent_a == b.parent_a && a.cell == b.cell && a.genome == b.genome &&
         a.fitness == b.fitness;
}

void expect_same(const Outcome& a, const Outcome& b) {
  EXPECT_EQ(columns(a.events.replacements), columns(b.events.replacements));
  EXPECT_EQ(columns(a.events.births), columns(b.events.births));
  EXPECT_EQ(a.migrants_won, b.migrants_won);
  EXPECT_EQ(a.state.slots, b.state.slots);
  ASSERT_EQ(a.state.individuals.size(), b.state.individuals.size());
  for (std::size_t i = 0; i < a.state.individuals.size(); ++i)
    EXPECT_TRUE(same_individual(*a.state.individuals[i], *b.state.individuals[i]));
  ASSERT_EQ(a.members.size(), b.members.size());
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    EXPECT_EQ(a.members[i].cell, b.members[i].cell);
    EXPECT_TRUE(same_individual(*a.members[i].individual, *b.members[i].individual));
  }
  ASSERT_EQ(a.outlines.size(), b.members.size());
  for (std::size_t i = 0; i < a.outlines.size(); ++i) {
    EXPECT_EQ(a.outlines[i].cell, b.members[i].cell);
    EXPECT_EQ(a.outlines[i].individual->id, b.members[i].individual->id);
    EXPECT_EQ(a.outlines[i].individual->fitness, b.members[i].individual->fitness);
  }
}

TEST(ShardedMove, AnyNumberOfShardsRecordsTheSameRun) {
  for (const auto mode : {MoveMode::generational, MoveMode::steady_state})
    for (const auto replacement : {MoveReplacement::vote, MoveReplacement::mean})
      for (const std::int64_t jumps :
           {std::int64_t{0}, std::int64_t{1}, std::int64_t{3}, MoveOptions::unlimited_jumps}) {
        MoveOptions options;
        options.cells = 23;
        options.functions_per_cell = 3;
        options.mode = mode;
        options.replacement = replacement;
        options.jumps = jumps;
        const Outcome one = run(options, 1, 1);
        EXPECT_GT(one.events.replacements.size(), 25u);
        EXPECT_EQ(one.members.size(), 23u);
        for (std::size_t shards = 2; shards <= 5; ++shards) {
          SCOPED_TRACE(shards);
          expect_same(run(options, shards, 6 - shards), one);
        }
      }
}

TEST(ShardedMove, MoreShardsThanCellsIsNoHarm) {
  MoveOptions options;
  options.cells = 3;
  options.functions_per_cell = 3;
  expect_same(run(options, 5, 4), run(options, 1, 1));
}

}  // namespace
}  // namespace moai
