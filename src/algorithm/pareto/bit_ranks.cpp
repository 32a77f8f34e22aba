#include "algorithm/pareto/bit_ranks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <numeric>

namespace moai {
namespace {

constexpr std::uint32_t block_size = 512;

/// One bit for each point of a block.
struct alignas(64) Bits {
  std::array<std::uint64_t, block_size / 64> word;

  void set(std::uint32_t bit) { word[bit / 64] |= 1ull << (bit % 64); }
  bool any() const {
    std::uint64_t all = 0;
    for (const std::uint64_t w : word) all |= w;
    return all != 0;
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
      // Equal values keep the points' order, in which nobody is dominated by a later one.
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
  /// True if p, which is no better than q in any objective, is dominated by q.
  bool beats(std::uint32_t q, std::uint32_t p) const {
    if (tolerance_.empty()) return true;
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
      const std::uint32_t words = (p - begin) / 64 + 1;
      for (std::uint32_t w = 0; w < words; ++w)
        for (std::uint64_t rest = above_[p].word[w]; rest != 0; rest &= rest - 1) {
          const std::uint32_t q = begin + w * 64 + std::countr_zero(rest);
          // Only earlier points dominate; the walk may have passed a later one first.
          if (q < p && rank_[q] >= rank && beats(q, p)) rank = rank_[q] + 1;
        }
      rank_[p] = rank;
    }
  }

  /// Raises the ranks of the points after `end` above those of their dominators in begin..end.
  void raise_later(std::uint32_t begin, std::uint32_t end) {
    // Bits in descending order of rank: the first one set is the highest-ranked dominator.
    std::array<std::uint32_t, block_size> at;
    std::iota(at.begin(), at.end(), begin);
    std::sort(at.begin(), at.end(), [this](std::uint32_t a, std::uint32_t b) {
      return rank_[a] != rank_[b] ? rank_[a] > rank_[b] : a < b;
    });
    std::array<std::uint32_t, block_size> bit_of;
    for (std::uint32_t bit = 0; bit < block_size; ++bit) bit_of[at[bit] - begin] = bit;

    const std::size_t last = orders_.size() - 1;
    for (std::size_t m = 0; m <= last; ++m) {
      Bits passed{};
      std::vector<std::uint32_t>& order = orders_[m];
      std::size_t kept = 0;
      for (const std::uint32_t p : order) {
        if (p < end) {
          passed.set(bit_of[p - begin]);
          continue;  // and is not walked past again
        }
        order[kept++] = p;
        const Bits above = m == 0 ? passed : above_[p] & passed;
        if (m == last) {
          if (above.any()) raise(p, above, at);
        } else {
          above_[p] = above;
        }
      }
      order.resize(kept);
    }
  }

  void raise(std::uint32_t p, const Bits& above, const std::array<std::uint32_t, block_size>& at) {
    for (std::uint32_t w = 0; w < above.word.size(); ++w)
      for (std::uint64_t rest = above.word[w]; rest != 0; rest &= rest - 1) {
        const std::uint32_t q = at[w * 64 + std::countr_zero(rest)];
        if (rank_[q] < rank_[p]) return;
        if (beats(q, p)) {
          rank_[p] = rank_[q] + 1;
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
};

}  // namespace

std::vector<std::uint32_t> bit_ranks(const DistinctPoints& points,
                                     std::span<const double> tolerance, DescendingOrder& sorter) {
  return BitRanks(points, tolerance, sorter).run();
}

}  // namespace moai
