#pragma once
// The seam that every algorithm implements: ask for children, be told their fitness.
//
//   auto children = algorithm->ask(moment);
//   Evaluation evaluation = problem.evaluate(genomes of children);
//   algorithm->tell(moment, std::move(children), evaluation, events);
//
// One object is one island. It knows no problem, no MPI, no file. All randomness comes from
// AlgorithmContext::random, keyed by generation and index, so save/restore hold no generator state.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "algorithm/events.h"
#include "algorithm/individual.h"
#include "domain/evaluation.h"
#include "genome/genome_space.h"
#include "support/random.h"

namespace moai {

/// What an algorithm is made for. What the pointers point to outlives the algorithm.
struct AlgorithmContext {
  const GenomeSpace* space = nullptr;
  std::vector<std::string> objective_names;  ///< M of them
  const Normalisation* normalisation = nullptr;
  RandomSource random;  ///< its island field is this island
};

/// When it is: generation 0 is the first.
struct Moment {
  std::uint64_t generation = 0;
  double progress = 0.0;  ///< generation / (generations of the budget - 1), in [0,1]
};

/// One place of a population and who holds it.
struct Member {
  std::int32_t cell = -1;  ///< MOVE: the cell; otherwise -1
  std::int32_t rank = 0;   ///< non-domination rank; 0 where there is none
  IndividualPointer individual;
};

/// Everything needed to continue, in a form that a file can hold without knowing the algorithm.
struct AlgorithmState {
  std::vector<IndividualPointer> individuals;  ///< each once
  std::vector<std::int64_t> slots;  ///< places -> index into individuals, -1: empty; order matters
  std::vector<double> numbers;      ///< whatever else; the algorithm knows their meaning

  static constexpr auto fields() {
    using S = AlgorithmState;
    return std::tuple(part(&S::individuals), part(&S::slots), part(&S::numbers));
  }
};

/// Which individuals leave. Weights and randomness are the archipelago's.
enum class EmigrantChoice : std::uint8_t { best, random, tournament, one_per_cell, spread };

/// Which places an arriving individual competes for. The numbers follow island_options.cpp.
enum class MigrantAcceptance : std::uint8_t { vote, twin, one };

/// Somebody who arrives, and the first cell that it held when it left; -1: no cells.
struct Migrant {
  IndividualPointer individual;
  std::int32_t cell = -1;

  static constexpr auto fields() {
    return std::tuple(part(&Migrant::individual), part(&Migrant::cell));
  }
};

class Algorithm {
 public:
  virtual ~Algorithm() = default;

  /// Children of this generation. `ids` are (island, generation, index).
  virtual std::vector<Child> ask(const Moment& moment) = 0;

  /// Row k of `evaluation` belongs to children[k]. Appends what happened to `events`.
  virtual void tell(const Moment& moment, std::vector<Child> children, const Evaluation& evaluation,
                    EventLog& events) = 0;

  /// The individuals that hold places now, in a fixed order; an elite once for each cell it holds.
  virtual std::vector<Member> members() const = 0;

  /// Individuals from other islands arrive; they compete as a child does. On a map of cells
  /// vote: for every cell, twin: for the cell of the same number, one: for the single cell that
  /// they win by the largest margin; without cells there is no difference. Returns, for each, the
  /// number of places it won.
  virtual std::vector<std::uint32_t> receive(const Moment& moment,
                                             std::span<const Migrant> migrants,
                                             MigrantAcceptance acceptance, EventLog& events) = 0;

  /// These have moved away: their places are empty until somebody else takes them.
  virtual void release(std::span<const IndividualId> leavers) = 0;

  virtual AlgorithmState save() const = 0;
  virtual void restore(AlgorithmState state) = 0;

  /// (C,M) row-major 0/1: which objectives each cell votes with. Empty without cells.
  virtual std::span<const std::uint8_t> objective_mask() const { return {}; }

  /// (M) 0/1: the objectives by which this child of ask() will be judged; empty: all.
  virtual std::vector<std::uint8_t> aims(const Child& child) const { return {}; }
};

}  // namespace moai
