#pragma once
// The weighted sums of a level of CPPN nodes, as a loop for processors and as tensor operations for
// any device. Both multiply and add in single precision, term by term in the given order, so they
// agree bit for bit; the loop passes over the pixels once a term instead of three times.

#include <memory>
#include <string>

#include "genome/cppn/cppn_plan.h"

namespace at {
class Tensor;
}

namespace moai {

/// For every i adds to sum[i] the rows table[row[k]] * weights[weight[k]] of that sum, in order.
/// sum: (N,T), table: (R,T), weights: (W), contiguous float32 on the CPU.
void add_weighted_rows(at::Tensor& sum, const at::Tensor& table, const at::Tensor& weights,
                       const RowSums& sums);

/// The same on any device. The k-th terms of all sums that have so many form a slot, which is added
/// at once: the number of operations is that of the terms of the longest sum. Sums are taken in
/// order of their length, so that a slot covers the first of them and none is padded.
class SlotSums {
 public:
  /// Copies `sums` to the device.
  SlotSums(const RowSums& sums, const std::string& device);
  ~SlotSums();
  SlotSums(SlotSums&&) noexcept;

  /// As add_weighted_rows.
  void add(at::Tensor& sum, const at::Tensor& table, const at::Tensor& weights) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
