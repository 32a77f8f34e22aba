// If these fail, users cannot score images by a network of their own, or columns of results are
// mistaken for one another.
#include <gtest/gtest.h>
#include <torch/script.h>

#include <filesystem>

#include "objective/image_analysis.h"
#include "support/error.h"
#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

ObjectiveOptions scorer(const std::vector<std::string>& outputs) {
  torch::jit::Module module("scorer");
  module.define(R"(
    def forward(self, x):
        return torch.stack([x.mean([1, 2, 3]), -x[:, 0].std([1, 2])], 1)
  )");
  ObjectiveOptions options;
  options.type = torchscript_index();
  options.script.file = (std::filesystem::path(testing::TempDir()) / "moai_scorer.pt").string();
  options.outputs = outputs;
  module.save(options.script.file);
  return options;
}

TEST(TorchScript, BringsSeveralColumnsBesideTheBuiltInOnes) {
  std::vector<ObjectiveOptions> chosen = pictures::one("mse");
  chosen.push_back(scorer({"brightness", "evenness"}));
  const at::Tensor target = pictures::soft(1, 33, 33), x = pictures::soft(12, 33, 33, 3);
  const ObjectiveSet set = pictures::set(target[0], chosen);
  ASSERT_EQ(set.objectives().size(), 3u);
  EXPECT_EQ(set.objectives()[2].name, "evenness");
  const at::Tensor values = set.evaluate(x);
  EXPECT_TRUE(at::allclose(values.select(1, 1), x.mean({1, 2, 3})));
  EXPECT_TRUE(at::allclose(values.select(1, 0), 1.0 - (x - target).square().mean({1, 2, 3})));
}

TEST(TorchScript, WithAnotherNumberOfOutputsIsRefused) {
  EXPECT_THROW(pictures::set(pictures::soft(1, 33, 33)[0], {scorer({"a", "b", "c"})}), UserError);
}

TEST(TorchScript, NotANumberStaysOneSoThatTheRunCanCountIt) {
  torch::jit::Module module("scorer");
  module.define(R"(
    def forward(self, x):
        mean = x.mean([1, 2, 3])
        return torch.stack([torch.log(mean - 0.5), 1.0 / (mean - mean)], 1)
  )");
  ObjectiveOptions options = scorer({"logarithm", "infinity"});
  module.save(options.script.file);
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], {options});
  const at::Tensor values =
      set.evaluate(at::cat({pictures::constant(0.25, 33, 33), pictures::constant(0.75, 33, 33)}));
  EXPECT_TRUE(at::equal(values.isnan(), at::tensor({1, 1, 0, 1}).view({2, 2}).to(at::kBool)));
}

TEST(TorchScript, ThatIsMissingIsRefused) {
  ObjectiveOptions options = scorer({"a", "b"});
  options.script.file = "nowhere.pt";
  EXPECT_THROW(pictures::set(pictures::soft(1, 33, 33)[0], {options}), UserError);
}

// As Python saves it: parameters that ask for gradients, whole numbers among the buffers.
TEST(TorchScript, WithParametersAndIndicesIsReadInAnyArithmetic) {
  torch::jit::Module module("scorer");
  module.register_parameter("scale", at::full({1}, 2.0F).requires_grad_(true), false);
  module.register_buffer("channel", at::tensor({2, 0}, at::kLong));
  module.define(R"(
    def forward(self, x):
        return (x > 0.5).float().mean([2, 3])[:, self.channel] * self.scale.float()
  )");
  ObjectiveOptions options = scorer({"blue", "red"});
  module.save(options.script.file);
  for (const auto precision : {ScriptPrecision::float32, ScriptPrecision::bfloat16}) {
    options.script.precision = precision;
    const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], {options});
    EXPECT_FALSE(set.objectives()[0].differentiable) << "only its parameters had one";
    EXPECT_EQ(set.evaluate(pictures::constant(0.75, 33, 33))[0][1].item<float>(), 2.0F);
  }
}

TEST(Names, OfNothingAreTheFourteenInOrder) {
  EXPECT_EQ(objective_names({}), (std::vector<std::string>{"mse", "psnr", "fsim", "ssim", "ms_ssim",
                                                           "vif", "vsi", "haarpsi", "style", "gmsd",
                                                           "mdsi", "dss", "dists", "lpips"}));
}

TEST(Names, TellParameterSetsApartAndAreNeverTheSame) {
  std::vector<ObjectiveOptions> chosen = pictures::one("dss");
  chosen.push_back(pictures::one("dss", ParameterSet::piq)[0]);
  EXPECT_EQ(objective_names(chosen), (std::vector<std::string>{"dss", "dss_piq"}));
  chosen.push_back(chosen[0]);
  EXPECT_THROW(objective_names(chosen), UserError);
}

TEST(ImageAnalysis, ComputesEachQuantityOnce) {
  ImageAnalysis analysis(pictures::soft(2, 33, 33));
  int calls = 0;
  const auto compute = [&] { return at::full({1}, static_cast<float>(++calls)); };
  analysis.once("x", compute);
  EXPECT_EQ(analysis.once("x", compute).item<float>(), 1.0F);
  EXPECT_EQ(calls, 1);
  EXPECT_TRUE(analysis.luminance().is_same(analysis.luminance()));
}

}  // namespace
}  // namespace moai
