#pragma once
// Hill climbing and random search: one place, taken by every child that is strictly better than
// who holds it, one child after the other. The baselines of the MOVE paper: 7 children and one
// objective, or 100 children and the mean of all normalised objectives.
//
// Children are mutants of the best (hillclimber) or fresh random genomes (random search); those of
// generation 0 are always random.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/chronicle.h"
#include "algorithm/hillclimber/hillclimber_options.h"

namespace moai {

class Hillclimber final : public Algorithm {
 public:
  enum class Proposal : std::uint8_t { mutants, random_genomes };

  /// Throws UserError for an objective that the problem does not have.
  Hillclimber(const HillclimberOptions& options, Proposal proposal,
              const AlgorithmContext& context);

  std::vector<Child> ask(const Moment& moment) override;
  void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
            EventLog& events) override;
  std::vector<Member> members() const override;
  std::vector<std::uint32_t> receive(const Moment& moment, std::span<const Migrant> migrants,
                                     MigrantAcceptance acceptance, EventLog& events) override;
  /// Without its best the climber starts anew from random genomes.
  void release(std::span<const IndividualId> leavers) override;
  AlgorithmState save() const override;
  void restore(AlgorithmState state) override;
  std::vector<std::uint8_t> aims(const Child& child) const override;

 private:
  /// What is climbed; NaN where a fitness that counts is NaN.
  double height(std::span<const double> fitness) const;
  bool better(std::span<const double> fitness, double violation) const;
  void take(IndividualPointer individual, bool migrant, Chronicle& chronicle);

  AlgorithmContext context_;
  std::size_t children_;
  Proposal proposal_;
  std::optional<std::size_t> objective_;  ///< none: all of them
  IndividualPointer best_;
};

}  // namespace moai
