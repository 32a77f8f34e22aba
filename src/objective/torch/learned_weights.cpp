#include "objective/torch/learned_weights.h"

#include <ATen/ATen.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include "media/npy.h"
#include "objective/torch/weight_file.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::array<std::int64_t, 5> lpips_channels = {64, 128, 256, 512, 512};
constexpr std::int64_t dists_channels = 3 + 64 + 128 + 256 + 512 + 512;

at::Tensor array(const std::filesystem::path& file, std::int64_t length) {
  const NpyArray read = read_npy(file.string());
  if (static_cast<std::int64_t>(read.values.size()) != length)
    throw OptionError("weights",
                      concat("'", file.string(), "' has ", read.values.size(), " numbers (", length,
                             " are needed). ", how_to_make_weights));
  const at::Tensor values = at::tensor(read.values);
  if (!values.isfinite().all().item<bool>())
    throw OptionError("weights", concat("'", file.string(), "' holds values that are not finite. ",
                                        how_to_make_weights));
  return values;
}

// A folder of .npy files, or an exported file.
class Source {
 public:
  explicit Source(std::string path) : path_(weight_path(path)) {
    if (!std::filesystem::is_directory(path_)) file_.emplace(path_);
  }

  at::Tensor lpips(int layer) const {
    if (file_) return file_->tensor(concat("lpips.", layer), {lpips_channels[layer]});
    return array(std::filesystem::path(path_) / concat("lpips_vgg_lin", layer, ".npy"),
                 lpips_channels[layer]);
  }
  at::Tensor dists(const std::string& name) const {
    if (file_) return file_->tensor("dists." + name, {dists_channels});
    return array(std::filesystem::path(path_) / concat("dists_", name, ".npy"), dists_channels);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::optional<WeightFile> file_;
};

Vgg16Weights exported_vgg16(const std::string& path) {
  const WeightFile file(weight_path(path));
  Vgg16Weights weights;
  weights.origin = concat("'", path, "' (", file.provenance(), ")");
  std::int64_t in = 3;
  for (int n = 1; n <= vgg_convolutions; ++n) {
    const std::int64_t out = vgg16_channels(n);
    weights.weight[n - 1] = file.tensor(concat("vgg16.", n, ".weight"), {out, in, 3, 3});
    weights.bias[n - 1] = file.tensor(concat("vgg16.", n, ".bias"), {out});
    in = out;
  }
  return weights;
}

// `auto` is the exported file that the VGG16 comes from, or equal weights.
std::string resolved(const std::string& word, const std::string& vgg16) {
  if (word != "auto") return word;
  return vgg16 == "seeded" ? "equal" : vgg16;
}

void load_lpips(LearnedWeights& result, const std::string& word) {
  result.lpips_origin = word == "equal" ? "equal weights" : "'" + word + "'";
  std::optional<Source> source;
  if (word != "equal") source.emplace(word);
  for (int layer = 0; layer < 5; ++layer)
    result.lpips[layer] =
        source ? source->lpips(layer)
               : at::full({lpips_channels[layer]}, 1.0 / static_cast<double>(lpips_channels[layer]),
                          at::kFloat);
}

void load_dists(LearnedWeights& result, const std::string& word) {
  result.dists_origin = word == "equal" ? "equal weights" : "'" + word + "'";
  if (word == "equal") {
    result.alpha = result.beta = at::ones({dists_channels}, at::kDouble);
  } else {
    const Source source(word);
    result.alpha = source.dists("alpha").to(at::kDouble);
    result.beta = source.dists("beta").to(at::kDouble);
  }
  const at::Tensor sum = result.alpha.sum() + result.beta.sum();
  if (!(sum.item<double>() > 0.0))
    throw OptionError("weights",
                      concat("alpha and beta of DISTS in '", word,
                             "' do not add up to a positive number. ", how_to_make_weights));
  result.alpha = result.alpha / sum;
  result.beta = result.beta / sum;
}

}  // namespace

LearnedWeights load_learned_weights(const WeightOptions& options) {
  LearnedWeights result;
  result.vgg16 =
      options.vgg16 == "seeded" ? seeded_vgg16(options.vgg16_seed) : exported_vgg16(options.vgg16);
  load_lpips(result, resolved(options.lpips, options.vgg16));
  load_dists(result, resolved(options.dists, options.vgg16));
  return result;
}

}  // namespace moai
