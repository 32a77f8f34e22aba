#include "problem/registry.h"

#include <array>

#include "genome/cppn/cppn_space.h"
#include "problem/benchmark/benchmark_problem.h"
#include "problem/image_match/image_match.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

using ReadImage = std::function<Image(const std::string&)>;

void check_image_match(const ProblemOptions& options, const ReadImage& read_image) {
  check(options.image_match);
  try {
    read_image(options.image_match.target);
  } catch (const UserError& error) {
    throw UserError(concat("problem.target: ", error.what()));
  }
}

std::unique_ptr<Problem> make_image_match(const ProblemOptions& options,
                                          const ProblemContext& context) {
  check(options.image_match);
  return std::make_unique<ImageMatch>(options.image_match, context,
                                      context.read_image(options.image_match.target));
}

void check_benchmark(const ProblemOptions& options, const ReadImage&) {
  const BenchmarkProblem problem(options.benchmark, false);
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
     check_image_match, make_image_match,
     [](const ProblemOptions& o) -> std::unique_ptr<GenomeSpace> {
       return std::make_unique<CppnSpace>(o.image_match.genome.cppn);
     },
     [](const ProblemOptions& o, const RefineOptions& refine) {
       const auto names = objective_names(o.image_match.objectives);
       check(refine, names, names);
     },
     [](const ProblemOptions& o, const ProblemContext& c) {
       return make_phenotype(o.image_match.genome, c.device, RandomSource{c.seed, c.trial, 0});
     }},
    {"benchmark", "test functions whose Pareto fronts are known",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.benchmark); },
     [](const ProblemOptions& o) { return objective_names(o.benchmark); },
     [](const ProblemOptions&) { return false; }, check_benchmark, make_benchmark,
     [](const ProblemOptions& o) { return make_space(o.benchmark); }},
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
