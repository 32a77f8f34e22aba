#include "algorithm/nsga3/nsga3_description.h"

#include "algorithm/nsga3/nsga3.h"

namespace moai {
namespace {

class Nsga3Description final : public Cloned<Nsga3Description, AlgorithmDescription>,
                               public Nsga3Options {
 public:
  std::size_t children(std::uint64_t generation) const override {
    return children_in(common, generation);
  }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Nsga3>(*this, context);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<Nsga3Options&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_nsga3() {
  return std::make_unique<Nsga3Description>();
}

}  // namespace moai
