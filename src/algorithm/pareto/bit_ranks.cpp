#include "algorithm/pareto/bit_ranks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <numeric>
#include <utility>

namespace moai {
namespace {

constexpr std::uint32_t block_size = 512;

/// One bit for each point of a block.
struct alignas(64) Bits {
  std::array<std::uint64_t, block_size / 64> word;

  void set(std::uint32_t bit) { word[bit / 64] |= 1ull << (bit % 64); }
  /// The first bit that is set; block_size if none is. Without branches: nobody can foretell it.
  std::uint32_t first() const {
    std::uint32_t at = block_size;
    for (std::uint32_t w = word.size(); w-- > 0;)
      at = word[w] != 0 ? w * 64 + std::countr_zero(word[w]) : at;
    return at;
  }
  friend Bits operator&(const Bits& a, const Bits& b) {
    Bits both;
    for (std::size_t w = 0; w < both.word.size(); ++w) both.word[w] = a.word[w] & b.word[w];
    return both;
  }
};

class BitRanks {
 public:
  BitRanks(const DistinctPoints& points, std::span<const double> tolerance, DescendingOrder& sorter)
      : points_(points),
        tolerance_(tolerance),
        size_(static_cast<std::uint32_t>(points.size())),
        rank_(size_, 0),
        above_(std::make_unique_for_overwrite<Bits[]>(size_)),
        orders_(points.objectives() - 1),
        blocks_(orders_.size(), std::vector<std::uint32_t>(size_)) {
    std::vector<std::uint32_t> filled((size_ + block_size - 1) / block_size);
    for (std::size_t m = 0; m < orders_.size(); ++m) {
      // Equal values keep the points' order: nobody is dominated by a later one.
      sorter.sort(points.columns.row(m + 1), orders_[m]);
      std::fill(filled.begin(), filled.end(), 0);
      for (const std::uint32_t p : orders_[m]) {
        const std::uint32_t block = p / block_size;
        blocks_[m][block * block_size + filled[block]++] = p;
      }
    }
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t begin = 0; begin < size_; begin += block_size) {
      const std::uint32_t end = std::min(size_, begin + block_size);
      rank_block(begin, end);
      if (end < size_) raise_later(begin, end);
    }
    return std::move(rank_);
  }

 private:
  /// True if p, which is no better than q in any objective, is loosely dominated by q.
  bool beats(std::uint32_t q, std::uint32_t p) const {
    for (std::size_t m = 0; m < tolerance_.size(); ++m)
      if (points_.columns(m, q) - tolerance_[m] > points_.columns(m, p)) return true;
    return false;
  }

  /// Final ranks of the points begin..end; their dominators in earlier blocks are accounted for.
  void rank_block(std::uint32_t begin, std::uint32_t end) {
    for (std::size_t m = 0; m < blocks_.size(); ++m) {
      Bits passed{};
      for (std::uint32_t k = begin; k < end; ++k) {
        const std::uint32_t p = blocks_[m][k];
        above_[p] = m == 0 ? passed : above_[p] & passed;
        passed.set(p - begin);
      }
    }
    for (std::uint32_t p = begin; p < end; ++p) {
      std::uint32_t rank = rank_[p];
      const std::uint32_t word = (p - begin) / 64;
      // The walks leave out the first objective: that is the points' own order.
      above_[p].word[word] &= (1ull << (p - begin) % 64) - 1;
      for (std::uint32_t w = 0; w <= word; ++w)
        for (std::uint64_t rest = above_[p].word[w]; rest != 0; rest &= rest - 1) {
          const std::uint32_t q = begin + w * 64 + std::countr_zero(rest);
          if (tolerance_.empty()) {
            rank = std::max(rank, rank_[q] + 1);
          } else if (rank_[q] >= rank && beats(q, p)) {
            rank = rank_[q] + 1;
          }
        }
      rank_[p] = rank;
    }
  }

  /// Raises the ranks of the points after `end` above those of their dominators in begin..end.
  void raise_later(std::uint32_t begin, std::uint32_t end) {
    number_by_rank(begin, end);
    const std::size_t last = orders_.size() - 1;
    for (std::size_t m = 0; m <= last; ++m) {
      Bits passed{};
      std::vector<std::uint32_t>& order = orders_[m];
      std::size_t kept = 0;
      for (std::size_t k = 0; k < order.size(); ++k) {
        const std::uint32_t p = order[k];
        __builtin_prefetch(&above_[order[std::min(k + 12, order.size() - 1)]], 1);
        if (p < end) {
          passed.set(bit_of_[p - begin]);
          continue;  // and is not walked past again
        }
        order[kept++] = p;
        const Bits above = m == 0 ? passed : above_[p] & passed;
        if (m < last) {
          above_[p] = above;
        } else if (tolerance_.empty()) {
          rank_[p] = std::max(rank_[p], rank_above_[above.first()]);
        } else {
          raise_loosely(p, above);
        }
      }
      order.resize(kept);
    }
  }

  /// Gives the points of a full block their bits, in descending order of rank: the first bit that
  /// is set in a set of dominators is then one of the highest rank.
  void number_by_rank(std::uint32_t begin, std::uint32_t end) {
    const auto [least, most] = std::minmax_element(rank_.begin() + begin, rank_.begin() + end);
    counts_.assign(*most - *least + 2, 0);
    const std::uint32_t highest = *most;
    for (std::uint32_t p = begin; p < end; ++p) ++counts_[highest - rank_[p] + 1];
    std::partial_sum(counts_.begin(), counts_.end(), counts_.begin());
    for (std::uint32_t p = begin; p < end; ++p) {
      const std::uint32_t bit = counts_[highest - rank_[p]]++;
      bit_of_[p - begin] = bit;
      point_of_[bit] = p;
      rank_above_[bit] = rank_[p] + 1;
    }
  }

  void raise_loosely(std::uint32_t p, const Bits& above) {
    for (std::uint32_t w = 0; w < above.word.size(); ++w)
      for (std::uint64_t rest = above.word[w]; rest != 0; rest &= rest - 1) {
        const std::uint32_t bit = w * 64 + std::countr_zero(rest);
        if (rank_above_[bit] <= rank_[p]) return;
        if (beats(point_of_[bit], p)) {
          rank_[p] = rank_above_[bit];
          return;
        }
      }
  }

  const DistinctPoints& points_;
  std::span<const double> tolerance_;
  std::uint32_t size_;
  std::vector<std::uint32_t> rank_;
  std::unique_ptr<Bits[]> above_;                   // (U) of the block at hand
  std::vector<std::vector<std::uint32_t>> orders_;  // (M-1) x points from the block at hand on
  std::vector<std::vector<std::uint32_t>> blocks_;  // (M-1) x U, each block by itself in that order
  // Of the block at hand: the bit of each point, and each bit's point and its rank + 1 (0: no bit).
  std::array<std::uint32_t, block_size> bit_of_, point_of_;
  std::array<std::uint32_t, block_size + 1> rank_above_{};
  std::vector<std::uint32_t> counts_;
};

}  // namespace

std::vector<std::uint32_t> bit_ranks(const DistinctPoints& points,
                                     std::span<const double> tolerance, DescendingOrder& sorter) {
  return BitRanks(points, tolerance, sorter).run();
}

}  // namespace moai
