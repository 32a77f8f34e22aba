#include "record/individual_io.h"

#include <algorithm>
#include <stdexcept>

#include "record/columns.h"
#include "record/genome_io.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using Row = const IndividualPointer&;

std::vector<std::uint64_t> descriptor_offsets(std::span<const IndividualPointer> individuals) {
  std::vector<std::uint64_t> offsets{0};
  for (const auto& individual : individuals)
    offsets.push_back(offsets.back() + individual->descriptor.size());
  return offsets;
}

[[noreturn]] void damaged(const hdf5::Group& group) {
  throw SystemError(concat("the individuals of group ", group.path(),
                           " are damaged (their columns do not fit together)."));
}

}  // namespace

void write_individuals(hdf5::Group& group, std::span<const IndividualPointer> individuals,
                       std::size_t objectives) {
  for (const auto& individual : individuals)
    if (individual->fitness.size() != objectives)
      throw std::logic_error("record: an individual with another number of objectives");
  group.write("id", column<std::uint64_t>(individuals, [](Row i) { return i->id.value(); }),
              {"id", "island * 2^48 + generation * 2^20 + number among the children"});
  group.write("parent_a",
              column<std::uint64_t>(individuals, [](Row i) { return i->parent_a.value(); }),
              {"id", "2^64-1: none, a random individual"});
  group.write("parent_b",
              column<std::uint64_t>(individuals, [](Row i) { return i->parent_b.value(); }),
              {"id", "2^64-1: none, no crossover"});
  group.write("generation", column<std::uint64_t>(individuals, [](Row i) { return i->generation; }),
              {"1", "when it was made"});
  group.write("island", column<std::uint32_t>(individuals, [](Row i) { return i->island; }),
              {"1", "where it was made"});
  group.write("cell", column<std::int32_t>(individuals, [](Row i) { return i->cell; }),
              {"1", "the cell that parent_a held when it was made; -1: none"});
  group.write<double>("fitness",
                      flat_column(
                          individuals, [](Row i) -> auto& { return i->fitness; }),
                      {individuals.size(), objectives}, {"raw fitness", "(N,M)"});
  group.write("violation", column<double>(individuals, [](Row i) { return i->violation; }),
              {"1", "sum of constraint violations, 0: feasible"});
  group.write("descriptor_offset", descriptor_offsets(individuals),
              {"row", "individual k has descriptor[descriptor_offset[k] .. [k+1]-1], (N+1)"});
  group.write("descriptor",
              flat_column(
                  individuals, [](Row i) -> auto& { return i->descriptor; }),
              {"1", "places in variable space; empty where the algorithm needs none"});
  std::vector<const Genome*> genomes;
  for (const auto& individual : individuals) genomes.push_back(&individual->genome);
  hdf5::Group subgroup = group.at("genomes", "genome k is that of individual k");
  write_genomes(subgroup, genomes);
}

std::vector<IndividualPointer> read_individuals(const hdf5::Group& group) {
  const auto id = group.read<std::uint64_t>("id");
  const auto parent_a = group.read<std::uint64_t>("parent_a");
  const auto parent_b = group.read<std::uint64_t>("parent_b");
  const auto generation = group.read<std::uint64_t>("generation");
  const auto island = group.read<std::uint32_t>("island");
  const auto cell = group.read<std::int32_t>("cell");
  const auto fitness = group.read<double>("fitness");
  const auto violation = group.read<double>("violation");
  const auto offset = group.read<std::uint64_t>("descriptor_offset");
  const auto descriptor = group.read<double>("descriptor");
  auto genomes = read_genomes(group.open("genomes"));
  const std::size_t n = id.size();
  const auto shape = group.shape("fitness");
  if (parent_a.size() != n || parent_b.size() != n || generation.size() != n ||
      island.size() != n || cell.size() != n || violation.size() != n || genomes.size() != n ||
      shape.size() != 2 || shape[0] != n || offset.size() != n + 1 || offset.front() != 0 ||
      offset.back() != descriptor.size() || !std::is_sorted(offset.begin(), offset.end()))
    damaged(group);
  const auto part = [](const std::vector<double>& values, std::uint64_t first, std::uint64_t last) {
    return std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(first),
                               values.begin() + static_cast<std::ptrdiff_t>(last));
  };
  std::vector<IndividualPointer> individuals;
  for (std::size_t k = 0; k < n; ++k)
    individuals.push_back(std::make_shared<Individual>(Individual{
        IndividualId(id[k]), IndividualId(parent_a[k]), IndividualId(parent_b[k]), generation[k],
        island[k], cell[k], std::move(genomes[k]), part(fitness, k * shape[1], (k + 1) * shape[1]),
        violation[k], part(descriptor, offset[k], offset[k + 1])}));
  return individuals;
}

}  // namespace moai
