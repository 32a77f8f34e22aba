#include "algorithm/moead/moead_description.h"

#include "algorithm/moead/moead.h"

namespace moai {
namespace {

class MoeadDescription final : public Cloned<MoeadDescription, AlgorithmDescription>,
                               public MoeadOptions {
 public:
  std::size_t children(std::uint64_t) const override {
    return static_cast<std::size_t>(population);
  }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Moead>(*this, context);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<MoeadOptions&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_moead() {
  return std::make_unique<MoeadDescription>();
}

}  // namespace moai
