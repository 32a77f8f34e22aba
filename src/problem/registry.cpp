#include "problem/registry.h"

#include <array>

#include "genome/cppn/cppn_space.h"
#include "genome/real_vector/real_vector_space.h"
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

// Two problems have the same options: what they start from differs.
template <ImageMatchOptions ProblemOptions::*own>
struct Pictures {
  static void visit(OptionVisitor& visitor, ProblemOptions& options) {
    describe(visitor, options.*own);
  }
  static std::vector<std::string> names(const ProblemOptions& options) {
    return objective_names((options.*own).objectives);
  }
  static bool depends_on_trial(const ProblemOptions& options) {
    const GenomeOptions& genome = (options.*own).genome;
    return genome.type == GenomeOptions::cppn_type && genome.cppn.fourier_features > 0;
  }
  static void check_files(const ProblemOptions& options, const ProblemContext& readers) {
    check(options.*own);
    target(options.*own, readers);
  }
  static std::unique_ptr<Problem> make(const ProblemOptions& options,
                                       const ProblemContext& context) {
    check(options.*own);
    return std::make_unique<ImageMatch>(options.*own, context, target(options.*own, context));
  }
  static std::unique_ptr<GenomeSpace> space(const ProblemOptions& options, const Problem&) {
    const GenomeOptions& genome = (options.*own).genome;
    if (genome.type == GenomeOptions::cppn_type) return std::make_unique<CppnSpace>(genome.cppn);
    return make_block_space(genome.real_vector);
  }
  static void check_refinement(const ProblemOptions& options, const RefineOptions& refine) {
    if ((options.*own).genome.type != GenomeOptions::cppn_type)
      throw UserError(
          "only networks have a gradient here (refinement descends one). Set steps: 0, or use "
          "genome: cppn.");
    const auto all = names(options);
    check(refine, all, all);
  }
  static std::unique_ptr<Phenotype> phenotype(const ProblemOptions& options,
                                              const ProblemContext& context) {
    return make_phenotype((options.*own).genome, (options.*own).generator, context.device,
                          RandomSource{context.seed, context.trial, 0});
  }

 private:
  static std::optional<Image> target(const ImageMatchOptions& options,
                                     const ProblemContext& readers) {
    std::optional<Image> image;
    if (!options.target.empty())
      try_to_read("problem.target", [&] { image = readers.read_image(options.target); });
    return image;
  }
};

template <ImageMatchOptions ProblemOptions::*own>
constexpr ProblemEntry pictures(std::string_view name, std::string_view help) {
  using P = Pictures<own>;
  return {name,
          help,
          P::visit,
          P::names,
          P::depends_on_trial,
          P::check_files,
          P::make,
          P::space,
          P::check_refinement,
          P::phenotype};
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

constexpr std::array<ProblemEntry, 4> table = {{
    pictures<&ProblemOptions::image_match>(
        "image_match",
        "pictures that come close to a target picture in the eyes of many objectives"),
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
    pictures<&ProblemOptions::torchscript>(
        "torchscript",
        "pictures of a generator of your own, or networks, that please scorers of your own"),
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
