#include "problem/image_match/calibration.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "problem/image_tensor.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

Image noise(const std::vector<std::int64_t>& size, RandomStream rng) {
  Image image{size.at(0), size.at(1), {}};
  image.values.resize(static_cast<std::size_t>(3 * image.height * image.width));
  for (float& value : image.values) value = static_cast<float>(rng.uniform());
  return image;
}

/// The number that a table gives to each objective.
std::vector<double> column(const std::map<std::string, double>& table, const char* key,
                           const std::vector<ObjectiveInfo>& objectives) {
  std::vector<double> values;
  std::vector<std::string> names;
  for (const ObjectiveInfo& objective : objectives) {
    names.push_back(objective.name);
    const auto entry = table.find(objective.name);
    if (entry == table.end())
      throw UserError(concat("problem.normalisation.", key, ": ", objective.name,
                             " is missing (every objective needs a range) add it"));
    values.push_back(entry->second);
  }
  for (const auto& [name, value] : table)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw UserError(concat("problem.normalisation.", key, ": '", name,
                             "' is no objective of this problem.", suggestion(name, names)));
  return values;
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
    throw UserError(
        concat("problem.objectives: '", set.objectives()[static_cast<std::size_t>(m)].name,
               "' is not a number (NaN) for ",
               std::isnan(result.maximum.back()) ? "the target itself" : "every reference picture",
               " (its range cannot be measured). Mend the scorer, or give its range in "
               "problem.normalisation."));
  }
  return result;
}

Normalisation from_table(const NormalisationOptions& options,
                         const std::vector<ObjectiveInfo>& objectives) {
  Normalisation result{column(options.minimum, "minimum", objectives),
                       column(options.maximum, "maximum", objectives)};
  for (std::size_t m = 0; m < objectives.size(); ++m)
    if (result.maximum[m] <= result.minimum[m])
      throw UserError(concat("problem.normalisation.maximum: that of ", objectives[m].name, ", ",
                             result.maximum[m], ", is not above its minimum, ", result.minimum[m],
                             " (scores divide by the range) exchange them"));
  return result;
}

}  // namespace moai
