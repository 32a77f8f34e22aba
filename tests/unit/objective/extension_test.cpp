// If these fail, users cannot score images by a network of their own, or columns of results are
// mistaken for one another.
#include <gtest/gtest.h>
#include <torch/script.h>

#include <filesystem>

#include "objective/torch/image_analysis.h"
#include "support/error.h"
#include "support/text.h"
#include "tests/support/paths.h"
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
  options.script.file = (std::filesystem::path(::testing::TempDir()) / "moai_scorer.pt").string();
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

// What is said of a scorer with this forward, or of this file.
std::string refusal(const ObjectiveOptions& options) {
  try {
    pictures::set(pictures::soft(1, 33, 33)[0], {options});
  } catch (const UserError& error) {
    return error.what();
  }
  return "";
}
std::string refusal(const char* forward) {
  ObjectiveOptions options = scorer({"a"});
  torch::jit::Module module("scorer");
  module.define(std::string(forward) + "\n");
  module.save(options.script.file);
  return refusal(options);
}

TEST(TorchScript, ThatReturnsSomethingElseIsRefusedInOneSentence) {
  const std::pair<const char*, const char*> forwards[] = {
      {"def forward(self, x):\n  return {'a': x.mean([1, 2, 3])}", "a dictionary"},
      {"def forward(self, x):\n  return (x.mean([1, 2, 3]), 1)", "a tuple"},
      {"def forward(self, x):\n  return [x.mean([1, 2, 3])]", "a list"},
      {"def forward(self, x):\n  return float(x.mean())", "a number"},
      {"def forward(self, x):\n  return None", "nothing"},
      {"def forward(self, x):\n  return 'good'", "a text"},
      {"def forward(self, x):\n  return torch.complex(x, x).mean([1, 2, 3])", "complex"},
      {"def forward(self, x):\n  return x.mean()", "of shape []"},
      {"def forward(self, x):\n  return x", "of shape [10, 3, 33, 33]"},
      {"def forward(self, x):\n  return x.mean([1, 2, 3]).unsqueeze(0)", "of shape [1, 10]"},
      {"def forward(self, x):\n  return x[:, 7]", "index 7 out of range"},
      {"def forward(self, x):\n  assert x.size(0) == 7, 'seven!'\n  return x", "seven!"},
      {"def forward(self, x, y):\n  return x", "missing value for argument 'y'"},
      {"def judge(self, x):\n  return x", "has no forward"}};
  for (const auto& [forward, words] : forwards) {
    const std::string said = refusal(forward);
    EXPECT_EQ(said.find("objectives[0].file: "), 0u) << said;
    EXPECT_NE(said.find("moai_scorer.pt"), std::string::npos) << said;
    EXPECT_NE(said.find(words), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    EXPECT_EQ(said.find("frame #"), std::string::npos) << said;
  }
}

TEST(TorchScript, ThatIsNoArchiveIsRefusedWithWhatItIs) {
  ObjectiveOptions options = scorer({"a", "b"});
  const auto said_of = [&](const std::string& file) {
    options.script.file = file;
    const std::string said = refusal(options);
    EXPECT_NE(said.find(file), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    return said;
  };
  EXPECT_NE(said_of("nowhere.pt").find("no such file"), std::string::npos);
  for (const char* name : {"state", "pickled"})
    EXPECT_NE(said_of(testing::data_file(concat("cases/scorer_io/", name, ".pt")))
                  .find("written by torch.save"),
              std::string::npos);
  EXPECT_NE(said_of(testing::data_file("cases/scorer_io/text.pt")).find("no archive of PyTorch"),
            std::string::npos);
}

TEST(TorchScript, MayWorkInPlaceWithoutChangingWhatOthersSee) {
  ObjectiveOptions options = scorer({"a"});
  torch::jit::Module module("scorer");
  module.define("def forward(self, x):\n  x.mul_(0.5)\n  return x.mean([1, 2, 3])\n");
  module.save(options.script.file);
  std::vector<ObjectiveOptions> chosen = {options, pictures::one("mse")[0]};
  const at::Tensor target = pictures::soft(1, 33, 33), x = pictures::soft(12, 33, 33, 3);
  const ObjectiveSet set = pictures::set(target[0], chosen);
  const ObjectiveSet alone = pictures::set(target[0], pictures::one("mse"));
  const at::Tensor values = set.evaluate(x);
  EXPECT_TRUE(at::equal(values.select(1, 1), alone.evaluate(x).select(1, 0)));
  EXPECT_TRUE(at::allclose(values.select(1, 0), 0.5 * x.mean({1, 2, 3})));
  EXPECT_TRUE(set.objectives()[0].differentiable);
  // Its gradient would need what it has overwritten: it runs, and takes no part in refinement.
  torch::jit::Module other("scorer");
  other.define(
      "def forward(self, x):\n  y = x.exp()\n  z = y.mean([1, 2, 3])\n  y.mul_(2)\n"
      "  return z + y.mean([1, 2, 3])\n");
  other.save(options.script.file);
  const ObjectiveSet overwriting = pictures::set(target[0], {options});
  EXPECT_FALSE(overwriting.objectives()[0].differentiable);
  EXPECT_EQ(overwriting.evaluate(x).size(0), 12);
}

TEST(TorchScript, SeesTheSizeThatWasAskedForHoweverSmall) {
  ObjectiveOptions options = scorer({"height", "width"});
  torch::jit::Module module("scorer");
  module.define(
      "def forward(self, x):\n"
      "  return torch.tensor([[x.size(2), x.size(3)]]).float().expand(x.size(0), 2)\n");
  module.save(options.script.file);
  std::vector<ObjectiveOptions> chosen = {pictures::one("ssim")[0], options};
  const ObjectiveSet set = pictures::set(pictures::soft(1, 12, 40)[0], chosen);
  const at::Tensor values = set.evaluate(pictures::soft(3, 12, 40));
  EXPECT_EQ(values[2][1].item<float>(), 12.0F);
  EXPECT_EQ(values[2][2].item<float>(), 40.0F);
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
