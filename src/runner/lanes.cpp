#include "runner/lanes.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "runner/refine_children.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;

struct Batch {
  std::vector<TrialRun*> trials;
  std::vector<std::size_t> sizes;
  std::vector<const Genome*> genomes;
};

}  // namespace

bool Lanes::fill() {
  while (trials_.size() < width_ && !exhausted_) {
    if (const auto ticket = next_()) {
      trials_.push_back(
          std::make_unique<TrialRun>(*setting_, *ticket, problems_->get(*ticket), *group_));
      for (const std::string& warning : trials_.back()->warnings())
        std::fprintf(stderr, "moai: warning: %s\n", warning.c_str());
    } else {
      exhausted_ = true;
    }
  }
  return !trials_.empty();
}

std::size_t Lanes::advance() {
  beat_(false);
  // Trials of one problem share a batch; batches go in the order of the lanes.
  std::vector<Batch> batches;
  std::map<const Problem*, std::size_t> batch_of;
  for (const auto& trial : trials_) {
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
  std::size_t finished = 0;
  for (const auto& trial : trials_) {
    if (!trial->finished()) continue;
    trial->finish();
    ++finished;
  }
  std::erase_if(trials_, [](const auto& trial) { return trial->finished(); });
  return finished;
}

void Lanes::commit(bool everything) {
  for (const auto& trial : trials_) {
    // The first rank's clock decides for the group.
    const bool due = everything || (group_->rank() == 0 && trial->commit_due());
    if (everything || group_->maximum(due ? 1 : 0) > 0) trial->commit();
  }
}

}  // namespace moai
