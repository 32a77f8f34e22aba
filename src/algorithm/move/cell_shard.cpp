#include "algorithm/move/cell_shard.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "algorithm/move/ranked_votes.h"
#include "algorithm/move/vote_kernel.h"

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t tile = 16;  // blocks that stay in the first-level cache: 28 kB with M = 14
constexpr std::size_t ranked_tile = 16;  // likewise
// Contestants and cells from which on it pays to replace values by ranks.
constexpr std::size_t worth_ranking = 4096;

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

// By contestant and cell. They come by tile of cells and contestant, so those of a contestant are
// gathered first: of a large map there are millions.
void sort_wins(std::span<Win> wins, std::size_t contestants) {
  std::vector<std::size_t> ends(contestants + 1, 0);
  for (const Win& win : wins) ++ends[win.contestant + 1];
  for (std::size_t i = 0; i < contestants; ++i) ends[i + 1] += ends[i];
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  std::vector<Win> gathered(wins.size());
  for (const Win& win : wins) gathered[next[win.contestant]++] = win;
  for (std::size_t i = 0; i < contestants; ++i)
    std::sort(gathered.begin() + static_cast<std::ptrdiff_t>(ends[i]),
              gathered.begin() + static_cast<std::ptrdiff_t>(ends[i + 1]), by_contestant_and_cell);
  std::copy(gathered.begin(), gathered.end(), wins.begin());
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
  thresholds_.assign(blocks() * table.objective_count() * vote_width, infinity);
  majority_.assign(blocks() * vote_width, 1);
  for (std::size_t local = 0; local < means_.size(); ++local) {
    majority_[local] = table.majority(begin + local);
    for (const std::uint32_t m : table.objectives(begin + local))
      thresholds_[lane_of(local) + m * vote_width] = -infinity;
  }
}

std::size_t CellShard::blocks() const {
  return (means_.size() + vote_width - 1) / vote_width;
}

std::size_t CellShard::lane_of(std::size_t local) const {
  return local / vote_width * table_->objective_count() * vote_width + local % vote_width;
}

bool CellShard::votes_decide() const {
  return rule_ == MoveReplacement::vote && !constrained_;
}

void CellShard::place(std::size_t cell, const Contestants& contestants, std::size_t i) {
  const std::size_t local = cell - begin_;
  const auto fitness = contestants.fitness.row(i);
  for (const std::uint32_t m : table_->objectives(cell))
    thresholds_[lane_of(local) + m * vote_width] = threshold(fitness[m]);
  if (rule_ == MoveReplacement::mean)
    means_[local] = threshold(cell_mean(*table_, cell, contestants.normalised.row(i)));
  violations_[local] = contestants.violation[i];
  constrained_ = constrained_ || contestants.violation[i] != 0.0;
}

void CellShard::vacate(std::size_t cell) {
  const std::size_t local = cell - begin_;
  for (const std::uint32_t m : table_->objectives(cell))
    thresholds_[lane_of(local) + m * vote_width] = -infinity;
  means_[local] = -infinity;
  violations_[local] = nan;
}

void CellShard::mark(std::size_t first, std::size_t last, const Contestants& contestants,
                     std::size_t i, std::uint8_t* marks) const {
  if (!votes_decide() || contestants.violation[i] != 0.0) {
    std::fill(marks, marks + (last - first), std::uint8_t{1});
    return;
  }
  const std::size_t objectives = table_->objective_count();
  mark_blocks(last - first, &thresholds_[first * objectives * vote_width],
              &majority_[first * vote_width], contestants.fitness.row(i).data(), objectives, marks);
}

std::optional<Win> CellShard::judge(std::size_t local, std::int64_t votes,
                                    const Contestants& contestants, std::size_t i) const {
  Sides sides{contestants.violation[i], violations_[local], 0.0, means_[local]};
  if (rule_ == MoveReplacement::mean)
    sides.my_mean = cell_mean(*table_, begin_ + local, contestants.normalised.row(i));
  return verdict(*table_, rule_, begin_ + local, i, votes, sides);
}

void CellShard::judge_block(std::size_t block, const Contestants& contestants, std::size_t i,
                            std::vector<Win>& wins) const {
  const std::size_t objectives = table_->objective_count();
  std::array<std::int64_t, vote_width> votes;
  count_votes(&thresholds_[block * objectives * vote_width], contestants.fitness.row(i).data(),
              objectives, votes.data());
  const std::size_t last = std::min((block + 1) * vote_width, means_.size());
  for (std::size_t local = block * vote_width; local < last; ++local)
    if (const auto win = judge(local, votes[local % vote_width], contestants, i))
      wins.push_back(*win);
}

std::optional<Win> CellShard::challenge(std::size_t cell, const Contestants& contestants,
                                        std::size_t i) const {
  const std::size_t local = cell - begin_;
  const auto fitness = contestants.fitness.row(i);
  std::int64_t votes = 0;
  for (const std::uint32_t m : table_->objectives(cell))
    votes += fitness[m] > thresholds_[lane_of(local) + m * vote_width];
  return judge(local, votes, contestants, i);
}

std::vector<Win> CellShard::candidates(const Contestants& contestants, std::size_t i,
                                       std::size_t limit) const {
  std::vector<Win> wins;
  std::vector<std::uint8_t> marks(blocks());
  mark(0, blocks(), contestants, i, marks.data());
  for (std::size_t block = 0; block < blocks(); ++block)
    if (marks[block] != 0) judge_block(block, contestants, i, wins);
  if (wins.size() > limit) {
    const auto last = wins.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(wins.begin(), last, wins.end(), goes_first);
    wins.resize(limit);
  }
  std::sort(wins.begin(), wins.end(), goes_first);
  return wins;
}

void CellShard::contest(const Contestants& contestants, std::vector<Win>& wins) {
  const std::size_t first = wins.size();
  const bool votes_alone = votes_decide() && std::ranges::all_of(contestants.violation,
                                                                 [](double v) { return v == 0.0; });
  if (votes_alone && contestants.size() >= worth_ranking && means_.size() >= worth_ranking)
    contest_by_ranks(contestants, wins);
  else
    contest_in_blocks(contestants, wins);
  sort_wins(std::span(wins).subspan(first), contestants.size());
}

void CellShard::contest_in_blocks(const Contestants& contestants, std::vector<Win>& wins) {
  std::array<std::uint8_t, tile> marks;
  // Cells do not influence one another, so a tile of them can see all contestants before the next.
  for (std::size_t begin = 0; begin < blocks(); begin += tile) {
    const std::size_t end = std::min(begin + tile, blocks());
    for (std::size_t i = 0; i < contestants.size(); ++i) {
      mark(begin, end, contestants, i, marks.data());
      for (std::size_t block = begin; block < end; ++block) {
        if (marks[block - begin] == 0) continue;
        const std::size_t before = wins.size();
        judge_block(block, contestants, i, wins);
        for (std::size_t w = before; w < wins.size(); ++w) place(wins[w].cell, contestants, i);
      }
    }
  }
}

bool CellShard::are_twins(std::size_t cell, std::size_t other) const {
  const auto objectives = table_->objectives(cell);
  if (!std::ranges::equal(objectives, table_->objectives(other))) return false;
  return std::ranges::all_of(objectives, [&](std::uint32_t m) {
    return thresholds_[lane_of(cell - begin_) + m * vote_width] ==
           thresholds_[lane_of(other - begin_) + m * vote_width];
  });
}

std::vector<CellShard::Twins> CellShard::twins() const {
  std::vector<Twins> all;
  for (const std::uint32_t cell : by_objectives_) {
    if (all.empty() || !are_twins(all.back().front(), cell)) all.emplace_back();
    all.back().push_back(cell);
  }
  return all;
}

void CellShard::contest_by_ranks(const Contestants& contestants, std::vector<Win>& wins) {
  if (by_objectives_.empty()) {
    by_objectives_.resize(means_.size());
    std::iota(by_objectives_.begin(), by_objectives_.end(), static_cast<std::uint32_t>(begin_));
    std::ranges::stable_sort(by_objectives_, [this](std::uint32_t a, std::uint32_t b) {
      return std::ranges::lexicographical_compare(table_->objectives(a), table_->objectives(b));
    });
  }
  const std::vector<Twins> all = twins();
  std::vector<std::uint32_t> firsts;
  for (const Twins& cells : all) firsts.push_back(cells.front());
  RankedVotes ranked(*table_, std::move(firsts));
  constexpr auto nobody = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> holders(all.size(), nobody);
  std::array<std::uint8_t, ranked_tile> marks;
  std::array<std::int16_t, RankedVotes::columns> votes;
  for (std::size_t next = 0; next < contestants.size(); next += RankedVotes::largest_chunk) {
    const std::size_t stop = std::min(next + RankedVotes::largest_chunk, contestants.size());
    ranked.load(contestants, next, stop, [this](std::size_t cell, std::size_t m) {
      return thresholds_[lane_of(cell - begin_) + m * vote_width];
    });
    for (std::size_t begin = 0; begin < ranked.blocks(); begin += ranked_tile) {
      const std::size_t end = std::min(begin + ranked_tile, ranked.blocks());
      for (std::size_t i = next; i < stop; ++i) {
        ranked.mark(begin, end, i, marks.data());
        for (std::size_t block = begin; block < end; ++block) {
          if (marks[block - begin] == 0) continue;
          ranked.count(block, i, votes);
          for (std::size_t k = 0; k < votes.size(); ++k) {
            const std::size_t column = ranked.first_column(block) + k;
            if (!ranked.wins(column, votes[k])) continue;
            for (const std::uint32_t cell : all[column])
              wins.push_back(*judge(cell - begin_, votes[k], contestants, i));
            ranked.place(column, i);
            holders[column] = i;
          }
        }
      }
    }
    // Only now: of the elites of a chunk, all but the last of each cell have gone again.
    for (std::size_t column = 0; column < all.size(); ++column)
      if (const std::size_t i = std::exchange(holders[column], nobody); i != nobody)
        for (const std::uint32_t cell : all[column]) place(cell, contestants, i);
  }
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
