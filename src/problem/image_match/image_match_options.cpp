#include "problem/image_match/image_match_options.h"

#include <array>

#include "problem/image_match/calibration.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

constexpr std::size_t genomes_with_pictures = 1;  // of the table: cppn

void describe_normalisation(OptionVisitor& v, NormalisationOptions& o) {
  const std::array<Alternative, 2> sources = {{
      {"calibrate",
       "maximum: the target against itself; minimum: the worst of a fixed set of images",
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
  static constexpr std::array<Choice, 3> precisions = {{
      {"float32", "single precision"},
      {"tf32", "single precision with shortened products, on GPUs that have it"},
      {"bf16", "half precision: fast and coarse"},
  }};
  v.file("target", o.target, "the picture to come close to, PNG or JPEG");
  v.integers("size", o.size, 2, {1, 8192},
             "height and width of all pictures; the target is cropped and scaled to it");
  describe(v, o.genome, genomes_with_pictures);
  describe_objectives(v, o.objectives);
  v.group(
      "weights", [&o](OptionVisitor& w) { describe(w, o.weights); },
      "weights of the deep objectives", "vgg16");
  v.enumeration("precision", o.precision, precisions, "arithmetic of the deep objectives");
  describe_normalisation(v, o.normalisation);
}

void check(const ImageMatchOptions& options) {
  if (options.target.empty())
    throw UserError(
        "problem.target: not given (there is nothing to match). Name a PNG or JPEG file.");
  if (options.genome.type != GenomeOptions::cppn_type)
    throw UserError(concat("problem.genome: '", genomes()[options.genome.type].name,
                           "' has no picture (the problem scores pictures). Use cppn."));
  check(options.genome.cppn);
  if (options.normalisation.source == NormalisationOptions::Source::calibrate) return;
  std::vector<ObjectiveInfo> objectives;
  for (const std::string& name : objective_names(options.objectives))
    objectives.push_back({name, ""});
  from_table(options.normalisation, objectives);
}

}  // namespace moai
