#include "genome/cppn/cppn_description.h"

#include "genome/cppn/cppn_space.h"

namespace moai {
namespace {

class CppnDescription final : public Cloned<CppnDescription, GenomeDescription>,
                              public CppnOptions {
 public:
  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<CppnOptions&>(*this));
  }
  void check() const override { moai::check(static_cast<const CppnOptions&>(*this)); }
  std::unique_ptr<GenomeSpace> make_space() const override {
    return std::make_unique<CppnSpace>(*this);
  }
  bool draws_itself() const override { return true; }
  bool depends_on_trial() const override { return fourier_features > 0; }
};

}  // namespace

std::unique_ptr<GenomeDescription> describe_cppn() {
  return std::make_unique<CppnDescription>();
}

}  // namespace moai
