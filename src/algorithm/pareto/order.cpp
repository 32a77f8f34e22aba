#include "algorithm/pareto/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "algorithm/pareto/dominance.h"

namespace moai {
namespace {

constexpr std::size_t few = 48;  // below this comparing is quicker than counting digits

/// An integer that falls as the value rises.
std::uint64_t descending_key(double value) {
  // Adding 0 turns -0 into 0.
  const auto bits = std::bit_cast<std::uint64_t>(fitness_value(value) + 0.0);
  const std::uint64_t ascending = bits ^ (bits >> 63 ? ~0ull : 1ull << 63);
  return ~ascending;
}

/// Sorts by the upper 32 bits, least significant digit first; stable.
void radix_sort(std::vector<std::uint64_t>& items, std::vector<std::uint64_t>& scratch) {
  std::array<std::array<std::uint32_t, 256>, 4> counts{};
  for (const std::uint64_t item : items)
    for (unsigned digit = 0; digit < 4; ++digit) ++counts[digit][(item >> (32 + 8 * digit)) & 255];
  for (unsigned digit = 0; digit < 4; ++digit) {
    const unsigned shift = 32 + 8 * digit;
    if (counts[digit][(items[0] >> shift) & 255] == items.size()) continue;
    std::uint32_t start = 0;
    for (std::uint32_t& count : counts[digit]) start += std::exchange(count, start);
    for (const std::uint64_t item : items) scratch[counts[digit][(item >> shift) & 255]++] = item;
    items.swap(scratch);
  }
}

}  // namespace

void DescendingOrder::sort(std::span<const double> values, std::vector<std::uint32_t>& order) {
  const std::size_t size = values.size();
  keys_.resize(size);
  packed_.resize(size);
  scratch_.resize(size);
  order.resize(size);
  if (size == 0) return;
  std::uint64_t least = ~0ull, most = 0;
  for (std::size_t i = 0; i < size; ++i) {
    keys_[i] = descending_key(values[i]);
    least = std::min(least, keys_[i]);
    most = std::max(most, keys_[i]);
  }
  const int width = std::bit_width(most - least);
  const int shift = size < few ? 63 : std::max(0, width - 32);
  for (std::size_t i = 0; i < size; ++i) packed_[i] = ((keys_[i] - least) >> shift) << 32 | i;
  if (size >= few) radix_sort(packed_, scratch_);

  const auto earlier = [this](std::uint64_t a, std::uint64_t b) {
    const auto i = static_cast<std::uint32_t>(a), j = static_cast<std::uint32_t>(b);
    return keys_[i] != keys_[j] ? keys_[i] < keys_[j] : i < j;
  };
  if (size < few) {
    std::sort(packed_.begin(), packed_.end(), earlier);
  } else if (shift > 0) {
    for (std::size_t begin = 0, end = 1; begin < size; begin = end++) {
      while (end < size && packed_[end] >> 32 == packed_[begin] >> 32) ++end;
      if (end - begin > 1) std::sort(packed_.begin() + begin, packed_.begin() + end, earlier);
    }
  }
  for (std::size_t i = 0; i < size; ++i) order[i] = static_cast<std::uint32_t>(packed_[i]);
}

}  // namespace moai
