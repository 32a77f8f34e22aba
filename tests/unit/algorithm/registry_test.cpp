// If these fail, an experiment file cannot name an algorithm, or gets another one than it names.
#include "algorithm/registry.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/algorithm/toy_space.h"

namespace moai {
namespace {

TEST(Registry, EveryAlgorithmMakesAsManyChildrenAsItSaysAndImproves) {
  const std::size_t objectives = 5;
  const test::ToySpace space(4);
  const Normalisation normalisation{std::vector<double>(objectives, -1.0),
                                    std::vector<double>(objectives, 0.0)};
  const AlgorithmContext context{&space, test::objective_names(objectives), &normalisation,
                                 RandomSource{11, 0, 0}};
  for (const AlgorithmKind& kind : algorithms()) {
    SCOPED_TRACE(kind.name);
    AlgorithmOptions options;
    options.choose(kind.name);
    const auto algorithm = options->make(context);
    EventLog events;
    double first_best = 0.0, best = -1e9;
    for (std::uint64_t generation = 0; generation < 30; ++generation) {
      const Moment moment{generation, static_cast<double>(generation) / 29.0};
      auto children = algorithm->ask(moment);
      ASSERT_EQ(children.size(), options->children(generation));
      std::set<IndividualId> ids;
      for (const Child& child : children) ids.insert(child.id);
      EXPECT_EQ(ids.size(), children.size());
      const Evaluation evaluation = test::evaluate(children, objectives);
      algorithm->tell(moment, std::move(children), evaluation, events);
      best = -1e9;
      for (const Member& member : algorithm->members())
        best = std::max(best, normalisation.score(member.individual->fitness));
      if (generation == 0) first_best = best;
    }
    EXPECT_GT(best, first_best);
    EXPECT_FALSE(events.births.empty());
  }
}

}  // namespace
}  // namespace moai
