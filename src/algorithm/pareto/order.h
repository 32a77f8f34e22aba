#pragma once
// Row numbers in order of decreasing value, equal values in order of row number.
//
//   DescendingOrder sorter;
//   sorter.sort(column, order);    // order[0] is the row of the largest value
//
// A radix sort on the leading 32 bits that tell the values apart, finished by comparison where they
// agree: O(N) for data without many near-equal values, O(N log N) at worst. NaN counts as minus
// infinity, -0 equals 0. Keep one object for several columns: it keeps its buffers.

#include <cstdint>
#include <span>
#include <vector>

namespace moai {

class DescendingOrder {
 public:
  /// values: (N). `order` becomes a permutation of 0..N-1.
  void sort(std::span<const double> values, std::vector<std::uint32_t>& order);

 private:
  std::vector<std::uint64_t> keys_;     // (N) smaller is better
  std::vector<std::uint64_t> packed_;   // (N) leading bits of the key, then the row number
  std::vector<std::uint64_t> scratch_;  // (N)
};

}  // namespace moai
