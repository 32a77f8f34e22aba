#include "record/genome_io.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "record/columns.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

// In the order of Activation's numbers.
constexpr std::array<std::string_view, 10> activation_names{
    "identity", "sine",   "cosine", "gaussian", "sigmoid",
    "softplus", "linear", "tanh",   "sine_pi",  "sharp_gaussian"};
struct CppnColumns {
  std::vector<std::uint64_t> node_offset{0}, node_id;
  std::vector<std::uint8_t> node_activation;
  std::vector<float> node_bias;
  std::vector<std::uint64_t> connection_offset{0}, connection_source, connection_target;
  std::vector<float> connection_weight;
  std::vector<std::uint8_t> connection_enabled;
};

CppnColumns columns_of(std::span<const Genome* const> genomes) {
  CppnColumns c;
  for (const Genome* genome : genomes) {
    const auto& cppn = std::get<CppnGenome>(*genome);
    for (const auto& node : cppn.nodes) {
      c.node_id.push_back(node.id);
      c.node_activation.push_back(static_cast<std::uint8_t>(node.activation));
      c.node_bias.push_back(node.bias);
    }
    for (const auto& connection : cppn.connections) {
      c.connection_source.push_back(connection.source);
      c.connection_target.push_back(connection.target);
      c.connection_weight.push_back(connection.weight);
      c.connection_enabled.push_back(connection.enabled ? 1 : 0);
    }
    c.node_offset.push_back(c.node_id.size());
    c.connection_offset.push_back(c.connection_source.size());
  }
  return c;
}

void write_cppns(hdf5::Group& group, std::span<const Genome* const> genomes) {
  const CppnColumns c = columns_of(genomes);
  group.write("node_offset", c.node_offset,
              {"row", "genome k has the nodes node_offset[k] .. node_offset[k+1]-1, (N+1)"});
  group.write("node_id", c.node_id, {"id", "inputs first, then outputs, then hidden nodes"});
  group.write("node_activation", c.node_activation, {"enum", "its function", activation_names});
  group.write("node_bias", c.node_bias, {"1", "added before the function"});
  group.write("connection_offset", c.connection_offset,
              {"row", "genome k has the connections connection_offset[k] .. [k+1]-1, (N+1)"});
  group.write("connection_source", c.connection_source, {"id", "node it comes from"});
  group.write("connection_target", c.connection_target, {"id", "node it leads to"});
  group.write("connection_weight", c.connection_weight, {"1", "factor"});
  group.write("connection_enabled", c.connection_enabled,
              {"bool", "a disabled connection carries nothing", truth_names});
}

[[noreturn]] void damaged(const hdf5::Group& group, std::string_view why) {
  throw SystemError(concat("the genomes of group ", group.path(), " are damaged (", why, ")."));
}

// Offsets start at 0, never fall, and end at the number of rows.
void check_offsets(const hdf5::Group& group, const std::vector<std::uint64_t>& offsets,
                   std::size_t rows) {
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != rows ||
      !std::is_sorted(offsets.begin(), offsets.end()))
    damaged(group, "their offsets do not fit the columns");
}

CppnColumns read_columns(const hdf5::Group& group) {
  CppnColumns c;
  c.node_offset = group.read<std::uint64_t>("node_offset");
  c.node_id = group.read<std::uint64_t>("node_id");
  c.node_activation = group.read<std::uint8_t>("node_activation");
  c.node_bias = group.read<float>("node_bias");
  c.connection_offset = group.read<std::uint64_t>("connection_offset");
  c.connection_source = group.read<std::uint64_t>("connection_source");
  c.connection_target = group.read<std::uint64_t>("connection_target");
  c.connection_weight = group.read<float>("connection_weight");
  c.connection_enabled = group.read<std::uint8_t>("connection_enabled");
  const std::size_t nodes = c.node_id.size();
  const std::size_t connections = c.connection_source.size();
  check_offsets(group, c.node_offset, nodes);
  check_offsets(group, c.connection_offset, connections);
  if (c.node_offset.size() != c.connection_offset.size() || c.node_activation.size() != nodes ||
      c.node_bias.size() != nodes || c.connection_target.size() != connections ||
      c.connection_weight.size() != connections || c.connection_enabled.size() != connections)
    damaged(group, "their columns differ in length");
  return c;
}

CppnGenome cppn_at(const hdf5::Group& group, const CppnColumns& c, std::size_t k) {
  CppnGenome genome;
  std::vector<std::uint64_t> ids;
  for (auto i = c.node_offset[k]; i < c.node_offset[k + 1]; ++i) {
    if (c.node_activation[i] >= activation_names.size()) damaged(group, "an unknown activation");
    genome.nodes.push_back(
        {c.node_id[i], static_cast<Activation>(c.node_activation[i]), c.node_bias[i]});
    ids.push_back(c.node_id[i]);
  }
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) damaged(group, "a node twice");
  const auto known = [&](std::uint64_t id) {
    return std::binary_search(ids.begin(), ids.end(), id);
  };
  for (auto i = c.connection_offset[k]; i < c.connection_offset[k + 1]; ++i) {
    if (!known(c.connection_source[i]) || !known(c.connection_target[i]))
      damaged(group, "a connection to a node that is not there");
    genome.connections.push_back({c.connection_source[i], c.connection_target[i],
                                  c.connection_weight[i], c.connection_enabled[i] != 0});
  }
  return genome;
}

void write_vectors(hdf5::Group& group, std::span<const Genome* const> genomes) {
  const std::size_t width = std::get<RealVector>(*genomes[0]).values.size();
  std::vector<double> values;
  for (const Genome* genome : genomes) {
    const auto& vector = std::get<RealVector>(*genome).values;
    if (vector.size() != width) throw std::logic_error("record: real vectors of several lengths");
    values.insert(values.end(), vector.begin(), vector.end());
  }
  group.write<double>("variables", values, {genomes.size(), width},
                      {"1", "(N,V) the variables of genome k in row k"});
}

std::vector<Genome> read_vectors(const hdf5::Group& group) {
  const auto values = group.read<double>("variables");
  const auto shape = group.shape("variables");
  if (shape.size() != 2) damaged(group, "variables is no matrix");
  std::vector<Genome> genomes;
  for (std::uint64_t k = 0; k < shape[0]; ++k) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(k * shape[1]);
    genomes.emplace_back(RealVector{{begin, begin + static_cast<std::ptrdiff_t>(shape[1])}});
  }
  return genomes;
}

}  // namespace

void write_genomes(hdf5::Group& group, std::span<const Genome* const> genomes) {
  if (genomes.empty()) {
    group.set("kind", "none");
  } else if (std::holds_alternative<CppnGenome>(*genomes[0])) {
    group.set("kind", "cppn");
    write_cppns(group, genomes);
  } else {
    group.set("kind", "real_vector");
    write_vectors(group, genomes);
  }
}

std::vector<Genome> read_genomes(const hdf5::Group& group) {
  const std::string kind = group.text("kind");
  if (kind == "none") return {};
  if (kind == "real_vector") return read_vectors(group);
  if (kind != "cppn") damaged(group, concat("unknown kind '", kind, "'"));
  const CppnColumns columns = read_columns(group);
  std::vector<Genome> genomes;
  for (std::size_t k = 0; k + 1 < columns.node_offset.size(); ++k)
    genomes.emplace_back(cppn_at(group, columns, k));
  return genomes;
}

}  // namespace moai
