#pragma once
// A compositional pattern-producing network (K. O. Stanley, "Compositional pattern producing
// networks", GPEM 8(2), 2007) as a plain value: nodes with an activation and a bias, connections
// with a weight. Nodes are kept inputs first, then outputs, then hidden ones; connections in order
// of their innovation, (source, target). Variation: cppn_space.h. Images: cppn_renderer.h.

#include <cstdint>
#include <vector>

namespace moai {

/// The numbers are part of the file format: append, never renumber. Formulas: activation.h.
enum class Activation : std::uint8_t {
  identity = 0,
  sine = 1,
  cosine = 2,
  gaussian = 3,
  sigmoid = 4,
  softplus = 5,
  linear = 6,
  tanh = 7,
  sine_pi = 8,
  sharp_gaussian = 9,
};

struct CppnNode {
  std::uint64_t id = 0;  ///< inputs 0..n_in-1, outputs n_in..n_in+n_out-1, hidden: above, by origin
  Activation activation = Activation::identity;
  float bias = 0.0f;

  bool operator==(const CppnNode&) const = default;
};

struct CppnConnection {
  std::uint64_t source = 0;  ///< id of a node
  std::uint64_t target = 0;
  float weight = 0.0f;
  bool enabled = true;

  bool operator==(const CppnConnection&) const = default;
};

struct CppnGenome {
  std::vector<CppnNode> nodes;
  std::vector<CppnConnection> connections;

  bool operator==(const CppnGenome&) const = default;
};

}  // namespace moai
