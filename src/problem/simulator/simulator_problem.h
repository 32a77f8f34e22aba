#pragma once
// `problem: {type: external}` and `{type: library}`: a problem of the user's own. Turns genomes
// into numbers for a Simulator and its answers into fitness: the sign of what is minimised changes,
// constraints add up to a violation, and what failed loses every comparison.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "genome/mixed/mixed_space.h"
#include "problem/problem.h"
#include "problem/problem_context.h"
#include "problem/simulator/simulator.h"
#include "problem/simulator/simulator_options.h"

namespace moai {

class SimulatorProblem final : public Problem {
 public:
  using MakeSimulator = std::function<std::unique_ptr<Simulator>(const SimulatorShape&)>;

  /// `note`: of every objective, in trial files. Evaluates random designs where an objective has no
  /// range. Throws UserError.
  SimulatorProblem(const SimulatorOptions& options, const ProblemContext& context,
                   const std::string& note, const MakeSimulator& make);

  const std::vector<ObjectiveInfo>& objectives() const override { return objectives_; }
  const GenomeSpace& genome_space() const override { return space_; }
  const Normalisation& normalisation() const override { return normalisation_; }
  Evaluation evaluate(std::span<const Genome* const> genomes) const override;
  std::optional<std::vector<Image>> images(std::span<const Genome* const>, std::int64_t,
                                           std::int64_t) const override {
    return std::nullopt;
  }
  std::optional<Image> target() const override { return std::nullopt; }

 private:
  Evaluation evaluated(std::span<const Genome* const> genomes) const;
  void calibrate(const ProblemContext& context);

  SimulatorOptions options_;
  bool wants_descriptors_;
  MixedSpace space_;
  std::vector<ObjectiveInfo> objectives_;
  Normalisation normalisation_;
  std::unique_ptr<Simulator> simulator_;
};

std::unique_ptr<Problem> make_external(const ExternalOptions& options,
                                       const ProblemContext& context);
std::unique_ptr<Problem> make_library(const LibraryOptions& options, const ProblemContext& context);

}  // namespace moai
