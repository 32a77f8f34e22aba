#pragma once
// What can be told of a condition's options together, before anything is computed.
//
//   ConditionChecks checks;
//   checks.run(options, [&](const OptionProblem& problem) { ... });
//
// Conditions that share a problem share its checks: an object remembers what it has seen.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "experiment/trial_options.h"
#include "media/sound.h"
#include "support/error.h"

namespace moai {

/// Something wrong: the path of the key it is about ("algorithm.functions_per_cell"), and why.
struct OptionProblem {
  std::string path;
  std::string message;
};

/// What was thrown while an option of `section` was looked at: an OptionError about
/// "generator.file" is about problem.generator.file; an error that names no key, about the section.
OptionProblem located(const std::string& section, const UserError& error);

class ConditionChecks {
 public:
  using Report = std::function<void(const OptionProblem&)>;

  /// Checks compute, problem, islands and algorithm; each reports its first problem. Pictures
  /// and sounds are read, each once; nothing is computed.
  void run(const TrialOptions& options, const Report& report);

  /// What is good to know of the files that were read and of the maps of cells, each once.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  struct ProblemCheck {
    std::vector<std::string> objectives;
    std::vector<OptionProblem> problems;
  };
  const ProblemCheck& check_problem(const TrialOptions& options);

  std::map<std::string, ProblemCheck> checked_;  // by the problem's YAML
  std::set<std::string> pictures_;               // that could be read
  std::map<std::string, Sound> sounds_;
  std::vector<std::string> notes_;
};

}  // namespace moai
