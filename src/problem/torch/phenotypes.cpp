// The pictures of each kind of genome.

#include <ATen/ATen.h>

#include <vector>

#include "genome/cppn/cppn_plan.h"
#include "genome/cppn/cppn_prune.h"
#include "genome/cppn/cppn_space.h"
#include "genome/cppn/torch/cppn_renderer.h"
#include "genome/real_vector/block_options.h"
#include "problem/phenotype.h"
#include "problem/torch/generator_phenotype.h"
#include "problem/torch/pixels.h"

namespace moai {
namespace {

std::vector<const CppnGenome*> networks_of(std::span<const Genome* const> genomes) {
  std::vector<const CppnGenome*> networks;
  networks.reserve(genomes.size());
  for (const Genome* genome : genomes) networks.push_back(&std::get<CppnGenome>(*genome));
  return networks;
}

/// Its parameters are the weights of connections that the picture depends on, not the biases.
class CppnTraining final : public TrainableDrawing {
 public:
  CppnTraining(const CppnRenderer& renderer, std::span<const Genome* const> genomes)
      : renderer_(renderer), drawing_(renderer.prepare(networks_of(genomes))) {}

  std::vector<std::vector<float>> parameters() const override {
    const at::Tensor all = drawing_.weights().cpu();
    const float* const values = all.data_ptr<float>();
    const std::vector<std::int64_t>& first = drawing_.first_weight();
    std::vector<std::vector<float>> result;
    for (std::size_t i = 0; i + 1 < first.size(); ++i)
      result.emplace_back(values + first[i], values + first[i + 1]);
    return result;
  }
  at::Tensor draw(const at::Tensor& parameters, std::int64_t height,
                  std::int64_t width) const override {
    return renderer_.draw(drawing_, parameters.to(drawing_.weights().device()), height, width);
  }

 private:
  const CppnRenderer& renderer_;
  CppnDrawing drawing_;
};

class CppnPhenotype final : public Phenotype {
 public:
  CppnPhenotype(const CppnOptions& options, const std::string& device, const RandomSource& source)
      : space_(options), renderer_(options, device, source) {}

  const GenomeSpace& space() const override { return space_; }
  at::Tensor draw(std::span<const Genome* const> genomes, std::int64_t height,
                  std::int64_t width) const override {
    return renderer_.draw(networks_of(genomes), height, width);
  }
  std::unique_ptr<TrainableDrawing> trainable(
      std::span<const Genome* const> genomes) const override {
    return std::make_unique<CppnTraining>(renderer_, genomes);
  }
  Genome with_parameters(const Genome& genome, std::span<const float> parameters,
                         double prune) const override {
    const std::size_t inputs = cppn_inputs(space_.options());
    const std::size_t outputs = cppn_outputs(space_.options());
    CppnGenome result = with_weights(std::get<CppnGenome>(genome), parameters, inputs, outputs);
    return prune > 0.0 ? pruned(std::move(result), prune, inputs + outputs) : result;
  }
  void draw_parts(const Genome& genome, std::int64_t height, std::int64_t width,
                  const PixelSink& sink) const override {
    renderer_.draw_parts(std::get<CppnGenome>(genome), height, width,
                         [&sink](const at::Tensor& part) { send_pixels(part, sink); });
  }

 private:
  CppnSpace space_;
  CppnRenderer renderer_;
};

}  // namespace
}  // namespace moai

std::unique_ptr<moai::Phenotype> moai_make_phenotype(const moai::GenomeOptions& options,
                                                     const moai::GeneratorOptions& generator,
                                                     const std::string& device,
                                                     const moai::RandomSource& source) {
  if (options->draws_itself())
    return std::make_unique<moai::CppnPhenotype>(options.as<moai::CppnOptions>(), device, source);
  return moai::make_generator_phenotype(options.as<moai::BlocksOptions>(), generator, device);
}
