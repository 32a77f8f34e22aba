#include "objective/torch/evaluate_pictures.h"

#include <ATen/ATen.h>

#include "objective/evaluate_pictures.h"

namespace moai {

Matrix evaluate_pictures(const ObjectiveSet& set, const std::vector<Image>& pictures,
                         const std::string& device) {
  Matrix table(pictures.size(), set.objectives().size());
  std::vector<at::Tensor> batch;
  for (const Image& picture : pictures)
    batch.push_back(at::tensor(picture.values).view({3, picture.height, picture.width}));
  if (batch.empty()) return table;
  const at::Tensor values =
      set.evaluate(at::stack(batch).to(at::Device(device))).to(at::kCPU).contiguous();
  const float* value = values.data_ptr<float>();
  for (double& cell : table.values()) cell = *value++;
  return table;
}

}  // namespace moai

void moai_evaluate_pictures(const moai::Image& target, const std::vector<moai::Image>& pictures,
                            const std::vector<moai::ObjectiveOptions>& objectives,
                            const moai::WeightOptions& weights, const std::string& device,
                            const std::string& precision, moai::PictureScores& scores) {
  const moai::ObjectiveSet set(target, objectives, weights, {device, precision});
  scores = {set.objectives(), moai::evaluate_pictures(set, pictures, device)};
}
