#include "experiment/condition_checks.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "support/error.h"

namespace moai {
namespace {

bool is_path(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '[' ||
           c == ']';
  });
}

/// "genome.activations: empty" as a problem below `section`.
OptionProblem located(const std::string& section, const std::string& message) {
  const std::size_t colon = message.find(": ");
  if (colon == std::string::npos || !is_path(std::string_view(message).substr(0, colon)))
    return {section, message};
  const std::string path = message.substr(0, colon);
  const bool is_whole = path == section || path.starts_with(section + ".");
  return {is_whole ? path : section + "." + path, message.substr(colon + 2)};
}

template <class Check>
bool passes(const std::string& section, const std::function<void(const OptionProblem&)>& report,
            const Check& check) {
  try {
    check();
    return true;
  } catch (const UserError& error) {
    report(located(section, error.what()));
    return false;
  }
}

}  // namespace

void check_options(const TrialOptions& options,
                   const std::function<void(const OptionProblem&)>& report) {
  passes("compute", report, [&] { check(options.compute); });
  std::vector<std::string> objectives;
  const bool named = passes("problem", report, [&] {
    objectives = problems()[options.problem.type].objective_names(options.problem);
  });
  if (!named) return;
  passes("algorithm", report, [&] {
    const Normalisation normalisation{std::vector(objectives.size(), 0.0),
                                      std::vector(objectives.size(), 1.0)};
    // Making an algorithm checks its options and uses no genome yet.
    make_algorithm(options.algorithm, {nullptr, objectives, &normalisation, RandomSource{}});
  });
}

}  // namespace moai
