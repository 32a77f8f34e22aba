#include "genome/cppn/activation.h"

#include <array>

namespace moai {

namespace {

constexpr std::array<Choice, 10> table = {{
    {"identity", "x"},
    {"sin", "sin(x)"},
    {"cos", "cos(pi x)"},
    {"gaussian", "exp(-x^2)"},
    {"sigmoid", "1 / (1 + exp(-x))"},
    {"softplus", "log(1 + exp(x)), without overflow"},
    {"linear", "x / 3 between -1 and 1"},
    {"tanh", "tanh(2.5 x)"},
    {"sin_pi", "sin(pi x)"},
    {"sharp_gaussian", "2 exp(-20 x^2) - 0.5"},
}};

}  // namespace

std::span<const Choice> activations() {
  return table;
}

std::optional<Activation> activation_named(std::string_view name) {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].name == name) return static_cast<Activation>(i);
  return std::nullopt;
}

}  // namespace moai
