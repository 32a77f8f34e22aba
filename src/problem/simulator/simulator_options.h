#pragma once
// What problems of the user's own have in common, whoever evaluates them: `external` and `library`.
//
//   variables:   [{type: real, count: 7, minimum: [0.5], maximum: [1.5]}]
//   objectives:  [{type: minimise, name: weight, range: [15, 45]}, {type: maximise, name: speed}]
//   constraints: 10

#include <cstdint>
#include <string>
#include <vector>

#include "genome/mixed/variable_options.h"
#include "support/options.h"

namespace moai {

struct SimulatorObjective {
  enum class Direction : std::uint8_t { minimise, maximise };
  Direction direction = Direction::minimise;
  std::string name;           ///< empty: f1, f2 ...
  std::vector<double> range;  ///< least and largest value worth telling apart; empty: calibrated
};

struct SimulatorOptions {
  /// A failed evaluation loses every comparison, or ends the run.
  enum class OnFailure : std::uint8_t { worst, stop };

  VariablesOptions variables;
  std::vector<SimulatorObjective> objectives;
  std::int64_t constraints = 0;
  std::int64_t calibration = 100;  ///< random designs, where an objective has no range
  std::int64_t workers = 1;        ///< on each rank
  std::int64_t batch = 100;        ///< evaluations of one request, at most
  OnFailure on_failure = OnFailure::worst;
};

struct ExternalOptions : SimulatorOptions {
  std::vector<std::string> command;
  std::string directory;    ///< where it is started; empty: where moai was
  double time_limit = 0.0;  ///< seconds an evaluation; 0: none
  double start_limit = 60.0;
  std::int64_t retries = 1;
};

struct LibraryOptions : SimulatorOptions {
  std::string file;
};

void describe(OptionVisitor& visitor, ExternalOptions& options);
void describe(OptionVisitor& visitor, LibraryOptions& options);

std::vector<std::string> objective_names(const SimulatorOptions& options);

/// Throws UserError naming the key.
void check(const SimulatorOptions& options);
void check(const ExternalOptions& options);
void check(const LibraryOptions& options);

}  // namespace moai
