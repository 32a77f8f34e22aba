#pragma once
// Image-quality objectives of plain pictures against a target, for callers that know no tensors.
//
//   PictureScores scores = evaluate_pictures(target, pictures, all_objectives(), {}, "cpu");

#include <string>
#include <vector>

#include "media/image.h"
#include "objective/objective_info.h"
#include "objective/objective_options.h"
#include "support/matrix.h"

namespace moai {

struct PictureScores {
  std::vector<ObjectiveInfo> objectives;
  Matrix values;  ///< (pictures,K): a row a picture, a column an objective
};

/// Pictures are of the target's size (std::logic_error). `precision`: of VGG16, float32, tf32 or
/// bf16. Throws UserError for a wrong weight file, an image too small.
PictureScores evaluate_pictures(const Image& target, const std::vector<Image>& pictures,
                                const std::vector<ObjectiveOptions>& objectives,
                                const WeightOptions& weights, const std::string& device,
                                const std::string& precision = "float32");

}  // namespace moai

/// The same, where LibTorch is.
extern "C" void moai_evaluate_pictures(const moai::Image& target,
                                       const std::vector<moai::Image>& pictures,
                                       const std::vector<moai::ObjectiveOptions>& objectives,
                                       const moai::WeightOptions& weights,
                                       const std::string& device, const std::string& precision,
                                       moai::PictureScores& scores);
