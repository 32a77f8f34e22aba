// A program of one's own around moai's core: an own problem (cantilever.h), an own algorithm
// (decomposition.h), and NSGA-II of moai beside it.
//
//   own_program [generations]

#include <cstdlib>
#include <iostream>

#include "algorithm/emigrants.h"
#include "algorithm/nsga2/nsga2.h"
#include "algorithm/pareto/hypervolume.h"
#include "cantilever.h"
#include "decomposition.h"

namespace {

moai::AlgorithmContext context_of(const moai::Problem& problem, std::uint32_t island = 0) {
  moai::AlgorithmContext context;
  context.space = &problem.genome_space();
  for (const auto& objective : problem.objectives())
    context.objective_names.push_back(objective.name);
  context.normalisation = &problem.normalisation();
  context.random = {.seed = 2001, .trial = 0, .island = island};
  return context;
}

// Generations `first` to `last` - 1 of `total`.
void advance(moai::Algorithm& algorithm, const moai::Problem& problem, std::uint64_t first,
             std::uint64_t last, std::uint64_t total) {
  moai::EventLog events;
  for (std::uint64_t generation = first; generation < last; ++generation) {
    const moai::Moment moment{generation,
                              static_cast<double>(generation) / static_cast<double>(total - 1)};
    auto children = algorithm.ask(moment);
    std::vector<const moai::Genome*> genomes;
    for (const auto& child : children) genomes.push_back(&child.genome);
    const auto evaluation = problem.evaluate(genomes);
    algorithm.tell(moment, std::move(children), evaluation, events);
  }
}

double print_front(const char* name, const moai::Algorithm& algorithm) {
  moai::Matrix front;
  double lightest = 1e9, heaviest = 0.0;
  for (const moai::Member& member : algorithm.members()) {
    if (member.individual->violation > 0.0) continue;
    front.append_row(member.individual->fitness);
    lightest = std::min(lightest, -member.individual->fitness[0]);
    heaviest = std::max(heaviest, -member.individual->fitness[0]);
  }
  const double volume = moai::hypervolume(front, std::vector{-3.2, -5.0});
  std::cout << name << ": " << front.rows() << " feasible designs from " << lightest << " to "
            << heaviest << " kg, hypervolume " << volume << "\n";
  return volume;
}

// The same from two islands, each of which sends the other its best in every tenth generation.
double two_islands(const moai::Problem& problem, std::uint64_t generations) {
  Decomposition islands[] = {{50, 10, context_of(problem, 0)}, {50, 10, context_of(problem, 1)}};
  moai::EventLog events;
  for (std::uint64_t generation = 0; generation < generations; ++generation) {
    for (auto& island : islands) advance(island, problem, generation, generation + 1, generations);
    if (generation % 10 != 9) continue;
    for (std::uint32_t from : {0u, 1u}) {
      auto rng = moai::RandomSource{2001, 0, from}.stream(moai::Purpose::migration, generation);
      std::vector<moai::Migrant> travellers;
      for (const auto& leaver :
           moai::choose_emigrants(islands[from].members(), moai::EmigrantChoice::spread, 5,
                                  problem.normalisation(), rng))
        travellers.push_back({leaver});
      islands[1 - from].receive({generation, 0.0}, travellers, moai::MigrantAcceptance::vote,
                                events);
    }
  }
  return print_front("two islands, the first", islands[0]);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t generations = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100;
  if (generations < 2) {
    std::cerr << "usage: own_program [generations, 2 or more]\n";
    return 2;
  }
  const Cantilever problem;
  const auto context = context_of(problem);

  Decomposition decomposition(100, 20, context);
  advance(decomposition, problem, 0, generations, generations);
  const double whole = print_front("MOEA/D", decomposition);

  // Interrupted and continued from what was saved: the same, bit for bit.
  Decomposition before(100, 20, context), after(100, 20, context);
  advance(before, problem, 0, generations / 2, generations);
  after.restore(before.save());
  advance(after, problem, generations / 2, generations, generations);
  const double parts = print_front("MOEA/D, continued", after);

  moai::Nsga2 nsga2({}, context);
  advance(nsga2, problem, 0, generations, generations);
  print_front("NSGA-II", nsga2);

  two_islands(problem, generations);
  return parts == whole ? 0 : 1;
}
