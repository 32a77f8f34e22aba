#include "problem/simulator/simulator_description.h"

#include "problem/simulator/simulator_problem.h"

namespace moai {
namespace {

template <class Options, auto make_problem>
class SimulatorDescription final
    : public Cloned<SimulatorDescription<Options, make_problem>, ProblemDescription>,
      public Options {
 public:
  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<Options&>(*this));
  }
  std::vector<std::string> objective_names() const override { return moai::objective_names(*this); }
  void check(const ProblemContext&) const override {
    moai::check(static_cast<const Options&>(*this));
  }
  std::unique_ptr<Problem> make(const ProblemContext& context) const override {
    return make_problem(*this, context);
  }
  std::unique_ptr<GenomeSpace> make_space(const Problem&) const override {
    return std::make_unique<MixedSpace>(this->variables);
  }
};

}  // namespace

std::unique_ptr<ProblemDescription> describe_external() {
  return std::make_unique<SimulatorDescription<ExternalOptions, make_external>>();
}

std::unique_ptr<ProblemDescription> describe_library() {
  return std::make_unique<SimulatorDescription<LibraryOptions, make_library>>();
}

}  // namespace moai
