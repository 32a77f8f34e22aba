#pragma once
// The variables of a design, as an experiment file lists them: blocks of real numbers, integers,
// categories and bits.
//
//   variables:
//     - {type: real, name: thickness, count: 7, minimum: [0.5], maximum: [1.5]}
//     - {type: integer, name: ribs, minimum: [2], maximum: [12]}
//     - {type: categorical, name: material, choices: [steel, aluminium, carbon]}
//     - {type: binary, name: holes, count: 20, crossover: one_point}
//
// In a genome all of them are numbers: a category is its place in `choices`, from 0; a bit 0 or 1.

#include <cstdint>
#include <string>
#include <vector>

#include "genome/mixed/discrete_block.h"
#include "genome/real_vector/real_vector_options.h"
#include "support/options.h"

namespace moai {

/// The numbers are in the order of the words in variable_options.cpp.
enum class VariableKind : std::uint8_t { real, integer, categorical, binary };

struct VariableOptions {
  VariableKind kind = VariableKind::real;
  std::string name;                      ///< may be empty
  std::int64_t count = 1;                ///< of variables
  std::vector<double> minimum, maximum;  ///< real, integer: one for all, or one for each
  std::vector<std::string> choices;      ///< categorical
  RealVectorOptions numeric;             ///< operators: real, integer
  DiscreteOptions discrete;              ///< operators: categorical, binary
};

struct VariablesOptions {
  std::vector<VariableOptions> blocks;
};

std::string_view name_of(VariableKind kind);

/// Visits the list `variables`.
void describe(OptionVisitor& visitor, VariablesOptions& options);

/// Throws UserError naming the key.
void check(const VariablesOptions& options);

}  // namespace moai
