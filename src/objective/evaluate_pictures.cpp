#include "objective/evaluate_pictures.h"

#include "support/torch_module.h"

namespace moai {

PictureScores evaluate_pictures(const Image& target, const std::vector<Image>& pictures,
                                const std::vector<ObjectiveOptions>& objectives,
                                const WeightOptions& weights, const std::string& device,
                                const std::string& precision) {
  PictureScores scores;
  torch_function<decltype(moai_evaluate_pictures)>("moai_evaluate_pictures")(
      target, pictures, objectives, weights, device, precision, scores);
  return scores;
}

}  // namespace moai
