#include "runner/problem_cache.h"

#include "experiment/writing_visitor.h"
#include "experiment/yaml_writer.h"
#include "media/image_file.h"
#include "media/sound_file.h"

namespace moai {

std::shared_ptr<const Problem> ProblemCache::get(const TrialTicket& ticket) {
  const TrialOptions& trial = experiment_->conditions[ticket.condition].options;
  ProblemOptions options = trial.problem;
  const RandomSource random = random_source(*experiment_, ticket);
  ProblemContext context;
  context.device = device_;
  context.seed = static_cast<std::uint64_t>(experiment_->seed);
  context.trial = random.trial;
  context.wants_descriptors = trial.algorithm->needs_descriptors();
  context.read_image = read_image;
  context.read_sound = read_sound;

  WritingVisitor writer;
  describe(writer, options);
  std::string key = yaml_text(writer.take());
  if (options->depends_on_trial()) key += std::to_string(context.trial);
  if (context.wants_descriptors) key += " with descriptors";

  auto& held = made_[key];
  std::shared_ptr<const Problem> problem = held.lock();
  if (!problem) {
    problem = options->make(context);
    held = problem;
  }
  latest_ = problem;
  return problem;
}

}  // namespace moai
