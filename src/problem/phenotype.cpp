#include "problem/phenotype.h"

#include <ATen/ATen.h>

#include <vector>

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

class CppnPhenotype final : public Phenotype {
 public:
  CppnPhenotype(const CppnOptions& options, const std::string& device, const RandomSource& source)
      : space_(options), renderer_(options, device, source) {}

  const GenomeSpace& space() const override { return space_; }
  at::Tensor draw(std::span<const Genome* const> genomes, std::int64_t height,
                  std::int64_t width) const override {
    std::vector<const CppnGenome*> networks;
    networks.reserve(genomes.size());
    for (const Genome* genome : genomes) networks.push_back(&std::get<CppnGenome>(*genome));
    return renderer_.draw(networks, height, width);
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

std::unique_ptr<Phenotype> make_phenotype(const GenomeOptions& options,
                                          const GeneratorOptions& generator,
                                          const std::string& device, const RandomSource& source) {
  if (options.type == GenomeOptions::cppn_type)
    return std::make_unique<CppnPhenotype>(options.cppn, device, source);
  return make_generator_phenotype(options.real_vector, generator, device);
}

}  // namespace moai
