#include "runner/run_experiment.h"

#include <algorithm>
#include <cstring>
#include <iostream>
#include <optional>
#include <thread>

#include "experiment/input_files.h"
#include "record/index.h"
#include "record/trial_store.h"
#include "runner/folder_plan.h"
#include "runner/input_ledger.h"
#include "runner/lanes.h"
#include "runner/output_folder.h"
#include "runner/planned_trials.h"
#include "runner/progress_files.h"
#include "runner/stall_watch.h"
#include "runner/stop.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto post_every = std::chrono::milliseconds(300);
constexpr auto idle_pause = std::chrono::milliseconds(20);

// Which code the whole job ends with when ranks differ: the worst.
std::int64_t severity(ExitCode code) {
  switch (code) {
    case ExitCode::success:
      return 0;
    case ExitCode::run_again:
      return 1;
    case ExitCode::system_error:
      return 2;
    case ExitCode::user_error:
      return 3;
  }
  return 2;
}

ExitCode from_severity(std::int64_t severity) {
  constexpr ExitCode codes[] = {ExitCode::success, ExitCode::run_again, ExitCode::system_error,
                                ExitCode::user_error};
  return codes[severity];
}

ExitCode code_of(const std::exception_ptr& fault) {
  if (!fault) return ExitCode::success;
  try {
    std::rethrow_exception(fault);
  } catch (const UserError&) {
    return ExitCode::user_error;
  } catch (...) {
    return ExitCode::system_error;
  }
}

// What the first rank finds out before any trial starts, for all ranks.
struct Opening {
  std::unique_ptr<OutputFolder> folder;  // first rank only
  std::vector<TrialTicket> to_run;       // of this shard, not finished yet
  std::uint64_t planned = 0;
  std::uint64_t finished = 0;
};

std::vector<TrialTicket> tickets_of_shard(const Experiment& experiment, const RunOptions& options) {
  std::vector<TrialTicket> mine;
  const auto all = plan(experiment);
  for (std::size_t k = static_cast<std::size_t>(options.shard - 1); k < all.size();
       k += static_cast<std::size_t>(options.shards))
    mine.push_back(all[k]);
  return mine;
}

// Makes every algorithm once, so that a wrong option is refused before any compute is spent.
void check_conditions(const Experiment& experiment, const std::vector<TrialTicket>& tickets,
                      ProblemCache& problems) {
  std::vector<bool> checked(experiment.conditions.size());
  for (const TrialTicket& ticket : tickets) {
    if (checked[ticket.condition]) continue;
    checked[ticket.condition] = true;
    const TrialOptions& options = experiment.conditions[ticket.condition].options;
    const auto problem = problems.get(ticket);
    AlgorithmContext context;
    context.space = &problem->genome_space();
    for (const ObjectiveInfo& objective : problem->objectives())
      context.objective_names.push_back(objective.name);
    context.normalisation = &problem->normalisation();
    options.algorithm->make(context);
    check(options.islands, options.algorithm);
  }
}

class Run {
 public:
  Run(const Experiment& experiment, const RunOptions& options, const Compute& compute, Ranks& ranks)
      : experiment_(experiment),
        options_(options),
        ranks_(ranks),
        setting_{&experiment, options.out, compute, ranks.world.size(), {}},
        problems_(experiment, compute.device),
        stop_(ranks.signals, ranks.stop, Clock::now(), options.time_limit),
        watch_(options.stall_limit, [this](const std::string& message) {
          ranks_.world.abort(message, static_cast<int>(ExitCode::system_error));
        }) {}

  ExitCode operator()() {
    if (const ExitCode code = open(); code != ExitCode::success) return code;
    std::exception_ptr fault;
    try {
      work();
    } catch (...) {
      fault = std::current_exception();
      stop_.request("a rank failed");
    }
    return close(fault);
  }

 private:
  // Everything that can be refused is refused here, by the first rank, which then throws; the other
  // ranks return its code.
  ExitCode open() {
    std::exception_ptr fault;
    Bytes unfinished;
    const auto tickets = tickets_of_shard(experiment_, options_);
    if (ranks_.world.rank() == 0) {
      try {
        opening_.folder = std::make_unique<OutputFolder>(
            options_.out, experiment_.resolved_yaml, shard_name(), [&](const std::string& yaml) {
              accept_growth(options_.out, yaml, experiment_, options_.leave_aside);
            });
        setting_.inputs = input_files(experiment_);
        require_same_inputs(options_.out, distinct(setting_.inputs));
        std::vector<TrialTicket> left;
        for (const TrialTicket& ticket : tickets) {
          const bool finished =
              TrialStore(options_.out, identity_of(experiment_, ticket)).finished();
          unfinished.push_back(std::byte{finished ? std::uint8_t{0} : std::uint8_t{1}});
          if (!finished) left.push_back(ticket);
        }
        check_conditions(experiment_, left, problems_);
      } catch (...) {
        fault = std::current_exception();
      }
    }
    const ExitCode code = from_severity(ranks_.world.maximum(severity(code_of(fault))));
    if (fault) std::rethrow_exception(fault);
    if (code != ExitCode::success) return code;
    ranks_.world.broadcast(unfinished, 0);
    broadcast(setting_.inputs, ranks_.world);
    opening_.planned = tickets.size();
    for (std::size_t k = 0; k < tickets.size(); ++k)
      if (unfinished[k] == std::byte{1}) opening_.to_run.push_back(tickets[k]);
    opening_.finished = opening_.planned - opening_.to_run.size();
    start_progress();
    return ExitCode::success;
  }

  std::string shard_name() const {
    return options_.shards > 1 ? concat(options_.shard, "-of-", options_.shards) : "";
  }

  void start_progress() {
    if (ranks_.world.rank() != 0) return;
    if (opening_.folder->lock().alone()) remove_progress(options_.out);
    double generations = 0.0;
    for (const TrialTicket& ticket : opening_.to_run)
      generations +=
          static_cast<double>(experiment_.conditions[ticket.condition].options.budget.generations);
    progress_.emplace(progress_file(options_.out, shard_name()), opening_.planned,
                      opening_.finished, generations, options_.quiet);
  }

  std::optional<TrialTicket> next_ticket(Communicator& group) {
    Bytes message(sizeof(std::int64_t));
    if (group.rank() == 0) {
      const std::int64_t ticket = ranks_.tickets.fetch_add(1);
      std::memcpy(message.data(), &ticket, sizeof(ticket));
    }
    group.broadcast(message, 0);
    std::int64_t ticket = 0;
    std::memcpy(&ticket, message.data(), sizeof(ticket));
    if (ticket >= static_cast<std::int64_t>(opening_.to_run.size())) return std::nullopt;
    return opening_.to_run[static_cast<std::size_t>(ticket)];
  }

  void work() {
    const auto group =
        ranks_.world.split(ranks_.world.rank() / static_cast<int>(options_.ranks_per_trial));
    Lanes lanes(
        setting_, problems_, *group, static_cast<std::size_t>(options_.lanes),
        [&] { return next_ticket(*group); }, [&](bool waits) { watch_.beat(place(lanes), waits); });
    try {
      watch_.beat(place(lanes));
      while (lanes.fill()) {
        const auto in_hand = std::ranges::count_if(
            lanes.trials(), [](const auto& trial) { return !trial->finished(); });
        lanes.advance();
        if (group->rank() == 0)  // a trial counts once, however many ranks it has
          status_.generations_done += static_cast<double>(in_hand);
        stopped_ = lanes.meet(stop_.should_stop());
        if (group->rank() == 0) status_.trials_finished = static_cast<double>(lanes.finished());
        tell_progress(lanes, group->rank() == 0);
        if (stopped_) break;
      }
      lanes.close();
    } catch (const UserError& error) {
      const std::string message = where(lanes) + error.what();
      if (group->size() > 1) leave_a_group_in_need(*group, message, ExitCode::user_error);
      throw UserError(message);
    } catch (const std::exception& error) {
      const std::string message = where(lanes) + error.what();
      if (group->size() > 1) leave_a_group_in_need(*group, message, ExitCode::system_error);
      throw SystemError(message);
    }
  }

  // The other ranks of the group wait for this one for ever: let all other groups commit, then end
  // the job.
  [[noreturn]] void leave_a_group_in_need(const Communicator& group, const std::string& message,
                                          ExitCode code) {
    stop_.request("a rank failed");
    const auto give_up = Clock::now() + std::chrono::seconds(60);
    while (ranks_.done.fetch_add(0) < ranks_.world.size() - group.size() && Clock::now() < give_up)
      std::this_thread::sleep_for(idle_pause);
    ranks_.world.abort(message, static_cast<int>(code));
    std::abort();  // not reached: GCC forgets that a virtual function does not return
  }

  std::string where(const Lanes& lanes) const { return place(lanes) + ": "; }

  std::string place(const Lanes& lanes) const {
    std::string trials;
    for (const auto& trial : lanes.trials())
      trials +=
          concat(trials.empty() ? "" : ", ", experiment_.conditions[trial->ticket().condition].name,
                 "/", trial->ticket().trial, " at generation ", trial->generation());
    return concat("rank ", ranks_.world.rank(), trials.empty() ? "" : ", trial ", trials);
  }

  void tell_progress(const Lanes& lanes, bool leads) {
    status_.trials_running = leads ? static_cast<double>(lanes.trials().size()) : 0.0;
    status_.evaluations = static_cast<double>(lanes.evaluations());
    status_.generation = 0.0;
    for (const auto& trial : lanes.trials()) {
      status_.generation = std::max(status_.generation, static_cast<double>(trial->generation()));
      status_.best_score = std::max(status_.best_score, trial->best_score());
    }
    const auto now = Clock::now();
    if (now - posted_ < post_every) return;
    posted_ = now;
    ranks_.board.post(status_);
    if (progress_) progress_->update(ranks_.board);
    if (opening_.folder) opening_.folder->lock().touch();
  }

  // Ranks wait here without burning the processor that others still need. Nothing may leave this
  // loop early: the others would wait for this rank for ever.
  void wait_for_all(std::exception_ptr& fault) {
    watch_.pause();
    status_.trials_running = 0.0;
    ranks_.board.post(status_);
    ranks_.done.fetch_add(1);
    bool folder_is_there = opening_.folder != nullptr;
    while (ranks_.done.fetch_add(0) < ranks_.world.size()) {
      std::this_thread::sleep_for(idle_pause);
      if (!folder_is_there) continue;
      try {
        progress_->update(ranks_.board);
        opening_.folder->lock().touch();
      } catch (...) {
        folder_is_there = false;
        if (!fault) fault = std::current_exception();
        stop_.request("the output folder was lost");
      }
    }
  }

  ExitCode close(std::exception_ptr fault) {
    wait_for_all(fault);
    if (ranks_.world.rank() == 0) {
      try {
        progress_->finish(ranks_.board);
        opening_.folder->lock().check();
        write_the_index();
      } catch (...) {
        if (!fault) fault = std::current_exception();
      }
    }
    const ExitCode mine = fault      ? code_of(fault)
                          : stopped_ ? ExitCode::run_again
                                     : ExitCode::success;
    const ExitCode code = from_severity(ranks_.world.maximum(severity(mine)));
    progress_.reset();
    opening_.folder.reset();
    if (fault) std::rethrow_exception(fault);
    if (ranks_.world.rank() == 0 && !options_.quiet) say_how_it_ended(code);
    return code;
  }

  void say_how_it_ended(ExitCode code) const {
    if (code == ExitCode::run_again)
      std::cout << "moai: stopped ("
                << (stop_.reason().empty() ? "another rank asked for it" : stop_.reason())
                << "); run the same command again to continue." << std::endl;
    else if (code == ExitCode::success)
      std::cout << "moai: done. Trials are in " << options_.out << "/trials, their summary in "
                << options_.out << "/experiment.h5." << std::endl;
  }

  void write_the_index() {
    const bool stops = stop_.should_stop();  // then the time may not suffice to read every trial
    const IndexReport report =
        write_index(options_.out, experiment_.name, planned_trials(experiment_),
                    stops ? SealCheck::length : SealCheck::whole);
    for (const std::string& problem : report.problems) log_warning(problem);
    if (!stops && !report.problems.empty())
      throw SystemError(concat(report.rows, " of ", report.rows + report.problems.size(),
                               " finished trials are sound (see the warnings above)."));
  }

  const Experiment& experiment_;
  const RunOptions& options_;
  Ranks& ranks_;
  RunSetting setting_;
  ProblemCache problems_;
  StopWatch stop_;
  StallWatch watch_;
  Opening opening_;
  std::optional<ProgressReporter> progress_;
  RankStatus status_;
  Clock::time_point posted_{};
  bool stopped_ = false;
};

}  // namespace

ExitCode run_experiment(const Experiment& experiment, const RunOptions& options,
                        const Compute& compute, Ranks ranks) {
  return Run(experiment, options, compute, ranks)();
}

}  // namespace moai
