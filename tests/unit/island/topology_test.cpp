// If these fail, islands exchange with the wrong neighbours, or differently from run to run.
#include "island/topology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/error.h"

namespace moai {
namespace {

TopologyOptions named(std::string_view name) {
  TopologyOptions options;
  while (topologies()[options.type].name != name) ++options.type;
  return options;
}

std::set<std::pair<unsigned, unsigned>> edges_of(const TopologyOptions& options, unsigned islands,
                                                 std::uint64_t generation = 0) {
  std::set<std::pair<unsigned, unsigned>> edges;
  for (const Edge& edge :
       make_topology(options, islands)->edges(generation, RandomSource{7, 1, 0})) {
    EXPECT_NE(edge.from, edge.to);
    EXPECT_TRUE(edges.emplace(edge.from, edge.to).second) << "an edge twice";
  }
  return edges;
}

using Edges = std::set<std::pair<unsigned, unsigned>>;

TEST(Topology, IsolatedHasNoEdges) {
  EXPECT_TRUE(edges_of(named("isolated"), 5).empty());
}

TEST(Topology, RingSendsToTheNextOne) {
  EXPECT_EQ(edges_of(named("ring"), 4), (Edges{{0, 1}, {1, 2}, {2, 3}, {3, 0}}));
  auto both = named("ring");
  both.two_way = true;
  EXPECT_EQ(edges_of(both, 3), (Edges{{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 0}, {0, 2}}));
  EXPECT_TRUE(edges_of(named("ring"), 1).empty());
  EXPECT_EQ(edges_of(both, 2), (Edges{{0, 1}, {1, 0}}));
}

TEST(Topology, TorusOfSixIsTwoByThree) {
  const auto edges = edges_of(named("torus"), 6);  // 0 1 2 / 3 4 5
  EXPECT_EQ(edges.size(), 18u);                    // rows of length 2: up and down are the same
  for (const auto& [a, b] : Edges{{0, 1}, {0, 2}, {0, 3}, {4, 1}, {4, 3}, {4, 5}})
    EXPECT_TRUE(edges.count({a, b}) && edges.count({b, a})) << a << " " << b;
}

TEST(Topology, FullStarAndHypercube) {
  EXPECT_EQ(edges_of(named("full"), 5).size(), 20u);
  EXPECT_EQ(edges_of(named("star"), 4), (Edges{{0, 1}, {1, 0}, {0, 2}, {2, 0}, {0, 3}, {3, 0}}));
  EXPECT_EQ(edges_of(named("hypercube"), 8).size(), 24u);
  EXPECT_TRUE(edges_of(named("hypercube"), 8).count({5, 4}));
  EXPECT_THROW(edges_of(named("hypercube"), 6), UserError);
}

TEST(Topology, RandomIsRegularAndRepeatable) {
  auto options = named("random");
  options.degree = 3;
  const auto edges = edges_of(options, 10, 25);
  std::vector<int> out(10), in(10);
  for (const auto& [a, b] : edges) ++out[a], ++in[b];
  EXPECT_TRUE(std::all_of(out.begin(), out.end(), [](int d) { return d == 3; }));
  EXPECT_TRUE(std::all_of(in.begin(), in.end(), [](int d) { return d == 3; }));
  EXPECT_EQ(edges, edges_of(options, 10, 25));
  EXPECT_NE(edges, edges_of(options, 10, 50));
  options.redraw = false;
  EXPECT_EQ(edges_of(options, 10, 25), edges_of(options, 10, 50));
  EXPECT_THROW(edges_of(options, 3), UserError);
}

TEST(Topology, ExplicitEdgesKeepWeightsAndAreChecked) {
  auto options = named("edges");
  options.edges = {0, 1, 1.0, 2, 0, 0.5};
  const auto edges = make_topology(options, 3)->edges(0, {});
  EXPECT_EQ(edges, (std::vector<Edge>{{2, 0, 0.5}, {0, 1, 1.0}}));  // by destination
  for (const auto& wrong : std::vector<std::vector<double>>{
           {}, {0, 1}, {0, 3, 1.0}, {1, 1, 1.0}, {0, 1, 0.0}, {0, 1, 1.5}, {0.5, 1, 1.0}}) {
    options.edges = wrong;
    EXPECT_THROW(make_topology(options, 3), UserError);
  }
}

}  // namespace
}  // namespace moai
