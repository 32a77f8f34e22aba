#pragma once
// Which island sends to which: the seam, its implementations by name, and their options.
//
//   auto topology = make_topology(options, islands);
//   for (const Edge& edge : topology->edges(generation, source)) ...
//
// Edges come sorted by (to, from), so the order in which migrants arrive is the same everywhere.

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "support/options.h"
#include "support/random.h"

namespace moai {

/// `weight`: the share of the migration's `send` that takes this edge, in (0,1].
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 1.0;

  bool operator==(const Edge&) const = default;
};

class Topology {
 public:
  virtual ~Topology() = default;
  /// The edges in use at a migration in this generation. `random`: of the trial, island 0.
  virtual std::vector<Edge> edges(std::uint64_t generation, const RandomSource& random) const = 0;
};

struct TopologyOptions {
  std::size_t type = 0;       ///< index into topologies()
  bool two_way = false;       ///< ring
  std::int64_t degree = 2;    ///< random
  bool redraw = true;         ///< random: anew at each migration
  std::vector<double> edges;  ///< explicit: from, to, weight, from, to, weight ...
};

struct TopologyEntry {
  std::string_view name;
  std::string_view help;
  void (*describe)(OptionVisitor&, TopologyOptions&);
  std::unique_ptr<Topology> (*make)(const TopologyOptions&, std::uint32_t islands);
};

std::span<const TopologyEntry> topologies();

/// Visits `topology:`.
void describe(OptionVisitor& visitor, TopologyOptions& options);

/// Throws UserError where the options do not fit the number of islands.
std::unique_ptr<Topology> make_topology(const TopologyOptions& options, std::uint32_t islands);

}  // namespace moai
