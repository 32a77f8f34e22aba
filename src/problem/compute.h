#pragma once
// What a rank computes with: threads and device, set once and printed.

#include <string>

namespace moai {

struct Compute {
  std::string device = "cpu";  ///< cpu, cuda:0 ...
  std::string device_name;     ///< the processor's or the GPU's own name
  int threads = 1;
  std::string libtorch;  ///< version; empty: not loaded, nothing needs it
};

/// What one asks for.
struct ComputeWish {
  std::string device = "auto";  ///< auto, cpu, cuda or cuda:N
  int threads = 0;              ///< 0: the cores this process may use, shared among the ranks of the
                                ///< machine unless each rank is bound to cores of its own
  bool needs_libtorch = true;   ///< pictures or sounds are computed
};

/// auto takes GPU (local_rank modulo devices) where there is one and LibTorch is needed; cuda
/// without a number likewise. Lets the process keep freed memory. Throws UserError where the wish
/// cannot be met: there is no silent fallback.
Compute set_up_compute(const ComputeWish& wish, int local_rank = 0, int local_size = 1);

}  // namespace moai

/// The part of it that LibTorch does: sets `compute.threads`; `wish` as above.
extern "C" void moai_set_up_torch(const std::string& wish, int local_rank, moai::Compute& compute);
