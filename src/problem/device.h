#pragma once
// What a rank computes with: threads and device, set once and printed.

#include <string>

namespace moai {

struct Compute {
  std::string device;       ///< cpu, cuda:0 ...
  std::string device_name;  ///< the processor's or the GPU's own name
  int threads = 1;
  std::string libtorch;  ///< version
};

/// `wish`: auto, cpu, cuda or cuda:N. auto takes GPU (local_rank modulo devices) where there is
/// one; cuda without a number likewise. `threads` 0: the cores this process may use, shared among
/// the ranks of the machine unless each rank is bound to cores of its own. Sets LibTorch's threads
/// and lets the process keep freed memory. Throws UserError where the wish cannot be met: there is
/// no silent fallback.
Compute set_up_compute(const std::string& wish, int threads, int local_rank, int local_size);

}  // namespace moai
