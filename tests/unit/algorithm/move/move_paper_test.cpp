// If these fail, moai's MOVE is not the algorithm of the paper: other children survive, in other
// cells, than Algorithm 1 says.
#include <gtest/gtest.h>

#include <limits>
#include <tuple>

#include "algorithm/move/move.h"
#include "tests/unit/algorithm/move/paper_reference.h"
#include "tests/unit/algorithm/toy_space.h"

namespace moai {
namespace {

constexpr std::size_t objectives = 7;

/// Fitness as it may come: continuous, with ties, some of it not a number.
Matrix fitness_table(std::size_t rows, std::uint64_t generation) {
  auto rng = RandomSource{77, 0, 0}.stream(Purpose::problem, generation);
  Matrix table(rows, objectives);
  for (double& value : table.values()) {
    const double kind = rng.uniform();
    value = rng.normal() + 0.02 * static_cast<double>(generation);
    if (kind < 0.4) value = std::round(value);
    if (kind > 0.97) value = std::numeric_limits<double>::quiet_NaN();
  }
  return table;
}

std::vector<std::vector<int>> subsets_of(const Move& move, std::size_t cells) {
  std::vector<std::vector<int>> subsets(cells);
  for (std::size_t c = 0; c < cells; ++c)
    for (std::size_t m = 0; m < objectives; ++m)
      if (move.objective_mask()[c * objectives + m] != 0) subsets[c].push_back(static_cast<int>(m));
  return subsets;
}

using Setting = std::tuple<std::int64_t, std::int64_t, MoveReplacement, MoveMode>;
class MoveAgainstPaper : public testing::TestWithParam<Setting> {};

TEST_P(MoveAgainstPaper, ReplacementsJumpsAndElitesAreTheSame) {
  const auto [functions, jumps, replacement, mode] = GetParam();
  MoveOptions options;
  options.cells = 40;
  options.functions_per_cell = functions;
  options.jumps = jumps;
  options.replacement = replacement;
  options.mode = mode;
  if (functions == 5) options.subsets = {"f0", "f1+f2+f3", "f6+f0+f2+f3+f4+f5+f1"};

  const test::ToySpace space(3);
  Normalisation normalisation;
  for (std::size_t m = 0; m < objectives; ++m) {
    normalisation.minimum.push_back(-3.0 - static_cast<double>(m));
    normalisation.maximum.push_back(1.0 + 0.5 * static_cast<double>(m));
  }
  const RandomSource random{5, 3, 2};
  Move move(options, {&space, test::objective_names(objectives), &normalisation, random});
  test::PaperMap paper(subsets_of(move, 40), objectives);
  paper.by_mean = replacement == MoveReplacement::mean;
  paper.jumps = jumps;
  paper.normalisation = normalisation;

  std::size_t all = 0, jumped = 0;
  for (std::uint64_t generation = 0; generation < 40; ++generation) {
    const Moment moment{generation, 0.0};
    auto children = move.ask(moment);
    const Matrix table = fitness_table(children.size(), generation);
    std::vector<test::PaperChild> paper_children;
    for (std::size_t i = 0; i < children.size(); ++i)
      paper_children.push_back(
          {children[i].id.value(), children[i].cell, {table.row(i).begin(), table.row(i).end()}});
    EventLog events;
    move.tell(moment, std::move(children), Evaluation{table, {}, {}, {}}, events);

    auto order = random.stream(Purpose::insertion_order, generation);
    std::vector<test::PaperReplacement> expected, actual;
    for (const std::uint32_t i : order.permutation(static_cast<std::uint32_t>(table.rows())))
      for (const auto& row : paper.compete(paper_children[i])) expected.push_back(row);
    for (const Replacement& row : events.replacements) {
      actual.push_back(
          {row.child.value(), row.cell, static_cast<int>(row.votes),
           row.replaced.is_none() ? -1 : static_cast<std::int64_t>(row.replaced.value())});
      ++all;
      if (row.from_cell >= 0 && row.from_cell != row.cell) ++jumped;
    }
    ASSERT_EQ(actual, expected) << "generation " << generation;
    for (const Member& member : move.members())
      ASSERT_EQ(static_cast<std::int64_t>(member.individual->id.value()),
                paper.elites[static_cast<std::size_t>(member.cell)]);
  }
  EXPECT_GT(all, 40u);  // something was compared
  EXPECT_EQ(jumped == 0, jumps == 0);
}

INSTANTIATE_TEST_SUITE_P(
    EveryCombination, MoveAgainstPaper,
    testing::Combine(testing::Values(1, 3, 5),
                     testing::Values(0, 1, 2, MoveOptions::unlimited_jumps),
                     testing::Values(MoveReplacement::vote, MoveReplacement::mean),
                     testing::Values(MoveMode::generational, MoveMode::steady_state)));

}  // namespace
}  // namespace moai
