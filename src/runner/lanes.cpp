#include "runner/lanes.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include "runner/refine_children.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;
// How long a rank may compute until it hears that the group stops or commits, if generations are
// shorter than that.
constexpr double seconds_between_meetings = 0.05;
constexpr auto lane_pause = std::chrono::milliseconds(1);

struct Batch {
  std::vector<TrialRun*> trials;
  std::vector<std::size_t> sizes;
  std::vector<const Genome*> genomes;
};

void print_warnings(TrialRun& trial) {
  for (const std::string& warning : trial.take_warnings()) log_warning(warning);
}

void commit(TrialRun& trial) {
  trial.commit();
  print_warnings(trial);
}

}  // namespace

Lanes::Lanes(const RunSetting& setting, ProblemCache& problems, Communicator& group,
             std::size_t width, NextTicket next, Beat beat)
    : setting_(&setting),
      problems_(&problems),
      group_(&group),
      width_(width),
      next_(std::move(next)),
      beat_(std::move(beat)) {
  const auto& conditions = setting.experiment->conditions;
  if (std::ranges::any_of(conditions, [](const Condition& condition) {
        return moai::is_asynchronous(condition.options.islands);
      }))
    free_ranks_.emplace(group);
}

bool Lanes::is_asynchronous(const TrialTicket& ticket) const {
  return moai::is_asynchronous(setting_->experiment->conditions[ticket.condition].options.islands);
}

bool Lanes::fill() {
  while (trials_.size() < width_) {
    if (!ticket_ && !exhausted_) ticket_ = next_();
    exhausted_ = !ticket_;
    if (exhausted_ || (!trials_.empty() && is_asynchronous(*ticket_) != asynchronous_)) break;
    asynchronous_ = is_asynchronous(*ticket_);
    trials_.push_back(
        std::make_unique<TrialRun>(*setting_, *ticket_, problems_->get(*ticket_), *group_));
    ticket_.reset();
    print_warnings(*trials_.back());
    const std::string names = trials_.back()->not_refined();
    if (!names.empty() && told_.insert(names).second && group_->rank() == 0)
      log_info(concat("refinement leaves out ", names, " (without a gradient)"));
  }
  return !trials_.empty();
}

void Lanes::advance() {
  // A rank that waits for others must not look busy.
  const auto at_the_end = [](const auto& trial) { return trial->finished(); };
  const bool was_idle = std::exchange(idle_, std::ranges::all_of(trials_, at_the_end));
  if (idle_) {
    if (!was_idle) beat_(true);
    std::this_thread::sleep_for(lane_pause);
    return;
  }
  beat_(false);
  ++generations_at_meeting_;
  // Trials of one problem share a batch; batches go in the order of the lanes.
  std::vector<Batch> batches;
  std::map<const Problem*, std::size_t> batch_of;
  for (const auto& trial : trials_) {
    if (trial->finished()) continue;
    const auto [place, added] = batch_of.emplace(&trial->problem(), batches.size());
    if (added) batches.emplace_back();
    Batch& batch = batches[place->second];
    const auto genomes = trial->ask();
    batch.trials.push_back(trial.get());
    batch.sizes.push_back(genomes.size());
    batch.genomes.insert(batch.genomes.end(), genomes.begin(), genomes.end());
  }
  for (const Batch& batch : batches) {
    beat_(false);
    std::vector<RefineTask> tasks;
    for (TrialRun* trial : batch.trials)
      for (RefineTask& task : trial->refine_tasks()) tasks.push_back(std::move(task));
    refine(batch.trials.front()->problem(), tasks);
    beat_(false);
    const auto start = Clock::now();
    const Evaluation all = batch.trials.front()->problem().evaluate(batch.genomes);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    evaluations_ += batch.genomes.size();
    beat_(true);
    std::size_t first = 0;
    for (std::size_t k = 0; k < batch.trials.size(); ++k) {
      const std::size_t count = batch.sizes[k];
      const double share = static_cast<double>(count) /
                           static_cast<double>(std::max<std::size_t>(1, batch.genomes.size()));
      batch.trials[k]->tell(rows(all, first, count), seconds * share);
      first += count;
    }
  }
}

bool Lanes::meet(bool stop) {
  return asynchronous_ ? meet_when_called(stop) : meet_at_the_same_time(stop);
}

void Lanes::finish(std::size_t lane) {
  trials_[lane]->finish();
  print_warnings(*trials_[lane]);
  trials_[lane]->close();
  trials_.erase(trials_.begin() + static_cast<std::ptrdiff_t>(lane));
  ++finished_;
}

bool Lanes::meet_at_the_same_time(bool stop) {
  for (std::size_t lane = trials_.size(); lane-- > 0;)
    if (trials_[lane]->finished()) finish(lane);
  if (--generations_to_meeting_ > 0) return false;
  // Whether somebody wants to stop; by the clock of the first rank, how many generations may pass
  // until the ranks meet again, and what is due.
  const bool leads = group_->rank() == 0;
  std::vector<std::int64_t> wishes{stop ? 1 : 0, leads ? generations_until_a_meeting() : 0};
  for (const auto& trial : trials_) wishes.push_back(leads && trial->commit_due() ? 1 : 0);
  group_->add_up(wishes);
  generations_to_meeting_ = wishes[1];
  for (std::size_t lane = 0; lane < trials_.size(); ++lane)
    if (wishes[0] > 0 || wishes[2 + lane] > 0) commit(*trials_[lane]);
  return wishes[0] > 0;
}

std::int64_t Lanes::generations_until_a_meeting() {
  const auto now = Clock::now();
  const std::chrono::duration<double> since = now - std::exchange(met_, now);
  const double pace =
      since.count() / static_cast<double>(std::exchange(generations_at_meeting_, 0));
  const auto commits_always = [](const auto& trial) { return trial->commits_every_generation(); };
  if (std::ranges::any_of(trials_, commits_always)) return 1;
  return static_cast<std::int64_t>(
      std::clamp(seconds_between_meetings / std::max(pace, 1e-9), 1.0, 1000.0));
}

bool Lanes::meet_when_called(bool stop) {
  const auto call = free_ranks_->next_call(trials_, stop);
  if (!call) return false;
  beat_(true);
  idle_ = false;
  if (call->wish == FreeRanks::Wish::stop) {
    for (const auto& trial : trials_) commit(*trial);
    return true;
  }
  for (std::size_t lane = 0; lane < trials_.size(); ++lane) {
    if (trials_[lane]->ticket() != call->trial) continue;
    if (call->wish == FreeRanks::Wish::commit)
      commit(*trials_[lane]);
    else
      finish(lane);
    break;
  }
  return false;
}

void Lanes::close() {
  for (const auto& trial : trials_) trial->close();
  if (free_ranks_) free_ranks_->close();
}

}  // namespace moai
