#include "algorithm/hillclimber/hillclimber_description.h"

#include "algorithm/hillclimber/hillclimber.h"

namespace moai {
namespace {

template <Hillclimber::Proposal proposal>
class HillclimberDescription final
    : public Cloned<HillclimberDescription<proposal>, AlgorithmDescription>,
      public HillclimberOptions {
 public:
  std::size_t children(std::uint64_t) const override {
    return static_cast<std::size_t>(HillclimberOptions::children);
  }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Hillclimber>(*this, proposal, context);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<HillclimberOptions&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_hillclimber() {
  return std::make_unique<HillclimberDescription<Hillclimber::Proposal::mutants>>();
}

std::unique_ptr<AlgorithmDescription> describe_random_search() {
  return std::make_unique<HillclimberDescription<Hillclimber::Proposal::random_genomes>>();
}

}  // namespace moai
