#include "island/topology.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

void sort(std::vector<Edge>& edges) {
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return a.to != b.to ? a.to < b.to : a.from < b.from;
  });
  edges.erase(
      std::unique(edges.begin(), edges.end(),
                  [](const Edge& a, const Edge& b) { return a.to == b.to && a.from == b.from; }),
      edges.end());
}

class FixedTopology final : public Topology {
 public:
  explicit FixedTopology(std::vector<Edge> edges) : edges_(std::move(edges)) { sort(edges_); }
  std::vector<Edge> edges(std::uint64_t, const RandomSource&) const override { return edges_; }

 private:
  std::vector<Edge> edges_;
};

// Every island sends to `degree` others and hears from `degree` others: a random relabelling of the
// circulant graph whose steps are 1..degree.
class RandomRegularTopology final : public Topology {
 public:
  RandomRegularTopology(std::uint32_t islands, std::uint32_t degree, bool redraw)
      : islands_(islands), degree_(degree), redraw_(redraw) {}

  std::vector<Edge> edges(std::uint64_t generation, const RandomSource& random) const override {
    auto rng = random.stream(Purpose::topology, redraw_ ? generation : 0);
    const auto label = rng.permutation(islands_);
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < islands_; ++i)
      for (std::uint32_t step = 1; step <= degree_; ++step)
        edges.push_back({label[i], label[(i + step) % islands_]});
    sort(edges);
    return edges;
  }

 private:
  std::uint32_t islands_, degree_;
  bool redraw_;
};

std::unique_ptr<Topology> fixed(std::vector<Edge> edges) {
  return std::make_unique<FixedTopology>(std::move(edges));
}

std::unique_ptr<Topology> make_isolated(const TopologyOptions&, std::uint32_t) {
  return fixed({});
}

std::unique_ptr<Topology> make_ring(const TopologyOptions& options, std::uint32_t n) {
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; n > 1 && i < n; ++i) {
    edges.push_back({i, (i + 1) % n});
    if (options.two_way) edges.push_back({(i + 1) % n, i});
  }
  return fixed(std::move(edges));
}

// The most nearly square grid with n places, wrapped in both directions, two-way.
std::unique_ptr<Topology> make_torus(const TopologyOptions&, std::uint32_t n) {
  auto rows = static_cast<std::uint32_t>(std::sqrt(static_cast<double>(n)));
  while (rows > 1 && n % rows != 0) --rows;
  const std::uint32_t columns = n / std::max(rows, 1u);
  std::vector<Edge> edges;
  for (std::uint32_t r = 0; r < rows; ++r) {
    for (std::uint32_t c = 0; c < columns; ++c) {
      const std::uint32_t here = r * columns + c;
      const std::uint32_t right = r * columns + (c + 1) % columns;
      const std::uint32_t below = (r + 1) % rows * columns + c;
      for (const std::uint32_t there : {right, below}) {
        if (there == here) continue;
        edges.push_back({here, there});
        edges.push_back({there, here});
      }
    }
  }
  return fixed(std::move(edges));
}

std::unique_ptr<Topology> make_full(const TopologyOptions&, std::uint32_t n) {
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < n; ++i)
    for (std::uint32_t j = 0; j < n; ++j)
      if (i != j) edges.push_back({i, j});
  return fixed(std::move(edges));
}

std::unique_ptr<Topology> make_star(const TopologyOptions&, std::uint32_t n) {
  std::vector<Edge> edges;
  for (std::uint32_t i = 1; i < n; ++i) {
    edges.push_back({0, i});
    edges.push_back({i, 0});
  }
  return fixed(std::move(edges));
}

std::unique_ptr<Topology> make_hypercube(const TopologyOptions&, std::uint32_t n) {
  if ((n & (n - 1)) != 0)
    throw OptionError("islands.topology",
                      concat("hypercube does not fit ", n,
                             " islands (it needs a power of two). Use 2, 4, 8, 16 ... islands."));
  std::vector<Edge> edges;
  for (std::uint32_t i = 0; i < n; ++i)
    for (std::uint32_t bit = 1; bit < n; bit <<= 1) edges.push_back({i, i ^ bit});
  return fixed(std::move(edges));
}

std::unique_ptr<Topology> make_random(const TopologyOptions& options, std::uint32_t n) {
  if (n > 1 && options.degree >= n)
    throw OptionError(
        "islands.topology.degree",
        concat(options.degree, " is too large for ", n,
               " islands (an island cannot send to itself). Use at most ", n - 1, "."));
  const auto degree = n > 1 ? static_cast<std::uint32_t>(options.degree) : 0u;
  return std::make_unique<RandomRegularTopology>(n, degree, options.redraw);
}

std::unique_ptr<Topology> make_edges(const TopologyOptions& options, std::uint32_t n) {
  if (options.edges.empty() || options.edges.size() % 3 != 0)
    throw OptionError("islands.topology.edges",
                      "expected a flat list of from, to, weight (three numbers an "
                      "edge), such as [0, 1, 1.0, 1, 2, 0.5].");
  std::vector<Edge> edges;
  for (std::size_t k = 0; k < options.edges.size(); k += 3) {
    const double from = options.edges[k], to = options.edges[k + 1], weight = options.edges[k + 2];
    const auto is_island = [n](double x) { return x >= 0 && x < n && x == std::floor(x); };
    if (!is_island(from) || !is_island(to) || from == to || !(weight > 0.0 && weight <= 1.0))
      throw OptionError(
          "islands.topology.edges",
          concat("edge ", k / 3, " (", from, ", ", to, ", ", weight,
                 ") is wrong (islands are 0 to ", n - 1,
                 ", an island does not send to itself, weights are above 0 and at most 1)."));
    edges.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), weight});
  }
  return fixed(std::move(edges));
}

void no_options(OptionVisitor&, TopologyOptions&) {}

void ring_options(OptionVisitor& v, TopologyOptions& o) {
  v.flag("two_way", o.two_way, "send in both directions of the ring");
}

void random_options(OptionVisitor& v, TopologyOptions& o) {
  v.integer("degree", o.degree, {1, 65535}, "islands that each island sends to and hears from");
  v.flag("redraw", o.redraw, "draw the graph anew at each migration, instead of once per trial");
}

void edges_options(OptionVisitor& v, TopologyOptions& o) {
  v.reals("edges", o.edges, 0, {0.0, 65535.0},
          "from, to, weight of each edge, one after the other; the weight is the share of `send`");
}

constexpr std::array table = {
    TopologyEntry{"isolated", "no island hears from another", no_options, make_isolated},
    TopologyEntry{"ring", "island i sends to i+1, the last to the first", ring_options, make_ring},
    TopologyEntry{"torus", "a wrapped grid, as square as the count allows; four neighbours each",
                  no_options, make_torus},
    TopologyEntry{"full", "every island sends to every other", no_options, make_full},
    TopologyEntry{"star", "island 0 sends to and hears from all others", no_options, make_star},
    TopologyEntry{"hypercube", "islands whose numbers differ in one bit are neighbours", no_options,
                  make_hypercube},
    TopologyEntry{"random", "a random graph in which each island has the same degree",
                  random_options, make_random},
    TopologyEntry{"edges", "an explicit list of edges with weights", edges_options, make_edges},
};

}  // namespace

std::span<const TopologyEntry> topologies() {
  return table;
}

void describe(OptionVisitor& visitor, TopologyOptions& options) {
  std::vector<Alternative> alternatives;
  for (const TopologyEntry& entry : table)
    alternatives.push_back({entry.name, entry.help,
                            [&entry, &options](OptionVisitor& v) { entry.describe(v, options); }});
  visitor.alternatives("topology", options.type, alternatives, "who sends to whom");
}

std::unique_ptr<Topology> make_topology(const TopologyOptions& options, std::uint32_t islands) {
  return table.at(options.type).make(options, islands);
}

}  // namespace moai
