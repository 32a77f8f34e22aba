// moai run: an experiment on the ranks of an MPI job.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <optional>

#include "app/command_line.h"
#include "experiment/scalars.h"
#include "parallel/mpi_communicator.h"
#include "runner/run_experiment.h"
#include "runner/stop.h"
#include "support/log.h"
#include "support/text.h"
#include "support/version.h"

namespace moai {
namespace {

struct Request {
  std::string file;
  RunOptions run;
};

double seconds(const CommandLine& line, const char* name) {
  const auto text = line.get<std::string>(name);
  const auto parsed = parse_duration(text);
  if (!parsed.value)
    throw UserError(concat("--", name, ": '", text, "' ", parsed.problem,
                           ". Give seconds, or a number with s, min, h or d, such as '90 min'."));
  return *parsed.value;
}

void set_shard(const std::string& text, RunOptions& options) {
  const auto slash = text.find('/');
  const auto shard = parse_integer(text.substr(0, slash));
  const auto shards = parse_integer(slash == std::string::npos ? "" : text.substr(slash + 1));
  if (!shard.value || !shards.value || *shard.value < 1 || *shard.value > *shards.value)
    throw UserError(concat("--shard: '", text,
                           "' is no shard (expected i/n with i from 1 to n, such as 2/4)."));
  options.shard = *shard.value;
  options.shards = *shards.value;
}

std::int64_t positive(const CommandLine& line, const char* name) {
  const auto value = line.get<std::int64_t>(name);
  if (value < 1 || value > 1'000'000)
    throw UserError(concat("--", name, ": ", value, " is out of range (1 to 1000000)."));
  return value;
}

CommandLine command_line() {
  using boost::program_options::value;
  CommandLine line(
      "run", "FILE",
      "Runs the trials of an experiment that are not finished yet, on as many ranks as "
      "mpirun or srun starts.\nSIGUSR1, SIGTERM, Ctrl-C and the time limit make all ranks "
      "commit and end with code 75; the same command\nthen continues.");
  line.add("out", value<std::string>(),
           "output folder (default: results/<name of the experiment>)");
  line.add(
      "time-limit", value<std::string>(),
      "stop and commit in time: 3600, '90 min', '23 h' (default: what SLURM says, if it does)");
  line.add(
      "stall-limit", value<std::string>(),
      "end the job when a rank does nothing for so long: longer than a batch takes to evaluate "
      "and a commit to write (default: never)");
  line.add("lanes", value<std::int64_t>()->default_value(1),
           "trials that a rank advances side by side, evaluated in one batch");
  line.add("ranks-per-trial", value<std::int64_t>()->default_value(1),
           "ranks over which the islands of a trial are spread");
  line.add("shard", value<std::string>(), "i/n: only the i-th of n equal parts of the trials");
  line.add_flag(
      "leave-aside",
      "go on in a folder that has more conditions or trials than FILE, without them; nothing "
      "is deleted");
  line.add_flag("quiet", "no progress lines");
  return line;
}

Request request_from(const CommandLine& line) {
  Request request;
  request.file = line.words(1, 1)[0];
  if (line.has("out")) request.run.out = line.get<std::string>("out");
  if (line.has("time-limit")) request.run.time_limit = seconds(line, "time-limit");
  if (line.has("stall-limit")) request.run.stall_limit = seconds(line, "stall-limit");
  if (line.has("shard")) set_shard(line.get<std::string>("shard"), request.run);
  request.run.lanes = positive(line, "lanes");
  request.run.ranks_per_trial = positive(line, "ranks-per-trial");
  request.run.leave_aside = line.has("leave-aside");
  request.run.quiet = line.has("quiet");
  return request;
}

// All that can fail before the ranks begin to depend on one another.
struct Prepared {
  Experiment experiment;
  RunOptions options;
  Compute compute;
};

Prepared prepare(const Request& request, const Communicator& world) {
  Prepared prepared{read_experiment(request.file), request.run, {}};
  if (prepared.options.out.empty()) prepared.options.out = "results/" + prepared.experiment.name;
  if (prepared.options.time_limit == 0.0) prepared.options.time_limit = slurm_seconds_left();
  const ComputeOptions& wish = prepared.experiment.conditions.front().options.compute;
  for (const Condition& condition : prepared.experiment.conditions)
    if (!(condition.options.compute == wish))
      throw UserError(
          concat("compute: differs between the conditions '",
                 prepared.experiment.conditions.front().name, "' and '", condition.name,
                 "' (a run has one device and one number of threads). Do not sweep over it."));
  prepared.compute = set_up_compute(
      {wish.device, static_cast<int>(wish.threads), needs_libtorch(prepared.experiment)},
      world.local_rank(), world.local_size());
  return prepared;
}

void print_banner(const Prepared& prepared, int ranks) {
  if (prepared.options.quiet) return;
  const auto& experiment = prepared.experiment;
  std::cout << "moai " << version() << ": experiment '" << experiment.name << "', "
            << experiment.conditions.size() << " conditions x " << experiment.trials
            << " trials, seed " << experiment.seed << "\n  " << ranks
            << (ranks == 1 ? " rank, " : " ranks, ") << prepared.compute.threads
            << " threads a rank, device " << prepared.compute.device << " ("
            << prepared.compute.device_name << ")"
            << (prepared.compute.libtorch.empty() ? "" : ", LibTorch " + prepared.compute.libtorch)
            << "\n  output " << prepared.options.out << "\n"
            << reproducibility_note(experiment, prepared.compute.device);
  for (const std::string& note : experiment.notes) std::cout << "note: " << note << "\n";
  std::cout << std::flush;
}

// With a SLURM step's variables, but not those of a launcher that MPI knows, an MPI either refuses
// to start or takes every task for a run of its own.
void hint_at_the_launcher() {
  const auto is_set = [](const char* name) { return std::getenv(name) != nullptr; };
  constexpr std::array launchers{"PMIX_RANK", "PMI_RANK", "PMI_FD", "OMPI_COMM_WORLD_RANK"};
  if (is_set("SLURM_STEP_ID") && std::ranges::none_of(launchers, is_set))
    log_info(
        "this process has the variables of a SLURM step, but none of a launcher. If MPI does not "
        "start, or each task counts as a run of its own: srun --mpi=pmix moai run ..., or mpirun; "
        "in a shell that srun opened, first unset SLURM_STEP_ID SLURM_PROCID SLURM_NTASKS.");
}

int run_on_ranks(const Request& request, MpiEnvironment& mpi) {
  const auto world = mpi.world();
  std::exception_ptr fault;
  std::optional<Prepared> prepared;
  try {
    prepared = prepare(request, *world);
  } catch (...) {
    fault = std::current_exception();
  }
  // The same file gives the same error everywhere: only the first rank that failed speaks.
  const bool failed = world->maximum(fault ? 1 : 0) > 0;
  const std::int64_t speaker =
      world->size() - world->maximum(fault ? world->size() - world->rank() : 0);
  if (failed) {
    if (fault && speaker == world->rank()) std::rethrow_exception(fault);
    return static_cast<int>(ExitCode::user_error);
  }
  set_log_rank(world->rank());
  if (world->rank() == 0) print_banner(*prepared, world->size());

  const SignalGuard signals;
  const auto tickets = mpi.make_counter();
  const auto stop = mpi.make_counter();
  const auto done = mpi.make_counter();
  const auto board = mpi.make_board();
  return static_cast<int>(run_experiment(prepared->experiment, prepared->options, prepared->compute,
                                         {*world, *tickets, *stop, *done, *board, signals}));
}

}  // namespace

int run_command(Arguments arguments) {
  CommandLine line = command_line();
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const Request request = request_from(line);
  hint_at_the_launcher();
  MpiEnvironment mpi;
  return run_on_ranks(request, mpi);
}

}  // namespace moai
