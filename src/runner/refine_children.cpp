#include "runner/refine_children.h"

#include <chrono>
#include <map>

#include "support/text.h"

namespace moai {
namespace {

using Clock = std::chrono::steady_clock;

void refine_batch(const Problem& problem, const Descent& descent,
                  std::span<RefineTask* const> tasks) {
  const auto start = Clock::now();
  RefineRequest request{{}, {}, descent};
  std::vector<const Genome*> genomes;
  for (const RefineTask* task : tasks) {
    for (const Child& child : task->children) genomes.push_back(&child.genome);
    for (std::size_t i = 0; i < task->weights.rows(); ++i)
      request.weights.append_row(task->weights.row(i));
  }
  if (genomes.empty()) return;
  request.genomes = genomes;
  Refinement refined = problem.refined(request);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::size_t next = 0;
  for (RefineTask* task : tasks) {
    (*task->times)["refine"] +=
        seconds * static_cast<double>(task->children.size()) / static_cast<double>(genomes.size());
    for (Child& child : task->children) {
      child.genome = std::move(refined.genomes.at(next));
      *task->gradient_steps += refined.steps.at(next++);
    }
  }
}

}  // namespace

Matrix refine_weights(const RefineOptions& options, const Algorithm& algorithm,
                      std::span<const Child> children,
                      const std::vector<ObjectiveInfo>& objectives) {
  std::vector<std::string> names;
  for (const ObjectiveInfo& objective : objectives) names.push_back(objective.name);
  std::vector<double> common = loss_weights(options, names);
  for (std::size_t m = 0; m < objectives.size(); ++m)
    if (!objectives[m].differentiable) common[m] = 0.0;
  Matrix weights;
  for (const Child& child : children) {
    std::vector<double> row = common;
    if (options.objectives == RefineOptions::Objectives::own) {
      const std::vector<std::uint8_t> aims = algorithm.aims(child);
      for (std::size_t m = 0; m < aims.size(); ++m) row[m] *= aims[m];
    }
    weights.append_row(row);
  }
  return weights;
}

std::string left_out(const RefineOptions& options, const std::vector<ObjectiveInfo>& objectives) {
  std::vector<std::string> names;
  if (!refines(options)) return {};
  for (const ObjectiveInfo& objective : objectives)
    if (!objective.differentiable && loss_weights(options, {&objective.name, 1}).front() > 0.0)
      names.push_back(objective.name);
  return join(names);
}

void refine(const Problem& problem, std::span<RefineTask> tasks) {
  std::map<Descent, std::vector<RefineTask*>> batches;
  for (RefineTask& task : tasks) batches[task.descent].push_back(&task);
  for (const auto& [descent, batch] : batches) refine_batch(problem, descent, batch);
}

}  // namespace moai
