#pragma once
// Problems of pictures: genome -> picture -> objectives, against a target or without one.
//
//   ImageMatch problem(options, context, context.read_image(options.target));
//   Evaluation evaluation = problem.evaluate(genomes);
//
// It knows pictures only through Phenotype and objectives only through ObjectiveSet.

#include <memory>

#include "objective/torch/objective_set.h"
#include "problem/image_match/image_match_options.h"
#include "problem/phenotype.h"
#include "problem/problem.h"
#include "problem/problem_context.h"

namespace moai {

class ImageMatch final : public Problem {
 public:
  /// `target` is cropped and scaled to options.size; without one every objective has to be a
  /// scorer. Throws UserError naming the key.
  ImageMatch(const ImageMatchOptions& options, const ProblemContext& context,
             const std::optional<Image>& target);

  const std::vector<ObjectiveInfo>& objectives() const override { return set_.objectives(); }
  const GenomeSpace& genome_space() const override { return phenotype_->space(); }
  const Normalisation& normalisation() const override { return normalisation_; }

  /// Descriptors, where the context wants them: the pictures reduced to 8 x 8 (or their size, if
  /// smaller) by averages over areas, all channels: distances are those between pictures seen from
  /// afar.
  Evaluation evaluate(std::span<const Genome* const> genomes) const override;

  Refinement refined(const RefineRequest& request) const override;

  std::optional<std::vector<Image>> images(std::span<const Genome* const> genomes,
                                           std::int64_t height, std::int64_t width) const override;
  std::optional<Image> target() const override { return target_; }
  std::array<std::int64_t, 2> picture_size() const override { return size_; }

 private:
  std::array<std::int64_t, 2> size_;  ///< height, width
  std::optional<Image> target_;
  bool wants_descriptors_;
  std::unique_ptr<Phenotype> phenotype_;
  ObjectiveSet set_;
  Normalisation normalisation_;
};

}  // namespace moai
