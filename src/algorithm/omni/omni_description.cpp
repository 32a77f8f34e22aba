#include "algorithm/omni/omni_description.h"

#include "algorithm/omni/omni.h"

namespace moai {
namespace {

class OmniDescription final : public Cloned<OmniDescription, AlgorithmDescription>,
                              public OmniOptions {
 public:
  std::size_t children(std::uint64_t generation) const override {
    return children_in(common, generation);
  }
  bool needs_descriptors() const override { return Omni::needs_places(*this); }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Omni>(*this, context);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<OmniOptions&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_omni() {
  return std::make_unique<OmniDescription>();
}

}  // namespace moai
