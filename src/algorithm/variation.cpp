#include "algorithm/variation.h"

#include <array>

namespace moai {

void describe_variation(OptionVisitor& visitor, Variation& variation) {
  static constexpr auto choices = enum_words<Variation::recombination>(
      {{"mutation", "a child is a mutant of one parent"},
       {"recombination", "a child is crossed from two parents, then mutated"}});
  visitor.enumeration("variation", variation, choices, "how children are made of parents");
}

std::vector<Child> Breeder::litter(const Individual& a, const Individual& b,
                                   std::span<const IndividualId> ids, const Moment& moment,
                                   std::uint64_t mating, std::uint64_t first_mutant) const {
  const bool crosses = variation_ == Variation::recombination;
  std::pair<Genome, Genome> crossed;
  if (crosses) {
    RandomStream rng = random_.stream(Purpose::crossover, moment.generation, mating);
    crossed = space_->crossed(a.genome, b.genome, {ids[0], moment.progress}, rng);
  }
  std::vector<Child> litter;
  for (std::size_t which = 0; which < ids.size(); ++which) {
    const Individual& mother = which == 0 ? a : b;
    const Genome& inherited =
        crosses ? (which == 0 ? crossed.first : crossed.second) : mother.genome;
    RandomStream rng = random_.stream(Purpose::mutation, moment.generation, first_mutant + which);
    Child child;
    child.id = ids[which];
    child.parent_a = mother.id;
    if (crosses) child.parent_b = which == 0 ? b.id : a.id;
    child.genome = space_->mutated(inherited, {child.id, moment.progress}, rng);
    litter.push_back(std::move(child));
  }
  return litter;
}

}  // namespace moai
