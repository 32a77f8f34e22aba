#pragma once
// Which of a machine's GPUs a worker may use.
//
//   gpu_share({"0", "1", "2", "3"}, 1, 2);    // {"2", "3"}: the second of two workers

#include <cstddef>
#include <string>
#include <vector>

namespace moai {

/// Those in CUDA_VISIBLE_DEVICES; where it is not set, those that the driver lists.
std::vector<std::string> visible_gpus();

/// Of `everyone` workers on the machine, number `mine` gets a share of its own, or one GPU that it
/// shares where there are fewer GPUs than workers.
std::vector<std::string> gpu_share(const std::vector<std::string>& gpus, std::size_t mine,
                                   std::size_t everyone);

}  // namespace moai
