#pragma once
// Figures of a population at one generation: what a row of /history says.

#include <cstdint>
#include <span>
#include <vector>

#include "algorithm/algorithm.h"
#include "domain/evaluation.h"
#include "problem/problem.h"
#include "record/trial_record.h"

namespace moai {

/// Fills best_fitness, mean_fitness, best_score, unique_elites and front_size of `row`. Objectives
/// are averaged over places (an elite that holds ten cells counts ten times), as the map is,
/// leaving out what is NaN (NaN where nothing is left). front_size: non-dominated individuals among
/// the distinct ones, or those of rank 0 where the algorithm ranks. O(N^2 M / 64) for cells.
void describe_population(std::span<const Member> members, const Normalisation& normalisation,
                         HistoryRow& row);

/// The columns that `problem.indicators` asks for, and their values now; none where the problem has
/// no known front. `island`: its random numbers, drawn from only for an estimated hypervolume.
std::vector<ObjectiveInfo> indicator_columns(const Problem& problem);
std::vector<double> indicator_values(const Problem& problem, std::span<const Member> members,
                                     const RandomSource& island, std::uint64_t generation);

}  // namespace moai
