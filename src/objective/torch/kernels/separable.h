#pragma once
// Small separable filters of many small planes on the CPU: five to fifty times faster than a
// general convolution, because the taps are few and a plane stays in the cache. No gradients.

#include <ATen/core/Tensor.h>

#include <vector>

namespace moai {

/// x: (B,C,H,W) contiguous, float32 or float64, CPU. Cross-correlation of every plane with `down`
/// along the rows' direction and `across` along the columns', `padding` zeros on all four sides.
/// Returns (B,C,H+2p-|down|+1,W+2p-|across|+1). Sums run over the taps in their order.
at::Tensor separable_filter_cpu(const at::Tensor& x, const std::vector<double>& down,
                                const std::vector<double>& across, std::int64_t padding);

}  // namespace moai
