#pragma once
// Problems are expensive to make (networks, calibration) and shared by all trials that ask for the
// same one.

#include <map>
#include <memory>
#include <string>

#include "experiment/experiment.h"
#include "problem/problem.h"

namespace moai {

class ProblemCache {
 public:
  ProblemCache(const Experiment& experiment, std::string device)
      : experiment_(&experiment), device_(std::move(device)) {}

  /// The problem of a trial; made on first use, forgotten once no trial holds it and another is
  /// asked for. Throws UserError.
  std::shared_ptr<const Problem> get(const TrialTicket& ticket);

 private:
  const Experiment* experiment_;
  std::string device_;
  std::map<std::string, std::weak_ptr<const Problem>> made_;
  std::shared_ptr<const Problem> latest_;  // survives the gap between two trials
};

}  // namespace moai
