#include "problem/benchmark/benchmark_options.h"

#include <array>

#include "problem/benchmark/test_functions.h"

namespace moai {

void describe(OptionVisitor& visitor, BenchmarkOptions& options) {
  static constexpr std::array standard{
      NamedInteger{"standard", BenchmarkOptions::standard, "as the function's authors propose"}};
  static constexpr std::array indicators{
      Choice{"hypervolume", "volume that the front dominates"},
      Choice{"igd", "mean distance from the exact front to the found one"},
      Choice{"igd_plus", "the same, counting only what the found one lacks"},
      Choice{"gd", "mean distance from the found front to the exact one"},
      Choice{"igdx", "mean distance from the Pareto set to the found solutions"},
      Choice{"covered", "Pareto-optimal subsets with a found solution within 0.1"}};

  visitor.choice("function", options.function, test_function_choices(), "the test function");
  visitor.integer_or_word("variables", options.variables, {1, 100'000}, standard,
                          "number of variables");
  visitor.integer_or_word("objectives", options.objectives, {2, 1000}, standard,
                          "number of objectives, where the function leaves it open");
  visitor.real("correlation", options.correlation, {-1.0, 1.0},
               "dtlz2: 1 makes all objectives rise and fall together, -1 makes two opposed camps");
  visitor.group(
      "genome", [&options](OptionVisitor& inner) { describe(inner, options.genome); },
      "how variables are first drawn, crossed and mutated");
  visitor.texts("indicators", options.indicators, indicators,
                "quality indicators that are recorded every generation");
  visitor.duration("wait", options.wait,
                   "that each evaluation sleeps: the cost of another problem, for timing how ranks "
                   "work together");
  visitor.integer("front_points", options.front_points, {2, 1'000'000},
                  "about how many points stand for the exact front in the indicators");
}

}  // namespace moai
