#include "problem/benchmark/benchmark_description.h"

#include "problem/benchmark/benchmark_problem.h"

namespace moai {
namespace {

class BenchmarkDescription final : public Cloned<BenchmarkDescription, ProblemDescription>,
                                   public BenchmarkOptions {
 public:
  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<BenchmarkOptions&>(*this));
  }
  std::vector<std::string> objective_names() const override {
    return moai::objective_names(*this);
  }
  void check(const ProblemContext&) const override { const BenchmarkProblem problem(*this, false); }
  std::unique_ptr<Problem> make(const ProblemContext& context) const override {
    return std::make_unique<BenchmarkProblem>(*this, context.wants_descriptors);
  }
  std::unique_ptr<GenomeSpace> make_space(const Problem&) const override {
    return moai::make_space(*this);
  }
};

}  // namespace

std::unique_ptr<ProblemDescription> describe_benchmark() {
  return std::make_unique<BenchmarkDescription>();
}

}  // namespace moai
