#pragma once
// What NSGA-II, NSGA-III and the Omni-Optimizer share: a population of fixed size whose children
// compete with their parents for its places. Derived classes say how individuals are ranked, how
// crowded they are, and who becomes a parent.
//
// Generation 0 is the random initial population. It knows no representation: children are made by
// the GenomeSpace.

#include <memory>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/chronicle.h"
#include "algorithm/population/archive.h"
#include "algorithm/population/population.h"
#include "algorithm/population/population_options.h"
#include "algorithm/population/survival.h"
#include "algorithm/variation.h"

namespace moai {

class PopulationAlgorithm : public Algorithm {
 public:
  PopulationAlgorithm(const PopulationOptions& options, bool needs_places,
                      const AlgorithmContext& context);

  std::vector<Child> ask(const Moment& moment) override;
  void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
            EventLog& events) override;
  /// The population by place, then those of the archive that are not in it (rank 0).
  std::vector<Member> members() const override;
  std::vector<std::uint32_t> receive(const Moment& moment, std::span<const Migrant> migrants,
                                     MigrantAcceptance acceptance, EventLog& events) override;
  /// The archive keeps those that it holds.
  void release(std::span<const IndividualId> leavers) override;
  AlgorithmState save() const override;
  void restore(AlgorithmState state) override;

 protected:
  virtual Niching niching(double progress) = 0;
  /// What its niching remembers from generation to generation, always as many numbers.
  virtual std::vector<double> memory() const { return {}; }
  virtual void recall(std::span<const double>) {}
  /// `count` winners of the algorithm's tournament; consecutive ones are mated.
  virtual std::vector<std::uint32_t> parents(const Population& population, std::size_t count,
                                             RandomStream& rng) const = 0;

 private:
  std::vector<std::uint32_t> chosen_parents(std::size_t count, RandomStream& rng) const;
  std::vector<Child> offspring(const Moment& moment, std::span<const std::uint32_t> places,
                               std::uint64_t attempt, std::uint64_t& matings) const;
  Population competing_parents(std::size_t newcomers) const;
  void settle(Population pool, std::size_t parents, Survivors chosen, bool migrants,
              Chronicle& chronicle);

  PopulationOptions options_;
  bool needs_places_;
  AlgorithmContext context_;
  Breeder breeder_;
  Population population_;
  Archive archive_;
};

}  // namespace moai
