#include "problem/phenotype.h"

#include <ATen/ATen.h>

#include <vector>

#include "genome/cppn/cppn_renderer.h"
#include "genome/cppn/cppn_space.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {

namespace {

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

 private:
  CppnSpace space_;
  CppnRenderer renderer_;
};

}  // namespace

std::unique_ptr<Phenotype> make_phenotype(const GenomeOptions& options, const std::string& device,
                                          const RandomSource& source) {
  if (options.type == GenomeOptions::cppn_type)
    return std::make_unique<CppnPhenotype>(options.cppn, device, source);
  throw UserError(concat("problem.genome: '", genomes()[options.type].name,
                         "' has no picture (the problem scores pictures) use cppn"));
}

}  // namespace moai
