#include "algorithm/nsga2/nsga2_description.h"

#include "algorithm/nsga2/nsga2.h"

namespace moai {
namespace {

class Nsga2Description final : public Cloned<Nsga2Description, AlgorithmDescription>,
                               public Nsga2Options {
 public:
  std::size_t children(std::uint64_t generation) const override {
    return children_in(common, generation);
  }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Nsga2>(*this, context);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<Nsga2Options&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_nsga2() {
  return std::make_unique<Nsga2Description>();
}

}  // namespace moai
