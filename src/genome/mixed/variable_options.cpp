#include "genome/mixed/variable_options.h"

#include <array>
#include <cmath>
#include <limits>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::int64_t most_of_a_block = 100'000'000;
// Whole numbers up to here are exact as doubles.
constexpr double largest_integer = 9007199254740992.0;
constexpr std::array<std::string_view, 4> kinds{"real", "integer", "categorical", "binary"};

std::string key_of(std::size_t block, std::string_view key) {
  return concat("problem.variables[", block, "].", key);
}

void describe_common(OptionVisitor& visitor, VariableOptions& options) {
  visitor.text("name", options.name, "of the block, for messages and for whoever evaluates");
  visitor.integer("count", options.count, {1, most_of_a_block}, "variables of the block");
}

void describe_numeric(OptionVisitor& visitor, VariableOptions& options) {
  describe_common(visitor, options);
  visitor.reals("minimum", options.minimum, 0, {},
                "the least value: one for all variables of the block, or one for each");
  visitor.reals("maximum", options.maximum, 0, {}, "the largest value, likewise");
  describe(visitor, options.numeric);
}

void describe_block(OptionVisitor& visitor, VariableOptions& options) {
  const std::array types{
      Alternative{kinds[0], "real numbers between bounds",
                  [&](OptionVisitor& v) { describe_numeric(v, options); }},
      Alternative{kinds[1],
                  "whole numbers between bounds, both included: varied as real ones, then rounded; "
                  "a mutation moves by one at least",
                  [&](OptionVisitor& v) { describe_numeric(v, options); }},
      Alternative{kinds[2], "one of some words, without an order",
                  [&](OptionVisitor& v) {
                    describe_common(v, options);
                    v.texts("choices", options.choices, {},
                            "the words; a genome holds a word's place, from 0");
                    describe(v, options.discrete);
                  }},
      Alternative{kinds[3], "bits, 0 or 1", [&](OptionVisitor& v) {
                    describe_common(v, options);
                    describe(v, options.discrete);
                  }}};
  auto index = static_cast<std::size_t>(options.kind);
  visitor.alternatives("", index, types, "variables that belong together");
  options.kind = static_cast<VariableKind>(index);
}

void check_bounds(const VariableOptions& options, std::size_t block) {
  for (const auto& [key, bounds] :
       {std::pair{"minimum", &options.minimum}, std::pair{"maximum", &options.maximum}}) {
    const auto count = static_cast<std::size_t>(options.count);
    if (bounds->size() != 1 && bounds->size() != count)
      throw OptionError(key_of(block, key),
                        concat(bounds->size(), " values for ", count,
                               " variables (one for all, or one for each, is expected). Write ",
                               key, ": [number]."));
    if (options.kind != VariableKind::integer) continue;
    for (const double bound : *bounds)
      if (bound != std::floor(bound) || std::abs(bound) > largest_integer)
        throw OptionError(key_of(block, key),
                          concat(bound,
                                 " is no whole number that can be told apart from its neighbours "
                                 "(up to 2^53). Round it, or use type: real."));
  }
  for (std::size_t i = 0; i < std::max(options.minimum.size(), options.maximum.size()); ++i) {
    const double low = options.minimum[options.minimum.size() == 1 ? 0 : i];
    const double high = options.maximum[options.maximum.size() == 1 ? 0 : i];
    if (low > high)
      throw OptionError(key_of(block, "maximum"),
                        concat(high, " is below the minimum, ", low, ". Exchange them."));
  }
}

}  // namespace

std::string_view name_of(VariableKind kind) {
  return kinds.at(static_cast<std::size_t>(kind));
}

void describe(OptionVisitor& visitor, VariablesOptions& options) {
  const ListBinding binding{
      [&options] { return options.blocks.size(); },
      [&options](std::size_t n) { options.blocks.resize(n); },
      [&options](std::size_t i, OptionVisitor& v) { describe_block(v, options.blocks[i]); }};
  visitor.list("variables", binding, {}, "what may be varied, in blocks; their order counts");
}

void check(const VariablesOptions& options) {
  if (options.blocks.empty())
    throw OptionError("problem.variables",
                      "not given (there is nothing to vary). Write variables: [{type: real, "
                      "count: 10, minimum: [0], maximum: [1]}].");
  for (std::size_t block = 0; block < options.blocks.size(); ++block) {
    const VariableOptions& variables = options.blocks[block];
    if (variables.kind == VariableKind::real || variables.kind == VariableKind::integer)
      check_bounds(variables, block);
    else if (variables.kind == VariableKind::categorical && variables.choices.empty())
      throw OptionError(
          key_of(block, "choices"),
          concat("not given (a category is one of them). Write choices: [one, two]."));
  }
}

}  // namespace moai
