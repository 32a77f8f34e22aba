#include "problem/registry.h"

#include <array>

#include "problem/benchmark/benchmark_problem.h"
#include "problem/image_match/image_match.h"
#include "support/error.h"

namespace moai {

namespace {

std::unique_ptr<Problem> make_image_match(const ProblemOptions& options,
                                          const ProblemContext& context) {
  const std::string& target = options.image_match.target;
  if (target.empty())
    throw UserError(
        "problem.target: not given (there is nothing to match) name a PNG or JPEG file");
  return std::make_unique<ImageMatch>(options.image_match, context, context.read_image(target));
}

std::unique_ptr<Problem> make_benchmark(const ProblemOptions& options,
                                        const ProblemContext& context) {
  return std::make_unique<BenchmarkProblem>(options.benchmark, context.wants_descriptors);
}

constexpr std::array<ProblemEntry, 2> table = {{
    {"image_match", "pictures that come close to a target picture in the eyes of many objectives",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.image_match); },
     [](const ProblemOptions& o) { return objective_names(o.image_match.objectives); },
     [](const ProblemOptions& o) { return o.image_match.genome.cppn.fourier_features > 0; },
     make_image_match},
    {"benchmark", "test functions whose Pareto fronts are known",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.benchmark); },
     [](const ProblemOptions& o) { return objective_names(o.benchmark); },
     [](const ProblemOptions&) { return false; }, make_benchmark},
}};

}  // namespace

std::span<const ProblemEntry> problems() {
  return table;
}

void describe(OptionVisitor& visitor, ProblemOptions& options) {
  std::vector<Alternative> alternatives;
  for (const ProblemEntry& entry : table)
    alternatives.push_back({entry.name, entry.help,
                            [&entry, &options](OptionVisitor& v) { entry.describe(v, options); }});
  visitor.alternatives("problem", options.type, alternatives, "what is to be solved");
}

bool depends_on_trial(const ProblemOptions& options) {
  return table.at(options.type).depends_on_trial(options);
}

std::unique_ptr<Problem> make_problem(const ProblemOptions& options,
                                      const ProblemContext& context) {
  return table.at(options.type).make(options, context);
}

}  // namespace moai
