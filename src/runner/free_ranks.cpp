#include "runner/free_ranks.h"

#include <algorithm>

#include "support/byte_stream.h"

namespace moai {
namespace {

template <class T>
Bytes to_bytes(const T& value) {
  ByteWriter out;
  out.put(value);
  return out.take();
}

std::pair<std::size_t, std::uint32_t> key(const TrialTicket& trial) {
  return {trial.condition, trial.trial};
}

}  // namespace

FreeRanks::FreeRanks(Communicator& group) : group_(&group), post_(group.open_post()) {}

std::optional<FreeRanks::Call> FreeRanks::next_call(
    const std::vector<std::unique_ptr<TrialRun>>& trials, bool stop) {
  for (const auto& trial : trials) report(*trial);
  for (const Letter& letter : post_->arrived()) {
    ByteReader in(letter.text);
    if (group_->rank() == 0)
      note(letter.from, in.get<Report>());
    else
      calls_.push_back(in.get<Call>());
  }
  if (group_->rank() == 0) lead(trials, stop);
  if (calls_.empty()) return std::nullopt;
  const Call next = calls_.front();
  calls_.erase(calls_.begin());
  if (next.wish == Wish::finish) reports_.erase(key(next.trial));
  return next;
}

void FreeRanks::report(const TrialRun& trial) {
  Report report{trial.ticket(), trial.evaluations(), trial.finished(), trial.reached_a_target()};
  // A rank that only waits has nothing new to say.
  auto& said = reports_[key(trial.ticket())];
  said.resize(static_cast<std::size_t>(group_->size()));
  Report& mine = said[static_cast<std::size_t>(group_->rank())];
  if (mine.finished && report.finished && mine.reached == report.reached) return;
  mine = report;
  if (group_->rank() != 0) post_->send(0, to_bytes(report));
}

void FreeRanks::note(int rank, const Report& report) {
  // One about a trial that was finished meanwhile.
  const auto said = reports_.find(key(report.trial));
  if (said != reports_.end()) said->second[static_cast<std::size_t>(rank)] = report;
}

bool FreeRanks::is_over(const TrialRun& trial) const {
  const std::vector<Report>& said = reports_.at(key(trial.ticket()));
  std::uint64_t evaluations = 0;
  for (const Report& report : said) {
    evaluations += report.evaluations;
    if (report.reached) return true;
  }
  const auto budget = static_cast<std::uint64_t>(trial.evaluations_budget());
  if (budget > 0 && evaluations >= budget) return true;
  return std::ranges::all_of(said, [](const Report& report) { return report.finished; });
}

// One call at a time: the next one is made when this rank has followed the last.
void FreeRanks::lead(const std::vector<std::unique_ptr<TrialRun>>& trials, bool stop) {
  for (const auto& trial : trials)
    if (is_over(*trial)) return call({Wish::finish, trial->ticket()});
  if (stop) return call({Wish::stop, {}});
  for (const auto& trial : trials)
    if (trial->commit_due()) return call({Wish::commit, trial->ticket()});
}

void FreeRanks::call(const Call& call) {
  for (int rank = 1; rank < group_->size(); ++rank) post_->send(rank, to_bytes(call));
  calls_.push_back(call);
}

}  // namespace moai
