#pragma once
// The steps of a CPPN's mutation, each on its own; CppnSpace::mutated takes them in order. All keep
// the order of nodes and connections that CppnGenome prescribes, and keep the network acyclic.

#include <span>

#include "domain/ids.h"
#include "genome/cppn/cppn_genome.h"
#include "genome/cppn/weight_draw.h"
#include "support/random.h"

namespace moai {

/// Which nodes, beside the hidden ones, mutation gives other activations.
struct MutableActivations {
  bool of_inputs = true;
  bool of_outputs = false;
};

/// A network under mutation, and what it may use.
struct CppnMutator {
  CppnGenome& genome;
  std::size_t fixed;  ///< inputs and outputs
  std::size_t inputs;
  std::span<const Activation> activations;
  RandomStream& rng;

  /// Disables a random connection, also a disabled one, and puts a node in its place: source to
  /// node with weight 1, node to target with the old weight.
  void add_node(IndividualId child);
  /// Removes a random hidden node and its connections.
  void remove_node();
  /// Up to 20 times draws two nodes. A connection that exists ends the search, enabled with
  /// probability `enable` if it was not; one that may exist is made with a `fresh` weight.
  void add_connection(const WeightDraw& fresh, double enable);
  /// Disables a random enabled connection.
  void disable_connection();
  void mutate_activations(double probability, const MutableActivations& which = {});
  /// Adds a step to a share of the weights, draws a share `reset` of the others anew.
  void mutate_weights(double probability, const WeightDraw& step, double reset,
                      const WeightDraw& fresh);
  /// Brings all weights between -limit and limit.
  void limit_weights(double limit);
  void mutate_biases(double probability, double std, double reset);

 private:
  Activation random_activation();
};

}  // namespace moai
