#pragma once
// What a user says of the TorchScript module that makes pictures of real variables:
// `generator: {file: generator.pt, batch: 8}`. Running one: torch/generator_phenotype.h.

#include <cstdint>

#include "objective/script_options.h"
#include "support/options.h"

namespace moai {

struct GeneratorOptions {
  ScriptOptions script;
  std::int64_t batch = 8;  ///< pictures that are made together
};

/// Visits the keys of `generator:`; a scalar in its place is the file.
void describe(OptionVisitor& visitor, GeneratorOptions& options);

}  // namespace moai
