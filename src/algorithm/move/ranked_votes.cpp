#include "algorithm/move/ranked_votes.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <set>
#include <stdexcept>

namespace moai {
namespace {

constexpr std::size_t columns = RankedVotes::columns;
constexpr std::int16_t never = std::numeric_limits<std::int16_t>::max();

// Vectors of the compiler (GCC and Clang), as in vote_kernel.cpp.
template <int bytes>
struct RankVector {
  typedef std::int16_t Ranks __attribute__((vector_size(bytes)));
  typedef std::int64_t Words __attribute__((vector_size(bytes)));
};

struct Block {
  const std::int16_t* codes;           // (rows, columns)
  const std::uint16_t* row_objective;  // (rows)
  std::size_t rows;
  const std::int16_t* majority;  // (columns)
};

template <int bytes>
[[gnu::always_inline]] inline bool any_majority(const Block& block, const std::int16_t* ranks) {
  using Ranks = typename RankVector<bytes>::Ranks;
  using Words = typename RankVector<bytes>::Words;
  constexpr std::size_t width = bytes / sizeof(std::int16_t), parts = columns / width;
  Ranks votes[parts] = {};
  for (std::size_t row = 0; row < block.rows; ++row) {
    const Ranks mine = ranks[block.row_objective[row]] - Ranks{};
    for (std::size_t part = 0; part < parts; ++part) {
      Ranks theirs;
      std::memcpy(&theirs, block.codes + row * columns + part * width, sizeof(theirs));
      votes[part] -= mine > theirs;  // true is -1
    }
  }
  Ranks won = {};
  for (std::size_t part = 0; part < parts; ++part) {
    Ranks needed;
    std::memcpy(&needed, block.majority + part * width, sizeof(needed));
    won |= votes[part] >= needed;
  }
  Words words;
  std::memcpy(&words, &won, sizeof(words));
  std::int64_t any = 0;
  for (std::size_t word = 0; word < bytes / sizeof(std::int64_t); ++word) any |= words[word];
  return any != 0;
}

template <int bytes>
[[gnu::always_inline]] inline void mark_all(std::span<const Block> blocks,
                                            const std::int16_t* ranks, std::uint8_t* marks) {
  for (std::size_t b = 0; b < blocks.size(); ++b) marks[b] = any_majority<bytes>(blocks[b], ranks);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void mark_ranks_avx2(std::span<const Block> blocks,
                                             const std::int16_t* ranks, std::uint8_t* marks) {
  mark_all<32>(blocks, ranks, marks);
}
#endif

void mark_blocks_of(std::span<const Block> blocks, const std::int16_t* ranks, std::uint8_t* marks) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return mark_ranks_avx2(blocks, ranks, marks);
#endif
  mark_all<16>(blocks, ranks, marks);
}

/// The values of one objective in a chunk, each once, ascending; NaN left out.
std::vector<double> distinct_values(const Contestants& contestants, std::size_t first,
                                    std::size_t last, std::size_t objective) {
  std::vector<double> values;
  for (std::size_t i = first; i < last; ++i)
    if (const double value = contestants.fitness.row(i)[objective]; !std::isnan(value))
      values.push_back(value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// How many of the values are not above this one.
std::int16_t not_above(const std::vector<double>& values, double value) {
  return static_cast<std::int16_t>(std::upper_bound(values.begin(), values.end(), value) -
                                   values.begin());
}

}  // namespace

RankedVotes::RankedVotes(const CellTable& table, std::vector<std::uint32_t> cells)
    : table_(&table), cells_(std::move(cells)), rows_{0} {
  for (std::size_t begin = 0; begin < cells_.size(); begin += columns) {
    std::set<std::uint32_t> used;
    for (std::size_t column = begin; column < std::min(begin + columns, cells_.size()); ++column)
      for (const std::uint32_t m : table.objectives(cells_[column])) used.insert(m);
    for (const std::uint32_t m : used) row_objective_.push_back(static_cast<std::uint16_t>(m));
    rows_.push_back(row_objective_.size());
  }
  codes_.resize(row_objective_.size() * columns);
  majority_.assign(blocks() * columns, never);
  for (std::size_t column = 0; column < cells_.size(); ++column)
    majority_[column] = static_cast<std::int16_t>(table.majority(cells_[column]));
}

void RankedVotes::load(const Contestants& contestants, std::size_t first, std::size_t last,
                       const std::function<double(std::size_t, std::size_t)>& threshold) {
  if (last - first > largest_chunk) throw std::logic_error("RankedVotes: too many contestants");
  const std::size_t objectives = table_->objective_count();
  first_ = first;
  ranks_.resize((last - first) * objectives);
  least_.resize(objectives);
  std::vector<std::vector<double>> values;
  for (std::size_t m = 0; m < objectives; ++m) {
    values.push_back(distinct_values(contestants, first, last, m));
    for (std::size_t i = first; i < last; ++i) {
      const double value = contestants.fitness.row(i)[m];
      ranks_[(i - first) * objectives + m] =
          std::isnan(value) ? std::int16_t{0} : not_above(values[m], value);
    }
    least_[m] = not_above(values[m], -std::numeric_limits<double>::infinity());
  }
  // A cell that does not vote with an objective of its block has an infinite threshold there.
  std::fill(codes_.begin(), codes_.end(), never);
  for (std::size_t block = 0; block < blocks(); ++block)
    for (std::size_t row = rows_[block]; row < rows_[block + 1]; ++row) {
      const std::size_t m = row_objective_[row];
      for (std::size_t k = 0; k < columns && first_column(block) + k < cells_.size(); ++k) {
        const std::uint32_t cell = cells_[first_column(block) + k];
        if (table_->mask()[cell * objectives + m] != 0)
          codes_[row * columns + k] = not_above(values[m], threshold(cell, m));
      }
    }
}

const std::int16_t* RankedVotes::ranks_of(std::size_t i) const {
  return &ranks_[(i - first_) * table_->objective_count()];
}

void RankedVotes::mark(std::size_t first, std::size_t last, std::size_t i,
                       std::uint8_t* marks) const {
  constexpr std::size_t at_once = 16;
  Block some[at_once];
  for (std::size_t begin = first; begin < last; begin += at_once) {
    const std::size_t count = std::min(at_once, last - begin);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t row = rows_[begin + k];
      some[k] = {&codes_[row * columns], &row_objective_[row], rows_[begin + k + 1] - row,
                 &majority_[first_column(begin + k)]};
    }
    mark_blocks_of({some, count}, ranks_of(i), marks + (begin - first));
  }
}

void RankedVotes::count(std::size_t block, std::size_t i,
                        std::span<std::int16_t, columns> votes) const {
  std::fill(votes.begin(), votes.end(), std::int16_t{0});
  const std::int16_t* ranks = ranks_of(i);
  for (std::size_t row = rows_[block]; row < rows_[block + 1]; ++row)
    for (std::size_t k = 0; k < columns; ++k)
      votes[k] = static_cast<std::int16_t>(
          votes[k] + (ranks[row_objective_[row]] > codes_[row * columns + k] ? 1 : 0));
}

void RankedVotes::place(std::size_t column, std::size_t i) {
  const std::size_t block = column / columns;
  const std::int16_t* ranks = ranks_of(i);
  for (std::size_t row = rows_[block]; row < rows_[block + 1]; ++row) {
    const std::size_t m = row_objective_[row];
    if (table_->mask()[cells_[column] * table_->objective_count() + m] != 0)
      codes_[row * columns + column % columns] = std::max(ranks[m], least_[m]);
  }
}

}  // namespace moai
