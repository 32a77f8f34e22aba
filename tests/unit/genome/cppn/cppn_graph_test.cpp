// If these fail, networks are evaluated in a wrong order, or broken files are accepted.
#include "genome/cppn/cppn_graph.h"

#include <gtest/gtest.h>

#include <cmath>

namespace moai {
namespace {

constexpr std::uint64_t h0 = 10, h1 = 11, h2 = 12;

/// Inputs 0, 1; output 2; hidden h0 -> h1 -> output, h2 without a source, 0 -> h0.
CppnGenome chain() {
  CppnGenome genome;
  for (std::uint64_t id : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, h0, h1, h2})
    genome.nodes.push_back({id});
  genome.connections = {{0, 2, 1.0f, true},   {0, h0, 1.0f, true}, {1, h2, 1.0f, false},
                        {h0, h1, 1.0f, true}, {h1, 2, 1.0f, true}, {h2, h1, 1.0f, true}};
  return genome;
}

TEST(LiveGraph, LevelsAreLongestPathsAndDeadNodesAreLeftOut) {
  const LiveGraph graph = live_graph(chain(), 2, 1);
  // Input 1 leads nowhere that counts, h2 has no enabled source.
  EXPECT_EQ(graph.level, (std::vector<std::int32_t>{0, -1, 3, 1, 2, -1}));
  EXPECT_EQ(graph.depth, 3);
  ASSERT_EQ(graph.connections.size(), 4u);
  EXPECT_EQ(graph.connections[3].connection, 4u);
}

TEST(LiveGraph, AnOutputWithoutAPathFromTheInputsIsNotComputed) {
  CppnGenome genome = chain();
  for (auto& connection : genome.connections) connection.enabled = connection.source >= h0;
  const LiveGraph graph = live_graph(genome, 2, 1);
  EXPECT_EQ(graph.level, (std::vector<std::int32_t>(6, -1)));
  EXPECT_TRUE(graph.connections.empty());
}

TEST(LiveGraph, RefusesACircle) {
  CppnGenome genome = chain();
  genome.connections[2] = {h1, h0, 1.0f, true};
  EXPECT_THROW(live_graph(genome, 2, 1), std::logic_error);
}

TEST(LeadsTo, FollowsDisabledConnectionsToo) {
  EXPECT_TRUE(leads_to(chain(), 0, 2));
  EXPECT_TRUE(leads_to(chain(), 1, 2));
  EXPECT_TRUE(leads_to(chain(), h1, h1));
  EXPECT_FALSE(leads_to(chain(), 2, 0));
  EXPECT_FALSE(leads_to(chain(), h1, h0));
}

TEST(Validate, NamesEveryKindOfFault) {
  const auto fault = [](auto change) {
    CppnGenome genome = chain();
    change(genome);
    return validate(genome, 2, 1);
  };
  EXPECT_EQ(fault([](CppnGenome&) {}), "");
  EXPECT_NE(fault([](CppnGenome& g) { g.nodes.resize(2); }).find("fewer"), std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.nodes[4].id = h0; }).find("order"), std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.nodes[0].id = 5; }).find("order"), std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.nodes[3].activation = Activation(99); }).find("unknown"),
            std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.nodes[3].bias = NAN; }).find("bias"), std::string::npos);
  EXPECT_NE(
      fault([](CppnGenome& g) { std::swap(g.connections[0], g.connections[1]); }).find("order"),
      std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.connections[3].target = 77; }).find("not exist"),
            std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.connections[0].target = 1; }).find("into an input"),
            std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) {
              g.connections.insert(g.connections.begin() + 3, {2, h0});
            }).find("out of an output"),
            std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) { g.connections[0].weight = INFINITY; }).find("weight"),
            std::string::npos);
  EXPECT_NE(fault([](CppnGenome& g) {
              g.connections.insert(g.connections.begin() + 5, {h1, h0});
            }).find("circle"),
            std::string::npos);
}

}  // namespace
}  // namespace moai
