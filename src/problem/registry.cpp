#include "problem/registry.h"

#include <array>

#include "genome/cppn/cppn_space.h"
#include "problem/benchmark/benchmark_problem.h"
#include "problem/image_match/image_match.h"
#include "problem/spectrogram_blend/blend_sources.h"
#include "problem/spectrogram_blend/spectrogram_blend.h"
#include "problem/spectrogram_blend/stft.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

/// Reads something; what is wrong with it is said of `key`.
template <class Read>
void try_to_read(const char* key, const Read& read) {
  try {
    read();
  } catch (const UserError& error) {
    throw UserError(concat(key, ": ", error.what()));
  }
}

void check_image_match(const ProblemOptions& options, const ProblemContext& readers) {
  check(options.image_match);
  try_to_read("problem.target", [&] { readers.read_image(options.image_match.target); });
}

std::unique_ptr<Problem> make_image_match(const ProblemOptions& options,
                                          const ProblemContext& context) {
  check(options.image_match);
  return std::make_unique<ImageMatch>(options.image_match, context,
                                      context.read_image(options.image_match.target));
}

void check_benchmark(const ProblemOptions& options, const ProblemContext&) {
  const BenchmarkProblem problem(options.benchmark, false);
}

std::unique_ptr<Problem> make_benchmark(const ProblemOptions& options,
                                        const ProblemContext& context) {
  return std::make_unique<BenchmarkProblem>(options.benchmark, context.wants_descriptors);
}

void check_blend(const ProblemOptions& options, const ProblemContext& readers) {
  const SpectrogramBlendOptions& blend = options.spectrogram_blend;
  check(blend);
  try_to_read("problem.picture", [&] { readers.read_image(blend.picture); });
  try_to_read("problem.sound", [&] { check(readers.read_sound(blend.sound, blend_rate)); });
}

std::unique_ptr<Problem> make_blend(const ProblemOptions& options, const ProblemContext& context) {
  const SpectrogramBlendOptions& blend = options.spectrogram_blend;
  check(blend);
  return std::make_unique<SpectrogramBlend>(blend, context, context.read_image(blend.picture),
                                            context.read_sound(blend.sound, blend_rate));
}

constexpr std::array<ProblemEntry, 3> table = {{
    {"image_match", "pictures that come close to a target picture in the eyes of many objectives",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.image_match); },
     [](const ProblemOptions& o) { return objective_names(o.image_match.objectives); },
     [](const ProblemOptions& o) { return o.image_match.genome.cppn.fourier_features > 0; },
     check_image_match, make_image_match,
     [](const ProblemOptions& o, const Problem&) -> std::unique_ptr<GenomeSpace> {
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
     [](const ProblemOptions& o, const Problem&) { return make_space(o.benchmark); }},
    {"spectrogram_blend", "spectrograms that look like a picture and sound like a sound",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.spectrogram_blend); },
     [](const ProblemOptions&) {
       return std::vector<std::string>(blend_objectives.begin(), blend_objectives.end());
     },
     [](const ProblemOptions&) { return false; }, check_blend, make_blend,
     [](const ProblemOptions& o, const Problem& problem) -> std::unique_ptr<GenomeSpace> {
       return make_space(o.spectrogram_blend, problem.genome_space());
     },
     [](const ProblemOptions&, const RefineOptions& refine) {
       const std::vector<std::string> names(blend_objectives.begin(), blend_objectives.end());
       check(refine, names, names);
     }},
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
