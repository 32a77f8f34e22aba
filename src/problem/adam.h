#pragma once
// One run of Adam on one list of parameters (D. P. Kingma, J. Ba, "Adam: a method for stochastic
// optimization", ICLR 2015, algorithm 1, with the decay rates proposed there: 0.9, 0.999, 1e-8).
//
//   Adam adam(parameters.size(), 0.03);
//   for (...) adam.step(parameters, gradient_at(parameters));
//
// Plain arithmetic in double precision on the processor. It does not decide when to stop.

#include <cstddef>
#include <span>
#include <vector>

namespace moai {

class Adam {
 public:
  Adam(std::size_t parameters, double learning_rate);

  /// Moves `parameters` downhill. NaN and infinite slopes count as 0. std::logic_error: another
  /// number of parameters or slopes than the constructor was told.
  void step(std::span<float> parameters, std::span<const float> gradient);

 private:
  double learning_rate_;
  int steps_ = 0;
  std::vector<double> first_, second_;  // moments of the gradient
};

}  // namespace moai
