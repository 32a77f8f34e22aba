#pragma once
// A compositional pattern-producing network (K. O. Stanley, "Compositional pattern producing
// networks", GPEM 8(2), 2007) as a plain value: nodes with an activation and a bias, connections
// with a weight. Nodes are kept inputs first, then outputs, then hidden ones; connections in order
// of their innovation, (source, target). Variation: cppn_space.h. Images: cppn_renderer.h.

#include <cstdint>
#include <tuple>
#include <vector>

#include "genome/cppn/activation.h"
#include "support/fields.h"

namespace moai {

struct CppnNode {
  std::uint64_t id = 0;  ///< inputs 0..n_in-1, outputs n_in..n_in+n_out-1, hidden: above, by origin
  Activation activation = Activation::identity;
  float bias = 0.0f;

  bool operator==(const CppnNode&) const = default;

  static constexpr auto fields() {
    using N = CppnNode;
    return std::tuple(
        field("node_id", &N::id, "id", "inputs first, then outputs, then hidden nodes"),
        field("node_activation", &N::activation, "enum", "its function"),
        field("node_bias", &N::bias, "1", "added before the function"));
  }
};

struct CppnConnection {
  std::uint64_t source = 0;  ///< id of a node
  std::uint64_t target = 0;
  float weight = 0.0f;
  bool enabled = true;

  bool operator==(const CppnConnection&) const = default;

  static constexpr auto fields() {
    using C = CppnConnection;
    return std::tuple(
        field("connection_source", &C::source, "id", "node it comes from"),
        field("connection_target", &C::target, "id", "node it leads to"),
        field("connection_weight", &C::weight, "1", "factor"),
        field("connection_enabled", &C::enabled, "bool", "a disabled connection carries nothing"));
  }
};

struct CppnGenome {
  std::vector<CppnNode> nodes;
  std::vector<CppnConnection> connections;

  bool operator==(const CppnGenome&) const = default;

  static constexpr auto fields() {
    return std::tuple(part(&CppnGenome::nodes), part(&CppnGenome::connections));
  }
};

}  // namespace moai
