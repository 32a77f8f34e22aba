#include "runner/trial_header.h"

#include <array>
#include <ctime>

#include "runner/population_figures.h"
#include "support/host.h"
#include "support/philox.h"
#include "support/text.h"

namespace moai {

std::string nan_warning(const TrialIdentity& trial, const Problem& problem, const NanCount& nans,
                        std::uint64_t evaluations) {
  const std::size_t objective = nans.first_objective();
  return concat("condition ", trial.condition, ", trial ", trial.trial, ": objective '",
                problem.objectives()[objective].name,
                "' was not a number (NaN), for the first time in generation ",
                nans.first[objective], "; so far ", nans.evaluations, " of ", evaluations,
                " evaluations have such a value. It loses every vote. The trial file counts them; "
                "'moai validate --probe' looks for such objectives before a run.");
}

std::string now_iso8601() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

TrialIdentity identity_of(const Experiment& experiment, const TrialTicket& ticket) {
  const RandomSource random = random_source(experiment, ticket);
  TrialIdentity id;
  id.experiment = experiment.name;
  id.condition = experiment.conditions[ticket.condition].name;
  id.trial = ticket.trial;
  id.seed = static_cast<std::uint64_t>(experiment.seed);
  // Equal exactly where the random numbers are: paired trials of different conditions.
  id.stream = philox_block(
      {random.trial, 0, 0, 0},
      {static_cast<std::uint32_t>(random.seed), static_cast<std::uint32_t>(random.seed >> 32)})[0];
  return id;
}

TrialHeader trial_header(const RunSetting& setting, const TrialTicket& ticket,
                         const Problem& problem, const std::string& created) {
  const Experiment& experiment = *setting.experiment;
  const Condition& condition = experiment.conditions[ticket.condition];
  TrialHeader header;
  header.identity = identity_of(experiment, ticket);
  header.config = condition.config_yaml;
  header.problem = condition.options.problem.name();
  if (!setting.inputs.empty()) header.inputs = setting.inputs.at(ticket.condition);
  header.algorithm = condition.options.algorithm.name();
  header.objectives = problem.objectives();
  header.normalisation = problem.normalisation();
  header.indicators = indicator_columns(problem);
  header.islands = static_cast<std::uint32_t>(condition.options.islands.count);
  header.reproducible = is_reproducible(condition.options, setting.compute.device);
  header.host = host_name();
  header.device = concat(setting.compute.device, " (", setting.compute.device_name, ")");
  header.libtorch = setting.compute.libtorch;
  header.ranks = static_cast<std::uint32_t>(setting.ranks);
  header.threads = static_cast<std::uint32_t>(setting.compute.threads);
  header.created = created;
  return header;
}

}  // namespace moai
