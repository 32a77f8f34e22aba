// If these fail, NSGA-II or Omni cannot evolve networks, or Omni's niches among networks are not by
// NEAT's distance.

#include <gtest/gtest.h>

#include <set>

#include "algorithm/pareto/crowding.h"
#include "algorithm/population/genotype_space.h"
#include "algorithm/registry.h"
#include "genome/cppn/cppn_space.h"
#include "genome/real_vector/real_vector_space.h"
#include "tests/unit/algorithm/population/run_benchmark.h"

namespace moai {
namespace {

// Fourteen objectives of a network: opposed preferences for the sums of its weights.
Evaluation evaluate(const std::vector<Child>& children, bool described) {
  Evaluation evaluation;
  for (const Child& child : children) {
    const auto& network = std::get<CppnGenome>(child.genome);
    double sum = 0.0, squares = 0.0;
    for (const CppnConnection& connection : network.connections) {
      sum += connection.weight;
      squares += connection.weight * connection.weight;
    }
    std::vector<double> row;
    for (int m = 0; m < 14; ++m)
      row.push_back(-std::abs(sum - 20.0 - m) - 0.1 * std::abs(squares - 2.0 * m));
    evaluation.fitness.append_row(row);
    if (described) evaluation.descriptors.append_row(std::vector<double>{sum, squares});
  }
  return evaluation;
}

TEST(Networks, AreEvolvedByEveryPopulation) {
  CppnOptions gentle;
  gentle.mutation.weight_std = 0.2;
  gentle.mutation.weight_reset = 0.0;
  const CppnSpace space{gentle};
  const Normalisation range{std::vector<double>(14, -100.0), std::vector<double>(14, 0.0)};
  for (const char* name : {"nsga2", "nsga3", "omni", "moead"})
    for (const auto variable_space :
         {OmniOptions::VariableSpace::place, OmniOptions::VariableSpace::genotype}) {
      AlgorithmOptions options = algorithm_named(name);
      const bool has_twins = options.name() == "moead";  // who holds several places
      if (has_twins)
        options.as<MoeadOptions>().population = 24;
      else
        common_options(options).population = 24;
      if (options.name() == "omni") options.as<OmniOptions>().variable_space = variable_space;
      AlgorithmContext context;
      context.space = &space;
      context.objective_names.assign(14, "f");
      context.normalisation = &range;
      context.random = RandomSource{6};
      const auto algorithm = options->make(context);
      EventLog events;
      double first = 0.0, last = 0.0;
      for (std::uint64_t generation = 0; generation < 30; ++generation) {
        const Moment moment{generation, static_cast<double>(generation) / 29.0};
        auto children = algorithm->ask(moment);
        EXPECT_EQ(children.size(), 24u);
        const Evaluation evaluation = evaluate(children, options->needs_descriptors());
        algorithm->tell(moment, std::move(children), evaluation, events);
        double best = -1e9;
        for (const Member& member : algorithm->members())
          best = std::max(best, range.score(member.individual->fitness));
        (generation == 0 ? first : last) = best;
      }
      EXPECT_GT(last, first);
      const auto members = algorithm->members();
      for (std::size_t i = 0; i < members.size() && !has_twins; ++i)
        for (std::size_t j = 0; j < i; ++j)
          EXPECT_FALSE(space.same(members[i].individual->genome, members[j].individual->genome));
    }
}

TEST(GenotypeSpace, PairsNeighboursAndMeasuresLoneliness) {
  const RealVectorSpace space({{{0.0}, {10.0}, {}}});
  std::vector<Genome> line;
  for (const double x : {0.0, 1.0, 1.5, 5.0, 10.0}) line.push_back(RealVector{{x}});
  std::vector<const Genome*> genomes;
  for (const Genome& genome : line) genomes.push_back(&genome);
  const std::vector<std::uint32_t> pool{3, 0, 1, 2, 4}, front{0, 1, 2, 3, 4};
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  EXPECT_EQ(nearest_genomes(space, genomes, pool), (Pairs{{3, 2}, {0, 1}, {4, 4}}));
  const auto crowding = genotype_crowding(space, genomes, front);
  EXPECT_DOUBLE_EQ(crowding[1], (0.05 + 0.1) / 1.0);
  EXPECT_DOUBLE_EQ(crowding[4], (0.5 + 0.85) / 1.0);
  EXPECT_EQ(genotype_crowding(space, genomes, std::vector<std::uint32_t>{1, 2}),
            (std::vector{omni_boundary, omni_boundary}));
}

}  // namespace
}  // namespace moai
