#include "algorithm/move/cell_shard.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t tile = 32;  // blocks that stay in the first-level cache: 28 kB with M = 14

/// Mean of the cell's normalised objectives; NaN where one of them is.
double cell_mean(const CellTable& table, std::size_t cell, std::span<const double> normalised) {
  double sum = 0.0;
  for (const std::uint32_t m : table.objectives(cell)) sum += normalised[m];
  return sum / static_cast<double>(table.objectives(cell).size());
}

/// What an elite's value is worth in a vote: any number beats a NaN.
double threshold(double value) {
  return std::isnan(value) ? -infinity : value;
}

struct Sides {
  double my_violation, their_violation;  ///< theirs is NaN for an empty cell
  double my_mean, their_mean;            ///< used by the mean rule alone
};

std::optional<Win> verdict(const CellTable& table, MoveReplacement rule, std::size_t cell,
                           std::size_t contestant, std::int64_t votes, const Sides& sides) {
  const auto size = static_cast<std::int64_t>(table.objectives(cell).size());
  Win win{static_cast<std::uint32_t>(contestant), static_cast<std::uint32_t>(cell),
          static_cast<std::uint32_t>(votes), static_cast<double>(2 * votes - size)};
  if (sides.my_violation > sides.their_violation) return std::nullopt;
  if (sides.my_violation < sides.their_violation) {
    win.votes = static_cast<std::uint32_t>(size);
    win.margin = infinity;
    return win;
  }
  if (rule == MoveReplacement::vote) {
    if (2 * votes <= size) return std::nullopt;
    return win;
  }
  if (!(sides.my_mean > sides.their_mean)) return std::nullopt;
  win.margin = sides.my_mean - sides.their_mean;
  return win;
}

}  // namespace

CellShard::CellShard(const CellTable& table, std::size_t begin, std::size_t end,
                     MoveReplacement rule)
    : table_(&table),
      begin_(begin),
      rule_(rule),
      means_(end - begin, -infinity),
      violations_(end - begin, nan) {
  const std::size_t blocks = (means_.size() + lanes - 1) / lanes;
  const std::size_t objectives = table.objective_count();
  thresholds_.assign(blocks * objectives * lanes, infinity);
  majority_.assign(blocks * lanes, 1);
  for (std::size_t local = 0; local < means_.size(); ++local) {
    majority_[local] = table.majority(begin + local);
    double* lane = &thresholds_[local / lanes * objectives * lanes + local % lanes];
    for (const std::uint32_t m : table.objectives(begin + local)) lane[m * lanes] = -infinity;
  }
}

void CellShard::place(std::size_t cell, const Contestants& contestants, std::size_t i) {
  const std::size_t local = cell - begin_;
  const std::size_t objectives = table_->objective_count();
  const auto fitness = contestants.fitness.row(i);
  double* lane = &thresholds_[local / lanes * objectives * lanes + local % lanes];
  for (const std::uint32_t m : table_->objectives(cell)) lane[m * lanes] = threshold(fitness[m]);
  if (rule_ == MoveReplacement::mean)
    means_[local] = threshold(cell_mean(*table_, cell, contestants.normalised.row(i)));
  violations_[local] = contestants.violation[i];
  constrained_ = constrained_ || contestants.violation[i] != 0.0;
}

void CellShard::count_votes(std::size_t block, const double* fitness, std::int64_t* votes) const {
  const std::size_t objectives = table_->objective_count();
  const double* values = &thresholds_[block * objectives * lanes];
  std::array<std::int64_t, lanes> sums{};
  for (std::size_t m = 0; m < objectives; ++m)
    for (std::size_t lane = 0; lane < lanes; ++lane)
      sums[lane] += fitness[m] > values[m * lanes + lane];
  std::copy(sums.begin(), sums.end(), votes);
}

std::optional<Win> CellShard::judge(std::size_t local, std::int64_t votes,
                                    const Contestants& contestants, std::size_t i) const {
  Sides sides{contestants.violation[i], violations_[local], 0.0, means_[local]};
  if (rule_ == MoveReplacement::mean)
    sides.my_mean = cell_mean(*table_, begin_ + local, contestants.normalised.row(i));
  return verdict(*table_, rule_, begin_ + local, i, votes, sides);
}

std::optional<Win> CellShard::challenge(std::size_t cell, const Contestants& contestants,
                                        std::size_t i) const {
  std::array<std::int64_t, lanes> votes;
  const std::size_t local = cell - begin_;
  count_votes(local / lanes, contestants.fitness.row(i).data(), votes.data());
  return judge(local, votes[local % lanes], contestants, i);
}

std::vector<Win> CellShard::candidates(const Contestants& contestants, std::size_t i,
                                       std::size_t limit) const {
  std::vector<Win> wins;
  std::array<std::int64_t, lanes> votes;
  for (std::size_t local = 0; local < means_.size(); ++local) {
    if (local % lanes == 0)
      count_votes(local / lanes, contestants.fitness.row(i).data(), votes.data());
    if (const auto win = judge(local, votes[local % lanes], contestants, i)) wins.push_back(*win);
  }
  if (wins.size() > limit) {
    const auto last = wins.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(wins.begin(), last, wins.end(), goes_first);
    wins.resize(limit);
  }
  std::sort(wins.begin(), wins.end(), goes_first);
  return wins;
}

void CellShard::contest_block(std::size_t block, const Contestants& contestants, std::size_t i,
                              std::vector<Win>& wins) {
  std::array<std::int64_t, lanes> votes;
  count_votes(block, contestants.fitness.row(i).data(), votes.data());
  if (rule_ == MoveReplacement::vote && !constrained_) {
    bool any = false;
    for (std::size_t lane = 0; lane < lanes; ++lane)
      any |= votes[lane] >= majority_[block * lanes + lane];
    if (!any) return;
  }
  const std::size_t last = std::min((block + 1) * lanes, means_.size());
  for (std::size_t local = block * lanes; local < last; ++local) {
    const auto win = judge(local, votes[local % lanes], contestants, i);
    if (!win) continue;
    place(begin_ + local, contestants, i);
    wins.push_back(*win);
  }
}

void CellShard::contest(const Contestants& contestants, std::vector<Win>& wins) {
  const auto first = static_cast<std::ptrdiff_t>(wins.size());
  constrained_ =
      constrained_ || std::any_of(contestants.violation.begin(), contestants.violation.end(),
                                  [](double violation) { return violation != 0.0; });
  const std::size_t blocks = majority_.size() / lanes;
  // Cells do not influence one another, so a tile of them can see all contestants before the next.
  for (std::size_t begin = 0; begin < blocks; begin += tile)
    for (std::size_t i = 0; i < contestants.size(); ++i)
      for (std::size_t block = begin; block < std::min(begin + tile, blocks); ++block)
        contest_block(block, contestants, i, wins);
  std::sort(wins.begin() + first, wins.end(), [](const Win& a, const Win& b) {
    return std::tie(a.contestant, a.cell) < std::tie(b.contestant, b.cell);
  });
}

std::optional<Win> duel(const CellTable& table, MoveReplacement rule, std::size_t cell,
                        const Contestants& contestants, std::size_t challenger,
                        std::size_t holder) {
  const auto mine = contestants.fitness.row(challenger);
  const auto theirs = contestants.fitness.row(holder);
  std::int64_t votes = 0;
  for (const std::uint32_t m : table.objectives(cell)) votes += mine[m] > threshold(theirs[m]);
  Sides sides{contestants.violation[challenger], contestants.violation[holder], 0.0, 0.0};
  if (rule == MoveReplacement::mean) {
    sides.my_mean = cell_mean(table, cell, contestants.normalised.row(challenger));
    sides.their_mean = threshold(cell_mean(table, cell, contestants.normalised.row(holder)));
  }
  return verdict(table, rule, cell, challenger, votes, sides);
}

}  // namespace moai
