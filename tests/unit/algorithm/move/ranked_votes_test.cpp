// If these fail, a large map is another map than Algorithm 1 says: children take cells that they
// did not win, or miss some.
#include "algorithm/move/ranked_votes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "algorithm/move/cell_shard.h"

namespace moai {
namespace {

constexpr std::size_t many = 4200;  // contestants and cells from which on values become ranks
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Few different values, so that many are equal, and now and then no number or none at all.
Contestants contestants(std::size_t count, std::size_t objectives, std::uint64_t generation) {
  auto rng = RandomSource{8, 0, 0}.stream(Purpose::problem, generation);
  Contestants all;
  std::vector<double> row(objectives);
  for (std::size_t i = 0; i < count; ++i) {
    for (double& value : row) {
      value = std::round(8.0 * rng.normal()) / 8.0 + 0.1 * static_cast<double>(generation);
      if (rng.coin(0.01)) value = nan;
      if (rng.coin(0.002)) value = rng.coin(0.5) ? infinity : -infinity;
      if (rng.coin(0.01)) value = -0.0;
    }
    all.add(row, 0.0, static_cast<std::int32_t>(i), nullptr);
  }
  return all;
}

/// Algorithm 1 written down plainly, an elite's NaN losing to any number.
class PlainMap {
 public:
  explicit PlainMap(const CellTable& table)
      : table_(table), elites_(table.cells(), table.objective_count(), -infinity) {}

  std::vector<Win> contest(const Contestants& contestants) {
    std::vector<Win> wins;
    for (std::uint32_t i = 0; i < contestants.size(); ++i)
      for (std::uint32_t cell = 0; cell < table_.cells(); ++cell) {
        std::uint32_t votes = 0;
        for (const std::uint32_t m : table_.objectives(cell))
          votes += contestants.fitness(i, m) > elites_(cell, m) ? 1 : 0;
        if (votes < table_.majority(cell)) continue;
        for (const std::uint32_t m : table_.objectives(cell)) {
          const double value = contestants.fitness(i, m);
          elites_(cell, m) = std::isnan(value) ? -infinity : value;
        }
        const auto size = static_cast<double>(table_.objectives(cell).size());
        wins.push_back({i, cell, votes, 2.0 * votes - size});
      }
    return wins;
  }

 private:
  const CellTable& table_;
  Matrix elites_;
};

void compare(const CellTable& table, std::size_t children, std::uint64_t generations) {
  CellShard shard(table, 0, table.cells(), MoveReplacement::vote);
  PlainMap plain(table);
  for (std::uint64_t generation = 0; generation < generations; ++generation) {
    const Contestants now = contestants(children, table.objective_count(), generation);
    std::vector<Win> wins;
    shard.contest(now, wins);
    EXPECT_EQ(wins, plain.contest(now)) << "generation " << generation;
  }
}

TEST(RankedVotes, DecideAsRealsDoWhereSubsetsRepeat) {
  auto rng = RandomSource{4, 0, 0}.stream(Purpose::cells);
  // 126 subsets of five of nine, each some 33 times.
  const CellTable table(random_subsets(9, 5, many, {}, rng), 9);
  compare(table, many, 2);
}

TEST(RankedVotes, DecideAsRealsDoWhereAllSubsetsDiffer) {
  auto rng = RandomSource{4, 0, 0}.stream(Purpose::cells);
  const CellTable table(random_subsets(20, 5, many, {}, rng), 20);
  compare(table, many, 2);
}

TEST(RankedVotes, SeveralChunksOfContestants) {
  auto rng = RandomSource{4, 0, 0}.stream(Purpose::cells);
  const CellTable table(random_subsets(6, 3, many, {}, rng), 6);
  compare(table, RankedVotes::largest_chunk + many, 1);
}

TEST(RankedVotes, CellsWithEqualObjectivesButOtherHoldersAreApart) {
  auto rng = RandomSource{4, 0, 0}.stream(Purpose::cells);
  const CellTable table(random_subsets(5, 3, many, {}, rng), 5);
  CellShard shard(table, 0, many, MoveReplacement::vote),
      small(table, 0, 100, MoveReplacement::vote);
  std::vector<Win> wins, of_small;
  const Contestants first = contestants(many, 5, 0), second = contestants(many, 5, 1);
  shard.contest(first, wins);
  small.contest(first, of_small);
  for (std::size_t cell = 3; cell < 90; cell += 4) {
    shard.vacate(cell);
    small.vacate(cell);
  }
  wins.clear();
  of_small.clear();
  shard.contest(second, wins);
  small.contest(second, of_small);  // fewer cells: votes on reals
  std::erase_if(wins, [](const Win& win) { return win.cell >= 100; });
  EXPECT_EQ(wins, of_small);
}

}  // namespace
}  // namespace moai
