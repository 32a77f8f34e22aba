#include "runner/problem_cache.h"

namespace moai {

std::shared_ptr<const Problem> ProblemCache::get(const TrialTicket& ticket) {
  const Condition& condition = experiment_->conditions[ticket.condition];
  const RandomSource random = random_source(*experiment_, ticket);
  ProblemContext context;
  context.device = device_;
  context.seed = static_cast<std::uint64_t>(experiment_->seed);
  context.trial = random.trial;
  auto& held = made_[condition.name];
  std::shared_ptr<const Problem> problem = held.lock();
  if (!problem) {
    problem = make_problem(condition.options.problem, context);
    held = problem;
  }
  latest_ = problem;
  return problem;
}

}  // namespace moai
