#include "problem/adam.h"

#include <cmath>
#include <stdexcept>

namespace moai {

Adam::Adam(std::size_t parameters, double learning_rate)
    : learning_rate_(learning_rate), first_(parameters, 0.0), second_(parameters, 0.0) {}

void Adam::step(std::span<float> parameters, std::span<const float> gradient) {
  if (parameters.size() != first_.size() || gradient.size() != first_.size())
    throw std::logic_error("Adam::step: another number of parameters than at the start");
  constexpr double keep_first = 0.9, keep_second = 0.999, epsilon = 1e-8;
  ++steps_;
  const double correct_first = 1.0 - std::pow(keep_first, steps_);
  const double correct_second = 1.0 - std::pow(keep_second, steps_);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double slope = std::isfinite(gradient[i]) ? gradient[i] : 0.0;
    first_[i] = keep_first * first_[i] + (1.0 - keep_first) * slope;
    second_[i] = keep_second * second_[i] + (1.0 - keep_second) * slope * slope;
    parameters[i] -= static_cast<float>(learning_rate_ * (first_[i] / correct_first) /
                                        (std::sqrt(second_[i] / correct_second) + epsilon));
  }
}

}  // namespace moai
