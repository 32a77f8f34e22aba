#include "problem/image_match/image_match_options.h"

#include <algorithm>
#include <array>

#include "objective/registry.h"
#include "problem/image_match/given_ranges.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

namespace {

bool needs_no_target(const std::vector<ObjectiveOptions>& objectives) {
  return !objectives.empty() && std::ranges::all_of(objectives, [](const ObjectiveOptions& o) {
    return o.type == torchscript_index();
  });
}

void describe_normalisation(OptionVisitor& v, NormalisationOptions& o) {
  const std::array<Alternative, 2> sources = {{
      {"calibrate",
       "maximum: the target against itself, or the best of a fixed set of images where there is no "
       "target; minimum: the worst of that set",
       [&o](OptionVisitor& w) {
         w.integer("images", o.images, {3, 100'000},
                   "reference images: black, white, noise, and random genomes");
       }},
      {"table", "given numbers",
       [&o](OptionVisitor& w) {
         w.real_map("minimum", o.minimum, "per objective the value that counts as 0");
         w.real_map("maximum", o.maximum, "per objective the value that counts as 1");
       }},
  }};
  auto index = static_cast<std::size_t>(o.source);
  v.alternatives("normalisation", index, sources,
                 "where the ranges come from that scores are normalised with");
  o.source = static_cast<NormalisationOptions::Source>(index);
}

}  // namespace

void describe(OptionVisitor& v, ImageMatchOptions& o) {
  static constexpr auto precisions = enum_words<Precision::bf16>(
      {{"float32", "single precision"},
       {"tf32", "single precision with shortened products, on GPUs that have it"},
       {"bf16", "half precision: fast and coarse"}});
  v.file(
      "target", o.target,
      "the picture to come close to, PNG, JPEG or TIFF; may be left out where every objective is a "
      "scorer (torchscript)");
  v.integers("size", o.size, 2, {1, 8192},
             "height and width of all pictures; the target is cropped and scaled to it");
  describe(v, o.genome);
  v.group(
      "generator", [&o](OptionVisitor& w) { describe(w, o.generator); },
      "what makes pictures of real variables (genome: real_vector)", "file");
  describe_objectives(v, o.objectives);
  v.group(
      "weights", [&o](OptionVisitor& w) { describe(w, o.weights); },
      "weights of the deep objectives", "vgg16");
  v.enumeration("precision", o.precision, precisions, "arithmetic of the deep objectives");
  describe_normalisation(v, o.normalisation);
}

ImageMatchOptions torchscript_defaults() {
  ImageMatchOptions options;
  options.size = {64, 64};
  options.genome.choose("real_vector");
  return options;
}

void check(const ImageMatchOptions& options) {
  if (options.target.empty() && !needs_no_target(options.objectives))
    throw OptionError("problem.target",
                      "not given (there is nothing to match). Name a PNG, JPEG or TIFF file, or "
                      "score "
                      "by objectives of type torchscript alone.");
  options.genome->check();
  const bool has_generator = !options.generator.script.file.empty();
  if (options.genome->draws_itself() && has_generator)
    throw OptionError(
        "problem.generator",
        concat("given for a genome that draws itself (", options.genome.name(),
               "). Leave it out, or use genome: {type: real_vector, blocks: [...]}."));
  if (!options.genome->draws_itself() && !has_generator)
    throw OptionError("problem.generator",
                      "not given (real variables have no picture of their own). Name a "
                      "TorchScript file, or use genome: cppn.");
  if (options.normalisation.source == NormalisationOptions::Source::calibrate) return;
  std::vector<ObjectiveInfo> objectives;
  for (const std::string& name : objective_names(options.objectives))
    objectives.push_back({name, ""});
  from_table(options.normalisation, objectives);
}

}  // namespace moai
