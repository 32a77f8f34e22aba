#include "record/genome_io.h"

#include <algorithm>
#include <string_view>

#include "record/columns.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

struct CppnColumns {
  Ragged<CppnNode> nodes;
  Ragged<CppnConnection> connections;
};

void write_cppns(hdf5::Group& group, std::span<const Genome* const> genomes) {
  CppnColumns columns;
  for (const Genome* genome : genomes) {
    const auto& cppn = std::get<CppnGenome>(*genome);
    columns.nodes.add(cppn.nodes);
    columns.connections.add(cppn.connections);
  }
  group.write("node_offset", columns.nodes.offsets,
              {"row", "genome k has the nodes node_offset[k] .. node_offset[k+1]-1, (N+1)"});
  write_columns(group, columns.nodes.values, CppnNode::fields());
  group.write("connection_offset", columns.connections.offsets,
              {"row", "genome k has the connections connection_offset[k] .. [k+1]-1, (N+1)"});
  write_columns(group, columns.connections.values, CppnConnection::fields());
}

[[noreturn]] void damaged(const hdf5::Group& group, std::string_view why) {
  throw SystemError(concat("the genomes of group ", group.path(), " are damaged (", why, ")."));
}

CppnColumns read_cppns(const hdf5::Group& group) {
  CppnColumns columns{
      {read_columns<CppnNode>(group, CppnNode::fields()), group.read<std::uint64_t>("node_offset")},
      {read_columns<CppnConnection>(group, CppnConnection::fields()),
       group.read<std::uint64_t>("connection_offset")}};
  if (!columns.nodes.is_sound() || !columns.connections.is_sound(columns.nodes.parts()))
    damaged(group, "their offsets do not fit the columns");
  return columns;
}

CppnGenome cppn_at(const hdf5::Group& group, const CppnColumns& columns, std::size_t k) {
  CppnGenome genome{columns.nodes.part(k), columns.connections.part(k)};
  std::vector<std::uint64_t> ids;
  for (const CppnNode& node : genome.nodes) ids.push_back(node.id);
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) damaged(group, "a node twice");
  const auto known = [&](std::uint64_t id) {
    return std::binary_search(ids.begin(), ids.end(), id);
  };
  for (const CppnConnection& connection : genome.connections)
    if (!known(connection.source) || !known(connection.target))
      damaged(group, "a connection to a node that is not there");
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
  const CppnColumns columns = read_cppns(group);
  std::vector<Genome> genomes;
  for (std::size_t k = 0; k < columns.nodes.parts(); ++k)
    genomes.emplace_back(cppn_at(group, columns, k));
  return genomes;
}

}  // namespace moai
