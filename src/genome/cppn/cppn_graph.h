#pragma once
// The graph that a CPPN's connections form: which nodes are computed, in which order, and whether a
// connection would close a circle. Nodes are named by their index in CppnGenome::nodes.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "genome/cppn/cppn_genome.h"

namespace moai {

/// Index of the node with that id, or nothing. Linear in the number of nodes.
std::optional<std::size_t> node_index(const CppnGenome& genome, std::uint64_t id);

/// True if the connections, disabled ones included, lead from node `from` to node `to` (also when
/// they are the same).
bool leads_to(const CppnGenome& genome, std::uint64_t from, std::uint64_t to);

/// An enabled connection between nodes that are computed, by index.
struct LiveConnection {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  std::uint32_t connection = 0;  ///< index in CppnGenome::connections
};

/// The part of a network that its picture depends on.
struct LiveGraph {
  /// Per node its longest distance from an input; inputs 0; -1: not computed, its value is 0. A
  /// node is computed if enabled connections lead to it from an input and on to an output.
  std::vector<std::int32_t> level;
  std::vector<LiveConnection> connections;  ///< in order of (source id, target id)
  std::int32_t depth = 0;                   ///< the highest level
};

/// For a network of `inputs` inputs followed by `outputs` outputs. Throws std::logic_error if the
/// enabled connections form a circle or name an unknown node: validate() says so beforehand.
LiveGraph live_graph(const CppnGenome& genome, std::size_t inputs, std::size_t outputs);

/// What is wrong with a network that was read from a file, in words; empty: nothing. Node order and
/// ids as CppnGenome says, known activations, finite numbers, connections sorted and distinct, none
/// into an input or out of an output, no circles (disabled connections included).
std::string validate(const CppnGenome& genome, std::size_t inputs, std::size_t outputs);

}  // namespace moai
