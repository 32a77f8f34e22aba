#pragma once
// CPPNs as a GenomeSpace: random networks, mutation, crossover by gene identity.
//
//   CppnSpace space(CppnOptions{});
//   Genome child = space.mutated(parent, {child_id, progress}, rng);
//
// Networks stay acyclic: a connection that would close a circle, also over disabled ones, is never
// made. Inputs and outputs are never removed. What a network looks like: cppn_renderer.h.

#include "genome/cppn/cppn_options.h"
#include "genome/genome_space.h"

namespace moai {

class CppnSpace final : public GenomeSpace {
 public:
  /// Throws UserError as check(options) does.
  explicit CppnSpace(CppnOptions options);

  /// Fully connected input-hidden, input-output, hidden-output. What `initial.shared` names is
  /// drawn once for all networks of a trial, whatever the island and the generation. The initial
  /// hidden nodes have the same ids in all networks: position in the start layer is their identity,
  /// as in NEAT's common start (K. Stanley, R. Miikkulainen, Evol. Comp. 10(2), 2002).
  std::vector<Genome> initial(std::size_t count, const RandomSource& source,
                              std::uint64_t generation, std::uint64_t first_index) const override;

  /// `mutation.rounds` times the steps of CppnMutation, in order.
  Genome mutated(const Genome& parent, const VariationMoment& moment,
                 RandomStream& rng) const override;

  /// Each child has the nodes and connections of one parent; the genes that both parents have are
  /// dealt out by coin, one to each child. Copies where crossover is off.
  std::pair<Genome, Genome> crossed(const Genome& a, const Genome& b, const VariationMoment& moment,
                                    RandomStream& rng) const override;

  bool same(const Genome& a, const Genome& b) const override;

  /// compatibility_distance with its default weights.
  double distance(const Genome& a, const Genome& b) const override;
  std::string defect(const Genome& genome) const override;

  const CppnOptions& options() const { return options_; }

 private:
  CppnOptions options_;
  std::vector<Activation> activations_;
};

/// How much matching and disjoint genes count in compatibility_distance.
struct CompatibilityWeights {
  double disjoint = 1.0;
  double weight = 0.4;
};

/// NEAT's genotype distance (Stanley and Miikkulainen 2002, eq. 1): disjoint connections per
/// connection of the larger network times `disjoint`, plus the mean weight difference of the
/// matching ones times `weight`. Excess genes count as disjoint: innovations carry no dates here. 0
/// for two networks without connections. Symmetric, never negative.
double compatibility_distance(const CppnGenome& a, const CppnGenome& b,
                              const CompatibilityWeights& weights = {});

/// The id of the `nth` node that mutation gives to the individual `child`: the same on every rank.
/// Two children that split the same connection get different nodes.
std::uint64_t hidden_node_id(IndividualId child, std::uint32_t nth);

}  // namespace moai
