#pragma once
// What a trial file says of the trial before anything is computed: identity and provenance.

#include <string>
#include <vector>

#include "domain/input_file.h"
#include "experiment/experiment.h"
#include "problem/compute.h"
#include "problem/problem.h"
#include "record/trial_record.h"

namespace moai {

/// What all trials of a run share. Outlives them.
struct RunSetting {
  const Experiment* experiment = nullptr;
  std::string out;
  Compute compute;
  int ranks = 1;                               ///< of the whole job
  std::vector<std::vector<InputFile>> inputs;  ///< that each condition reads
};

TrialIdentity identity_of(const Experiment& experiment, const TrialTicket& ticket);

/// `created`: when it began, ISO 8601.
TrialHeader trial_header(const RunSetting& setting, const TrialTicket& ticket,
                         const Problem& problem, const std::string& created);

/// What the user is told, once in a trial, of `nans` among its first `evaluations`.
std::string nan_warning(const TrialIdentity& trial, const Problem& problem, const NanCount& nans,
                        std::uint64_t evaluations);

/// The time in UTC, ISO 8601.
std::string now_iso8601();

}  // namespace moai
