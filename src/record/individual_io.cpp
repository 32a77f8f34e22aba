#include "record/individual_io.h"

#include "record/columns.h"
#include "record/genome_io.h"

namespace moai {

void write_individuals(hdf5::Group& group, std::span<const IndividualPointer> individuals,
                       std::size_t objectives) {
  write_columns(group, individuals, Individual::columns(), objectives);
  Ragged<double> descriptors;
  std::vector<const Genome*> genomes;
  for (const auto& individual : individuals) {
    descriptors.add(individual->descriptor);
    genomes.push_back(&individual->genome);
  }
  group.write("descriptor_offset", descriptors.offsets,
              {"row", "individual k has descriptor[descriptor_offset[k] .. [k+1]-1], (N+1)"});
  group.write("descriptor", descriptors.values,
              {"1", "places in variable space; empty where the algorithm needs none"});
  hdf5::Group subgroup = group.at("genomes", "genome k is that of individual k");
  write_genomes(subgroup, genomes);
}

std::vector<IndividualPointer> read_individuals(const hdf5::Group& group) {
  auto rows = read_columns<Individual>(group, Individual::columns());
  const Ragged<double> descriptors{group.read<double>("descriptor"),
                                   group.read<std::uint64_t>("descriptor_offset")};
  auto genomes = read_genomes(group.open("genomes"));
  if (genomes.size() != rows.size() || !descriptors.is_sound(rows.size()))
    throw SystemError(concat("the individuals of group ", group.path(),
                             " are damaged (their columns do not fit together)."));
  std::vector<IndividualPointer> individuals;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].genome = std::move(genomes[k]);
    rows[k].descriptor = descriptors.part(k);
    individuals.push_back(std::make_shared<const Individual>(std::move(rows[k])));
  }
  return individuals;
}

}  // namespace moai
