#include "problem/benchmark/test_function_names.h"

#include <array>

namespace moai {

std::span<const Choice> test_function_choices() {
  static constexpr std::array choices{
      Choice{"zdt1", "convex front"},
      Choice{"zdt2", "concave front"},
      Choice{"zdt3", "front in five pieces"},
      Choice{"zdt4", "many local fronts"},
      Choice{"zdt6", "uneven density, concave front"},
      Choice{"dtlz1", "linear front, many local fronts"},
      Choice{"dtlz2", "spherical front"},
      Choice{"dtlz3", "spherical front, many local fronts"},
      Choice{"dtlz4", "spherical front, uneven density"},
      Choice{"dtlz5", "front is a curve"},
      Choice{"dtlz6", "front is a curve, hard to reach"},
      Choice{"dtlz7", "front in 2^(M-1) pieces"},
      Choice{"wfg1", "flat bias, mixed convex front"},
      Choice{"wfg2", "front in pieces, variables depend on one another"},
      Choice{"wfg3", "linear front that is a line"},
      Choice{"wfg4", "multimodal, concave front"},
      Choice{"wfg5", "deceptive, concave front"},
      Choice{"wfg6", "variables depend on one another, concave front"},
      Choice{"wfg7", "bias by position, concave front"},
      Choice{"wfg8", "bias by distance, concave front"},
      Choice{"wfg9", "deceptive, multimodal and biased, concave front"},
      Choice{"omni_test", "3^n Pareto-optimal segments with the same image"},
  };
  return choices;
}

}  // namespace moai
