#include "problem/simulator/gpu_share.h"

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace moai {

std::vector<std::string> visible_gpus() {
  std::vector<std::string> gpus;
  if (const char* chosen = std::getenv("CUDA_VISIBLE_DEVICES"); chosen != nullptr) {
    std::istringstream words(chosen);
    for (std::string word; std::getline(words, word, ',');) gpus.push_back(word);
    return gpus;
  }
  while (std::filesystem::exists("/dev/nvidia" + std::to_string(gpus.size())))
    gpus.push_back(std::to_string(gpus.size()));
  return gpus;
}

std::vector<std::string> gpu_share(const std::vector<std::string>& gpus, std::size_t mine,
                                   std::size_t everyone) {
  if (gpus.empty()) return {};
  if (everyone >= gpus.size()) return {gpus[mine % gpus.size()]};
  const auto from = gpus.begin() + static_cast<std::ptrdiff_t>(mine * gpus.size() / everyone);
  const auto to = gpus.begin() + static_cast<std::ptrdiff_t>((mine + 1) * gpus.size() / everyone);
  return {from, to};
}

}  // namespace moai
