#pragma once
// MOEA/D: Q. Zhang, H. Li, "MOEA/D: a multiobjective evolutionary algorithm based on
// decomposition", IEEE TEC 11(6), 2007, with delta and n_r of H. Li, Q. Zhang, "Multiobjective
// optimization problems with complicated Pareto sets, MOEA/D and NSGA-II", IEEE TEC 13(2), 2009.
// Every place of the population has a weight and holds the best individual by it.
//
// Where the papers replace at once, all children of a generation are made first, and compete in
// random order. Of two that violate constraints differently, the smaller violation wins.

#include <cstdint>
#include <span>
#include <vector>

#include "algorithm/algorithm.h"
#include "algorithm/chronicle.h"
#include "algorithm/moead/moead_options.h"
#include "algorithm/moead/weights.h"
#include "algorithm/variation.h"

namespace moai {

class Moead final : public Algorithm {
 public:
  /// OptionError for divisions that make another number of weights than there are individuals.
  Moead(const MoeadOptions& options, const AlgorithmContext& context);

  std::vector<Child> ask(const Moment& moment) override;
  void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
            EventLog& events) override;
  /// By place; who holds several is listed once for each.
  std::vector<Member> members() const override;
  /// Migrants compete for all places, in random order, and take as many as a child may.
  std::vector<std::uint32_t> receive(const Moment& moment, std::span<const Migrant> migrants,
                                     MigrantAcceptance acceptance, EventLog& events) override;
  void release(std::span<const IndividualId> leavers) override;
  AlgorithmState save() const override;
  void restore(AlgorithmState state) override;

 private:
  /// The places whose holders mate for a child of `place`, and which it competes for; `rng` is that
  /// child's stream of selection, at its beginning.
  std::vector<std::uint32_t> pool_of(std::uint32_t place, RandomStream& rng) const;
  bool is_empty() const;
  Scalarising scalarising(std::span<const IndividualPointer> newcomers);
  std::uint32_t compete(const IndividualPointer& newcomer, std::vector<std::uint32_t> pool,
                        const Scalarising& scalarising, bool migrant, Chronicle& chronicle,
                        RandomStream& order);

  MoeadOptions options_;
  AlgorithmContext context_;
  Breeder breeder_;
  Matrix weights_;  ///< (N,M)
  Neighbourhoods near_;
  std::vector<IndividualPointer> holders_;  ///< (N) null: nobody
  std::vector<double> ideal_;               ///< (M) the best fitness of anybody feasible
};

}  // namespace moai
