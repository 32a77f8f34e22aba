#include "problem/descent.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "problem/adam.h"

namespace moai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One genome on its way.
class Walk {
 public:
  Walk(const std::vector<float>& start, double learning_rate)
      : best_parameters_(start), adam_(start.size(), learning_rate) {}

  const std::vector<float>& best() const { return best_parameters_; }
  std::uint32_t steps() const { return steps_; }

  void see(const std::vector<float>& parameters, double loss, const Descent& descent) {
    waiting_ = loss < goal_ - descent.minimum_improvement ? 0 : waiting_ + 1;
    if (waiting_ == 0) goal_ = loss;
    if (!(loss < best_)) return;
    best_ = loss;
    best_parameters_ = parameters;
  }
  /// False where it goes no further.
  bool step(std::vector<float>& parameters, std::span<const float> gradient,
            const Descent& descent) {
    ++steps_;
    const bool moves = std::ranges::any_of(
        gradient, [](float slope) { return std::isfinite(slope) && slope != 0.0F; });
    if (waiting_ >= descent.patience || (steps_ == 1 && !moves)) return false;
    adam_.step(parameters, gradient);
    return true;
  }

 private:
  std::vector<float> best_parameters_;
  Adam adam_;
  double best_ = infinity;
  double goal_ = infinity;  // the last loss that counted as an improvement
  std::int64_t waiting_ = 0;
  std::uint32_t steps_ = 0;
};

}  // namespace

Descended descend(Parameters start, const Descent& descent, const LossAt& loss_at) {
  Parameters current = std::move(start);
  std::vector<Walk> walks;
  std::vector<std::size_t> active;
  for (std::size_t i = 0; i < current.size(); ++i) {
    walks.emplace_back(current[i], descent.learning_rate);
    if (!current[i].empty()) active.push_back(i);
  }
  for (std::int64_t s = 0; s < descent.steps && !active.empty(); ++s) {
    const Losses now = loss_at(active, current, true);
    std::vector<std::size_t> further;
    for (std::size_t k = 0; k < active.size(); ++k) {
      const std::size_t i = active[k];
      walks[i].see(current[i], now.loss[k], descent);
      if (walks[i].step(current[i], now.gradient[k], descent)) further.push_back(i);
    }
    active = std::move(further);
  }
  if (!active.empty()) {
    const Losses last = loss_at(active, current, false);
    for (std::size_t k = 0; k < active.size(); ++k)
      walks[active[k]].see(current[active[k]], last.loss[k], descent);
  }
  Descended result;
  for (const Walk& walk : walks) {
    result.parameters.push_back(walk.best());
    result.steps.push_back(walk.steps());
  }
  return result;
}

}  // namespace moai
