// If these fail, deep objectives are computed with other weights than the records say, or a user
// with a wrong file is not told what to do.
#include <gtest/gtest.h>
#include <torch/csrc/jit/serialization/pickle.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "objective/torch/learned_weights.h"
#include "support/error.h"
#include "tests/unit/objective/pictures.h"

namespace moai {
namespace {

std::string temporary(const std::string& name) {
  return (std::filesystem::path(::testing::TempDir()) / name).string();
}

std::string message(const WeightOptions& options) {
  try {
    load_learned_weights(options);
    return "accepted";
  } catch (const UserError& error) {
    return error.what();
  }
}

TEST(SeededVgg16, IsThatOfTheRecipe) {
  const Vgg16Weights weights = seeded_vgg16(0);
  std::ifstream in(golden::path("vgg16_seed0_check.csv"));
  std::string line;
  std::getline(in, line);
  for (int n = 0; n < vgg_convolutions; ++n) {
    ASSERT_TRUE(std::getline(in, line));
    std::istringstream fields(line);
    std::vector<double> f;
    for (std::string field; std::getline(fields, field, ',');) f.push_back(std::stod(field));
    const at::Tensor w = weights.weight[n].flatten();
    // Bits where LibTorch draws with AVX2, 5e-7 elsewhere (its scalar routine rounds otherwise).
    const double tolerance = __builtin_cpu_supports("avx2") ? 0.0 : 5e-7;
    for (int k = 0; k < 5; ++k) EXPECT_NEAR(w[k].item<double>(), f[3 + k], tolerance) << n;
    EXPECT_NEAR(w.to(at::kDouble).sum().item<double>(), f[8], 1e-3);
    EXPECT_NEAR(w.to(at::kDouble).square().sum().item<double>(), f[9], 1e-3);
  }
}

TEST(SeededVgg16, DependsOnTheSeedAlone) {
  at::manual_seed(5);
  const at::Tensor one = seeded_vgg16(3).weight[0];
  at::manual_seed(6);
  EXPECT_TRUE(at::equal(one, seeded_vgg16(3).weight[0]));
  EXPECT_FALSE(at::equal(one, seeded_vgg16(4).weight[0]));
}

TEST(Weights, AMissingFileIsAnErrorThatNamesTheWayOut) {
  unsetenv("MOAI_WEIGHTS");
  for (const WeightOptions& options :
       {WeightOptions{.vgg16 = "nowhere.pt"}, WeightOptions{.lpips = "nowhere"},
        WeightOptions{.dists = "nowhere"}})
    EXPECT_NE(message(options).find("analysis/export_weights.py"), std::string::npos);
}

TEST(Weights, AFileOfAnotherKindIsAnError) {
  const std::string path = temporary("moai_not_weights.pt");
  std::ofstream(path) << "hello";
  EXPECT_NE(message({.vgg16 = path}).find("is no file of weights"), std::string::npos);
}

TEST(Weights, AnExportedFileGivesTheValuesOfItsWeights) {
  const Vgg16Weights seeded = seeded_vgg16(7);
  c10::impl::GenericDict entries(c10::StringType::get(), c10::AnyType::get());
  entries.insert("provenance", "a test");
  for (int n = 0; n < vgg_convolutions; ++n) {
    entries.insert("vgg16." + std::to_string(n + 1) + ".weight", seeded.weight[n]);
    entries.insert("vgg16." + std::to_string(n + 1) + ".bias", seeded.bias[n]);
  }
  const LearnedWeights equal = load_learned_weights({});
  for (int layer = 0; layer < 5; ++layer)
    entries.insert("lpips." + std::to_string(layer), equal.lpips[layer]);
  entries.insert("dists.alpha", equal.alpha);
  entries.insert("dists.beta", equal.beta);
  const std::vector<char> bytes = torch::jit::pickle_save(entries);
  std::ofstream(temporary("moai_weights.pt"), std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));

  setenv("MOAI_WEIGHTS", ::testing::TempDir().c_str(), 1);  // where a bare name is looked for
  const LearnedWeights read = load_learned_weights({.vgg16 = "moai_weights.pt"});
  unsetenv("MOAI_WEIGHTS");
  EXPECT_TRUE(at::equal(read.vgg16.weight[12], seeded.weight[12]));
  EXPECT_NE(read.vgg16.origin.find("a test"), std::string::npos);
  EXPECT_TRUE(at::allclose(read.alpha, equal.alpha));
  EXPECT_NE(read.lpips_origin, "equal weights");
}

TEST(Weights, AreNamedInTheRecord) {
  const ObjectiveSet set = pictures::set(pictures::soft(1, 33, 33)[0], pictures::one("lpips"));
  EXPECT_NE(set.objectives()[0].note.find("not pretrained"), std::string::npos);
  EXPECT_NE(set.objectives()[0].note.find("equal"), std::string::npos);
}

TEST(Precision, Bfloat16IsCloseAndTf32IsRefusedOnTheCpu) {
  const at::Tensor target = pictures::soft(1, 33, 33)[0], x = pictures::soft(2, 33, 33, 3);
  const at::Tensor exact = pictures::set(target, pictures::one("lpips")).evaluate(x);
  const at::Tensor rough = pictures::set(target, pictures::one("lpips"), "bf16").evaluate(x);
  EXPECT_FALSE(at::equal(exact, rough));
  EXPECT_TRUE(at::allclose(exact, rough, 0.05, 0.01)) << exact << rough;
  EXPECT_THROW(pictures::set(target, pictures::one("lpips"), "tf32"), UserError);
}

}  // namespace
}  // namespace moai
