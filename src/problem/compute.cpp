#include "problem/compute.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "support/heap.h"
#include "support/torch_module.h"

namespace moai {
namespace {

int default_threads(int local_size) {
  cpu_set_t set;
  CPU_ZERO(&set);
  const int machine = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int mine = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : machine;
  // A rank that is bound to fewer cores than the machine has owns them; otherwise all ranks share.
  return mine < machine ? std::max(1, mine) : std::max(1, machine / std::max(1, local_size));
}

std::string processor_name() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.rfind("model name", 0) == 0 && line.find(": ") != std::string::npos)
      return line.substr(line.find(": ") + 2);
  return "unknown processor";
}

}  // namespace

Compute set_up_compute(const ComputeWish& wish, int local_rank, int local_size) {
  Compute compute;
  compute.device_name = processor_name();
  compute.threads = wish.threads > 0 ? wish.threads : default_threads(local_size);
  keep_freed_memory();
  const bool may_be_gpu = wish.device != "cpu" && wish.device != "auto";
  if (wish.needs_libtorch || may_be_gpu)
    torch_function<decltype(moai_set_up_torch)>("moai_set_up_torch")(wish.device, local_rank,
                                                                     compute);
  return compute;
}

}  // namespace moai
