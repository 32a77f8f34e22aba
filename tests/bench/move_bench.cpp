// How long MOVE takes to settle a generation: as many children as cells, 14 objectives, 5 a cell.
// The peer is Algorithm 1 as one would write it down: for every child, cell and objective of the
// cell, compare. `early`: a fresh map, many wins; `late`: one child in a hundred wins anything.
//
//   build/release/tests/bench/bench_move --benchmark_filter=2002

#include <benchmark/benchmark.h>

#include "algorithm/move/cell_shard.h"
#include "algorithm/move/jump_limit.h"

namespace moai {
namespace {

constexpr std::size_t objectives = 14;
// With five of 14, 100,000 cells hold each of the 2,002 subsets fifty times; with five of 25
// (53,130 subsets) most of them differ.
constexpr std::size_t more_objectives = 25;

CellTable table(std::size_t cells, std::size_t objectives = moai::objectives) {
  auto rng = RandomSource{1, 0, 0}.stream(Purpose::cells);
  return CellTable(random_subsets(objectives, 5, cells, {}, rng), objectives);
}

Contestants contestants(std::size_t count, std::uint64_t generation,
                        std::size_t objectives = moai::objectives) {
  auto rng = RandomSource{2, 0, 0}.stream(Purpose::problem, generation);
  Contestants all;
  std::vector<double> row(objectives);
  for (std::size_t i = 0; i < count; ++i) {
    const double quality = rng.normal();
    for (double& value : row) value = quality + 0.3 * rng.normal();
    all.add(row, 0.0, static_cast<std::int32_t>(i), nullptr);
  }
  return all;
}

/// A map that has seen one generation of the same kind as the one that comes.
CellShard late_map(const CellTable& cells) {
  CellShard shard(cells, 0, cells.cells(), MoveReplacement::vote);
  std::vector<Win> wins;
  shard.contest(contestants(cells.cells(), 0, cells.objective_count()), wins);
  return shard;
}

void early(benchmark::State& state) {
  const CellTable cells = table(static_cast<std::size_t>(state.range(0)));
  const Contestants children = contestants(cells.cells(), 1);
  for (auto _ : state) {
    CellShard shard(cells, 0, cells.cells(), MoveReplacement::vote);
    std::vector<Win> wins;
    shard.contest(children, wins);
    benchmark::DoNotOptimize(wins.data());
  }
}

void late(benchmark::State& state, std::size_t objectives) {
  const CellTable cells = table(static_cast<std::size_t>(state.range(0)), objectives);
  const CellShard map = late_map(cells);
  const Contestants children = contestants(cells.cells(), 1, objectives);
  std::vector<Win> wins;
  for (auto _ : state) {
    CellShard shard = map;
    wins.clear();
    shard.contest(children, wins);
    benchmark::DoNotOptimize(wins.data());
  }
  const double pairs = static_cast<double>(cells.cells()) * static_cast<double>(cells.cells());
  state.counters["seconds/pair"] = benchmark::Counter(
      pairs, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["wins"] = static_cast<double>(wins.size());
}

void late_one_jump(benchmark::State& state) {
  const CellTable cells = table(static_cast<std::size_t>(state.range(0)));
  const CellShard map = late_map(cells);
  const Contestants children = contestants(cells.cells(), 1);
  const auto alone = [](std::vector<Win> mine) { return mine; };
  for (auto _ : state) {
    CellShard shard = map;
    std::vector<Win> wins;
    contest_limited(shard, cells, MoveReplacement::vote, children, 1, alone, wins);
    benchmark::DoNotOptimize(wins.data());
  }
}

void late_peer(benchmark::State& state) {
  const CellTable cells = table(static_cast<std::size_t>(state.range(0)));
  const Contestants before = contestants(cells.cells(), 0);
  const Contestants children = contestants(cells.cells(), 1);
  CellShard shard(cells, 0, cells.cells(), MoveReplacement::vote);
  std::vector<Win> history;
  shard.contest(before, history);
  Matrix start(cells.cells(), objectives);
  for (const Win& win : history)
    for (std::size_t m = 0; m < objectives; ++m)
      start(win.cell, m) = before.fitness(win.contestant, m);
  for (auto _ : state) {
    Matrix elites = start;
    std::size_t wins = 0;
    for (std::size_t child = 0; child < children.size(); ++child)
      for (std::size_t cell = 0; cell < cells.cells(); ++cell) {
        std::uint32_t votes = 0;
        for (const std::uint32_t m : cells.objectives(cell))
          if (children.fitness(child, m) > elites(cell, m)) ++votes;
        if (votes < cells.majority(cell)) continue;
        for (std::size_t m = 0; m < objectives; ++m) elites(cell, m) = children.fitness(child, m);
        ++wins;
      }
    benchmark::DoNotOptimize(wins);
  }
}

BENCHMARK(early)->Arg(100)->Arg(2002)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(late, of_14, objectives)
    ->Arg(100)
    ->Arg(2002)
    ->Arg(20000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(late, of_25, more_objectives)
    ->Arg(2002)
    ->Arg(20000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(late_one_jump)->Arg(100)->Arg(2002)->Unit(benchmark::kMillisecond);
BENCHMARK(late_peer)->Arg(100)->Arg(2002)->Arg(20000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace moai

BENCHMARK_MAIN();
