// If these fail, a map that is spread over several ranks is another map than on one.
#include "algorithm/move/cell_shard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <barrier>
#include <cmath>
#include <limits>
#include <thread>

#include "algorithm/move/jump_limit.h"

namespace moai {
namespace {

constexpr std::size_t objectives = 9;
constexpr std::size_t cells = 83;

CellTable table() {
  auto rng = RandomSource{4, 0, 0}.stream(Purpose::cells);
  return CellTable(random_subsets(objectives, 3, cells, {}, rng), objectives);
}

const Normalisation unit{std::vector<double>(objectives, -2.0),
                         std::vector<double>(objectives, 3.0)};

Contestants contestants(std::uint64_t generation, bool constrained) {
  auto rng = RandomSource{8, 0, 0}.stream(Purpose::problem, generation);
  Contestants all;
  for (int i = 0; i < 60; ++i) {
    std::vector<double> row;
    for (std::size_t m = 0; m < objectives; ++m) {
      row.push_back(std::round(4.0 * rng.normal()) / 4.0 + 0.1 * static_cast<double>(generation));
      if (rng.coin(0.02)) row.back() = std::numeric_limits<double>::quiet_NaN();
    }
    const double violation = constrained && rng.coin(0.5) ? std::round(2.0 * rng.uniform()) : 0.0;
    all.add(row, violation, i, &unit);
  }
  return all;
}

/// Generations on `count` shards, each in a thread of its own that meets the others where ranks
/// would exchange messages. All wins, by generation, contestant and cell.
std::vector<Win> run(std::size_t count, MoveReplacement rule, std::int64_t jumps,
                     bool constrained) {
  const CellTable cells_of = table();
  std::vector<std::vector<Win>> mail(count), generations(count * 5);
  std::barrier meeting(static_cast<std::ptrdiff_t>(count));
  const auto rank = [&](std::size_t me) {
    CellShard shard(cells_of, cells * me / count, cells * (me + 1) / count, rule);
    const auto exchange = [&](std::vector<Win> mine) {
      mail[me] = std::move(mine);
      meeting.arrive_and_wait();
      std::vector<Win> all;
      for (const auto& letters : mail) all.insert(all.end(), letters.begin(), letters.end());
      meeting.arrive_and_wait();
      return all;
    };
    for (std::uint64_t generation = 0; generation < 5; ++generation) {
      const Contestants now = contestants(generation, constrained);
      std::vector<Win>& wins = generations[generation * count + me];
      if (jumps == 0)
        contest_own_cells(shard, now, wins);
      else if (jumps == MoveOptions::unlimited_jumps)
        shard.contest(now, wins);
      else
        contest_limited(shard, cells_of, rule, now, static_cast<std::size_t>(jumps), exchange,
                        wins);
    }
  };
  std::vector<std::thread> ranks;
  for (std::size_t me = 0; me < count; ++me) ranks.emplace_back(rank, me);
  for (std::thread& thread : ranks) thread.join();

  std::vector<Win> all;
  for (std::size_t generation = 0; generation < 5; ++generation) {
    const auto first = static_cast<std::ptrdiff_t>(all.size());
    for (std::size_t me = 0; me < count; ++me) {
      const auto& wins = generations[generation * count + me];
      all.insert(all.end(), wins.begin(), wins.end());
    }
    std::sort(all.begin() + first, all.end(), by_contestant_and_cell);
  }
  return all;
}

TEST(CellShard, AnyNumberOfShardsIsTheSameMap) {
  for (const auto rule : {MoveReplacement::vote, MoveReplacement::mean})
    for (const std::int64_t jumps : {std::int64_t{0}, std::int64_t{1}, std::int64_t{3},
                                     std::int64_t{50}, MoveOptions::unlimited_jumps})
      for (const bool constrained : {false, true}) {
        const auto one = run(1, rule, jumps, constrained);
        EXPECT_GT(one.size(), 60u);
        for (std::size_t count = 2; count <= 5; ++count)
          EXPECT_EQ(run(count, rule, jumps, constrained), one)
              << count << " shards, jumps " << jumps;
      }
}

TEST(CellShard, ALimitLargerThanTheMapIsNoLimit) {
  for (const auto rule : {MoveReplacement::vote, MoveReplacement::mean})
    EXPECT_EQ(run(1, rule, cells, true), run(1, rule, MoveOptions::unlimited_jumps, true));
}

TEST(CellShard, TheSmallerViolationWinsAllVotes) {
  const CellTable one({{0, 1, 2}}, 3);
  CellShard shard(one, 0, 1, MoveReplacement::vote);
  Contestants all;
  all.add(std::vector<double>{5, 5, 5}, 2.0, 0, nullptr);
  all.add(std::vector<double>{1, 1, 1}, 1.0, 0, nullptr);
  all.add(std::vector<double>{9, 9, 9}, 3.0, 0, nullptr);
  all.add(std::vector<double>{2, 0, 2}, 1.0, 0, nullptr);
  std::vector<Win> wins;
  shard.contest(all, wins);
  ASSERT_EQ(wins.size(), 3u);
  EXPECT_EQ(wins[0].contestant, 0u);
  EXPECT_EQ(wins[1].contestant, 1u);
  EXPECT_EQ(wins[1].votes, 3u);
  EXPECT_EQ(wins[2].contestant, 3u);
  EXPECT_EQ(wins[2].votes, 2u);
}

TEST(JumpLimit, OneTakesTheLargestMarginAndOfEqualsTheLowestCell) {
  // Holders: cell 0 loses two votes of three, cells 1 and 2 all three.
  const CellTable three({{0, 1, 2}, {1, 2, 3}, {1, 2, 4}}, 5);
  CellShard shard(three, 0, 3, MoveReplacement::vote);
  Contestants all;
  all.add(std::vector<double>{1, 0, 0, 0, 0}, 0.0, -1, nullptr);
  all.add(std::vector<double>{0, 1, 1, 1, 1}, 0.0, -1, nullptr);
  for (std::size_t cell = 0; cell < 3; ++cell) shard.place(cell, all, 0);
  EXPECT_EQ(shard.candidates(all, 1, 3),
            (std::vector<Win>{{1, 1, 3, 3.0}, {1, 2, 3, 3.0}, {1, 0, 2, 1.0}}));
  std::vector<Win> wins;
  Contestants challenger;
  challenger.add(std::vector<double>{0, 1, 1, 1, 1}, 0.0, -1, nullptr);
  const auto alone = [](std::vector<Win> mine) { return mine; };
  contest_limited(shard, three, MoveReplacement::vote, challenger, 1, alone, wins);
  EXPECT_EQ(wins, (std::vector<Win>{{0, 1, 3, 3.0}}));
}

}  // namespace
}  // namespace moai
