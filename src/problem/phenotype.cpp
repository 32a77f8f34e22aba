#include "problem/phenotype.h"

#include <ATen/ATen.h>

#include <vector>

#include "genome/cppn/cppn_plan.h"
#include "genome/cppn/cppn_prune.h"
#include "genome/cppn/cppn_renderer.h"
#include "genome/cppn/cppn_space.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

void send(const at::Tensor& part, const Phenotype::PixelSink& sink) {
  const at::Tensor host = part.to(at::kCPU, at::kFloat).contiguous();
  sink({host.data_ptr<float>(), static_cast<std::size_t>(host.numel())});
}

UserError no_gradient() {
  return UserError(
      "algorithm.refine: pictures of this genome have no gradient (refinement descends one). Set "
      "steps: 0.");
}

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
                         [&sink](const at::Tensor& part) { send(part, sink); });
  }

 private:
  CppnSpace space_;
  CppnRenderer renderer_;
};

}  // namespace

void Phenotype::draw_parts(const Genome& genome, std::int64_t height, std::int64_t width,
                           const PixelSink& sink) const {
  const Genome* pointer = &genome;
  send(draw({&pointer, 1}, height, width), sink);
}

std::unique_ptr<TrainableDrawing> Phenotype::trainable(std::span<const Genome* const>) const {
  throw no_gradient();
}

Genome Phenotype::with_parameters(const Genome&, std::span<const float>, double) const {
  throw no_gradient();
}

std::unique_ptr<Phenotype> make_phenotype(const GenomeOptions& options,
                                          const GeneratorOptions& generator,
                                          const std::string& device, const RandomSource& source) {
  if (options.type == GenomeOptions::cppn_type)
    return std::make_unique<CppnPhenotype>(options.cppn, device, source);
  return make_generator_phenotype(options.real_vector, generator, device);
}

}  // namespace moai
