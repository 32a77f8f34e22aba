#pragma once
// A test function as a problem: real vectors in, its objectives with the sign changed out.
//
//   BenchmarkProblem problem(options, {.wants_descriptors = true});
//   Evaluation evaluation = problem.evaluate(genomes);
//
// This is the one place where minimised values become fitness. Values are normalised by the best
// and worst values on the exact front, so a score of 1 is out of reach with opposed objectives.

#include <chrono>

#include "problem/benchmark/benchmark_options.h"
#include "problem/benchmark/test_function.h"
#include "problem/problem.h"

namespace moai {

/// f1, f2 ... without making the problem. Throws UserError for a number of objectives that the
/// function cannot have.
std::vector<std::string> objective_names(const BenchmarkOptions& options);

/// The function's variables between its bounds. Throws UserError as BenchmarkProblem does.
std::unique_ptr<GenomeSpace> make_space(const BenchmarkOptions& options);

class BenchmarkProblem final : public Problem {
 public:
  /// Throws UserError naming the key for options that contradict the function.
  BenchmarkProblem(const BenchmarkOptions& options, bool wants_descriptors);

  const std::vector<ObjectiveInfo>& objectives() const override { return objectives_; }
  const GenomeSpace& genome_space() const override { return *space_; }
  const Normalisation& normalisation() const override { return normalisation_; }
  Evaluation evaluate(std::span<const Genome* const> genomes) const override;
  std::optional<std::vector<Image>> images(std::span<const Genome* const>, std::int64_t,
                                           std::int64_t) const override {
    return std::nullopt;
  }
  std::optional<Image> target() const override { return std::nullopt; }
  const KnownFront* known_front() const override { return &known_front_; }

  const TestFunction& function() const { return function_; }

 private:
  TestFunction function_;
  bool wants_descriptors_;
  std::chrono::duration<double> wait_;
  std::vector<ObjectiveInfo> objectives_;
  std::unique_ptr<GenomeSpace> space_;
  Normalisation normalisation_;
  KnownFront known_front_;
};

}  // namespace moai
