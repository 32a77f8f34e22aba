#pragma once
// What stands between two plans of one experiment: the one that an output folder has, and the one
// that is to go on in it. Results of a trial depend on the experiment's seed, its condition and its
// number alone, so a plan may grow without touching what exists.
//
//   const Growth growth = growth_between(there, ours);
//   if (!growth.conflicts.empty()) ...    // an existing trial would be another one

#include <string>
#include <vector>

#include "experiment/experiment.h"

namespace moai {

struct Growth {
  std::vector<std::string> conflicts;   ///< what would change existing trials, a difference each
  std::vector<std::string> conditions;  ///< names of those that are new
  std::int64_t trials_there = 0, trials = 0;
  std::size_t comparisons = 0;          ///< that are new
  std::vector<std::string> left_aside;  ///< conditions that the new plan does not have

  bool grows() const { return !conditions.empty() || trials > trials_there || comparisons > 0; }
  bool shrinks() const { return !left_aside.empty() || trials < trials_there; }
};

Growth growth_between(const Experiment& there, const Experiment& ours);

/// "3 more trials of each condition, condition 'functions=5', 1 comparison"; "nothing".
std::string grown_words(const Growth& growth);
/// "3 of 6 trials of each condition, condition 'functions=5'".
std::string left_aside_words(const Growth& growth);

}  // namespace moai
