#pragma once
// `problem: {type: image_match}`: pictures that come as close as they can to a target picture, in
// the eyes of several objectives. `problem: {type: torchscript}`: the same with a user's generator
// and scorers, for which a target is not needed.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "genome/registry.h"
#include "objective/objective_options.h"
#include "problem/generator_options.h"
#include "support/options.h"

namespace moai {

/// Where the range of every objective comes from (DESIGN.md section 6).
struct NormalisationOptions {
  enum class Source : std::uint8_t { calibrate, table };

  Source source = Source::calibrate;
  std::int64_t images = 100;              ///< calibrate: reference images
  std::map<std::string, double> minimum;  ///< table: by name of the objective
  std::map<std::string, double> maximum;
};

/// Arithmetic of the deep objectives; the names are those of ObjectiveSet::Placement.
enum class Precision : std::uint8_t { float32, tf32, bf16 };

struct ImageMatchOptions {
  std::string target;
  std::vector<std::int64_t> size = {33, 33};  ///< height, width
  GenomeOptions genome;
  GeneratorOptions generator;                ///< of pictures, for real variables
  std::vector<ObjectiveOptions> objectives;  ///< empty: all
  WeightOptions weights;
  Precision precision = Precision::float32;
  NormalisationOptions normalisation;
};

/// Visits the keys beside `type`.
void describe(OptionVisitor& visitor, ImageMatchOptions& options);

/// What `problem: {type: torchscript}` starts from.
ImageMatchOptions torchscript_defaults();

/// Throws UserError naming the key where an objective lacks its target or a genome its generator,
/// the genome's options contradict one another, or the ranges are not those of the objectives.
/// Reads no file.
void check(const ImageMatchOptions& options);

}  // namespace moai
