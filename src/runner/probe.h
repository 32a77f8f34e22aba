#pragma once
// Before a run: do the objectives of an experiment tell genomes apart at all?
//
//   for (const ProbeFinding& finding : probe(read_experiment("my.yaml"), "cpu").findings)
//     log_refusal(concat(finding.option, ": ", finding.text));
//
// A small random population and mutants of it are evaluated, as trial 0 would. An objective whose
// value is the same for all of them decides no vote; one that is not a number (NaN) loses every
// vote. It does not run an algorithm, and does not say whether an objective is a good one. How long
// evaluations take is measured on the way, for `moai plan --probe`.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "experiment/experiment.h"

namespace moai {

struct ProbeFinding {
  enum class Kind : std::uint8_t { constant, not_a_number, failed };
  Kind kind = Kind::constant;
  std::size_t condition = 0;  ///< the first of those that have this problem
  std::string objective;      ///< empty: the problem cannot be made or evaluated at all
  std::string option;         ///< that asks for it: "problem.objectives[1]"
  std::string text;           ///< a sentence for the user
};

struct ProbeReport {
  std::size_t problems = 0;  ///< different ones: conditions may share theirs
  std::size_t genomes = 0;   ///< evaluated for each, at least
  std::vector<ProbeFinding> findings;
  std::vector<double> evaluation_seconds;  ///< by condition, one genome of many; NaN: it failed
};

/// `device`: as of Compute. Where evaluations are slow, fewer genomes are evaluated: none is begun
/// after a minute with a problem. A problem that cannot be made or evaluated is a finding, too.
ProbeReport probe(const Experiment& experiment, const std::string& device);

}  // namespace moai
