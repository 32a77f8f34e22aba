// Threads and devices of LibTorch.

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "problem/compute.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

// As the driver says it, of a node whose GPUs are alike, without which `device`.
std::string gpu_name(const std::string& device) {
  std::set<std::string> names;
  std::error_code none;
  for (const auto& card : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", none)) {
    std::ifstream in(card.path() / "information");
    for (std::string line; std::getline(in, line);)
      if (line.rfind("Model:", 0) == 0)
        if (const auto name = line.find_first_not_of(" \t", 6); name != std::string::npos)
          names.insert(line.substr(name));
  }
  return names.size() == 1 ? *names.begin() : device;
}

int gpu_count() {
  return static_cast<int>(torch::cuda::device_count());
}

std::string resolve(const std::string& wish, int local_rank) {
  const int gpus = gpu_count();
  if (wish == "cpu" || (wish == "auto" && gpus == 0)) return "cpu";
  if (gpus == 0)
    throw OptionError(
        "compute.device",
        concat("'", wish,
               "' is not to be had (this LibTorch sees no GPU). Use 'cpu' or 'auto', or build "
               "against a CUDA LibTorch (slurm/README.md)."));
  if (wish == "auto" || wish == "cuda") return concat("cuda:", local_rank % gpus);
  const std::string number = wish.rfind("cuda:", 0) == 0 ? wish.substr(5) : "";
  if (number.empty() || number.find_first_not_of("0123456789") != std::string::npos ||
      number.size() > 4)
    throw OptionError("compute.device",
                      concat("'", wish, "' is no device. Use auto, cpu, cuda or cuda:N."));
  if (std::stoi(number) >= gpus)
    throw OptionError("compute.device", concat("'", wish, "' is not to be had (there are ", gpus,
                                               " GPUs, counted from 0)."));
  return wish;
}

}  // namespace

}  // namespace moai

void moai_set_up_torch(const std::string& wish, int local_rank, moai::Compute& compute) {
  compute.device = moai::resolve(wish, local_rank);
  if (compute.device != "cpu") compute.device_name = moai::gpu_name(compute.device);
  at::set_num_threads(compute.threads);
  // Of use to a GPU only. LibTorch would shorten products and choose algorithms that add in any
  // order; `precision: tf32` asks for the former where it is wanted (vgg16.cpp).
  at::globalContext().setAllowTF32CuDNN(false);
  at::globalContext().setDeterministicCuDNN(true);
  compute.libtorch = TORCH_VERSION;
}
