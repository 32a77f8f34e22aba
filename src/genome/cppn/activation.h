#pragma once
// The activation functions of CPPN nodes: their words, in YAML and in trial files, and their
// formulas. The functions themselves are applied to tensors, in cppn_network.cpp.
//
//   Activation a = *activation_words.find("gaussian");

#include <cstdint>

#include "support/enum_words.h"

namespace moai {

/// The numbers are part of the file format: append, never renumber.
enum class Activation : std::uint8_t {
  identity = 0,
  sin = 1,
  cos = 2,
  gaussian = 3,
  sigmoid = 4,
  softplus = 5,
  linear = 6,
  tanh = 7,
  sin_pi = 8,
  sharp_gaussian = 9,
};

inline constexpr auto activation_words =
    enum_words<Activation::sharp_gaussian>({{"identity", "x"},
                                            {"sin", "sin(x)"},
                                            {"cos", "cos(pi x)"},
                                            {"gaussian", "exp(-x^2)"},
                                            {"sigmoid", "1 / (1 + exp(-x))"},
                                            {"softplus", "log(1 + exp(x)), without overflow"},
                                            {"linear", "x / 3 between -1 and 1"},
                                            {"tanh", "tanh(2.5 x)"},
                                            {"sin_pi", "sin(pi x)"},
                                            {"sharp_gaussian", "2 exp(-20 x^2) - 0.5"}});
constexpr const auto& words_of(Activation) {
  return activation_words;
}

}  // namespace moai
