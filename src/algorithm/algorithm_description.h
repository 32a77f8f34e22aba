#pragma once
// What is known of an algorithm before it is made: its options, and what follows from them. Each
// lives in the folder of its algorithm; registry.h has the table.
//
//   AlgorithmOptions options;                              // one of them, chosen by `type:`
//   std::size_t batch = options->children(generation);
//   std::unique_ptr<Algorithm> algorithm = options->make(context);
//
// One that derives from its struct of options, too, gives them by options.as<MoveOptions>().

#include <cstddef>
#include <cstdint>
#include <memory>

#include "algorithm/algorithm.h"
#include "domain/refine_options.h"
#include "support/one_of.h"

namespace moai {

class ShardPeers;

class AlgorithmDescription {
 public:
  virtual ~AlgorithmDescription() = default;
  virtual std::unique_ptr<AlgorithmDescription> clone() const = 0;

  /// Visits the keys beside `type`: the algorithm's own, and `refine`. Islands may have options of
  /// their own, but for those that decide the number of children, which files and budgets count on.
  void describe(OptionVisitor& visitor) {
    visitor.held_by(Holder::island, [this](OptionVisitor& inner) {
      describe_own(inner);
      moai::describe(inner, refine);
    });
  }
  /// Children that ask() returns in a generation (the batch that is evaluated together).
  virtual std::size_t children(std::uint64_t generation) const = 0;
  /// Whether individuals need a place in variable space: ProblemContext::wants_descriptors.
  virtual bool needs_descriptors() const { return false; }
  /// Whether its places are cells, with objectives of their own and a neighbour of the same number
  /// on every island.
  virtual bool has_cells() const { return false; }
  /// Whether several ranks can hold one island together: make_shard.
  virtual bool can_be_sharded() const { return false; }

  /// Checks options against one another and the context; throws UserError naming the key.
  virtual std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const = 0;
  /// This rank's part of an island; the peers outlive it. std::logic_error where it cannot be.
  virtual std::unique_ptr<Algorithm> make_shard(const AlgorithmContext& context,
                                                ShardPeers& peers) const;

  RefineOptions refine;  ///< of the algorithm's children

 protected:
  virtual void describe_own(OptionVisitor& visitor) = 0;
};

using AlgorithmKind = Kind<AlgorithmDescription>;

}  // namespace moai
