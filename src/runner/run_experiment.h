#pragma once
// An experiment on all ranks: who takes which trial, lanes, stops, faults, the index.

#include <cstdint>
#include <string>

#include "experiment/experiment.h"
#include "parallel/communicator.h"
#include "parallel/status_board.h"
#include "problem/compute.h"
#include "support/error.h"
#include "support/signals.h"

namespace moai {

struct RunOptions {
  std::string out;
  double time_limit = 0.0;  ///< seconds from `start` to the last commit; 0: none
  std::int64_t lanes = 1;   ///< trials that a group advances side by side
  std::int64_t ranks_per_trial = 1;
  std::int64_t shard = 1;  ///< this job takes trials shard, shard + shards, ... of the plan
  std::int64_t shards = 1;
  double stall_limit = 0.0;  ///< seconds without an event after which a rank hangs; 0: none
  bool quiet = false;
  bool leave_aside = false;  ///< go on without conditions and trials that the folder has
};

/// The ranks and what they share. `tickets`, `stop` and `done` start at 0.
struct Ranks {
  Communicator& world;
  SharedCounter& tickets;
  SharedCounter& stop;
  SharedCounter& done;
  StatusBoard& board;
  const SignalGuard& signals;
};

/// Collective. Runs every trial of the plan that is not finished. Returns success, or run_again
/// when it was stopped. A fault on one rank makes the others commit and leave; then it is thrown
/// there (UserError, SystemError), and the others return its exit code.
ExitCode run_experiment(const Experiment& experiment, const RunOptions& options,
                        const Compute& compute, Ranks ranks);

}  // namespace moai
