#pragma once
// How a group of networks is computed together: all nodes of a level at once, whatever network they
// belong to. A plan holds plain numbers; cppn_network.h turns them into tensors and runs them.
//
// The values of all live nodes form a table, a row a node: row 0 stays zero and stands for nodes
// that are not computed, then come the levels, each sorted by activation.

#include <cstdint>
#include <span>
#include <vector>

#include "genome/cppn/cppn_genome.h"

namespace moai {

/// Weighted sums over rows of a table: sum i adds row[k] times weight[k], in this order, for k in
/// [first[i], first[i+1]).
struct RowSums {
  std::vector<std::int64_t> first = {0};
  std::vector<std::int64_t> row;
  std::vector<std::int64_t> weight;  ///< index into the plan's weights
};

struct CppnLevel {
  struct Run {
    Activation activation;
    std::int64_t begin;  ///< row of the table
    std::int64_t count;
  };
  std::int64_t begin = 0;  ///< first row
  std::int64_t count = 0;
  std::vector<Run> runs;    ///< rows that share an activation
  RowSums sources;          ///< what a row sums up; empty for level 0
  RowSums targets;          ///< what its gradient sums up; empty for level 0
  std::vector<float> bias;  ///< of every row
};

struct CppnPlan {
  std::int64_t networks = 0;
  std::int64_t outputs = 0;
  std::int64_t rows = 1;
  std::vector<CppnLevel> levels;
  std::vector<std::int64_t> input;       ///< level 0: row -> which input
  std::vector<std::int64_t> output_row;  ///< (networks, outputs) row of every output, 0: none
  std::vector<float> weight;             ///< of the live connections, network by network
  std::vector<std::int64_t> source_row;  ///< of every weight
  std::vector<std::int64_t> target_row;
  std::vector<std::uint32_t> connection;   ///< of every weight: its index in the genome
  std::vector<std::int64_t> first_weight;  ///< (networks + 1) where a network's weights begin
};

/// Throws std::logic_error for networks that validate() refuses for their graph.
CppnPlan make_plan(std::span<const CppnGenome* const> genomes, std::size_t inputs,
                   std::size_t outputs);

/// The genome with other weights, in the order of its plan; connections that its picture does not
/// depend on stay as they are. Throws std::logic_error where there are more or fewer than those.
CppnGenome with_weights(CppnGenome genome, std::span<const float> weights, std::size_t inputs,
                        std::size_t outputs);

}  // namespace moai
