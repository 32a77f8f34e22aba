#pragma once
// Made-up pictures for tests of the objectives.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <string>
#include <vector>

#include "objective/torch/objective_set.h"
#include "objective/registry.h"
#include "tests/unit/objective/golden.h"

namespace moai::pictures {

/// (B,3,H,W) soft colour patches, different for every image and seed.
inline at::Tensor soft(std::int64_t batch, std::int64_t height, std::int64_t width,
                       std::uint64_t seed = 1) {
  const at::Generator generator = at::detail::createCPUGenerator(seed);
  const at::Tensor small = at::rand({batch, 3, 7, 7}, generator, at::kFloat);
  return at::upsample_bilinear2d(small, {height, width}, false).contiguous();
}

inline at::Tensor constant(double value, std::int64_t height, std::int64_t width) {
  return at::full({1, 3, height, width}, value, at::kFloat);
}

inline std::vector<ObjectiveOptions> one(const std::string& name,
                                         ParameterSet parameters = ParameterSet::move) {
  for (std::size_t i = 0; i < objectives().size(); ++i)
    if (objectives()[i].name == name) {
      ObjectiveOptions options;
      options.type = i;
      options.parameters = parameters;
      return {options};
    }
  throw std::logic_error("no objective " + name);
}

/// All that need no VGG16.
inline std::vector<ObjectiveOptions> classical() {
  std::vector<ObjectiveOptions> chosen;
  for (const ObjectiveOptions& o : all_objectives())
    if (!objectives()[o.type].needs_vgg16) chosen.push_back(o);
  return chosen;
}

inline ObjectiveSet set(const at::Tensor& target, const std::vector<ObjectiveOptions>& chosen = {},
                        const std::string& precision = "float32") {
  return ObjectiveSet(golden::to_image(target), chosen, {}, {"cpu", precision});
}

}  // namespace moai::pictures
