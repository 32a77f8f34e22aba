#include "problem/image_match/torch/calibration.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "problem/torch/image_tensor.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

namespace {

Image noise(const std::vector<std::int64_t>& size, RandomStream rng) {
  Image image{size.at(0), size.at(1), {}};
  image.values.resize(static_cast<std::size_t>(3 * image.height * image.width));
  for (float& value : image.values) value = static_cast<float>(rng.uniform());
  return image;
}

}  // namespace

Normalisation calibrated(const ObjectiveSet& set, const std::optional<Image>& target,
                         const std::vector<std::int64_t>& size, const Phenotype& phenotype,
                         std::int64_t images, const RandomSource& source) {
  const std::vector<Genome> genomes =
      phenotype.space().initial(static_cast<std::size_t>(images - 3), source, 0, 0);
  std::vector<const Genome*> pointers;
  for (const Genome& genome : genomes) pointers.push_back(&genome);
  at::Tensor drawn = phenotype.draw(pointers, size.at(0), size.at(1));

  const std::string device = drawn.device().str();
  const at::Tensor grain =
      to_tensor(noise(size, source.stream(Purpose::calibration)), device).unsqueeze(0);
  std::vector<at::Tensor> pictures = {at::zeros_like(grain), at::ones_like(grain), grain, drawn};
  if (target) pictures.push_back(to_tensor(*target, device).unsqueeze(0));
  const at::Tensor values =
      set.evaluate(at::cat(pictures)).to(at::kCPU, at::kDouble);  // (images [+ 1], M)

  Normalisation result;
  const at::Tensor references = values.narrow(0, 0, images);
  const double infinity = std::numeric_limits<double>::infinity();
  const at::Tensor worst = references.masked_fill(references.isnan(), infinity).amin(0);
  const at::Tensor best =
      target ? values[images] : references.masked_fill(references.isnan(), -infinity).amax(0);
  for (std::int64_t m = 0; m < values.size(1); ++m) {
    result.maximum.push_back(best[m].item<double>());
    result.minimum.push_back(worst[m].item<double>());
    if (std::isfinite(result.maximum.back()) && std::isfinite(result.minimum.back())) continue;
    throw OptionError(
        "problem.objectives",
        concat("'", set.objectives()[static_cast<std::size_t>(m)].name,
               "' is not a number (NaN) for ",
               std::isnan(result.maximum.back()) ? "the target itself" : "every reference picture",
               " (its range cannot be measured). Mend the scorer, or give its range in "
               "problem.normalisation."));
  }
  return result;
}

}  // namespace moai
