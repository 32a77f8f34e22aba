#include "objective/evaluate_pictures.h"

#include <ATen/ATen.h>

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
