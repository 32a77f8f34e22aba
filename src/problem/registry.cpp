#include "problem/registry.h"

#include <array>

#include "problem/benchmark/benchmark_description.h"
#include "problem/image_match/image_match_description.h"
#include "problem/simulator/simulator_description.h"
#include "problem/spectrogram_blend/spectrogram_blend_description.h"

namespace moai {

std::span<const ProblemKind> problems() {
  static constexpr std::array table = {
      image_match_kind,
      benchmark_kind,
      spectrogram_blend_kind,
      torchscript_kind,
      external_kind,
      library_kind,
  };
  return table;
}

void describe(OptionVisitor& visitor, ProblemOptions& options) {
  options.describe(visitor, "problem", "what is to be solved");
}

}  // namespace moai
